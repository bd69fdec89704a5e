import { seededRandom, shuffle } from '../../base/random.js';
import { LABEL_COUNT } from '../../stages/actors/recognition/name-features.js';

const STATES = LABEL_COUNT + 1;

/** A chain to learn from: the feature rows of each token, one after another, and the labels. */
export interface Chain {
  readonly features: readonly Uint32Array[];
  readonly labels: Uint8Array;
}

/** Weights of a linear-chain conditional random field (Lafferty, McCallum & Pereira 2001). */
export interface ChainModel {
  readonly weights: Float32Array;
  readonly transitions: Float32Array;
}

export interface ChainTraining {
  readonly epochs: number;
  readonly rate: number;
  /** Ridge penalty a step on the weights that the step touches. */
  readonly penalty: number;
  readonly seed: number;
}

/**
 * Fits by AdaGrad (Duchi, Hazan & Singer 2011) on the exact gradient of each chain's log-likelihood; the
 * weights returned are the mean over the last half of the epochs.
 */
export function fitChain(chains: readonly Chain[], rows: number, options: ChainTraining): ChainModel {
  const { epochs, rate, penalty, seed } = options;
  const weights = new Float32Array(rows * LABEL_COUNT);
  const squares = new Float32Array(rows * LABEL_COUNT).fill(1e-2);
  const transitions = new Float32Array(STATES * STATES);
  const transitionSquares = new Float32Array(STATES * STATES).fill(1e-1);
  const mean = new Float32Array(weights.length);
  const meanTransitions = new Float32Array(transitions.length);
  let averaged = 0;
  const order = chains.map((_, i) => i);
  const random = seededRandom(seed);
  let size = 64;
  let score = new Float64Array(size * LABEL_COUNT);
  let alpha = new Float64Array(size * LABEL_COUNT);
  let beta = new Float64Array(size * LABEL_COUNT);
  const gradient = new Float64Array(STATES * STATES);
  const power = new Float64Array(STATES * STATES);
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random);
    for (const c of order) {
      const { features, labels } = chains[c]!;
      const n = features.length;
      if (n > size) {
        size = n * 2;
        score = new Float64Array(size * LABEL_COUNT);
        alpha = new Float64Array(size * LABEL_COUNT);
        beta = new Float64Array(size * LABEL_COUNT);
      }
      scoreChain(features, weights, score);
      for (let k = 0; k < power.length; k++) power[k] = Math.exp(transitions[k]!);
      forwardBackward(score, power, n, alpha, beta);
      gradient.fill(0);
      // Expected minus observed counts of label pairs; alpha and beta are normalised token by token.
      gradient[LABEL_COUNT * STATES + labels[0]!]! -= 1;
      gradient[labels[n - 1]! * STATES + LABEL_COUNT]! -= 1;
      for (let t = 0; t < n; t++) {
        const at = t * LABEL_COUNT;
        let sum = 0;
        for (let k = 0; k < LABEL_COUNT; k++) sum += alpha[at + k]! * beta[at + k]!;
        if (t > 0) {
          gradient[labels[t - 1]! * STATES + labels[t]!]! -= 1;
          let all = 0;
          for (let j = 0; j < LABEL_COUNT; j++)
            for (let k = 0; k < LABEL_COUNT; k++)
              all += alpha[at - LABEL_COUNT + j]! * power[j * STATES + k]! * score[at + k]! * beta[at + k]!;
          for (let j = 0; j < LABEL_COUNT; j++)
            for (let k = 0; k < LABEL_COUNT; k++)
              gradient[j * STATES + k]! +=
                (alpha[at - LABEL_COUNT + j]! * power[j * STATES + k]! * score[at + k]! * beta[at + k]!) /
                all;
        }
        for (let k = 0; k < LABEL_COUNT; k++) {
          const p = (alpha[at + k]! * beta[at + k]!) / sum;
          if (t === 0) gradient[LABEL_COUNT * STATES + k]! += p;
          if (t === n - 1) gradient[k * STATES + LABEL_COUNT]! += p;
          const g = p - (labels[t] === k ? 1 : 0);
          if (g < 1e-4 && g > -1e-4) continue;
          for (const row of features[t]!) {
            const w = row * LABEL_COUNT + k;
            const full = g + penalty * weights[w]!;
            squares[w]! += full * full;
            weights[w]! -= (rate * full) / Math.sqrt(squares[w]!);
          }
        }
      }
      for (let k = 0; k < gradient.length; k++) {
        const g = gradient[k]!;
        if (g === 0) continue;
        transitionSquares[k]! += g * g;
        transitions[k]! -= (rate * g) / Math.sqrt(transitionSquares[k]!);
      }
    }
    if (epoch >= epochs / 2) {
      averaged++;
      for (let k = 0; k < mean.length; k++) mean[k]! += (weights[k]! - mean[k]!) / averaged;
      for (let k = 0; k < meanTransitions.length; k++)
        meanTransitions[k]! += (transitions[k]! - meanTransitions[k]!) / averaged;
    }
  }
  return { weights: mean, transitions: meanTransitions };
}

/** Exponentials of the tokens' scores, each token's largest taken off. */
function scoreChain(features: readonly Uint32Array[], weights: Float32Array, score: Float64Array): void {
  for (let t = 0; t < features.length; t++) {
    const at = t * LABEL_COUNT;
    for (let k = 0; k < LABEL_COUNT; k++) score[at + k] = 0;
    for (const row of features[t]!) {
      const base = row * LABEL_COUNT;
      for (let k = 0; k < LABEL_COUNT; k++) score[at + k]! += weights[base + k]!;
    }
    let most = Number.NEGATIVE_INFINITY;
    for (let k = 0; k < LABEL_COUNT; k++) most = Math.max(most, score[at + k]!);
    for (let k = 0; k < LABEL_COUNT; k++) score[at + k] = Math.exp(score[at + k]! - most);
  }
}

function forwardBackward(
  score: Float64Array,
  power: Float64Array,
  n: number,
  alpha: Float64Array,
  beta: Float64Array,
): void {
  for (let t = 0; t < n; t++) {
    const at = t * LABEL_COUNT;
    let sum = 0;
    for (let k = 0; k < LABEL_COUNT; k++) {
      let value = 0;
      if (t === 0) value = power[LABEL_COUNT * STATES + k]!;
      else
        for (let j = 0; j < LABEL_COUNT; j++) value += alpha[at - LABEL_COUNT + j]! * power[j * STATES + k]!;
      alpha[at + k] = value * score[at + k]!;
      sum += alpha[at + k]!;
    }
    for (let k = 0; k < LABEL_COUNT; k++) alpha[at + k]! /= sum;
  }
  for (let t = n - 1; t >= 0; t--) {
    const at = t * LABEL_COUNT;
    let sum = 0;
    for (let k = 0; k < LABEL_COUNT; k++) {
      let value = 0;
      if (t === n - 1) value = power[k * STATES + LABEL_COUNT]!;
      else
        for (let j = 0; j < LABEL_COUNT; j++)
          value += power[k * STATES + j]! * score[at + LABEL_COUNT + j]! * beta[at + LABEL_COUNT + j]!;
      beta[at + k] = value;
      sum += value;
    }
    for (let k = 0; k < LABEL_COUNT; k++) beta[at + k]! /= sum;
  }
}

/** The best labelling of a chain. */
export function labelChain(
  features: readonly Uint32Array[],
  { weights, transitions }: ChainModel,
): Uint8Array {
  const n = features.length;
  const best = new Float64Array(n * LABEL_COUNT);
  const from = new Uint8Array(n * LABEL_COUNT);
  for (let t = 0; t < n; t++) {
    for (let k = 0; k < LABEL_COUNT; k++) {
      let own = 0;
      for (const row of features[t]!) own += weights[row * LABEL_COUNT + k]!;
      if (t === 0) {
        best[k] = own + transitions[LABEL_COUNT * STATES + k]!;
        continue;
      }
      let most = Number.NEGATIVE_INFINITY;
      for (let j = 0; j < LABEL_COUNT; j++) {
        const value = best[(t - 1) * LABEL_COUNT + j]! + transitions[j * STATES + k]!;
        if (value > most) {
          most = value;
          from[t * LABEL_COUNT + k] = j;
        }
      }
      best[t * LABEL_COUNT + k] = most + own;
    }
  }
  let label = 0;
  for (let k = 1; k < LABEL_COUNT; k++) {
    const value = (l: number): number =>
      best[(n - 1) * LABEL_COUNT + l]! + transitions[l * STATES + LABEL_COUNT]!;
    if (value(k) > value(label)) label = k;
  }
  const labels = new Uint8Array(n);
  for (let t = n - 1; t >= 0; t--) {
    labels[t] = label;
    label = from[t * LABEL_COUNT + label]!;
  }
  return labels;
}
