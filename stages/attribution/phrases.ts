/** Finds noun phrases, for sources. */
import { FLAG, POS, type TokenisedDocument } from '../tokenising/annotation.js';
import type { TokenRange } from './proposal.js';

/** Noun phrases by part of speech, near enough for sources: heads, modifiers and "of"-phrases. */
export class Phrases {
  readonly #joins: (word: number) => number;

  constructor(vocabulary: TokenisedDocument['vocabulary']) {
    const joining = new Set(['of', "'s", "'", '-', 'and', '&', 'for', 'at', 'from', 'in', 'with', 'on']);
    this.#joins = vocabulary.table((word) => (joining.has(word) ? 1 : 0));
  }

  /** Whether a token can end a noun phrase. */
  isHead(d: TokenisedDocument, i: number): boolean {
    const pos = d.pos[i]!;
    return pos === POS.NOUN || pos === POS.PROPN || pos === POS.PRON || pos === POS.NUM;
  }

  #isInside(d: TokenisedDocument, i: number): boolean {
    const pos = d.pos[i]!;
    return (
      pos === POS.NOUN ||
      pos === POS.PROPN ||
      pos === POS.ADJ ||
      pos === POS.DET ||
      pos === POS.NUM ||
      (pos === POS.PART && (d.flags[i]! & FLAG.spaceBefore) === 0)
    );
  }

  /** The noun phrase that ends just before `end`, not reaching below `from`; null where there is none. */
  before(d: TokenisedDocument, end: number, from: number): TokenRange | null {
    const head = end - 1;
    if (head < from) return null;
    if (d.pos[head] === POS.PRON || d.pos[head] === POS.DET) return [head, end];
    if (!this.isHead(d, head) && d.pos[head] !== POS.ADJ) return null;
    let first = head;
    for (let i = head - 1; i >= from; i--) {
      if (this.#isInside(d, i)) first = i;
      else if (
        this.#joins(d.word[i]!) === 1 &&
        i > from &&
        this.isHead(d, i - 1) &&
        d.pos[i - 1] !== POS.PRON
      )
        continue;
      else break;
    }
    return [first, end];
  }

  /** The noun phrase that begins at `first`, not reaching `until`. */
  after(d: TokenisedDocument, first: number, until: number): TokenRange | null {
    if (first >= until) return null;
    if (d.pos[first] === POS.PRON) return [first, first + 1];
    let end = first;
    for (let i = first; i < until; i++) {
      if (this.#isInside(d, i)) end = i + 1;
      else if (i > first && this.#joins(d.word[i]!) === 1 && i + 1 < until && this.#isInside(d, i + 1))
        continue;
      else break;
    }
    return end > first ? [first, end] : null;
  }
}
