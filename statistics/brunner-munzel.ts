/** Brunner and Munzel's test of the relative effect, and its studentised permutation. */
import type { Random } from '../base/random.js';
import { type Dominance, dominanceAt, type Pool } from './dominance.js';
import { studentTwoSidedP } from './student.js';

/** Cliff's delta with its standard error and degrees of freedom. */
export interface StudentisedDelta {
  /** P(x > y) - P(x < y), from -1 to 1. */
  readonly delta: number;
  /** 0 where the samples do not overlap, or where all values are equal. */
  readonly error: number;
  /** Satterthwaite's; 0 where the error is 0. */
  readonly freedom: number;
}

/**
 * Cliff's delta `d = 2 p - 1`, p = P(x > y) + P(x = y) / 2 the relative effect, studentised as by Brunner and Munzel (2000,
 * doi:10.1002/(SICI)1521-4036(200001)42:1<17::AID-BIMJ17>3.0.CO;2-U): with d_i. the mean dominance of one x over all y and
 * d_.j that of all x over one y,
 *
 * `var d = s_x² / m + s_y² / n`, `s_x² = Σ (d_i. - d)² / (m - 1)`, `s_y² = Σ (d_.j - d)² / (n - 1)`, and
 * `ν = (s_x²/m + s_y²/n)² / ((s_x²/m)² / (m - 1) + (s_y²/n)² / (n - 1))`.
 *
 * Neither equal variances nor values without ties are asked for. m and n from 2 on.
 */
export function studentisedDelta({ m, n, sum, rowSquares, columnSquares }: Dominance): StudentisedDelta {
  const delta = sum / (m * n);
  const x = Math.max(0, rowSquares / (n * n) - m * delta * delta) / (m - 1) / m;
  const y = Math.max(0, columnSquares / (m * m) - n * delta * delta) / (n - 1) / n;
  // Rounding alone is no variance.
  if (!(x + y > 1e-15)) return { delta, error: 0, freedom: 0 };
  return {
    delta,
    error: Math.sqrt(x + y),
    freedom: (x + y) ** 2 / ((x * x) / (m - 1) + (y * y) / (n - 1)),
  };
}

/** Two-sided p-value of Brunner and Munzel's test from Student's distribution; null where all values are equal. */
export function brunnerMunzelP({ delta, error, freedom }: StudentisedDelta): number | null {
  if (error > 0) return studentTwoSidedP(delta / error, freedom);
  return delta === 0 ? null : 0;
}

/** A statistic without variance stands beyond all others, the farther the larger the effect. */
const statistic = ({ delta, error }: StudentisedDelta): number =>
  error > 0 ? Math.abs(delta) / error : Math.abs(delta) * 1e12;

/** Permutations at most; so many exceedances end them before. */
export const PERMUTATIONS = 9_999;
const EXCEEDANCES = 20;
/** Up to so many places are sorted by insertion, which is quicker than the general sort. */
const INSERTED = 48;

/**
 * Two-sided p-value of the studentised permutation test of Neubert and Brunner (2007, doi:10.1016/j.csda.2006.05.024): the
 * values are dealt to the two samples anew and the studentised delta taken again. Where the samples come from one distribution
 * the test is exact, ties or not; where only the relative effect is 1/2 and the variances differ it holds asymptotically.
 * Dealing ends at 20 deals as extreme as the observed one, `p = 20 / deals`, else `p = (1 + exceedances) / 10,000`
 * (Besag & Clifford 1991, doi:10.1093/biomet/78.2.301), which keeps p exact and spends no time on what is plainly no finding.
 *
 * @param places - of the x in the pool, ascending.
 * @returns null where all values are equal or a sample has fewer than 2.
 */
export function permutedBrunnerMunzelP(places: Int32Array, pool: Pool, random: Random): number | null {
  const size = pool.values.length;
  const few = Math.min(places.length, size - places.length);
  if (few < 2 || pool.modalShare === 1) return null;
  const observed = statistic(studentisedDelta(dominanceAt(places, pool))) * (1 - 1e-9);
  const order = new Int32Array(size);
  for (let i = 0; i < size; i++) order[i] = i;
  const dealt = new Int32Array(few);
  let exceeded = 0;
  for (let deal = 1; deal <= PERMUTATIONS; deal++) {
    // The smaller sample is dealt: the statistic is the same with the samples exchanged.
    for (let i = 0; i < few; i++) {
      const j = i + random.below(size - i);
      const place = order[j]!;
      order[j] = order[i]!;
      order[i] = place;
      if (few > INSERTED) {
        dealt[i] = place;
        continue;
      }
      let k = i;
      for (; k > 0 && dealt[k - 1]! > place; k--) dealt[k] = dealt[k - 1]!;
      dealt[k] = place;
    }
    if (few > INSERTED) dealt.sort();
    if (statistic(studentisedDelta(dominanceAt(dealt, pool))) >= observed && ++exceeded === EXCEEDANCES)
      return exceeded / deal;
  }
  return (1 + exceeded) / (1 + PERMUTATIONS);
}
