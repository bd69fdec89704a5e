/** Writes the rejects of an analysis as they come. */
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { temporaryName } from '../../base/output-file.js';
import type { Reject } from '../../corpora/document.js';

/** Rejects as they come, one JSON object a line, under a temporary name until all are there. */
export class RejectsFile {
  readonly #path: string;
  readonly #temporary: string;
  readonly #reasons = new Map<string, number>();
  #file: number | null;
  count = 0;

  constructor(path: string) {
    this.#path = path;
    this.#temporary = temporaryName(path);
    this.#file = openSync(this.#temporary, 'w');
  }

  append(rejects: readonly Reject[]): void {
    for (const reject of rejects) {
      this.count++;
      this.#reasons.set(reject.reason, (this.#reasons.get(reject.reason) ?? 0) + 1);
    }
    if (rejects.length > 0)
      writeSync(this.#file!, rejects.map((reject) => `${JSON.stringify(reject)}\n`).join(''));
  }

  reasons(): Record<string, number> {
    return Object.fromEntries([...this.#reasons].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  finish(): void {
    fsyncSync(this.#file!);
    closeSync(this.#file!);
    this.#file = null;
    renameSync(this.#temporary, this.#path);
  }

  /** After a failure: the next run writes it anew. */
  discard(): void {
    if (this.#file === null) return;
    closeSync(this.#file);
    this.#file = null;
    rmSync(this.#temporary, { force: true });
  }
}
