/** Where a document opens quotations. */
import { FLAG, type TokenisedDocument } from '../../../tokenising/annotation.js';
import { WORD } from './word-facts.js';

export class Openings {
  readonly #facts: (word: number) => number;
  /** By token, the last one before it that opens a quotation; -1 where none does. */
  #last = new Int32Array(1024);
  #count = 0;

  constructor(facts: (word: number) => number) {
    this.#facts = facts;
  }

  /** Must be called before the others, once a document. */
  begin({ tokenCount, flags, word }: TokenisedDocument): void {
    if (this.#last.length <= tokenCount) this.#last = new Int32Array(2 * tokenCount);
    let last = -1;
    for (let i = 0; i < tokenCount; i++) {
      this.#last[i] = last;
      if ((flags[i]! & FLAG.word) === 0 && (this.#facts(word[i]!) & WORD.opening) !== 0) last = i;
    }
    this.#last[tokenCount] = last;
    this.#count = tokenCount;
  }

  /** The last token before one that opens a quotation, or -1. */
  lastBefore(token: number): number {
    return this.#last[Math.min(token, this.#count)]!;
  }
}
