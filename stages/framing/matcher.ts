/** Finds the cues of codebooks in documents, and settles which count. */
import { doubled } from '../../base/typed-arrays.js';
import { type AtToken, TermMatcher } from '../../language/terms/matcher.js';
import { spellings, type WordSequence } from '../../language/terms/term.js';
import type { TokenisedDocument } from '../tokenising/annotation.js';
import type { Vocabulary } from '../vocabulary.js';
import type { Codebook } from './codebook.js';

/** A cue as compiled: which frame of which codebook it speaks for. */
export interface CompiledCue {
  readonly codebook: number;
  readonly frame: number;
  /** Index of the frame among those of all codebooks. */
  readonly place: number;
  readonly term: string;
  readonly weight: number;
}

/** What a phrase takes out: cues inside it, places of frames of which no cue inside it counts, and frames that it rejects. */
interface Suppressed {
  readonly cues: Set<number>;
  readonly places: Set<number>;
  readonly rejects: Set<number>;
}

/** A phrase that rejects frames, by their places, and the tokens that it stands on. */
export interface Rejection {
  readonly places: ReadonlySet<number>;
  readonly first: number;
  readonly after: number;
}

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
  /** Phrases that reject frames, in text order. */
  readonly rejections: readonly Rejection[];
}

interface Context {
  readonly suppresses: Suppressed;
  readonly first: number;
  readonly after: number;
}

/** Finds the cues of all codebooks. Inside one frame a hit that lies in a longer hit does not count. */
export class CueMatcher {
  readonly cues: readonly CompiledCue[];
  /** By cue: the place of its frame among those of all codebooks, and its weight. */
  readonly placeOf: Int32Array;
  readonly weightOf: Float64Array;
  /** Frames in all codebooks together. */
  readonly places: number;
  readonly #matcher: TermMatcher;
  readonly #atToken: AtToken;
  /** What each excluded context takes out; the matcher's terms behind the cues. */
  readonly #suppressed: readonly Suppressed[];
  #count = 0;
  #cue = new Int32Array(1024);
  #first = new Int32Array(1024);
  #after = new Int32Array(1024);
  readonly #contexts: Context[] = [];
  readonly #rejections: Rejection[] = [];

  constructor(codebooks: readonly Codebook[], vocabulary: Vocabulary) {
    const cues: CompiledCue[] = [];
    const terms: (readonly WordSequence[])[] = [];
    const contexts = new Map<string, Suppressed & { readonly sequence: WordSequence }>();
    const contextOf = (sequence: WordSequence): Suppressed => {
      const key = sequence
        .map(({ kind, text, forms, pos }) => `${kind} ${text} ${forms.join()} ${pos?.join() ?? ''}`)
        .join('\t');
      let known = contexts.get(key);
      if (known === undefined) {
        known = { sequence, cues: new Set(), places: new Set(), rejects: new Set() };
        contexts.set(key, known);
      }
      return known;
    };
    let place = 0;
    codebooks.forEach((codebook, b) => {
      codebook.frames.forEach((frame, f) => {
        for (const { term, weight, sequences, unless } of frame.cues) {
          const index = cues.push({ codebook: b, frame: f, place, term, weight }) - 1;
          terms.push(sequences.flatMap((sequence) => spellings(sequence, true)));
          for (const sequence of unless) contextOf(sequence).cues.add(index);
        }
        for (const sequence of frame.exclude) contextOf(sequence).places.add(place);
        for (const sequence of frame.reject) contextOf(sequence).rejects.add(place);
        place++;
      });
    });
    this.cues = cues;
    this.places = place;
    this.placeOf = Int32Array.from(cues, (cue) => cue.place);
    this.weightOf = Float64Array.from(cues, (cue) => cue.weight);
    this.#suppressed = [...contexts.values()];
    for (const { sequence } of contexts.values()) terms.push([sequence]);
    const matcher = new TermMatcher(terms, vocabulary);
    this.#matcher = matcher;
    const cueCount = cues.length;
    this.#atToken = (first, count) => {
      for (let k = 0; k < count; k++) {
        const term = matcher.terms[k]!;
        const after = matcher.afters[k]!;
        if (term < cueCount) this.#take(term, first, after);
        else {
          const suppresses = this.#suppressed[term - cueCount]!;
          this.#contexts.push({ suppresses, first, after });
          if (suppresses.rejects.size > 0)
            this.#rejections.push({ places: suppresses.rejects, first, after });
        }
      }
      return first + 1;
    };
  }

  /** The hits of all cues. Phrases do not cross sentences. */
  find(doc: TokenisedDocument): CueHits {
    this.#count = 0;
    this.#contexts.length = 0;
    this.#rejections.length = 0;
    this.#matcher.scan(doc, this.#atToken);
    this.#resolve();
    return {
      count: this.#count,
      cue: this.#cue,
      first: this.#first,
      after: this.#after,
      rejections: this.#rejections,
    };
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
