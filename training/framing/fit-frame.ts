/** Fits one frame against all else. */
import { minimise } from '../learners/lbfgs.js';
import type { SparseMatrix } from '../learners/sparse-matrix.js';

export interface FitOptions {
  readonly c: number;
  /** `squared-hinge`: a support vector machine with L2 loss; `logistic`. */
  readonly loss: 'squared-hinge' | 'logistic';
  /** Columns that this frame may use; null for all. */
  readonly columns?: Uint8Array | null;
}

/**
 * A linear model for one frame against the rest, classes weighted by the inverse of their frequency, L2 penalty,
 * by L-BFGS (Fan et al. 2008, LIBLINEAR). The bias is the last entry and is not penalised.
 */
export function fitFrame(x: SparseMatrix, positive: Uint8Array, options: FitOptions): Float64Array {
  const { c, loss, columns = null } = options;
  let positives = 0;
  for (const y of positive) positives += y;
  const parameters = new Float64Array(x.columns + 1);
  if (positives === 0 || positives === x.rows) {
    parameters[x.columns] = positives === 0 ? -4 : 4;
    return parameters;
  }
  const weightYes = x.rows / (2 * positives);
  const weightNo = x.rows / (2 * (x.rows - positives));
  minimise(
    (w, gradient) => {
      let total = 0;
      for (let i = 0; i < x.columns; i++) {
        total += 0.5 * w[i]! * w[i]!;
        gradient[i] = w[i]!;
      }
      gradient[x.columns] = 0;
      for (let r = 0; r < x.rows; r++) {
        const from = x.rowStart[r]!;
        const to = x.rowStart[r + 1]!;
        let z = w[x.columns]!;
        for (let i = from; i < to; i++) z += x.value[i]! * w[x.index[i]!]!;
        const y = positive[r] === 1 ? 1 : -1;
        const weight = c * (y > 0 ? weightYes : weightNo);
        const margin = y * z;
        let slope: number;
        if (loss === 'logistic') {
          total +=
            weight * (margin > 0 ? Math.log1p(Math.exp(-margin)) : -margin + Math.log1p(Math.exp(margin)));
          slope = (-y * weight) / (1 + Math.exp(margin));
        } else {
          const slack = 1 - margin;
          if (slack <= 0) continue;
          total += weight * slack * slack;
          slope = -2 * y * weight * slack;
        }
        for (let i = from; i < to; i++) gradient[x.index[i]!]! += slope * x.value[i]!;
        gradient[x.columns]! += slope;
      }
      if (columns !== null) for (let i = 0; i < x.columns; i++) if (columns[i] === 0) gradient[i] = 0;
      return total;
    },
    parameters,
    { iterations: 100, tolerance: 1e-3 },
  );
  return parameters;
}

/** The margins of the rows. */
export function margins(x: SparseMatrix, parameters: Float64Array): Float64Array {
  return Float64Array.from({ length: x.rows }, (_, r) => {
    let z = parameters[x.columns]!;
    for (let i = x.rowStart[r]!; i < x.rowStart[r + 1]!; i++) z += x.value[i]! * parameters[x.index[i]!]!;
    return z;
  });
}

/**
 * Platt's (1999) sigmoid from margins to probabilities: log-odds = slope * margin + intercept, fitted with his
 * smoothed targets.
 */
export function plattScaling(margin: ArrayLike<number>, positive: ArrayLike<number>): [number, number] {
  const n = margin.length;
  let positives = 0;
  for (let i = 0; i < n; i++) positives += positive[i]!;
  const yes = (positives + 1) / (positives + 2);
  const no = 1 / (n - positives + 2);
  const parameters = new Float64Array([1, 0]);
  minimise(
    ([a, b], gradient) => {
      gradient.fill(0);
      let total = 0;
      for (let i = 0; i < n; i++) {
        const target = positive[i] === 1 ? yes : no;
        const z = a! * margin[i]! + b!;
        const p = 1 / (1 + Math.exp(-z));
        total -= target * Math.log(p + 1e-300) + (1 - target) * Math.log(1 - p + 1e-300);
        gradient[0]! += (p - target) * margin[i]!;
        gradient[1]! += p - target;
      }
      return total;
    },
    parameters,
    { iterations: 100, tolerance: 1e-6 },
  );
  return [Math.max(parameters[0]!, 1e-3), parameters[1]!];
}
