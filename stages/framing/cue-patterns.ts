import { doubled } from '../../base/typed-arrays.js';
import { POS } from '../tokenising/annotation.js';
import type { Vocabulary } from '../vocabulary.js';
import type { Codebook, CueWord } from './codebook.js';
import { spellings } from './cue-syntax.js';

/** A cue as compiled: which frame of which codebook it speaks for. */
export interface CompiledCue {
  readonly codebook: number;
  readonly frame: number;
  /** Index of the frame among those of all codebooks. */
  readonly place: number;
  readonly term: string;
  readonly weight: number;
}

/** The element that every word satisfies. */
export const ANY = 0;
const ALL_POS = 0x7fffffff;
const NONE: number[] = [];
const NO_PATTERNS: readonly Pattern[] = [];

/** A cue or an excluded context: elements in a row, each with the parts of speech that it may have. */
export interface Pattern {
  readonly elements: readonly number[];
  readonly masks: readonly number[];
  /** Index of the cue; -1 for an excluded context. */
  readonly cue: number;
  /** What does not count inside this context; null for a cue. */
  readonly suppresses: Suppressed | null;
}

/** Cues, and places of frames of which no cue counts. */
export interface Suppressed {
  readonly cues: ReadonlySet<number>;
  readonly places: ReadonlySet<number>;
}

/** Two elements as one key. */
const pairOf = (first: number, second: number): number => first * 0x10000 + second;

/** One of 32 bits; elements that share one only cost a look in vain. */
const bitOf = (element: number): number => 1 << (Math.imul(element, 0x9e3779b1) >>> 27);

/**
 * The cues and contexts of codebooks, compiled to patterns over symbols: words that satisfy the same elements of patterns
 * have one symbol, 0 those that satisfy none. What is asked of every token stands in typed arrays by symbol.
 */
export class CuePatterns {
  readonly cues: CompiledCue[] = [];
  readonly patterns: Pattern[] = [];
  /** By symbol, the elements that its words satisfy. */
  readonly elements: (readonly number[])[] = [];
  /** A bit for each of its elements, and for each element that may follow it in a pattern (-1 where any may). */
  bits = new Int32Array(4096);
  followers = new Int32Array(4096);
  /**
   * What one word of symbol s matches by itself is singles[singleFrom[s]] to singles[singleFrom[s + 1] - 1]: indices of
   * cues, or the complements of indices of contexts.
   */
  singleFrom = new Int32Array(4096);
  singles = new Int32Array(8192);
  singleMasks = new Int32Array(8192);
  /** The symbols of words by their vocabulary ids: `symbolsOf(ids, count, symbols)`. */
  readonly symbolsOf: (words: Int32Array, count: number, symbols: Int32Array) => void;
  /** By cue: the place of its frame, and its weight. */
  readonly placeOf: Int32Array;
  readonly weightOf: Float64Array;
  /** Frames in all codebooks together. */
  readonly places: number;
  /** The elements that a word satisfies; mostly it is one. */
  readonly #exact = new Map<string, number | number[]>();
  readonly #prefixes = new Map<string, number>();
  readonly #elementOf = new Map<string, number>();
  #elements = 1;
  #minimumPrefix = 99;
  /** How the words of prefixes begin: what tells most words apart at one look. */
  readonly #heads: ReadonlySet<string>;
  readonly #single = new Map<number, number[]>();
  /** Patterns of several words by their first two elements (`pairOf`), and the second elements of each first. */
  readonly #double = new Map<number, Pattern[]>();
  readonly #seconds = new Map<number, number[]>();
  readonly #symbols = new Map<string, number>();
  /** The symbol of words that satisfy one element alone, as most do; 0 where there is none yet. */
  readonly #symbolOfElement: Int32Array;
  /** By symbol, then by the symbol that follows. */
  readonly #candidates: (Map<number, readonly Pattern[]> | undefined)[] = [];

  constructor(codebooks: readonly Codebook[], vocabulary: Vocabulary) {
    const contexts = new Map<string, { words: readonly CueWord[]; cues: Set<number>; places: Set<number> }>();
    const contextOf = (words: readonly CueWord[]): { cues: Set<number>; places: Set<number> } => {
      const key = words.map(({ kind, text, pos }) => `${kind} ${text} ${pos?.join() ?? ''}`).join('\t');
      let known = contexts.get(key);
      if (known === undefined) {
        known = { words, cues: new Set(), places: new Set() };
        contexts.set(key, known);
      }
      return known;
    };
    let place = 0;
    codebooks.forEach((codebook, b) => {
      codebook.frames.forEach((frame, f) => {
        for (const cue of frame.cues) {
          const index = this.cues.length;
          this.cues.push({ codebook: b, frame: f, place, term: cue.term, weight: cue.weight });
          for (const words of spellings(cue.words)) this.#add(words, index, null);
          for (const words of cue.unless) contextOf(words).cues.add(index);
        }
        for (const words of frame.exclude) contextOf(words).places.add(place);
        place++;
      });
    });
    this.places = place;
    for (const context of contexts.values()) this.#add(context.words, -1, context);
    this.#heads = new Set([...this.#prefixes.keys()].map((prefix) => prefix.slice(0, this.#minimumPrefix)));
    this.#newSymbol(NONE);
    this.placeOf = Int32Array.from(this.cues, (cue) => cue.place);
    this.weightOf = Float64Array.from(this.cues, (cue) => cue.weight);
    this.#symbolOfElement = new Int32Array(this.#elements);
    this.symbolsOf = vocabulary.tableOfMany((word) => this.#symbolFor(word));
  }

  #element(word: CueWord): number {
    if (word.kind === 'any') return ANY;
    const key =
      word.kind === 'lemma' && word.pos !== null
        ? `lemma\t${word.text}\t${word.pos.join()}`
        : `${word.kind}\t${word.text}`;
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

  #add(words: readonly CueWord[], cue: number, suppresses: Suppressed | null): void {
    const elements: number[] = [];
    const masks: number[] = [];
    for (const word of words) {
      elements.push(this.#element(word));
      masks.push(maskOf(word.pos));
    }
    const pattern: Pattern = { elements, masks, cue, suppresses };
    const first = elements[0]!;
    if (elements.length === 1) {
      push(this.#single, first, this.patterns.push(pattern) - 1);
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
      for (const pattern of this.#single.get(element) ?? NONE) {
        if (at === this.singles.length) {
          this.singles = doubled(this.singles);
          this.singleMasks = doubled(this.singleMasks);
        }
        const { cue, masks } = this.patterns[pattern]!;
        this.singles[at] = cue < 0 ? ~pattern : cue;
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

function maskOf(tags: CueWord['pos']): number {
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
