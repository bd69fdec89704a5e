/** Scores texts with a trained frame model. */
import type { TokenisedDocument } from '../tokenising/annotation.js';
import { FLAG } from '../tokenising/annotation.js';
import type { Vocabulary } from '../vocabulary.js';
import type { LinearFrameModel } from './linear-model.js';
import { letterSequences, type Stem, termOf } from './terms.js';

/** 1 + log n for the counts that mostly occur. */
const DAMPED = Float64Array.from({ length: 256 }, (_, n) => 1 + Math.log(n));

/** Of a longer word than any English one only so many letter sequences count. */
const LONGEST_LIST = 200;

/** Told of what a token adds to the log-odds of a frame. */
export type TokenPart = (token: number, frame: number, added: number) => void;

/** Applies a trained model to typed arrays: one look into a table for each token. */
export class LinearScorer {
  /** Log-odds by frame of the last `score`, bias included. */
  readonly logOdds: Float64Array;
  /** What each cue feature added to them: feature * frames + frame. */
  readonly ofCues: Float64Array;
  readonly #model: LinearFrameModel;
  readonly #words: number;
  readonly #bias: Float64Array;
  readonly #unigrams: (words: Int32Array, count: number, terms: Int32Array) => void;
  /** By token, the term of its stem; -1 where the model has none. */
  #unigram = new Int32Array(4096);
  readonly #pairPart: (word: number) => number;
  readonly #pairs = new Map<number, number>();
  readonly #lettersOf: ((word: number) => number) | null = null;
  readonly #letterLists: Int32Array[] = [];
  /** term * frames + frame: weight times idf; and the greatest of each term. */
  readonly #row: Float64Array;
  readonly #greatest: Float64Array;
  readonly #idf: Float64Array;
  readonly #count: Int32Array;
  /** What one occurrence of a term counts in the stretch last scored. */
  readonly #share: Float64Array;
  readonly #touched: Int32Array;
  /** The terms of token i are #terms[#first[i]] to #terms[#first[i + 1] - 1]. */
  #first = new Uint32Array(4097);
  #terms = new Int32Array(4096);
  /** The most terms that a token of the document has. */
  #mostTerms = 1;
  readonly #ofToken: Float64Array;

  constructor(model: LinearFrameModel, vocabulary: Vocabulary, stem: Stem) {
    this.#model = model;
    const width = model.frames.length;
    this.#words = model.terms.length - model.letterCount;
    const unigrams = new Map<string, number>();
    const parts = new Map<string, number>();
    const partOf = (text: string): number => {
      let part = parts.get(text);
      if (part === undefined) {
        part = parts.size;
        parts.set(text, part);
      }
      return part;
    };
    for (let t = 0; t < this.#words; t++) {
      const [first, second] = model.terms[t]!.split(' ') as [string, string | undefined];
      if (second === undefined) unigrams.set(first, t);
      else this.#pairs.set(partOf(first) * 1_000_000 + partOf(second), t);
    }
    this.#bias = Float64Array.from(model.frames, (frame) => frame.bias);
    this.#unigrams = vocabulary.tableOfMany((word) => unigrams.get(termOf(word, stem)) ?? -1);
    this.#pairPart = vocabulary.table((word) => parts.get(termOf(word, stem)) ?? -1);
    if (model.letters !== null) {
      const ids = new Map(model.terms.slice(this.#words).map((term, i) => [term, this.#words + i]));
      const [shortest, longest] = model.letters;
      this.#lettersOf = vocabulary.table((word) => {
        const list = letterSequences(word, shortest, longest).flatMap((sequence) => ids.get(sequence) ?? []);
        return this.#letterLists.push(Int32Array.from(list.slice(0, LONGEST_LIST))) - 1;
      });
    }
    this.#row = model.weight.map((weight, i) => weight * model.idf[Math.floor(i / width)]!);
    this.#greatest = Float64Array.from(model.terms, (_, t) =>
      this.#row.subarray(t * width, (t + 1) * width).reduce((most, x) => Math.max(most, Math.abs(x)), 0),
    );
    this.#idf = Float64Array.from(model.idf);
    this.#count = new Int32Array(model.terms.length);
    this.#share = new Float64Array(model.terms.length);
    this.#touched = new Int32Array(model.terms.length);
    this.logOdds = new Float64Array(width);
    this.ofCues = new Float64Array(model.cues.length * width);
    this.#ofToken = new Float64Array(width);
  }

  /** Looks up the terms of a document's tokens; what follows scores stretches of that document. */
  locate({ word, flags, tokenCount }: TokenisedDocument): void {
    if (tokenCount >= this.#first.length) {
      this.#first = new Uint32Array(2 * tokenCount + 1);
      this.#unigram = new Int32Array(2 * tokenCount);
    }
    const first = this.#first;
    const unigram = this.#unigram;
    this.#unigrams(word, tokenCount, unigram);
    const usesPairs = this.#pairs.size > 0;
    const lettersOf = this.#lettersOf;
    let terms = this.#terms;
    let n = 0;
    let previous = -1;
    for (let i = 0; i < tokenCount; i++) {
      first[i] = n;
      if ((flags[i]! & FLAG.word) === 0) {
        previous = -1;
        continue;
      }
      if (n + LONGEST_LIST + 2 > terms.length) {
        const grown = new Int32Array(terms.length * 2);
        grown.set(terms);
        terms = this.#terms = grown;
      }
      const term = unigram[i]!;
      if (term >= 0) terms[n++] = term;
      if (!usesPairs && lettersOf === null) continue;
      const id = word[i]!;
      if (usesPairs) {
        const part = this.#pairPart(id);
        if (previous >= 0 && part >= 0) {
          const pair = this.#pairs.get(previous * 1_000_000 + part);
          if (pair !== undefined) terms[n++] = pair;
        }
        previous = part;
      }
      if (lettersOf !== null) {
        const list = this.#letterLists[lettersOf(id)]!;
        for (let l = 0; l < list.length; l++) terms[n++] = list[l]!;
      }
    }
    first[tokenCount] = n;
    this.#mostTerms = 1;
    if (usesPairs || lettersOf !== null)
      for (let i = 0; i < tokenCount; i++)
        this.#mostTerms = Math.max(this.#mostTerms, first[i + 1]! - first[i]!);
  }

  /**
   * Scores tokens [from, to): the sums are left in `logOdds` and `ofCues`.
   *
   * @param density - the density of each cue feature's frame over those tokens.
   * @param floor - with `part`: a token's smaller contributions are not told.
   * @param part - told of each token's contributions, in text order.
   */
  score(from: number, to: number, density: Float64Array, floor = 0, part: TokenPart | null = null): void {
    const cues = this.#model.cues;
    const idf = this.#idf;
    const logOdds = this.logOdds;
    const width = logOdds.length;
    const ofCues = this.ofCues;
    const row = this.#row;
    const count = this.#count;
    const share = this.#share;
    const touched = this.#touched;
    const greatest = this.#greatest;
    const terms = this.#terms;
    const words = this.#words;
    let distinct = 0;
    const end = this.#first[to]!;
    for (let k = this.#first[from]!; k < end; k++) {
      const term = terms[k]!;
      if (count[term]!++ === 0) touched[distinct++] = term;
    }
    let largest = 0;
    let wordNorm = 0;
    let letterNorm = 0;
    for (let d = 0; d < distinct; d++) {
      const term = touched[d]!;
      const n = count[term]!;
      const damped = n < 256 ? DAMPED[n]! : 1 + Math.log(n);
      share[term] = damped;
      const value = damped * idf[term]!;
      if (term < words) wordNorm += value * value;
      else letterNorm += value * value;
    }
    wordNorm = 1 / (Math.sqrt(wordNorm) || 1);
    letterNorm = 1 / (Math.sqrt(letterNorm) || 1);
    logOdds.set(this.#bias);
    for (let d = 0; d < distinct; d++) {
      const term = touched[d]!;
      const value = share[term]! * (term < words ? wordNorm : letterNorm);
      const at = term * width;
      for (let f = 0; f < width; f++) logOdds[f]! += value * row[at + f]!;
      share[term] = value / count[term]!;
      count[term] = 0;
      if (part !== null) largest = Math.max(largest, share[term]! * greatest[term]!);
    }
    ofCues.fill(0);
    for (let c = 0; c < cues.length; c++) {
      if (density[c] === 0) continue;
      const value = Math.log1p(density[c]!);
      const weights = cues[c]!.weights;
      for (let f = 0; f < width; f++) {
        const added = value * weights[f]!;
        if (added === 0) continue;
        ofCues[c * width + f] = added;
        logOdds[f]! += added;
      }
    }
    // In long texts each word adds little: mostly none needs a look.
    if (part !== null && largest * this.#mostTerms >= floor)
      for (let i = from; i < to; i++) this.#tell(i, floor, part);
  }

  #tell(token: number, floor: number, part: TokenPart): void {
    const begin = this.#first[token]!;
    const end = this.#first[token + 1]!;
    if (begin === end) return;
    const terms = this.#terms;
    const shares = this.#share;
    const greatest = this.#greatest;
    let most = 0;
    for (let k = begin; k < end; k++) most += shares[terms[k]!]! * greatest[terms[k]!]!;
    if (most < floor) return;
    const sums = this.#ofToken.fill(0);
    const row = this.#row;
    const width = sums.length;
    for (let k = begin; k < end; k++) {
      const term = terms[k]!;
      const share = shares[term]!;
      for (let f = 0; f < width; f++) sums[f]! += share * row[term * width + f]!;
    }
    for (let f = 0; f < width; f++) if (Math.abs(sums[f]!) >= floor) part(token, f, sums[f]!);
  }
}

export function probability(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}
