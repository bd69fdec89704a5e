/** The exact interval of a share, for cells of few units or without an error. */
import { betaQuantile } from './beta.js';

/**
 * Clopper & Pearson (1934, doi:10.1093/biomet/26.4.404): from the beta quantiles `B(α/2; k, n - k + 1)` to `B(1 - α/2; k + 1, n - k)`.
 * It covers at least as often as said for every share and n; 0 of n gives `[0, 1 - (α/2)^(1/n)]`.
 *
 * @param hits - may be a fraction where codes are weighed.
 */
export function clopperPearson(hits: number, n: number, level = 0.95): readonly [number, number] {
  if (n <= 0) return [0, 1];
  const tail = (1 - level) / 2;
  return [
    hits <= 0 ? 0 : betaQuantile(tail, hits, n - hits + 1),
    hits >= n ? 1 : betaQuantile(1 - tail, hits + 1, n - hits),
  ];
}
