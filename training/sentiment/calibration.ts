/** Fits how the scores of models become probabilities. */
import type { Combination } from '../../stages/sentiment/classifier.js';
import { minimise } from '../learners/lbfgs.js';

/** How the scores of kinds of models become probabilities. */
export interface Weights {
  /** Of each kind. */
  readonly weights: readonly number[];
  readonly offset: readonly [number, number, number];
}

/**
 * Weights of the models' scores and an offset for each class, by maximum likelihood on mentions that the
 * models have not seen: temperature scaling (Guo et al. 2017, arXiv:1706.04599) for more than one model.
 * The models of attention pooling share one weight.
 *
 * @param vectors - scores of the linear model over word vectors; null where it is not asked.
 */
export function fitCombination(
  linear: Float64Array,
  vectors: Float64Array | null,
  pooling: readonly Float64Array[],
  labels: ArrayLike<number>,
): Combination {
  const wanted = new Float64Array(3 * labels.length);
  for (let r = 0; r < labels.length; r++) wanted[3 * r + labels[r]!] = 1;
  const mean = Float64Array.from(
    linear,
    (_, i) => pooling.reduce((sum, s) => sum + s[i]!, 0) / pooling.length,
  );
  const { weights, offset } = fitToProbabilities(
    vectors === null ? [linear, mean] : [linear, mean, vectors],
    wanted,
  );
  const [own, pooled, around] = weights as [number, number, number?];
  return {
    linear: own,
    ...(around === undefined ? {} : { vectors: around }),
    pooling: pooled / pooling.length,
    offset,
  };
}

/** The same for scores of any kinds, where three probabilities a mention are known in place of its label. */
export function fitToProbabilities(scores: readonly Float64Array[], wanted: ArrayLike<number>): Weights {
  const n = wanted.length / 3;
  const kinds = scores.length;
  // Parameters: the weights, then the offsets of the first and the third class; the second's is 0.
  const x = Float64Array.from({ length: kinds + 2 }, (_, i) => (i < kinds ? 0.5 : 0));
  minimise(
    (p, gradient) => {
      gradient.fill(0);
      let loss = 0;
      for (let r = 0; r < n; r++) {
        const s = [0, 1, 2].map((k) => scores.reduce((sum, own, i) => sum + p[i]! * own[3 * r + k]!, 0));
        s[0]! += p[kinds]!;
        s[2]! += p[kinds + 1]!;
        const max = Math.max(...s);
        const e = s.map((v) => Math.exp(v - max));
        const sum = e[0]! + e[1]! + e[2]!;
        for (let k = 0; k < 3; k++) {
          loss -= (wanted[3 * r + k]! * Math.log(e[k]! / sum)) / n;
          const d = (e[k]! / sum - wanted[3 * r + k]!) / n;
          for (let i = 0; i < kinds; i++) gradient[i]! += d * scores[i]![3 * r + k]!;
          if (k === 0) gradient[kinds]! += d;
          if (k === 2) gradient[kinds + 1]! += d;
        }
      }
      return loss;
    },
    x,
    { iterations: 100 },
  );
  return { weights: Array.from(x.subarray(0, kinds)), offset: [x[kinds]!, 0, x[kinds + 1]!] };
}
