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

/** The terms that each token stands for: those of token i are terms[first[i]] to terms[first[i + 1] - 1]. */
export interface TokenTerms {
  readonly first: Uint32Array;
  /** Valid until the scorer looks at the next document. */
  readonly terms: Int32Array;
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
  readonly #value: Float64Array;
  readonly #touched: Int32Array;
  #terms = new Int32Array(4096);

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
    this.#value = new Float64Array(model.terms.length);
    this.#touched = new Int32Array(model.terms.length);
  }

  /** The terms of each token, looked up once and used for the text and its paragraphs. */
  locate(doc: TokenisedDocument): TokenTerms {
    const { word, flags, tokenCount } = doc;
    const first = new Uint32Array(tokenCount + 1);
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
      if (n + 256 > terms.length) {
        const grown = new Int32Array(terms.length * 2);
        grown.set(terms);
        terms = this.#terms = grown;
      }
      const id = word[i]!;
      const term = this.#unigram(id);
      if (term >= 0) terms[n++] = term;
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
        // A longer word than any English one adds its first letters only.
        for (let l = 0; l < list.length && l < 200; l++) terms[n++] = list[l]!;
      }
    }
    first[tokenCount] = n;
    return { first, terms };
  }

  /**
   * Scores tokens [from, to).
   *
   * @param density - the density of each cue feature's frame over those tokens.
   * @param parts - whether the tokens' contributions are wanted.
   */
  score(
    { first, terms }: TokenTerms,
    from: number,
    to: number,
    density: ArrayLike<number>,
    parts: boolean,
  ): LinearScores {
    const { frames, idf, cues } = this.#model;
    const weight = this.#model.weight;
    const width = frames.length;
    const wordCount = this.#model.terms.length - this.#model.letterCount;
    const count = this.#count;
    const touched = this.#touched;
    let distinct = 0;
    const begin = first[from]!;
    const end = first[to]!;
    for (let k = begin; k < end; k++) {
      const term = terms[k]!;
      if (count[term]!++ === 0) touched[distinct++] = term;
    }
    let wordNorm = 0;
    let letterNorm = 0;
    for (let d = 0; d < distinct; d++) {
      const term = touched[d]!;
      const n = count[term]!;
      const value = n === 1 ? idf[term]! : (1 + Math.log(n)) * idf[term]!;
      if (term < wordCount) wordNorm += value * value;
      else letterNorm += value * value;
      // From here on the share of one occurrence, before normalisation.
      count[term] = value / n;
      this.#value[term] = value;
    }
    wordNorm = 1 / (Math.sqrt(wordNorm) || 1);
    letterNorm = 1 / (Math.sqrt(letterNorm) || 1);
    const logOdds = new Float64Array(width);
    for (let f = 0; f < width; f++) logOdds[f] = frames[f]!.bias;
    for (let d = 0; d < distinct; d++) {
      const term = touched[d]!;
      const norm = term < wordCount ? wordNorm : letterNorm;
      const value = this.#value[term]! * norm;
      const row = term * width;
      for (let f = 0; f < width; f++) logOdds[f]! += value * weight[row + f]!;
      count[term]! *= norm;
    }
    const ofCues = new Float64Array(cues.length * width);
    for (let c = 0; c < cues.length; c++) {
      const value = Math.log1p(density[c]!);
      if (value === 0) continue;
      const weights = cues[c]!.weights;
      for (let f = 0; f < width; f++) {
        const added = value * weights[f]!;
        ofCues[c * width + f] = added;
        logOdds[f]! += added;
      }
    }
    const ofTokens = new Float64Array(parts ? (to - from) * width : 0);
    if (parts) {
      for (let i = from; i < to; i++) {
        const at = (i - from) * width;
        for (let k = first[i]!; k < first[i + 1]!; k++) {
          const share = count[terms[k]!]!;
          const row = terms[k]! * width;
          for (let f = 0; f < width; f++) ofTokens[at + f]! += share * weight[row + f]!;
        }
      }
    }
    for (let d = 0; d < distinct; d++) count[touched[d]!] = 0;
    return { logOdds, ofTokens, ofCues };
  }
}

export function probability(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}
