/** Percent agreement: how often two coders give one unit the same code. */
import { AGREEMENT_MINIMUM, type Agreement, pairAgreement, type Ratings, sum } from './ratings.js';
import { wilson } from './shares.js';
import { studentQuantile } from './student.js';

/**
 * Mean over units of the share of pairs of coders that agree (0 to 1). The interval is Wilson's (1927,
 * doi:10.1080/01621459.1927.10502953) where each unit agrees or does not, as with two coders, else Student's over units.
 */
export function percentAgreement({ counts }: Ratings): Agreement {
  const pairs = counts.map(pairAgreement).filter((share) => share !== null);
  const units = pairs.length;
  if (units === 0) return { value: null, interval: null, units };
  const value = sum(pairs) / units;
  if (units < AGREEMENT_MINIMUM) return { value, interval: null, units };
  if (pairs.every((share) => share === 0 || share === 1))
    return { value, interval: wilson(value, units), units };
  const spread = Math.sqrt(sum(pairs.map((share) => (share - value) ** 2)) / (units - 1) / units);
  const half = studentQuantile(0.975, units - 1) * spread;
  return { value, interval: [Math.max(0, value - half), Math.min(1, value + half)], units };
}
