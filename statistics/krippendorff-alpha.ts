/** Krippendorff's alpha for nominal codes, any number of coders, codes missing. */
import { AGREEMENT_MINIMUM, type Agreement, type Ratings, sum } from './ratings.js';
import { studentQuantile } from './student.js';

/**
 * `α = 1 - D_o / D_e` with the nominal metric (Krippendorff 2011, https://repository.upenn.edu/asc_papers/43): of the
 * coincidences o_ck of n codes in units coded twice or more, `α = ((n - 1) Σ o_cc - Σ n_c (n_c - 1)) / (n (n - 1) - Σ n_c (n_c - 1))`.
 * 1 is agreement, 0 what chance would give; negative below that.
 *
 * The interval is Student's over units, of the linearised coefficient (Gwet 2014, Handbook of inter-rater reliability, ch. 5),
 * cut at 1.
 *
 * @returns value null where fewer than two units are coded twice, or all codes are of one category.
 */
export function krippendorffAlpha({ counts }: Ratings): Agreement {
  const rows = counts.filter((row) => sum(row) >= 2);
  const units = rows.length;
  const coders = rows.map(sum);
  const codes = sum(coders);
  const totals = (rows[0] ?? []).map((_, k) => sum(rows.map((row) => row[k]!)));
  const alike = sum(totals.map((n) => n * (n - 1)));
  const expected = codes * (codes - 1) - alike;
  if (units < 2 || expected === 0) return { value: null, interval: null, units };
  const agreeing = rows.map((row, i) => sum(row.map((n) => n * (n - 1))) / (coders[i]! - 1));
  const value = ((codes - 1) * sum(agreeing) - alike) / expected;
  if (units < AGREEMENT_MINIMUM) return { value, interval: null, units };
  const mean = codes / units;
  const shares = totals.map((n) => n / codes);
  const chance = sum(shares.map((share) => share ** 2));
  const observed = sum(agreeing) / codes;
  const atChance = (observed - chance) / (1 - chance);
  const corrected = (1 - 1 / codes) * observed + 1 / codes;
  const linear = rows.map((row, i) => {
    const excess = (coders[i]! - mean) / mean;
    const agreement = agreeing[i]! / mean - corrected * excess;
    const byChance = sum(row.map((n, k) => n * shares[k]!)) / mean - chance * excess;
    return (agreement - chance - 2 * (1 - atChance) * (byChance - chance)) / (1 - chance);
  });
  const variance = sum(linear.map((x) => (x - atChance) ** 2)) / (units * (units - 1));
  if (!(variance > 1e-20)) return { value, interval: null, units };
  const half = studentQuantile(0.975, units - 1) * Math.sqrt(variance);
  return { value, interval: [Math.max(-1, value - half), Math.min(1, value + half)], units };
}
