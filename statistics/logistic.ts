/** Logistic regression of few variables, by Newton's method. */

/** A fitted model: `P = 1 / (1 + exp(-(bias + Σ w_k (x_k - mean_k) / sd_k)))`. */
export interface Logistic {
  readonly means: readonly number[];
  readonly sds: readonly number[];
  readonly weights: readonly number[];
  readonly bias: number;
}

/** The probability of the class; an unknown (NaN) variable counts as its mean. */
export function logisticProbability({ means, sds, weights, bias }: Logistic, row: ArrayLike<number>): number {
  let sum = bias;
  for (let k = 0; k < weights.length; k++) {
    const value = row[k]!;
    if (!Number.isNaN(value)) sum += (weights[k]! * (value - means[k]!)) / sds[k]!;
  }
  return 1 / (1 + Math.exp(-sum));
}

/**
 * Fits by maximum likelihood with a ridge of `penalty` on the weights of the standardised variables (Hoerl & Kennard 1970; le Cessie &
 * van Houwelingen 1992, doi:10.2307/2347628), both classes with the same weight in all, by Newton's steps.
 *
 * @param columns - a variable each, NaN where unknown. @param labels - 1 for the class, 0 for the other.
 */
export function fitLogistic(columns: readonly Float64Array[], labels: Uint8Array, penalty = 1): Logistic {
  const n = labels.length;
  const width = columns.length;
  const means: number[] = [];
  const sds: number[] = [];
  for (const column of columns) {
    let [known, sum] = [0, 0];
    for (const value of column)
      if (!Number.isNaN(value)) {
        known++;
        sum += value;
      }
    const mean = known === 0 ? 0 : sum / known;
    let squares = 0;
    for (const value of column) if (!Number.isNaN(value)) squares += (value - mean) ** 2;
    means.push(mean);
    sds.push(Math.max(1e-9, Math.sqrt(squares / Math.max(1, known - 1))));
  }
  const rows = Array.from({ length: n }, (_, i) =>
    Float64Array.from([
      1,
      ...columns.map((column, k) => (Number.isNaN(column[i]!) ? 0 : (column[i]! - means[k]!) / sds[k]!)),
    ]),
  );
  const positive = labels.reduce((sum, label) => sum + label, 0);
  const weightOf = [n / 2 / Math.max(1, n - positive), n / 2 / Math.max(1, positive)];
  const beta = new Float64Array(width + 1);
  for (let step = 0; step < 30; step++) {
    const gradient = new Float64Array(width + 1);
    const hessian = Array.from({ length: width + 1 }, () => new Float64Array(width + 1));
    rows.forEach((row, i) => {
      let sum = 0;
      for (let k = 0; k <= width; k++) sum += beta[k]! * row[k]!;
      const p = 1 / (1 + Math.exp(-sum));
      const weight = weightOf[labels[i]!]!;
      const curvature = Math.max(1e-9, weight * p * (1 - p));
      for (let k = 0; k <= width; k++) {
        gradient[k]! += weight * (labels[i]! - p) * row[k]!;
        for (let l = 0; l <= k; l++) hessian[k]![l]! += curvature * row[k]! * row[l]!;
      }
    });
    for (let k = 0; k <= width; k++) {
      // No penalty on the bias.
      if (k > 0) {
        gradient[k]! -= penalty * beta[k]!;
        hessian[k]![k]! += penalty;
      }
      for (let l = 0; l < k; l++) hessian[l]![k] = hessian[k]![l]!;
    }
    const move = solve(hessian, gradient);
    let largest = 0;
    for (let k = 0; k <= width; k++) {
      beta[k]! += move[k]!;
      largest = Math.max(largest, Math.abs(move[k]!));
    }
    if (largest < 1e-9) break;
  }
  return { means, sds, weights: Array.from(beta.subarray(1)), bias: beta[0]! };
}

/** Gauss's elimination with pivots. */
function solve(matrix: readonly Float64Array[], right: Float64Array): Float64Array {
  const n = right.length;
  const a = matrix.map((row, i) => Float64Array.from([...row, right[i]!]));
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(a[i]![k]!) > Math.abs(a[pivot]![k]!)) pivot = i;
    [a[k], a[pivot]] = [a[pivot]!, a[k]!];
    if (Math.abs(a[k]![k]!) < 1e-12) continue;
    for (let i = 0; i < n; i++) {
      if (i === k) continue;
      const factor = a[i]![k]! / a[k]![k]!;
      for (let l = k; l <= n; l++) a[i]![l]! -= factor * a[k]![l]!;
    }
  }
  return Float64Array.from(a, (row, k) => (Math.abs(row[k]!) < 1e-12 ? 0 : row[n]! / row[k]!));
}
