// Fits the few weights by which scores of several models are put together (stacking, Wolpert 1992, doi:10.1016/S0893-6080(05)80023-1).
import { minimise } from './lbfgs.js';

/** Candidates of which at most one kind is right: rows of features, and how right each is (0 to 1). */
export interface Choice {
  readonly rows: readonly (readonly number[])[];
  readonly targets: readonly number[];
}

/**
 * Logistic regression of few dense features: minimises the sum of log losses and `penalty` / 2 times the squared weights,
 * that of the first feature, the constant, apart.
 */
export function fitLogistic(
  rows: readonly (readonly number[])[],
  y: readonly (0 | 1)[],
  penalty = 1,
): number[] {
  const size = rows[0]?.length ?? 0;
  const w = new Float64Array(size);
  minimise((x, gradient) => {
    gradient.fill(0);
    let loss = 0;
    rows.forEach((row, i) => {
      let z = 0;
      for (let k = 0; k < size; k++) z += x[k]! * row[k]!;
      const p = 1 / (1 + Math.exp(-z));
      loss -= Math.log(Math.max(1e-12, y[i] === 1 ? p : 1 - p));
      for (let k = 0; k < size; k++) gradient[k]! += (p - y[i]!) * row[k]!;
    });
    return loss + shrink(x, gradient, penalty, 1);
  }, w);
  return [...w];
}

/** Conditional logit (McFadden 1974) over candidates with few dense features; choices without a right candidate teach nothing. */
export function fitChoice(choices: readonly Choice[], penalty = 1): number[] {
  const size = choices[0]?.rows[0]?.length ?? 0;
  const w = new Float64Array(size);
  minimise((x, gradient) => {
    gradient.fill(0);
    let loss = 0;
    for (const { rows, targets } of choices) {
      const total = targets.reduce((a, b) => a + b, 0);
      if (total === 0) continue;
      const z = rows.map((row) => row.reduce((sum, value, k) => sum + x[k]! * value, 0));
      const most = Math.max(...z);
      const p = z.map((value) => Math.exp(value - most));
      const norm = p.reduce((a, b) => a + b, 0);
      rows.forEach((row, i) => {
        const share = p[i]! / norm;
        const wanted = targets[i]! / total;
        if (wanted > 0) loss -= wanted * (z[i]! - most - Math.log(norm));
        for (let k = 0; k < size; k++) gradient[k]! += (share - wanted) * row[k]!;
      });
    }
    return loss + shrink(x, gradient, penalty, 0);
  }, w);
  return [...w];
}

function shrink(x: Float64Array, gradient: Float64Array, penalty: number, from: number): number {
  let loss = 0;
  for (let k = from; k < x.length; k++) {
    loss += (penalty / 2) * x[k]! ** 2;
    gradient[k]! += penalty * x[k]!;
  }
  return loss;
}
