/** Notes which parts are finished, so that a killed run is resumed. */
import { createHash } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { JOURNAL_FILE, type ManifestPart } from '../store/manifest.js';
import type { DocumentFailure } from './worker-pool.js';

/** A part that stands on disk, and the documents of it that a stage gave up. */
export interface FinishedPart extends ManifestPart {
  readonly index: number;
  /** Documents read for it: analysed and failed. */
  readonly read: number;
  readonly failures: readonly DocumentFailure[];
}

/**
 * What an unfinished analysis has done so far: a line with its key, then one for each part that stands on
 * disk. A line is written after its part was renamed, so a part that it names is whole.
 */
export class Journal {
  #file: number | null;

  private constructor(file: number) {
    this.#file = file;
  }

  /** The key in a folder's journal, or null where there is none to resume. */
  static keyIn(folder: string, file: string = JOURNAL_FILE): string | null {
    const first = journalLines(join(folder, file))[0];
    return typeof first?.key === 'string' ? first.key : null;
  }

  /** Opens the journal of an analysis, and gives the parts that are done: those whose bytes are still right. */
  static open(
    folder: string,
    key: string,
    file: string = JOURNAL_FILE,
  ): { journal: Journal; finished: Map<number, FinishedPart> } {
    const finished = new Map<number, FinishedPart>();
    const resumed = Journal.keyIn(folder, file) === key;
    if (resumed) {
      for (const line of journalLines(join(folder, file)).slice(1)) {
        const part = line as JournalLine & FinishedPart;
        if (standsOnDisk(folder, part)) finished.set(part.index, part);
      }
    }
    const journal = new Journal(openSync(join(folder, file), resumed ? 'a' : 'w'));
    if (resumed) journal.#write('\n');
    else journal.#append({ key });
    return { journal, finished };
  }

  append(part: FinishedPart): void {
    this.#append(part);
  }

  /** May be called again. */
  close(): void {
    if (this.#file !== null) closeSync(this.#file);
    this.#file = null;
  }

  #append(line: object): void {
    this.#write(`${JSON.stringify(line)}\n`);
    fsyncSync(this.#file!);
  }

  #write(text: string): void {
    writeSync(this.#file!, text);
  }
}

/** The lines that are whole: a kill may cut the last one short. */
type JournalLine = Readonly<Record<string, unknown>>;

function journalLines(path: string): readonly JournalLine[] {
  if (!existsSync(path)) return [];
  const lines: JournalLine[] = [];
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    if (line === '') continue;
    try {
      lines.push(JSON.parse(line) as JournalLine);
    } catch {
      // The part that it would have named is made again.
    }
  }
  return lines;
}

function standsOnDisk(folder: string, part: FinishedPart): boolean {
  if (typeof part.file !== 'string') return false;
  const path = join(folder, part.file);
  if (!existsSync(path)) return false;
  const content = readFileSync(path);
  return content.length === part.bytes && createHash('sha256').update(content).digest('hex') === part.sha256;
}
