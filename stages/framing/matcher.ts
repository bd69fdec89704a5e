import { POS, type TokenisedDocument } from '../tokenising/annotation.js';
import type { Vocabulary } from '../vocabulary.js';
import type { Codebook, CueWord } from './codebook.js';
import { hyphenated } from './cue-syntax.js';
import { inflections } from './inflection.js';

/** A cue as compiled: which frame of which codebook it speaks for. */
export interface CompiledCue {
  readonly codebook: number;
  readonly frame: number;
  readonly term: string;
  readonly weight: number;
}

/** Cues found in a document: parallel arrays, in text order. */
export interface CueHits {
  readonly cue: number[];
  /** Tokens [first, after). */
  readonly first: number[];
  readonly after: number[];
}

const ANY = 0;
const ALL_POS = 0x7fffffff;

interface Pattern {
  readonly elements: readonly number[];
  readonly masks: readonly number[];
  /** Index of the cue; -1 for an excluded context. */
  readonly cue: number;
  /** Cues that do not count inside this context. */
  readonly suppresses: readonly number[] | null;
}

/**
 * Finds the cues of all codebooks in one pass. Each word of the text costs one look into a table by its id;
 * only words that some cue names go further. Inside one frame a hit that lies in a longer hit does not count.
 */
export class CueMatcher {
  readonly cues: CompiledCue[] = [];
  readonly #exact = new Map<string, number[]>();
  readonly #prefixes = new Map<string, number>();
  readonly #elementOf = new Map<string, number>();
  #elements = 1;
  /** Patterns of one word, and of several, by their first element. */
  readonly #single = new Map<number, Pattern[]>();
  readonly #double = new Map<number, Pattern[]>();
  readonly #anySecond = new Map<number, Pattern[]>();
  /** For each symbol the elements that a word with it satisfies. */
  readonly #symbols: number[][] = [[]];
  readonly #symbolOf = new Map<string, number>();
  readonly #symbol: (word: number) => number;
  #symbolPatterns: { single: Pattern[]; opens: boolean }[] = [];
  #minimumPrefix = 99;

  constructor(codebooks: readonly Codebook[], vocabulary: Vocabulary) {
    const contexts = new Map<string, { words: readonly CueWord[]; suppresses: number[] }>();
    const suppress = (words: readonly CueWord[], cue: number): void => {
      const key = JSON.stringify(words);
      const known = contexts.get(key);
      if (known === undefined) contexts.set(key, { words, suppresses: [cue] });
      else known.suppresses.push(cue);
    };
    codebooks.forEach((codebook, b) => {
      codebook.frames.forEach((frame, f) => {
        for (const cue of frame.cues) {
          const index = this.cues.length;
          this.cues.push({ codebook: b, frame: f, term: cue.term, weight: cue.weight });
          this.#add(cue.words, index, null);
          const variant = hyphenated(cue.words);
          if (variant !== null) this.#add(variant, index, null);
          for (const words of [...cue.unless, ...frame.exclude]) suppress(words, index);
        }
      });
    });
    for (const { words, suppresses } of contexts.values()) this.#add(words, -1, suppresses);
    for (const word of this.#exact.keys()) vocabulary.intern(word);
    this.#symbol = vocabulary.table((word) => this.#symbolFor(word));
  }

  #element(word: CueWord): number {
    if (word.kind === 'any') return ANY;
    const key = `${word.kind}\t${word.text}\t${word.kind === 'lemma' ? (word.pos ?? []).join() : ''}`;
    let element = this.#elementOf.get(key);
    if (element !== undefined) return element;
    element = this.#elements++;
    this.#elementOf.set(key, element);
    if (word.kind === 'prefix') {
      this.#prefixes.set(word.text, element);
      this.#minimumPrefix = Math.min(this.#minimumPrefix, word.text.length);
      return element;
    }
    const forms = word.kind === 'lemma' ? inflections(word.text, word.pos) : [word.text];
    for (const form of forms) {
      const known = this.#exact.get(form);
      if (known === undefined) this.#exact.set(form, [element]);
      else known.push(element);
    }
    return element;
  }

  #add(words: readonly CueWord[], cue: number, suppresses: readonly number[] | null): void {
    const elements = words.map((word) => this.#element(word));
    const masks = words.map((word) =>
      word.pos === null ? ALL_POS : word.pos.reduce((mask, tag) => mask | (1 << POS[tag]), 0),
    );
    const pattern: Pattern = { elements, masks, cue, suppresses };
    const first = elements[0]!;
    if (elements.length === 1) push(this.#single, first, pattern);
    else if (elements[1] === ANY) push(this.#anySecond, first, pattern);
    else push(this.#double, first * 65536 + elements[1]!, pattern);
  }

  #symbolFor(word: string): number {
    const elements = [...(this.#exact.get(word) ?? [])];
    for (let n = this.#minimumPrefix; n <= word.length; n++) {
      const element = this.#prefixes.get(word.slice(0, n));
      if (element !== undefined) elements.push(element);
    }
    if (elements.length === 0) return 0;
    const key = elements.join();
    let symbol = this.#symbolOf.get(key);
    if (symbol === undefined) {
      symbol = this.#symbols.length;
      this.#symbolOf.set(key, symbol);
      this.#symbols.push(elements);
      this.#symbolPatterns[symbol] = {
        single: elements.flatMap((element) => this.#single.get(element) ?? []),
        opens: elements.some((element) => this.#opens(element)),
      };
    }
    return symbol;
  }

  #openers: Set<number> | null = null;
  #opens(element: number): boolean {
    if (this.#openers === null) {
      this.#openers = new Set(this.#anySecond.keys());
      for (const key of this.#double.keys()) this.#openers.add(Math.floor(key / 65536));
    }
    return this.#openers.has(element);
  }

  /** The hits of all cues. Phrases do not cross sentences. */
  find(doc: TokenisedDocument): CueHits {
    const count = doc.tokenCount;
    const symbols = new Int32Array(count);
    const symbolOf = this.#symbol;
    const { word, pos } = doc;
    for (let i = 0; i < count; i++) symbols[i] = symbolOf(word[i]!);
    const hits: CueHits = { cue: [], first: [], after: [] };
    const contexts: { pattern: Pattern; first: number; after: number }[] = [];
    const take = (pattern: Pattern, first: number, after: number): void => {
      if (pattern.cue < 0) contexts.push({ pattern, first, after });
      else {
        hits.cue.push(pattern.cue);
        hits.first.push(first);
        hits.after.push(after);
      }
    };
    for (let i = 0; i < count; i++) {
      const symbol = symbols[i]!;
      if (symbol === 0) continue;
      const patterns = this.#symbolPatterns[symbol]!;
      const tag = 1 << pos[i]!;
      for (const pattern of patterns.single) if ((pattern.masks[0]! & tag) !== 0) take(pattern, i, i + 1);
      if (!patterns.opens || i + 1 >= count) continue;
      const next = symbols[i + 1]!;
      for (const first of this.#symbols[symbol]!) {
        if (next !== 0) {
          for (const second of this.#symbols[next]!) {
            const candidates = this.#double.get(first * 65536 + second);
            if (candidates !== undefined) this.#tryAll(candidates, i, symbols, doc, take);
          }
        }
        const loose = this.#anySecond.get(first);
        if (loose !== undefined) this.#tryAll(loose, i, symbols, doc, take);
      }
    }
    return this.#resolve(hits, contexts);
  }

  #tryAll(
    patterns: readonly Pattern[],
    first: number,
    symbols: Int32Array,
    doc: TokenisedDocument,
    take: (pattern: Pattern, first: number, after: number) => void,
  ): void {
    const limit = doc.sentenceStart[doc.sentenceOfToken[first]! + 1]!;
    for (const pattern of patterns) {
      const { elements, masks } = pattern;
      if (first + elements.length > limit) continue;
      let matches = true;
      for (let k = 0; k < elements.length && matches; k++) {
        const element = elements[k]!;
        const at = first + k;
        if (((masks[k]! >>> doc.pos[at]!) & 1) === 0) matches = false;
        else if (element !== ANY && !this.#symbols[symbols[at]!]!.includes(element)) matches = false;
      }
      if (matches) take(pattern, first, first + elements.length);
    }
  }

  /** Drops hits in excluded contexts, and those inside a longer (or equal, heavier) hit of the same frame. */
  #resolve(hits: CueHits, contexts: readonly { pattern: Pattern; first: number; after: number }[]): CueHits {
    const n = hits.cue.length;
    const dropped = new Uint8Array(n);
    for (const { pattern, first, after } of contexts) {
      for (let h = 0; h < n; h++) {
        if (hits.first[h]! >= first && hits.after[h]! <= after && pattern.suppresses!.includes(hits.cue[h]!))
          dropped[h] = 1;
      }
    }
    // Hits stand in the order of their first tokens; only neighbours can hold one another.
    for (let h = 0; h < n; h++) {
      for (let g = h + 1; g < n && hits.first[g]! < hits.after[h]!; g++) this.#dropOneOf(hits, dropped, h, g);
    }
    const kept: CueHits = { cue: [], first: [], after: [] };
    for (let h = 0; h < n; h++) {
      if (dropped[h] === 1) continue;
      kept.cue.push(hits.cue[h]!);
      kept.first.push(hits.first[h]!);
      kept.after.push(hits.after[h]!);
    }
    return kept;
  }

  #dropOneOf(hits: CueHits, dropped: Uint8Array, h: number, g: number): void {
    if (dropped[h] === 1 || dropped[g] === 1) return;
    const a = this.cues[hits.cue[h]!]!;
    const b = this.cues[hits.cue[g]!]!;
    if (a.frame !== b.frame || a.codebook !== b.codebook) return;
    const lengthA = hits.after[h]! - hits.first[h]!;
    const lengthB = hits.after[g]! - hits.first[g]!;
    const inside =
      (hits.first[g]! >= hits.first[h]! && hits.after[g]! <= hits.after[h]!) ||
      (hits.first[h]! >= hits.first[g]! && hits.after[h]! <= hits.after[g]!);
    if (!inside) return;
    const keepA = lengthA > lengthB || (lengthA === lengthB && a.weight >= b.weight);
    dropped[keepA ? g : h] = 1;
  }
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}
