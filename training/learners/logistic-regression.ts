/** Logistic regression by L-BFGS. */
import { minimise } from './lbfgs.js';
import type { SparseMatrix } from './sparse-matrix.js';

export interface LogisticRegressionOptions {
  /** Strength of the L2 penalty, as in scikit-learn's `C`: larger fits closer. */
  readonly c?: number;
  /** `balanced` weighs each class by the inverse of its frequency. */
  readonly classWeight?: 'balanced' | null;
  /** A weight for each row; 1 by default. */
  readonly rowWeight?: ArrayLike<number>;
  readonly iterations?: number;
}

/** A multinomial linear model: class k's score is bias[k] + sum over features of weight[f * classes + k]. */
export interface LinearModel {
  readonly classes: number;
  readonly features: number;
  readonly weight: Float64Array;
  readonly bias: Float64Array;
}

/**
 * Multinomial logistic regression with L2 penalty, fitted by L-BFGS; the bias is not penalised.
 * Minimises C * sum of weighted log losses + ||w||^2 / 2, as scikit-learn's LogisticRegression does.
 *
 * @param y - the class of each row, from 0.
 */
export function fitLogisticRegression(
  x: SparseMatrix,
  y: ArrayLike<number>,
  classes: number,
  options: LogisticRegressionOptions = {},
): LinearModel {
  const { c = 1, classWeight = null, rowWeight, iterations = 200 } = options;
  const counts = new Float64Array(classes);
  for (let r = 0; r < x.rows; r++) counts[y[r]!]!++;
  const weights = new Float64Array(x.rows);
  for (let r = 0; r < x.rows; r++) {
    weights[r] =
      (rowWeight?.[r] ?? 1) * (classWeight === 'balanced' ? x.rows / (classes * counts[y[r]!]!) : 1);
  }
  const size = x.columns * classes;
  const parameters = new Float64Array(size + classes);
  const scores = new Float64Array(classes);
  minimise(
    (w, gradient) => {
      gradient.fill(0);
      let loss = 0;
      for (let r = 0; r < x.rows; r++) {
        const from = x.rowStart[r]!;
        const to = x.rowStart[r + 1]!;
        for (let k = 0; k < classes; k++) scores[k] = w[size + k]!;
        for (let i = from; i < to; i++) {
          const base = x.index[i]! * classes;
          const v = x.value[i]!;
          for (let k = 0; k < classes; k++) scores[k]! += v * w[base + k]!;
        }
        softmaxInPlace(scores);
        const weight = c * weights[r]!;
        loss -= weight * Math.log(Math.max(scores[y[r]!]!, 1e-300));
        scores[y[r]!]! -= 1;
        for (let k = 0; k < classes; k++) {
          scores[k]! *= weight;
          gradient[size + k]! += scores[k]!;
        }
        for (let i = from; i < to; i++) {
          const base = x.index[i]! * classes;
          const v = x.value[i]!;
          for (let k = 0; k < classes; k++) gradient[base + k]! += v * scores[k]!;
        }
      }
      for (let i = 0; i < size; i++) {
        loss += 0.5 * w[i]! * w[i]!;
        gradient[i]! += w[i]!;
      }
      return loss;
    },
    parameters,
    { iterations },
  );
  return {
    classes,
    features: x.columns,
    weight: parameters.slice(0, size),
    bias: parameters.slice(size),
  };
}

/** The probabilities of the classes for each row, row after row. */
export function predictProbabilities(model: LinearModel, x: SparseMatrix): Float64Array {
  const { classes } = model;
  const out = new Float64Array(x.rows * classes);
  for (let r = 0; r < x.rows; r++) {
    const scores = out.subarray(r * classes, (r + 1) * classes);
    scores.set(model.bias);
    for (let i = x.rowStart[r]!; i < x.rowStart[r + 1]!; i++) {
      const base = x.index[i]! * classes;
      for (let k = 0; k < classes; k++) scores[k]! += x.value[i]! * model.weight[base + k]!;
    }
    softmaxInPlace(scores);
  }
  return out;
}

/** Turns scores into probabilities that add up to 1. */
export function softmaxInPlace(scores: Float64Array): void {
  let max = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < scores.length; k++) max = Math.max(max, scores[k]!);
  let sum = 0;
  for (let k = 0; k < scores.length; k++) {
    scores[k] = Math.exp(scores[k]! - max);
    sum += scores[k]!;
  }
  for (let k = 0; k < scores.length; k++) scores[k]! /= sum;
}
