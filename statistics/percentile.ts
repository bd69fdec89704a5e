import type { Random } from '../base/random.js';
import { binomialDraws, binomialQuantile } from './binomial.js';

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
 * 95% percentile-bootstrap interval of the mid-rank percentile, documents drawn with replacement (Efron 1979,
 * doi:10.1214/aos/1176344552). A resample changes only how many documents fall below, at and above the value,
 * so these three follow their multinomial distribution: the same interval as from the documents, whatever their
 * number. Without ties it is read off the binomial distribution, as infinitely many resamples would give it; with
 * ties it is drawn. Where no document lies on one side every resample would say 0 (or 100); there the
 * exact binomial bound `1 - 0.025^(1/n)` stands instead (Clopper & Pearson 1934, doi:10.1093/biomet/26.4.404).
 *
 * @returns [low, high] from 0 to 100; null under 2 documents.
 */
export function percentileInterval(
  { below, equal, n }: Standing,
  random: Random,
  resamples = 1000,
): readonly [number, number] | null {
  if (n < 2) return null;
  if (equal === 0) {
    const p = below / n;
    const bound = 100 * (1 - 0.025 ** (1 / n));
    if (below === n) return [100 - bound, 100];
    if (below === 0) return [0, bound];
    return [(100 * binomialQuantile(0.025, n, p)) / n, (100 * binomialQuantile(0.975, n, p)) / n];
  }
  const draws = new Float64Array(resamples);
  const drawBelow = binomialDraws(n, below / n);
  /** By the number that fell below. */
  const drawEqual = new Map<number, (random: Random) => number>();
  for (let r = 0; r < resamples; r++) {
    const b = drawBelow(random);
    let draw = drawEqual.get(b);
    if (draw === undefined) {
      draw = binomialDraws(n - b, Math.min(1, equal / (n - below)));
      drawEqual.set(b, draw);
    }
    const e = draw(random);
    draws[r] = (100 * (b + e / 2)) / n;
  }
  draws.sort();
  return [draws[Math.floor(0.025 * resamples)]!, draws[Math.ceil(0.975 * resamples) - 1]!];
}

/**
 * Distribution-free 95% interval of a median by order statistics: the values at shares
 * `1/2 ± 1.96 / (2 √n)` (Conover 1999, Practical Nonparametric Statistics, section 3.2).
 *
 * @param at - the value at a share from 0 to 1.
 */
export function medianInterval(n: number, at: (p: number) => number): readonly [number, number] | null {
  if (n < 6) return null;
  const half = 1.959963984540054 / (2 * Math.sqrt(n));
  return [at(Math.max(0, 0.5 - half)), at(Math.min(1, 0.5 + half))];
}
