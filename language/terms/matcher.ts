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
 * phrases are tried only where the next word may continue one. Terms do not cross sentences. Which of several matches
 * counts is for the caller to say.
 */
export class TermMatcher {
  /** Matches that begin at the token told of: indices of terms, and the token behind each match. */
  terms = new Int32Array(64);
  afters = new Int32Array(64);
  readonly #patterns: TermPatterns;
  #symbols = new Int32Array(4096);

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
    let { terms, afters } = this;
    for (let i = 0; i < tokenCount; ) {
      const symbol = symbols[i]!;
      if (symbol === 0) {
        i++;
        continue;
      }
      let count = 0;
      const from = singleFrom[symbol]!;
      const end = singleFrom[symbol + 1]!;
      if (end - from > terms.length) {
        this.#grow(end - from);
        ({ terms, afters } = this);
      }
      for (let k = from; k < end; k++) {
        if (((singleMasks[k]! >>> pos[i]!) & 1) === 0) continue;
        terms[count] = singles[k]!;
        afters[count++] = i + 1;
      }
      const following = followers[symbol]!;
      if (following !== 0) {
        const next = symbols[i + 1]!;
        if ((following & bits[next]!) !== 0 || following === -1) {
          const candidates = compiled.candidates(symbol, next);
          if (candidates.length > 0) {
            count = this.#tryAll(candidates, i, doc, count);
            ({ terms, afters } = this);
          }
        }
      }
      i = count === 0 ? i + 1 : at(i, count);
    }
  }

  /** Adds the patterns that match to the first `count` matches; returns how many there are then. */
  #tryAll(patterns: readonly Pattern[], first: number, doc: TokenSequence, count: number): number {
    const limit = doc.sentenceStart[doc.sentenceOfToken[first]! + 1]!;
    const { pos } = doc;
    const own = this.#patterns.elements;
    const symbols = this.#symbols;
    if (count + patterns.length > this.terms.length) this.#grow(count + patterns.length);
    const { terms, afters } = this;
    const before = count;
    next: for (const { elements, masks, term } of patterns) {
      const length = elements.length;
      const after = first + length;
      if (after > limit) continue;
      for (let k = 0; k < length; k++) {
        if (((masks[k]! >>> pos[first + k]!) & 1) === 0) continue next;
        // The first two elements chose the pattern.
        if (k > 1 && elements[k] !== ANY && !own[symbols[first + k]!]!.includes(elements[k]!)) continue next;
      }
      // A term may stand in two ways for the same words.
      for (let k = before; k < count; k++) if (terms[k] === term && afters[k] === after) continue next;
      terms[count] = term;
      afters[count++] = after;
    }
    return count;
  }

  #grow(least: number): void {
    while (this.terms.length < least) {
      this.terms = doubled(this.terms);
      this.afters = doubled(this.afters);
    }
  }
}
