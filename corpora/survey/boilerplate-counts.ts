/** Counts the boilerplate of a corpus. */
import type { CorpusDocument } from '../document.js';

/** The boilerplate of a corpus, left out of every measure unless `--keep-boilerplate` is given. */
export interface BoilerplateDescription {
  readonly documents: number;
  readonly lines: number;
  /** Its share of the characters of all texts, 0 to 1; null where there are none. */
  readonly share: number | null;
  readonly kinds: readonly { readonly kind: string; readonly lines: number }[];
  /** Every outlet that has any, the most lines first; null: documents without an outlet. */
  readonly outlets: readonly {
    readonly outlet: string | null;
    readonly documents: number;
    readonly lines: number;
  }[];
  readonly commonest: readonly { readonly text: string; readonly kind: string; readonly lines: number }[];
}

const COMMONEST = 10;
/** Different lines counted; those that first come later are not among the commonest. */
const MOST_TEXTS = 50_000;
/** Characters shown of a line, by which lines are told apart. */
const SHOWN = 160;

/** Counts the boilerplate of a corpus, document by document. */
export class BoilerplateCounts {
  #documents = 0;
  #lines = 0;
  #marked = 0;
  #characters = 0;
  readonly #kinds = new Map<string, number>();
  readonly #outlets = new Map<string | null, { documents: number; lines: number }>();
  readonly #texts = new Map<string, { kind: string; lines: number }>();

  add({ text, outlet, boilerplate }: CorpusDocument): void {
    this.#characters += text.length;
    if (boilerplate.length === 0) return;
    this.#documents++;
    this.#lines += boilerplate.length;
    const own = this.#outlets.get(outlet) ?? { documents: 0, lines: 0 };
    this.#outlets.set(outlet, own);
    own.documents++;
    own.lines += boilerplate.length;
    for (const { start, end, kind } of boilerplate) {
      this.#marked += end - start;
      this.#kinds.set(kind, (this.#kinds.get(kind) ?? 0) + 1);
      const line = text.slice(start, Math.min(end, start + SHOWN)).toWellFormed();
      const seen = this.#texts.get(line);
      if (seen !== undefined) seen.lines++;
      else if (this.#texts.size < MOST_TEXTS) this.#texts.set(line, { kind, lines: 1 });
    }
  }

  finish(): BoilerplateDescription {
    return {
      documents: this.#documents,
      lines: this.#lines,
      share: this.#characters === 0 ? null : this.#marked / this.#characters,
      kinds: [...this.#kinds].map(([kind, lines]) => ({ kind, lines })).sort((a, b) => b.lines - a.lines),
      outlets: [...this.#outlets]
        .map(([outlet, counts]) => ({ outlet, ...counts }))
        .sort((a, b) => b.lines - a.lines),
      commonest: [...this.#texts]
        .map(([text, counts]) => ({ text, ...counts }))
        .sort((a, b) => b.lines - a.lines)
        .slice(0, COMMONEST),
    };
  }
}
