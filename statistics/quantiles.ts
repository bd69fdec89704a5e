/** Quantiles, and distributions kept as quantiles. */
import type { OrderStatistics } from './order-statistics.js';

/**
 * Quantile of sorted values, type 7 of Hyndman & Fan (1996, doi:10.1080/00031305.1996.10473566), the default of
 * R, NumPy and DuckDB's quantile_cont: linear between order statistics at h = (n - 1) p.
 *
 * @param sorted - ascending, without NaN.
 * @param p - from 0 to 1.
 * @returns null for no values.
 */
export function quantile(sorted: OrderStatistics, p: number): number | null {
  const n = sorted.length;
  if (n === 0) return null;
  const h = (n - 1) * Math.min(1, Math.max(0, p));
  const low = Math.floor(h);
  const a = sorted.at(low)!;
  const b = sorted.at(Math.min(n - 1, low + 1))!;
  return a + (h - low) * (b - a);
}

/** Points at which a distribution is kept: 0, 1/200, …, 1. */
export const QUANTILE_STEPS = 200;

/** A distribution as 201 quantiles, mean and standard deviation: enough to compare with and to draw. */
export interface Distribution {
  readonly n: number;
  readonly mean: number;
  /** With n - 1 in the denominator; 0 for one value. */
  readonly sd: number;
  readonly quantiles: readonly number[];
}

/** The distribution of some values; null for none. */
export function distributionOf(values: Iterable<number>): Distribution | null {
  return distributionOfSorted(Float64Array.from(values).sort());
}

/** The same for ascending values. */
export function distributionOfSorted(sorted: Float64Array): Distribution | null {
  const n = sorted.length;
  if (n === 0) return null;
  let sum = 0;
  for (const value of sorted) sum += value;
  const mean = sum / n;
  let squares = 0;
  for (const value of sorted) squares += (value - mean) ** 2;
  return {
    n,
    mean,
    sd: n === 1 ? 0 : Math.sqrt(squares / (n - 1)),
    quantiles: Array.from({ length: QUANTILE_STEPS + 1 }, (_, k) => quantile(sorted, k / QUANTILE_STEPS)!),
  };
}

/** The share of documents below a value and at it, read off the quantiles; exact to half a percentage point. */
export function sharesAt(
  { quantiles, n }: Pick<Distribution, 'quantiles' | 'n'>,
  value: number,
): { readonly below: number; readonly equal: number } {
  const last = quantiles.length - 1;
  if (value < quantiles[0]!) return { below: 0, equal: 0 };
  if (value > quantiles[last]!) return { below: 1, equal: 0 };
  let first = 0;
  while (quantiles[first]! < value) first++;
  let after = first;
  while (after <= last && quantiles[after] === value) after++;
  const place = (k: number): number => {
    // Between two quantiles, linear.
    const a = quantiles[k - 1]!;
    const b = quantiles[k]!;
    return (k - 1 + (value - a) / (b - a)) / last;
  };
  if (after === first) return { below: first === 0 ? 0 : place(first), equal: 0 };
  const below = first === 0 ? 0 : first / last;
  const upTo = after > last ? 1 : (after - 1) / last;
  // A single quantile at the value is at least one document.
  return { below, equal: Math.min(1 - below, Math.max(upTo - below, 1 / n)) };
}

/** The value at a share p of a distribution kept as quantiles. */
export function valueAt(quantiles: readonly number[], p: number): number {
  return quantile(quantiles, p)!;
}

/** Ascending values without NaN. */
export function sortedKnown(values: Float64Array): Float64Array {
  // NaN sorts last.
  const sorted = values.slice().sort();
  let n = sorted.length;
  while (n > 0 && Number.isNaN(sorted[n - 1])) n--;
  return sorted.subarray(0, n);
}
