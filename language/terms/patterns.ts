/** Terms compiled for matching: what is asked of every token stands in typed arrays. */
import { doubled } from '../../base/typed-arrays.js';
import { POS } from '../parts-of-speech.js';
import type { TermWord, WordSequence } from './term.js';

/** Gives words numbers, and keeps a property of each by its number; the vocabulary of the tokeniser does. */
export interface WordIds {
  tableOfMany(
    compute: (word: string) => number,
  ): (words: Int32Array, count: number, values: Int32Array) => void;
}

/** The element that every word satisfies. */
export const ANY = 0;
const ALL_POS = 0x7fffffff;
const NONE: number[] = [];
const NO_PATTERNS: readonly Pattern[] = [];

/** One way in which a term can stand: elements in a row, each with the parts of speech that it may have. */
export interface Pattern {
  readonly elements: readonly number[];
  readonly masks: readonly number[];
  /** Index of the term. */
  readonly term: number;
}

/** Two elements as one key. */
const pairOf = (first: number, second: number): number => first * 0x10000 + second;

/** One of 32 bits; elements that share one only cost a look in vain. */
const bitOf = (element: number): number => 1 << (Math.imul(element, 0x9e3779b1) >>> 27);

/**
 * Terms compiled to patterns over symbols: words that satisfy the same elements of patterns have one symbol, 0 those that
 * satisfy none.
 */
export class TermPatterns {
  /** By symbol, the elements that its words satisfy. */
  readonly elements: (readonly number[])[] = [];
  /** A bit for each of its elements, and for each element that may follow it in a pattern (-1 where any may). */
  bits = new Int32Array(4096);
  followers = new Int32Array(4096);
  /** Terms that one word of symbol s matches by itself: singles[singleFrom[s]] to singles[singleFrom[s + 1] - 1]. */
  singleFrom = new Int32Array(4096);
  singles = new Int32Array(8192);
  singleMasks = new Int32Array(8192);
  /** The symbols of words by their numbers: `symbolsOf(words, count, symbols)`. */
  readonly symbolsOf: (words: Int32Array, count: number, symbols: Int32Array) => void;
  /** The elements that a word satisfies; mostly it is one. */
  readonly #exact = new Map<string, number | number[]>();
  readonly #prefixes = new Map<string, number>();
  readonly #elementOf = new Map<string, number>();
  #elements = 1;
  #minimumPrefix = 99;
  /** How the words of prefixes begin: what tells most words apart at one look. */
  readonly #heads: ReadonlySet<string>;
  /** Patterns of one word, by its element. */
  readonly #single = new Map<number, Pattern[]>();
  /** Patterns of several words by their first two elements (`pairOf`), and the second elements of each first. */
  readonly #double = new Map<number, Pattern[]>();
  readonly #seconds = new Map<number, number[]>();
  readonly #symbols = new Map<string, number>();
  /** The symbol of words that satisfy one element alone, as most do; 0 where there is none yet. */
  readonly #symbolOfElement: Int32Array;
  /** By symbol, then by the symbol that follows. */
  readonly #candidates: (Map<number, readonly Pattern[]> | undefined)[] = [];

  constructor(terms: readonly (readonly WordSequence[])[], words: WordIds) {
    terms.forEach((sequences, term) => {
      for (const sequence of sequences) this.#add(sequence, term);
    });
    this.#heads = new Set([...this.#prefixes.keys()].map((prefix) => prefix.slice(0, this.#minimumPrefix)));
    this.#newSymbol(NONE);
    this.#symbolOfElement = new Int32Array(this.#elements);
    this.symbolsOf = words.tableOfMany((word) => this.#symbolFor(word));
  }

  #element(word: TermWord): number {
    if (word.kind === 'any') return ANY;
    const key = word.kind === 'prefix' ? `${word.text}*` : word.forms.join('\t');
    let element = this.#elementOf.get(key);
    if (element !== undefined) return element;
    element = this.#elements++;
    this.#elementOf.set(key, element);
    if (word.kind === 'prefix') {
      this.#prefixes.set(word.text, element);
      this.#minimumPrefix = Math.min(this.#minimumPrefix, word.text.length);
      return element;
    }
    for (const form of word.forms) {
      const known = this.#exact.get(form);
      if (known === undefined) this.#exact.set(form, element);
      else if (typeof known === 'number') this.#exact.set(form, [known, element]);
      else known.push(element);
    }
    return element;
  }

  #add(words: WordSequence, term: number): void {
    const elements = words.map((word) => this.#element(word));
    const pattern: Pattern = { elements, masks: words.map(({ pos }) => maskOf(pos)), term };
    const first = elements[0]!;
    if (elements.length === 1) {
      push(this.#single, first, pattern);
      return;
    }
    const second = elements[1]!;
    if (push(this.#double, pairOf(first, second), pattern) === 1) push(this.#seconds, first, second);
  }

  #symbolFor(word: string): number {
    const known = this.#exact.get(word) ?? NONE;
    let elements = typeof known === 'number' ? [known] : known;
    if (this.#heads.size > 0 && this.#heads.has(word.slice(0, this.#minimumPrefix))) {
      elements = [...elements];
      for (let n = this.#minimumPrefix; n <= word.length; n++) {
        const element = this.#prefixes.get(word.slice(0, n));
        if (element !== undefined) elements.push(element);
      }
    }
    if (elements.length === 0) return 0;
    if (elements.length === 1) {
      const element = elements[0]!;
      if (this.#symbolOfElement[element] === 0) this.#symbolOfElement[element] = this.#newSymbol(elements);
      return this.#symbolOfElement[element]!;
    }
    const key = elements.join();
    let symbol = this.#symbols.get(key);
    if (symbol === undefined) {
      symbol = this.#newSymbol(elements);
      this.#symbols.set(key, symbol);
    }
    return symbol;
  }

  #newSymbol(elements: readonly number[]): number {
    const symbol = this.elements.push(elements) - 1;
    if (symbol + 1 >= this.bits.length) {
      this.bits = doubled(this.bits);
      this.followers = doubled(this.followers);
      this.singleFrom = doubled(this.singleFrom);
    }
    let at = this.singleFrom[symbol]!;
    for (const element of elements) {
      this.bits[symbol]! |= bitOf(element);
      for (const second of this.#seconds.get(element) ?? NONE)
        this.followers[symbol]! |= second === ANY ? -1 : bitOf(second);
      for (const { term, masks } of this.#single.get(element) ?? NO_PATTERNS) {
        // One term may name a word twice: "econom*|economy".
        if (this.singles.subarray(this.singleFrom[symbol]!, at).includes(term)) continue;
        if (at === this.singles.length) {
          this.singles = doubled(this.singles);
          this.singleMasks = doubled(this.singleMasks);
        }
        this.singles[at] = term;
        this.singleMasks[at++] = masks[0]!;
      }
    }
    this.singleFrom[symbol + 1] = at;
    return symbol;
  }

  /** The patterns of several words to try where a word of one symbol follows one of another. */
  candidates(symbol: number, next: number): readonly Pattern[] {
    let known = this.#candidates[symbol];
    if (known === undefined) {
      known = new Map();
      this.#candidates[symbol] = known;
    }
    let found = known.get(next);
    if (found === undefined) {
      found = this.#tried(this.elements[symbol]!, this.elements[next]!);
      known.set(next, found);
    }
    return found;
  }

  #tried(firsts: readonly number[], seconds: readonly number[]): readonly Pattern[] {
    const found: Pattern[] = [];
    for (const first of firsts) {
      if (!this.#seconds.has(first)) continue;
      for (const second of seconds) found.push(...(this.#double.get(pairOf(first, second)) ?? NO_PATTERNS));
      found.push(...(this.#double.get(pairOf(first, ANY)) ?? NO_PATTERNS));
    }
    return found;
  }
}

function maskOf(tags: TermWord['pos']): number {
  if (tags === null) return ALL_POS;
  let mask = 0;
  for (const tag of tags) mask |= 1 << POS[tag];
  return mask;
}

/** Adds to the list under a key; gives the list's new length. */
function push<K, V>(map: Map<K, V[]>, key: K, value: V): number {
  const known = map.get(key);
  if (known !== undefined) return known.push(value);
  map.set(key, [value]);
  return 1;
}
