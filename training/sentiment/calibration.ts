import type { Calibration } from '../../stages/sentiment/classifier.js';
import { minimise } from '../learners/lbfgs.js';

/**
 * Temperature scaling (Guo et al. 2017, arXiv:1706.04599) with an offset for each class, by maximum likelihood on scores of
 * mentions that the scoring model has not seen.
 */
export function fitCalibration(scores: Float64Array, labels: ArrayLike<number>): Calibration {
  // Parameters: 1 / temperature, then the offsets of the first and the third class; the second's is 0.
  const x = Float64Array.from([1, 0, 0]);
  const n = labels.length;
  minimise(
    (p, gradient) => {
      gradient.fill(0);
      let loss = 0;
      for (let r = 0; r < n; r++) {
        const a = p[0]! * scores[3 * r]! + p[1]!;
        const b = p[0]! * scores[3 * r + 1]!;
        const c = p[0]! * scores[3 * r + 2]! + p[2]!;
        const max = Math.max(a, b, c);
        const e = [Math.exp(a - max), Math.exp(b - max), Math.exp(c - max)] as const;
        const sum = e[0] + e[1] + e[2];
        loss -= Math.log(e[labels[r]!]! / sum);
        for (let k = 0; k < 3; k++) {
          const d = e[k]! / sum - (labels[r] === k ? 1 : 0);
          gradient[0]! += (d * scores[3 * r + k]!) / n;
          if (k === 0) gradient[1]! += d / n;
          if (k === 2) gradient[2]! += d / n;
        }
      }
      return loss / n;
    },
    x,
    { iterations: 100 },
  );
  return { temperature: 1 / x[0]!, offset: [x[1]!, 0, x[2]!] };
}
