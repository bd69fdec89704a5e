/** Gwet's AC1: agreement beyond chance that stays stable where nearly all units are of one category. */
import { AGREEMENT_MINIMUM, type Agreement, pairAgreement, type Ratings, sum } from './ratings.js';
import { studentQuantile } from './student.js';

/**
 * `AC1 = (p_a - p_e) / (1 - p_e)`, p_a the mean agreement of pairs over units coded twice or more, and
 * `p_e = Σ π_k (1 - π_k) / (q - 1)`, π_k the mean share of category k over all units, q the number of categories (Gwet 2008,
 * doi:10.1348/000711006X126600). The interval is Student's over units, of his linearised coefficient, cut at 1.
 *
 * @returns value null where no unit is coded twice, or there is one category only.
 */
export function gwetAc1({ counts, categories }: Ratings): Agreement {
  const q = categories.length;
  const all = counts.length;
  const pairs = counts.map(pairAgreement);
  const twice = pairs.filter((share) => share !== null);
  const units = twice.length;
  if (units === 0 || q < 2) return { value: null, interval: null, units };
  const observed = sum(twice) / units;
  const shares = categories.map((_, k) => sum(counts.map((row) => row[k]! / sum(row))) / all);
  const chance = sum(shares.map((share) => share * (1 - share))) / (q - 1);
  const value = (observed - chance) / (1 - chance);
  if (units < AGREEMENT_MINIMUM) return { value, interval: null, units };
  const linear = counts.map((row, i) => {
    const pair = pairs[i]!;
    const own = pair === null ? 0 : ((all / units) * (pair - chance)) / (1 - chance);
    const byChance = sum(row.map((n, k) => n * (1 - shares[k]!))) / sum(row) / (q - 1);
    return own - (2 * (1 - value) * (byChance - chance)) / (1 - chance);
  });
  const variance = sum(linear.map((x) => (x - value) ** 2)) / (all * (all - 1));
  if (!(variance > 1e-20)) return { value, interval: null, units };
  const half = studentQuantile(0.975, all - 1) * Math.sqrt(variance);
  return { value, interval: [Math.max(-1, value - half), Math.min(1, value + half)], units };
}
