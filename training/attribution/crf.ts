import { type Random, shuffle } from '../../base/random.js';
import { K } from '../../stages/attribution/labels.js';
import { marginals } from './chain.js';

/** Sequences with categorical features: token i has those whose first weights are index[i * templates ...]. */
export interface TaggedSequences {
  readonly templates: number;
  readonly features: number;
  readonly index: Int32Array;
  readonly label: Uint8Array;
  /** First token of each sequence, and the token count at the end. */
  readonly start: Uint32Array;
}

export interface ChainModel {
  readonly weight: Float32Array;
  /** K x K, from row to column. */
  readonly transition: Float32Array;
}

export interface CrfOptions {
  readonly epochs: number;
  readonly rate: number;
  /** Share of a weight that is lost at each update of it. */
  readonly decay: number;
  /**
   * Probability that a feature of a token is left out of one step, so that no feature leans on another
   * (Hinton et al. 2012, arXiv:1207.0580).
   */
  readonly dropout: number;
  readonly random: Random;
  /** Weights to go on from, such as those of another domain. */
  readonly initial?: ChainModel;
}

/**
 * Fits a linear-chain conditional random field by stochastic gradient with AdaGrad's step sizes (Duchi, Hazan
 * & Singer 2011, JMLR 12:2121-2159), one sequence at a time, in an order drawn anew for each epoch.
 */
export function fitChain(
  data: TaggedSequences,
  sequences: readonly number[],
  options: CrfOptions,
): ChainModel {
  const { templates: T, index, label, start } = data;
  // One weight vector more than there are features: what is left out points there and stays zero.
  const weight = new Float32Array((data.features + 1) * K);
  const squares = new Float32Array(data.features * K).fill(0.1);
  const transition = new Float32Array(K * K);
  if (options.initial !== undefined) {
    weight.set(options.initial.weight);
    transition.set(options.initial.transition);
  }
  const transitionSquares = new Float64Array(K * K).fill(1);
  const factor = new Float32Array(K * K);
  const order = [...sequences];
  let scores = new Float32Array(0);
  let alpha = new Float32Array(0);
  let kept = new Int32Array(0);
  const none = data.features * K;
  const left = Math.round(options.dropout * 256);
  const scale = 1 / (1 - options.dropout);
  let state = options.random.below(0x7fffffff) + 1;
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    shuffle(order, options.random);
    const rate = options.rate * (1 - (0.9 * epoch) / options.epochs);
    for (const s of order) {
      const from = start[s]!;
      const n = start[s + 1]! - from;
      if (scores.length < n * K) {
        scores = new Float32Array(n * K * 2);
        alpha = new Float32Array(n * K * 2);
        kept = new Int32Array(n * T * 2);
      }
      for (let f = 0; f < n * T; f++) {
        // xorshift32 (Marsaglia 2003, doi:10.18637/jss.v008.i14)
        state ^= state << 13;
        state ^= state >>> 17;
        state ^= state << 5;
        kept[f] = state >>> 24 < left ? none : index[from * T + f]!;
      }
      score(weight, kept, T, 0, n, scores);
      for (let k = 0; k < n * K; k++) scores[k]! *= scale;
      for (let t = 0; t < K * K; t++) factor[t] = Math.exp(transition[t]!);
      const pairs = new Float64Array(K * K);
      marginals(scores, n, factor, alpha, pairs);
      for (let i = 1; i < n; i++) pairs[label[from + i - 1]! * K + label[from + i]!]! -= 1;
      for (let t = 0; t < K * K; t++) {
        const g = pairs[t]!;
        transitionSquares[t]! += g * g;
        transition[t]! -= (rate * g) / Math.sqrt(transitionSquares[t]!);
      }
      for (let i = 0; i < n; i++) {
        const at = i * K;
        scores[at + label[from + i]!]! -= 1;
        const g0 = scores[at]!;
        const g1 = scores[at + 1]!;
        const g2 = scores[at + 2]!;
        const g3 = scores[at + 3]!;
        // A token that is all but certain moves nothing.
        if (g0 * g0 + g1 * g1 + g2 * g2 + g3 * g3 < 1e-6) continue;
        const end = (i + 1) * T;
        for (let f = i * T; f < end; f++) {
          const w = kept[f]!;
          if (w === none) continue;
          step(weight, squares, w, g0, rate, options.decay);
          step(weight, squares, w + 1, g1, rate, options.decay);
          step(weight, squares, w + 2, g2, rate, options.decay);
          step(weight, squares, w + 3, g3, rate, options.decay);
        }
      }
    }
  }
  return { weight: weight.subarray(0, data.features * K), transition };
}

function step(
  weight: Float32Array,
  squares: Float32Array,
  w: number,
  g: number,
  rate: number,
  decay: number,
): void {
  const total = g + decay * weight[w]!;
  const sum = squares[w]! + total * total;
  squares[w] = sum;
  weight[w] = weight[w]! - (rate * total) / Math.sqrt(sum);
}

function score(
  weight: Float32Array,
  index: Int32Array,
  T: number,
  from: number,
  n: number,
  scores: Float32Array,
): void {
  for (let i = 0; i < n; i++) {
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    const end = (from + i + 1) * T;
    for (let f = (from + i) * T; f < end; f++) {
      const w = index[f]!;
      s0 += weight[w]!;
      s1 += weight[w + 1]!;
      s2 += weight[w + 2]!;
      s3 += weight[w + 3]!;
    }
    scores[i * K] = s0;
    scores[i * K + 1] = s1;
    scores[i * K + 2] = s2;
    scores[i * K + 3] = s3;
  }
}

/** The marginals of the given sequences, written to `out` at their tokens. */
export function predictChain(
  model: ChainModel,
  data: TaggedSequences,
  sequences: readonly number[],
  out: Float32Array,
): void {
  const factor = Float32Array.from(model.transition, Math.exp);
  for (const s of sequences) {
    const from = data.start[s]!;
    const n = data.start[s + 1]! - from;
    const scores = new Float32Array(n * K);
    score(model.weight, data.index, data.templates, from, n, scores);
    marginals(scores, n, factor, new Float32Array(n * K));
    out.set(scores, from * K);
  }
}
