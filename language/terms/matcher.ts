/** Finds terms in tokenised texts, all of them in one pass. */
import { doubled } from '../../base/typed-arrays.js';
import { ANY, type Pattern, TermPatterns, type WordIds } from './patterns.js';
import type { WordSequence } from './term.js';

/** What the matcher reads of a tokenised document. */
export interface TokenSequence {
  readonly tokenCount: number;
  /** By token: the number of its word in lower case, and its part of speech. */
  readonly word: Int32Array;
  readonly pos: Uint8Array;
  readonly sentenceOfToken: Uint32Array;
  /** First token of each sentence, and the token count at the end. */
  readonly sentenceStart: Uint32Array;
}

/**
 * Told that terms begin at a token: the first `count` entries of `terms` and `afters`, until it returns the token at which
 * to go on, which is `first + 1` for all matches.
 */
export type AtToken = (first: number, count: number) => number;

/**
 * Each word of the text costs one look into a table by its number; only words that some term names go further, and
 * phrases are tried only where the next word may go on with one. Terms do not cross sentences. Which of several matches
 * counts is for the caller to say.
 */
export class TermMatcher {
  /** Matches that begin at the token told of: indices of terms, and the token behind each match. */
  terms = new Int32Array(64);
  afters = new Int32Array(64);
  readonly #patterns: TermPatterns;
  #symbols = new Int32Array(4096);
  #count = 0;

  /** @param terms - for each term, every way in which it can stand. */
  constructor(terms: readonly (readonly WordSequence[])[], words: WordIds) {
    this.#patterns = new TermPatterns(terms, words);
  }

  scan(doc: TokenSequence, at: AtToken): void {
    const { word, pos, tokenCount } = doc;
    const compiled = this.#patterns;
    if (tokenCount >= this.#symbols.length) this.#symbols = new Int32Array(2 * tokenCount);
    const symbols = this.#symbols;
    compiled.symbolsOf(word, tokenCount, symbols);
    symbols[tokenCount] = 0;
    // Fetched after the look-ups, which may have made symbols.
    const { bits, followers, singleFrom, singles, singleMasks } = compiled;
    for (let i = 0; i < tokenCount; ) {
      const symbol = symbols[i]!;
      if (symbol === 0) {
        i++;
        continue;
      }
      this.#count = 0;
      const end = singleFrom[symbol + 1]!;
      for (let k = singleFrom[symbol]!; k < end; k++)
        if (((singleMasks[k]! >>> pos[i]!) & 1) !== 0) this.#take(singles[k]!, i + 1);
      const following = followers[symbol]!;
      if (following !== 0) {
        const next = symbols[i + 1]!;
        if ((following & bits[next]!) !== 0 || following === -1) {
          const candidates = compiled.candidates(symbol, next);
          if (candidates.length > 0) this.#tryAll(candidates, i, doc);
        }
      }
      i = this.#count === 0 ? i + 1 : at(i, this.#count);
    }
  }

  #tryAll(patterns: readonly Pattern[], first: number, doc: TokenSequence): void {
    const limit = doc.sentenceStart[doc.sentenceOfToken[first]! + 1]!;
    for (const { elements, masks, term } of patterns) {
      const after = first + elements.length;
      if (after > limit) continue;
      let matches = true;
      for (let k = 0; k < elements.length && matches; k++) {
        const element = elements[k]!;
        if (((masks[k]! >>> doc.pos[first + k]!) & 1) === 0) matches = false;
        // The first two elements chose the pattern.
        else if (k > 1 && element !== ANY)
          matches = this.#patterns.elements[this.#symbols[first + k]!]!.includes(element);
      }
      if (matches) this.#take(term, after);
    }
  }

  #take(term: number, after: number): void {
    for (let k = 0; k < this.#count; k++) if (this.terms[k] === term && this.afters[k] === after) return;
    if (this.#count === this.terms.length) {
      this.terms = doubled(this.terms);
      this.afters = doubled(this.afters);
    }
    this.terms[this.#count] = term;
    this.afters[this.#count++] = after;
  }
}
