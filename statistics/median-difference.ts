/** The difference of two medians and its interval. */
import { betaCdf } from './beta.js';
import { MEDIAN_MINIMUM } from './median.js';
import { normalQuantile } from './normal.js';
import type { OrderStatistics } from './order-statistics.js';
import { quantile } from './quantiles.js';

export interface MedianDifference {
  /** Median of x less median of y. */
  readonly difference: number;
  /** 95%; null where either group has fewer than `MEDIAN_MINIMUM` values. */
  readonly interval: readonly [number, number] | null;
}

/**
 * Difference of two medians with the distribution-free 95% interval of Bonett and Price (2002,
 * doi:10.1037/1082-989X.7.3.370; Price & Bonett 2002, doi:10.1080/00949650212140): `d ± 1.96 √(v_x + v_y)`, where
 *
 * `v = ((Y_(n-c+1) - Y_(c)) / 2z)²`, `c = max(1, round((n + 1)/2 - √n))`, `z = Φ⁻¹(1 - P(B ≤ c - 1))`,
 * B binomial of n draws at 1/2: the gap between two order statistics about the median, over the number of standard
 * errors that it spans.
 *
 * @param x - ascending. @param y - ascending.
 * @returns null where either is empty.
 */
export function medianDifference(x: OrderStatistics, y: OrderStatistics): MedianDifference | null {
  const a = quantile(x, 0.5);
  const b = quantile(y, 0.5);
  if (a === null || b === null) return null;
  const difference = a - b;
  if (x.length < MEDIAN_MINIMUM || y.length < MEDIAN_MINIMUM) return { difference, interval: null };
  const half = 1.959963984540054 * Math.hypot(medianError(x), medianError(y));
  return { difference, interval: [difference - half, difference + half] };
}

/** Standard error of a median by Price and Bonett. */
function medianError(sorted: OrderStatistics): number {
  const n = sorted.length;
  const c = Math.max(1, Math.round((n + 1) / 2 - Math.sqrt(n)));
  // P(B <= k) = I_½(n - k, k + 1) (Abramowitz & Stegun 1964, 26.5.24).
  const z = normalQuantile(1 - betaCdf(0.5, n - c + 1, c));
  return (sorted.at(n - c)! - sorted.at(c - 1)!) / (2 * z);
}
