import { doubled } from '../../base/typed-arrays.js';
import type { TokenisedDocument } from '../tokenising/annotation.js';
import type { Vocabulary } from '../vocabulary.js';
import type { Codebook } from './codebook.js';
import { ANY, type CompiledCue, CuePatterns, type Pattern, type Suppressed } from './cue-patterns.js';

/**
 * Cues found in a document: the first `count` entries of parallel arrays, ordered by first token and then by last. They
 * are the matcher's own, valid until it looks at the next document.
 */
export interface CueHits {
  readonly count: number;
  readonly cue: Int32Array;
  /** Tokens [first, after). */
  readonly first: Int32Array;
  readonly after: Int32Array;
}

interface Context {
  readonly suppresses: Suppressed;
  readonly first: number;
  readonly after: number;
}

/**
 * Finds the cues of all codebooks in one pass. Each word of the text costs one look into a table by its id; only words
 * that some cue names go further, and phrases are tried only where the next word may go on with one. Inside one frame a
 * hit that lies in a longer hit does not count.
 */
export class CueMatcher {
  readonly cues: readonly CompiledCue[];
  /** By cue: the place of its frame among those of all codebooks, and its weight. */
  readonly placeOf: Int32Array;
  readonly weightOf: Float64Array;
  /** Frames in all codebooks together. */
  readonly places: number;
  readonly #patterns: CuePatterns;
  #symbols = new Int32Array(4096);
  #count = 0;
  #cue = new Int32Array(1024);
  #first = new Int32Array(1024);
  #after = new Int32Array(1024);
  readonly #contexts: Context[] = [];

  constructor(codebooks: readonly Codebook[], vocabulary: Vocabulary) {
    this.#patterns = new CuePatterns(codebooks, vocabulary);
    this.cues = this.#patterns.cues;
    this.places = this.#patterns.places;
    this.placeOf = this.#patterns.placeOf;
    this.weightOf = this.#patterns.weightOf;
  }

  /** The hits of all cues. Phrases do not cross sentences. */
  find(doc: TokenisedDocument): CueHits {
    const { word, pos, tokenCount } = doc;
    const compiled = this.#patterns;
    if (tokenCount >= this.#symbols.length) this.#symbols = new Int32Array(2 * tokenCount);
    const symbols = this.#symbols;
    compiled.symbolsOf(word, tokenCount, symbols);
    symbols[tokenCount] = 0;
    // Fetched after the look-ups, which may have made symbols.
    const { bits, followers, singleFrom, singles, singleMasks } = compiled;
    this.#count = 0;
    this.#contexts.length = 0;
    for (let i = 0; i < tokenCount; i++) {
      const symbol = symbols[i]!;
      if (symbol === 0) continue;
      const end = singleFrom[symbol + 1]!;
      for (let k = singleFrom[symbol]!; k < end; k++) {
        if (((singleMasks[k]! >>> pos[i]!) & 1) === 0) continue;
        const single = singles[k]!;
        if (single >= 0) this.#take(single, i, i + 1);
        else this.#suppress(compiled.patterns[~single]!.suppresses!, i, i + 1);
      }
      const following = followers[symbol]!;
      if (following === 0) continue;
      const next = symbols[i + 1]!;
      if ((following & bits[next]!) === 0 && following !== -1) continue;
      const candidates = compiled.candidates(symbol, next);
      if (candidates.length > 0) this.#tryAll(candidates, i, doc);
    }
    this.#resolve();
    return { count: this.#count, cue: this.#cue, first: this.#first, after: this.#after };
  }

  #tryAll(patterns: readonly Pattern[], first: number, doc: TokenisedDocument): void {
    const limit = doc.sentenceStart[doc.sentenceOfToken[first]! + 1]!;
    for (const pattern of patterns) {
      const { elements, masks } = pattern;
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
      if (!matches) continue;
      if (pattern.suppresses === null) this.#take(pattern.cue, first, after);
      else this.#suppress(pattern.suppresses, first, after);
    }
  }

  #suppress(suppresses: Suppressed, first: number, after: number): void {
    this.#contexts.push({ suppresses, first, after });
  }

  #take(cue: number, first: number, after: number): void {
    if (this.#count === this.#cue.length) {
      this.#cue = doubled(this.#cue);
      this.#first = doubled(this.#first);
      this.#after = doubled(this.#after);
    }
    // Longer hits of the same first token go behind.
    let at = this.#count++;
    for (; at > 0 && this.#first[at - 1] === first && this.#after[at - 1]! > after; at--) {
      this.#cue[at] = this.#cue[at - 1]!;
      this.#first[at] = first;
      this.#after[at] = this.#after[at - 1]!;
    }
    this.#cue[at] = cue;
    this.#first[at] = first;
    this.#after[at] = after;
  }

  /** Drops hits in excluded contexts, and those inside a longer (or equal, heavier) hit of the same frame. */
  #resolve(): void {
    const cue = this.#cue;
    const first = this.#first;
    const after = this.#after;
    const n = this.#count;
    const { placeOf, weightOf } = this;
    // A dropped hit's cue turns into its complement, which is negative.
    for (const context of this.#contexts) {
      const { cues, places } = context.suppresses;
      for (let h = firstAtOrAfter(first, n, context.first); h < n && first[h]! < context.after; h++) {
        const c = cue[h]!;
        if (c >= 0 && after[h]! <= context.after && (cues.has(c) || places.has(placeOf[c]!))) cue[h] = ~c;
      }
    }
    for (let h = 0; h < n; h++) {
      for (let g = h + 1; g < n && first[g]! < after[h]! && cue[h]! >= 0; g++) {
        if (cue[g]! < 0) continue;
        const a = cue[h]!;
        const b = cue[g]!;
        if (placeOf[a] !== placeOf[b]) continue;
        const begun = first[g]! === first[h]!;
        if (begun && after[g]! > after[h]!) cue[h] = ~cue[h]!;
        else if (begun && after[g]! === after[h]! && weightOf[a]! < weightOf[b]!) cue[h] = ~cue[h]!;
        else if (after[g]! <= after[h]!) cue[g] = ~cue[g]!;
      }
    }
    let kept = 0;
    for (let h = 0; h < n; h++) {
      if (cue[h]! < 0) continue;
      cue[kept] = cue[h]!;
      first[kept] = first[h]!;
      after[kept++] = after[h]!;
    }
    this.#count = kept;
  }
}

/** Index of the first hit that begins at the token or later. */
function firstAtOrAfter(first: Int32Array, n: number, token: number): number {
  let low = 0;
  let high = n;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (first[middle]! < token) low = middle + 1;
    else high = middle;
  }
  return low;
}
