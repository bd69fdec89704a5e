import type { TokenisedDocument } from '../tokenising/annotation.js';
import { FLAG } from '../tokenising/annotation.js';
import type { Vocabulary } from '../vocabulary.js';
import type { LinearFrameModel } from './linear-model.js';
import { letterSequences, stem } from './terms.js';

/** What a stretch of text adds up to: by frame the log-odds, and what each part of it adds. */
export interface LinearScores {
  /** Bias included. */
  readonly logOdds: Float64Array;
  /** (token - from) * frames + frame: what the token's word, pair and letters add; empty where not asked for. */
  readonly ofTokens: Float64Array;
  /** cue feature * frames + frame. */
  readonly ofCues: Float64Array;
}

/** Applies a trained model to typed arrays: one look into a table for each token. */
export class LinearScorer {
  readonly #model: LinearFrameModel;
  readonly #unigram: (word: number) => number;
  readonly #pairPart: (word: number) => number;
  readonly #pairs = new Map<number, number>();
  readonly #lettersOf: ((word: number) => number) | null = null;
  readonly #letterLists: Int32Array[] = [];
  readonly #count: Float64Array;

  constructor(model: LinearFrameModel, vocabulary: Vocabulary) {
    this.#model = model;
    const wordCount = model.terms.length - model.letterCount;
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
    for (let t = 0; t < wordCount; t++) {
      const [first, second] = model.terms[t]!.split(' ') as [string, string | undefined];
      if (second === undefined) unigrams.set(first, t);
      else this.#pairs.set(partOf(first) * 1_000_000 + partOf(second), t);
    }
    this.#unigram = vocabulary.table((word) => unigrams.get(stem(word)) ?? -1);
    this.#pairPart = vocabulary.table((word) => parts.get(stem(word)) ?? -1);
    if (model.letters !== null) {
      const ids = new Map(model.terms.slice(wordCount).map((term, i) => [term, wordCount + i]));
      const [shortest, longest] = model.letters;
      this.#lettersOf = vocabulary.table((word) => {
        const list = letterSequences(word, shortest, longest).flatMap((sequence) => ids.get(sequence) ?? []);
        return this.#letterLists.push(Int32Array.from(list)) - 1;
      });
    }
    this.#count = new Float64Array(model.terms.length);
  }

  /**
   * Scores tokens [from, to).
   *
   * @param density - the density of each cue feature's frame over those tokens.
   * @param locate - whether the tokens' contributions are wanted.
   */
  score(
    doc: TokenisedDocument,
    from: number,
    to: number,
    density: ArrayLike<number>,
    locate: boolean,
  ): LinearScores {
    const { frames, idf, weight, terms, letterCount, cues } = this.#model;
    const width = frames.length;
    const wordCount = terms.length - letterCount;
    const count = this.#count;
    const touched: number[] = [];
    this.#each(doc, from, to, (term) => {
      if (count[term]!++ === 0) touched.push(term);
    });
    let wordNorm = 0;
    let letterNorm = 0;
    for (const term of touched) {
      const value = (1 + Math.log(count[term]!)) * idf[term]!;
      if (term < wordCount) wordNorm += value * value;
      else letterNorm += value * value;
    }
    wordNorm = Math.sqrt(wordNorm) || 1;
    letterNorm = Math.sqrt(letterNorm) || 1;
    const logOdds = Float64Array.from(frames, (frame) => frame.bias);
    for (const term of touched) {
      const n = count[term]!;
      const value = ((1 + Math.log(n)) * idf[term]!) / (term < wordCount ? wordNorm : letterNorm);
      for (let f = 0; f < width; f++) logOdds[f]! += value * weight[term * width + f]!;
      // From here on the share of one occurrence.
      count[term] = value / n;
    }
    const ofCues = new Float64Array(cues.length * width);
    cues.forEach((cue, c) => {
      const value = Math.log1p(density[c]!);
      for (let f = 0; f < width; f++) {
        const added = value * cue.weights[f]!;
        ofCues[c * width + f] = added;
        logOdds[f]! += added;
      }
    });
    const ofTokens = new Float64Array(locate ? (to - from) * width : 0);
    if (locate) {
      this.#each(doc, from, to, (term, token) => {
        const share = count[term]!;
        for (let f = 0; f < width; f++)
          ofTokens[(token - from) * width + f]! += share * weight[term * width + f]!;
      });
    }
    for (const term of touched) count[term] = 0;
    return { logOdds, ofTokens, ofCues };
  }

  #each(
    doc: TokenisedDocument,
    from: number,
    to: number,
    visit: (term: number, token: number) => void,
  ): void {
    const { word, flags } = doc;
    const usesPairs = this.#pairs.size > 0;
    let previous = -1;
    for (let i = from; i < to; i++) {
      if ((flags[i]! & FLAG.word) === 0) {
        previous = -1;
        continue;
      }
      const id = word[i]!;
      const term = this.#unigram(id);
      if (term >= 0) visit(term, i);
      if (usesPairs) {
        const part = this.#pairPart(id);
        if (previous >= 0 && part >= 0) {
          const pair = this.#pairs.get(previous * 1_000_000 + part);
          if (pair !== undefined) visit(pair, i);
        }
        previous = part;
      }
      if (this.#lettersOf !== null) for (const l of this.#letterLists[this.#lettersOf(id)]!) visit(l, i);
    }
  }
}

export function probability(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}
