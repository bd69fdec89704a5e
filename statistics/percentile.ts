/** Percentiles of one value among documents, and the median's interval in a distribution kept as quantiles. */
import { wilson } from './shares.js';

/** How a value stands among n documents. */
export interface Standing {
  readonly below: number;
  readonly equal: number;
  readonly n: number;
}

/**
 * Mid-rank percentile of a value among n documents: `100 (B + E/2) / n`, with B documents below it and E at it
 * (the "percentile rank" of Ley 2000 and of SciPy's `percentileofscore(kind='mean')`).
 *
 * @returns 0 to 100; null for no documents.
 */
export function midRankPercentile({ below, equal, n }: Standing): number | null {
  return n === 0 ? null : (100 * (below + equal / 2)) / n;
}

/**
 * 95% interval of the mid-rank percentile over documents: Wilson's (1927, doi:10.1080/01621459.1927.10502953) for the mean of
 * scores that are 0, 1/2 or 1. Their variance is `p (1 - p) - e / 4`, e the share at the value, so that n documents tell as
 * much as `n p (1 - p) / (p (1 - p) - e / 4)` without ties (as Brown, Cai & DasGupta 2001, doi:10.1214/ss/1009213286, advise
 * for shares; the percentile bootstrap used before covered 60 to 93% near either end of small corpora).
 *
 * @returns [low, high] from 0 to 100; null under 20 documents, and where all of them are at the value.
 */
export function percentileInterval({ below, equal, n }: Standing): [number, number] | null {
  if (n < PERCENTILE_MINIMUM || equal === n) return null;
  const p = (below + equal / 2) / n;
  const spread = p * (1 - p);
  const ties = Math.max(0, 1 - equal / n / 4 / spread);
  // A third of the ties' gain is the least that counts: with more the scores are all but one value.
  const interval = wilson(p, spread === 0 ? n : n / Math.max(ties, 1 / 3));
  return interval === null ? null : [100 * interval[0], 100 * interval[1]];
}

/** Documents under which a percentile has no interval. */
export const PERCENTILE_MINIMUM = 20;

/**
 * Distribution-free 95% interval of a median by order statistics: the values at shares
 * `1/2 ± 1.96 / (2 √n)` (Conover 1999, Practical Nonparametric Statistics, section 3.2).
 *
 * @param at - the value at a share from 0 to 1.
 */
export function quantileMedianInterval(
  n: number,
  at: (p: number) => number,
): readonly [number, number] | null {
  if (n < PERCENTILE_MINIMUM) return null;
  const half = 1.959963984540054 / (2 * Math.sqrt(n));
  return [at(Math.max(0, 0.5 - half)), at(Math.min(1, 0.5 + half))];
}
