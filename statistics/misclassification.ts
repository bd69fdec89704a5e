/** Shares corrected for the errors of a classifier that groups share: Rogan and Gladen's estimator for any number of classes. */
import { normalQuantile } from './normal.js';

/** The units of one group that the tool put into one class, and how those drawn from it were coded. */
export interface ClassifiedCell {
  readonly group: number;
  /** Index of the class predicted. */
  readonly predicted: number;
  readonly units: number;
  /** Drawn units by coded class. */
  readonly coded: readonly number[];
}

/** P(predicted c | true k), one row a predicted class. */
export type ErrorMatrix = readonly (readonly number[])[];

export interface SharedErrors {
  readonly matrix: ErrorMatrix;
  /** Its inverse. */
  readonly inverse: readonly (readonly number[])[];
  /** Estimated units of each true class, over all cells. */
  readonly truth: readonly number[];
  readonly cells: readonly ClassifiedCell[];
}

/**
 * The errors of a classifier over all groups, each cell weighed by its units: `M_ck = Σ_g N_gc p_gck / Σ_gc N_gc p_gck`, p_gck the share of
 * the drawn units of group g and predicted class c that were coded k.
 *
 * @returns null where a class was never coded, a cell has no coded unit, or the matrix cannot be turned round: the tool is no better than
 *   chance.
 */
export function sharedErrors(cells: readonly ClassifiedCell[], classes: number): SharedErrors | null {
  const filled = cells.filter(({ units }) => units > 0);
  const joint = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  for (const { predicted, units, coded } of filled) {
    const n = coded.reduce((a, b) => a + b, 0);
    if (n === 0) return null;
    coded.forEach((count, k) => {
      joint[predicted]![k]! += (units * count) / n;
    });
  }
  const truth = Array.from({ length: classes }, (_, k) => joint.reduce((sum, row) => sum + row[k]!, 0));
  if (truth.some((units) => units === 0)) return null;
  const matrix = joint.map((row) => row.map((units, k) => units / truth[k]!));
  const inverse = inverted(matrix);
  // A tool that is right less often than not about a class has nothing to give back.
  return inverse === null || (classes === 2 && matrix[0]![0]! + matrix[1]![1]! <= 1)
    ? null
    : { matrix, inverse, truth, cells: filled };
}

/** Inverse by Gauss and Jordan with pivots; null where it is singular. */
export function inverted(matrix: ErrorMatrix): number[][] | null {
  const n = matrix.length;
  const rows = matrix.map((row, i) => [...row, ...Array.from({ length: n }, (_, j) => (i === j ? 1 : 0))]);
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(rows[i]![k]!) > Math.abs(rows[pivot]![k]!)) pivot = i;
    if (Math.abs(rows[pivot]![k]!) < 1e-9) return null;
    [rows[k], rows[pivot]] = [rows[pivot]!, rows[k]!];
    const head = rows[k]![k]!;
    rows[k] = rows[k]!.map((x) => x / head);
    for (let i = 0; i < n; i++) {
      if (i === k) continue;
      const times = rows[i]![k]!;
      rows[i] = rows[i]!.map((x, j) => x - times * rows[k]![j]!);
    }
  }
  return rows.map((row) => row.slice(n));
}

/** `M⁻¹ p`: the true shares of a group whose predicted shares are p (Rogan & Gladen 1978, doi:10.1093/oxfordjournals.aje.a112510). */
export const trueShares = ({ inverse }: Pick<SharedErrors, 'inverse'>, predicted: readonly number[]) =>
  inverse.map((row) => row.reduce((sum, x, c) => sum + x * predicted[c]!, 0));

/**
 * Half of the 95% interval that the sample's error in M gives to `values · M⁻¹ p`, by Taylor's linearisation over the strata: a unit of
 * cell (g, c) coded k moves the figure by `-(v' M⁻¹ (e_c - M_k)) θ_k N_gc / (n_gc T_k)`, T_k the estimated units of class k. Half a unit of
 * each class is added to every cell's variance, so that a cell without an error has one.
 *
 * @param weights - `values` of the classes; of a difference of two groups give the difference of their shares as `shares`.
 */
export function sharedErrorHalf(
  errors: SharedErrors,
  shares: readonly number[],
  values: readonly number[],
): number {
  return normalQuantile(0.975) * Math.sqrt(sharedErrorVariance(errors, shares, values));
}

export function sharedErrorVariance(
  { inverse, matrix, truth, cells }: SharedErrors,
  shares: readonly number[],
  values: readonly number[],
): number {
  const classes = truth.length;
  const through = Array.from({ length: classes }, (_, c) =>
    values.reduce((sum, value, k) => sum + value * inverse[k]![c]!, 0),
  );
  let variance = 0;
  for (const { predicted, units, coded } of cells) {
    const n = coded.reduce((a, b) => a + b, 0);
    if (n >= units) continue;
    const moves = coded.map((_, k) => {
      const expected = through.reduce((sum, t, c) => sum + t * matrix[c]![k]!, 0);
      return -((through[predicted]! - expected) * shares[k]! * units) / truth[k]!;
    });
    const all = n + classes / 2;
    const centre = moves.reduce((sum, z, k) => sum + (coded[k]! + 0.5) * z, 0) / all;
    const squares = moves.reduce((sum, z, k) => sum + (coded[k]! + 0.5) * (z - centre) ** 2, 0) / (all - 1);
    variance += squares / n;
  }
  return variance;
}
