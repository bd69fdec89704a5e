import type { Combination } from '../../stages/sentiment/classifier.js';
import { minimise } from '../learners/lbfgs.js';

/**
 * Weights of the models' scores and an offset for each class, by maximum likelihood on mentions that the
 * models have not seen: temperature scaling (Guo et al. 2017, arXiv:1706.04599) for more than one model.
 * The first model has a weight of its own, the others share one.
 */
export function fitCombination(scores: readonly Float64Array[], labels: ArrayLike<number>): Combination {
  const wanted = new Float64Array(3 * labels.length);
  for (let r = 0; r < labels.length; r++) wanted[3 * r + labels[r]!] = 1;
  return fitToProbabilities(scores, wanted);
}

/** The same, where three probabilities a mention are known in place of its label. */
export function fitToProbabilities(scores: readonly Float64Array[], wanted: ArrayLike<number>): Combination {
  const others = scores.length - 1;
  const n = wanted.length / 3;
  // The first model's scores and the mean of the others'.
  const mean = Float64Array.from({ length: 3 * n }, (_, i) =>
    others === 0 ? 0 : scores.slice(1).reduce((sum, s) => sum + s[i]!, 0) / others,
  );
  const first = scores[0]!;
  // Parameters: the two weights, then the offsets of the first and the third class; the second's is 0.
  const x = Float64Array.from([0.5, others === 0 ? 0 : 0.5, 0, 0]);
  minimise(
    (p, gradient) => {
      gradient.fill(0);
      let loss = 0;
      for (let r = 0; r < n; r++) {
        const s = [0, 1, 2].map((k) => p[0]! * first[3 * r + k]! + p[1]! * mean[3 * r + k]!);
        s[0]! += p[2]!;
        s[2]! += p[3]!;
        const max = Math.max(...s);
        const e = s.map((v) => Math.exp(v - max));
        const sum = e[0]! + e[1]! + e[2]!;
        for (let k = 0; k < 3; k++) {
          loss -= (wanted[3 * r + k]! * Math.log(e[k]! / sum)) / n;
          const d = (e[k]! / sum - wanted[3 * r + k]!) / n;
          gradient[0]! += d * first[3 * r + k]!;
          gradient[1]! += d * mean[3 * r + k]!;
          if (k === 0) gradient[2]! += d;
          if (k === 2) gradient[3]! += d;
        }
      }
      return loss;
    },
    x,
    { iterations: 100 },
  );
  return { linear: x[0]!, bag: others === 0 ? 0 : x[1]! / others, offset: [x[2]!, 0, x[3]!] };
}
