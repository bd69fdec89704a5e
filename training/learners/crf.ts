/** Fits linear-chain conditional random fields (Lafferty, McCallum & Pereira 2001), of any labels and features. */
import { type Random, shuffle } from '../../base/random.js';

/** A sequence of tokens with categorical features. */
export interface Sequence {
  /** The features of all tokens, one token after another: each as the index of its first weight. */
  readonly features: Int32Array;
  /** Where the features of each token begin among them, and after the last token where they end. */
  readonly first: Uint32Array;
  /** The label of each token. */
  readonly labels: Uint8Array;
}

/** How many labels and features there are, and whether a model also weighs which labels begin and end a sequence. */
export interface ChainForm {
  readonly labels: number;
  readonly features: number;
  readonly boundaries: boolean;
}

export interface ChainModel extends ChainForm {
  /** `labels` weights a feature. */
  readonly weights: Float32Array;
  /** States by states, from row to column. With boundaries there is one state more than labels: row and column of the ends. */
  readonly transitions: Float32Array;
}

export interface ChainTraining {
  readonly epochs: number;
  readonly rate: number;
  /** Share of the rate that is lost from the first epoch to the last. Default 0. */
  readonly slowing?: number;
  /** Share of a weight that is added to its gradient at each update: a ridge penalty on what the update touches. */
  readonly decay: number;
  /**
   * Probability that a feature of a token is left out of one step, so that no feature leans on another
   * (Hinton et al. 2012, arXiv:1207.0580). Default 0.
   */
  readonly dropout?: number;
  /** Where AdaGrad's sums of squares begin. */
  readonly squares: { readonly weights: number; readonly transitions: number };
  /** Gradients that move nothing: smaller than this for one label, or in norm for all labels of a token. Default 0. */
  readonly negligible: { readonly label?: number; readonly token?: number };
  /** Give the mean over the last half of the epochs, not the last weights. Default false. */
  readonly averaged?: boolean;
  readonly random: Random;
}

/**
 * Fits by stochastic gradient on each sequence's exact log-likelihood, with AdaGrad's step sizes (Duchi, Hazan &
 * Singer 2011, JMLR 12:2121-2159), in an order drawn anew for each epoch.
 */
export function fitChain(
  sequences: readonly Sequence[],
  form: ChainForm,
  training: ChainTraining,
): ChainModel {
  const { labels: K, features: count, boundaries } = form;
  const { epochs, decay, random, averaged = false, dropout = 0, slowing = 0 } = training;
  const { label: leastOfLabel = 0, token: leastOfToken = 0 } = training.negligible;
  const states = boundaries ? K + 1 : K;
  // One feature more than there are: what is dropped points there, and stays zero.
  const weights = new Float32Array((count + 1) * K);
  const dropped = count * K;
  const squares = new Float32Array(count * K).fill(training.squares.weights);
  const transitions = new Float32Array(states * states);
  const transitionSquares = new Float32Array(states * states).fill(training.squares.transitions);
  const means = averaged ? [new Float32Array(count * K), new Float32Array(states * states)] : [];
  const pass = new ForwardBackward(form);
  const gradient = new Float64Array(states * states);
  const drawDropped = dropouts(dropout, random);
  const scale = 1 / (1 - dropout);
  let kept = new Int32Array(0);
  const order = [...sequences];
  let summed = 0;
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random);
    const rate = training.rate * (1 - (slowing * epoch) / epochs);
    for (const { features, first, labels } of order) {
      const n = labels.length;
      if (kept.length < features.length) kept = new Int32Array(features.length * 2);
      for (let f = 0; f < features.length; f++) kept[f] = drawDropped() ? dropped : features[f]!;
      gradient.fill(0);
      const marginals = pass.run(weights, transitions, kept, first, n, scale, gradient);
      observe(gradient, labels, form);
      for (let k = 0; k < gradient.length; k++) {
        const g = gradient[k]!;
        if (g === 0) continue;
        transitionSquares[k]! += g * g;
        transitions[k]! -= (rate * g) / Math.sqrt(transitionSquares[k]!);
      }
      for (let t = 0; t < n; t++) {
        const at = t * K;
        marginals[at + labels[t]!]! -= 1;
        let norm = 0;
        for (let k = 0; k < K; k++) norm += marginals[at + k]! * marginals[at + k]!;
        if (norm < leastOfToken * leastOfToken) continue;
        const end = first[t + 1]!;
        for (let f = first[t]!; f < end; f++) {
          const from = kept[f]!;
          if (from === dropped) continue;
          for (let k = 0; k < K; k++) {
            const g = marginals[at + k]!;
            if (Math.abs(g) < leastOfLabel) continue;
            const w = from + k;
            const full = g + decay * weights[w]!;
            squares[w]! += full * full;
            weights[w]! -= (rate * full) / Math.sqrt(squares[w]!);
          }
        }
      }
    }
    if (averaged && epoch >= epochs / 2) {
      summed++;
      [weights, transitions].forEach((values, i) => {
        const mean = means[i]!;
        for (let k = 0; k < mean.length; k++) mean[k]! += (values[k]! - mean[k]!) / summed;
      });
    }
  }
  const [fitted, pairs] = averaged ? means : [weights.subarray(0, count * K), transitions];
  return { ...form, weights: fitted!, transitions: pairs! };
}

/** Whether the next feature is left out, drawn by xorshift32 (Marsaglia 2003, doi:10.18637/jss.v008.i14). */
function dropouts(dropout: number, random: Random): () => boolean {
  if (dropout === 0) return () => false;
  const left = Math.round(dropout * 256);
  let state = random.below(0x7fffffff) + 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 24 < left;
  };
}

/** Takes the label pairs that a sequence has from those expected of it. */
function observe(pairs: Float64Array, labels: Uint8Array, { labels: K, boundaries }: ChainForm): void {
  const states = boundaries ? K + 1 : K;
  for (let t = 1; t < labels.length; t++) pairs[labels[t - 1]! * states + labels[t]!]! -= 1;
  if (!boundaries) return;
  pairs[K * states + labels[0]!]! -= 1;
  pairs[labels[labels.length - 1]! * states + K]! -= 1;
}

/** The forward-backward algorithm, normalised at each token. */
class ForwardBackward {
  readonly #labels: number;
  readonly #boundaries: boolean;
  readonly #factor: Float64Array;
  #score = new Float64Array(0);
  #alpha = new Float64Array(0);
  #beta = new Float64Array(0);

  constructor({ labels, boundaries }: ChainForm) {
    this.#labels = labels;
    this.#boundaries = boundaries;
    this.#factor = new Float64Array((boundaries ? labels + 1 : labels) ** 2);
  }

  /**
   * The marginal probabilities of a sequence's labels; they hold until the next call.
   *
   * @param scale - what the scores are multiplied by.
   * @param pairs - where given, the expected counts of transitions are added to it.
   */
  run(
    weights: Float32Array,
    transitions: Float32Array,
    features: Int32Array,
    first: Uint32Array,
    n: number,
    scale: number,
    pairs?: Float64Array,
  ): Float64Array {
    const K = this.#labels;
    const states = this.#boundaries ? K + 1 : K;
    const factor = this.#factor;
    if (this.#score.length < n * K) {
      this.#score = new Float64Array(n * K * 2);
      this.#alpha = new Float64Array(n * K * 2);
      this.#beta = new Float64Array(n * K * 2);
    }
    const score = this.#score;
    const alpha = this.#alpha;
    const beta = this.#beta;
    scoreTokens(weights, features, first, n, K, score);
    for (let k = 0; k < factor.length; k++) factor[k] = Math.exp(transitions[k]!);
    for (let t = 0; t < n; t++) {
      const at = t * K;
      let most = Number.NEGATIVE_INFINITY;
      for (let k = 0; k < K; k++) {
        score[at + k]! *= scale;
        if (score[at + k]! > most) most = score[at + k]!;
      }
      let sum = 0;
      for (let k = 0; k < K; k++) {
        const own = Math.exp(score[at + k]! - most);
        score[at + k] = own;
        let value = t === 0 ? (this.#boundaries ? factor[K * states + k]! : 1) : 0;
        if (t > 0) for (let j = 0; j < K; j++) value += alpha[at - K + j]! * factor[j * states + k]!;
        alpha[at + k] = value * own;
        sum += alpha[at + k]!;
      }
      for (let k = 0; k < K; k++) alpha[at + k]! /= sum;
    }
    for (let t = n - 1; t >= 0; t--) {
      const at = t * K;
      let sum = 0;
      for (let k = 0; k < K; k++) {
        let value = t === n - 1 ? (this.#boundaries ? factor[k * states + K]! : 1) : 0;
        if (t < n - 1)
          for (let j = 0; j < K; j++)
            value += factor[k * states + j]! * score[at + K + j]! * beta[at + K + j]!;
        beta[at + k] = value;
        sum += value;
      }
      for (let k = 0; k < K; k++) beta[at + k]! /= sum;
    }
    if (pairs !== undefined)
      for (let at = K; at < n * K; at += K) {
        let all = 0;
        for (let j = 0; j < K; j++)
          for (let k = 0; k < K; k++)
            all += alpha[at - K + j]! * factor[j * states + k]! * score[at + k]! * beta[at + k]!;
        for (let j = 0; j < K; j++)
          for (let k = 0; k < K; k++)
            pairs[j * states + k]! +=
              (alpha[at - K + j]! * factor[j * states + k]! * score[at + k]! * beta[at + k]!) / all;
      }
    for (let at = 0; at < n * K; at += K) {
      let sum = 0;
      for (let k = 0; k < K; k++) sum += alpha[at + k]! * beta[at + k]!;
      for (let k = 0; k < K; k++) alpha[at + k] = (alpha[at + k]! * beta[at + k]!) / sum;
    }
    if (pairs !== undefined && this.#boundaries)
      for (let k = 0; k < K; k++) {
        pairs[K * states + k]! += alpha[k]!;
        pairs[k * states + K]! += alpha[(n - 1) * K + k]!;
      }
    return alpha;
  }
}

/** The sums of the tokens' weights, `K` a token. */
function scoreTokens(
  weights: Float32Array,
  features: Int32Array,
  first: Uint32Array,
  n: number,
  K: number,
  score: Float64Array,
): void {
  score.fill(0, 0, n * K);
  for (let t = 0; t < n; t++) {
    const at = t * K;
    const end = first[t + 1]!;
    for (let f = first[t]!; f < end; f++) {
      const from = features[f]!;
      for (let k = 0; k < K; k++) score[at + k]! += weights[from + k]!;
    }
  }
}

/** The marginal probabilities of a sequence's labels under a model, as many a token as there are labels. */
export function marginalsOf(model: ChainModel, { features, first, labels }: Sequence): Float64Array {
  const n = labels.length;
  const { weights, transitions } = model;
  return new ForwardBackward(model)
    .run(weights, transitions, features, first, n, 1)
    .slice(0, n * model.labels);
}

/** The best labelling of a sequence under a model (Viterbi). */
export function bestLabels(model: ChainModel, { features, first, labels }: Sequence): Uint8Array {
  const { labels: K, boundaries, weights, transitions } = model;
  const states = boundaries ? K + 1 : K;
  const n = labels.length;
  const best = new Float64Array(n * K);
  const from = new Uint8Array(n * K);
  scoreTokens(weights, features, first, n, K, best);
  for (let k = 0; k < K && boundaries; k++) best[k]! += transitions[K * states + k]!;
  for (let t = 1; t < n; t++)
    for (let k = 0; k < K; k++) {
      let most = Number.NEGATIVE_INFINITY;
      for (let j = 0; j < K; j++) {
        const value = best[(t - 1) * K + j]! + transitions[j * states + k]!;
        if (value > most) {
          most = value;
          from[t * K + k] = j;
        }
      }
      best[t * K + k]! += most;
    }
  let label = 0;
  const atEnd = (k: number): number =>
    best[(n - 1) * K + k]! + (boundaries ? transitions[k * states + K]! : 0);
  for (let k = 1; k < K; k++) if (atEnd(k) > atEnd(label)) label = k;
  const found = new Uint8Array(n);
  for (let t = n - 1; t >= 0; t--) {
    found[t] = label;
    label = from[t * K + label]!;
  }
  return found;
}
