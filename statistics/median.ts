/** The interval of a median. */
import { betaCdf } from './beta.js';
import type { Pool } from './dominance.js';
import type { OrderStatistics } from './order-statistics.js';

/** Values under which a median has no interval. */
export const MEDIAN_MINIMUM = 10;

/** P(B <= k), B binomial of n draws at 1/2 (Abramowitz & Stegun 1964, 26.5.24). */
const upTo = (k: number, n: number): number => betaCdf(0.5, n - k, k + 1);

/**
 * Distribution-free 95% interval of a median: between the order statistics of two neighbouring confidences, interpolated
 * (Hettmansperger & Sheather 1986, doi:10.1016/0167-7152(86)90021-0). With k the largest at which [Y_(k), Y_(n-k+1)] has
 * γ_k = 1 - 2 P(B ≤ k - 1) ≥ 0.95, I = (γ_k - 0.95) / (γ_k - γ_(k+1)) and λ = (n - k) I / (k + (n - 2k) I):
 *
 * `(1 - λ) Y_(k) + λ Y_(k+1)` to `(1 - λ) Y_(n-k+1) + λ Y_(n-k)`.
 *
 * @param sorted - ascending.
 * @returns null under ten values.
 */
export function medianInterval(sorted: OrderStatistics): [number, number] | null {
  const n = sorted.length;
  if (n < MEDIAN_MINIMUM) return null;
  const confidence = (k: number): number => 1 - 2 * upTo(k - 1, n);
  let k = Math.max(1, Math.floor((n + 1) / 2 - 0.98 * Math.sqrt(n)) - 2);
  while (confidence(k + 1) >= 0.95) k++;
  const [outer, inner] = [confidence(k), confidence(k + 1)];
  const share = (outer - 0.95) / (outer - inner);
  const weight = ((n - k) * share) / (k + (n - 2 * k) * share);
  const between = (a: number, b: number): number =>
    (1 - weight) * sorted.at(a - 1)! + weight * sorted.at(b - 1)!;
  return [between(k, k + 1), between(n - k + 1, n - k)];
}

/** From this share on a value that many documents have is an atom: no interval about it covers with 95%. */
const ATOM = 0.1;

/**
 * Whether a value that a tenth of all documents share lies where the median of n of them may fall (within √(1/n) of the middle):
 * an interval would cover with far more than 95%, and its width would say nothing.
 */
export function atomNearMedian({ values, below, upTo: after }: Pool, n: number): boolean {
  const size = values.length;
  const reach = 1 / Math.sqrt(n);
  for (let i = Math.max(0, Math.floor((0.5 - reach) * size)); i < size; i = after[i]!) {
    if (below[i]! > (0.5 + reach) * size) return false;
    if (after[i]! - below[i]! >= ATOM * size) return true;
  }
  return false;
}
