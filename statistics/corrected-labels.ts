/** The mean of labelled units, corrected for how often the labeller is known to err. */
import type { Random } from '../base/random.js';
import { dirichletDraw } from './gamma-draws.js';
import { inverted } from './misclassification.js';

export interface CorrectedMean {
  /** Within the values of the classes. */
  readonly mean: number;
  /** 95%, of what is drawn and of how little of the labeller's errors is known. */
  readonly interval: readonly [number, number];
}

const DRAWS = 1000;
/** Of each class, in every row of the errors and in the units counted (Jeffreys). */
const PRIOR = 0.5;
/** Draws whose matrix can be turned round, under which nothing is said. */
const USABLE = 0.9;

/**
 * Mean of `values` over the true classes of units whose given classes are known: `Σ_k v_k θ_k`, θ = M⁻¹ p kept within 0 and 1 and
 * scaled to add up to 1, p the shares of the classes given, `M_ck = P(given c | true k)` from a confusion counted elsewhere (Rogan &
 * Gladen 1978, doi:10.1093/oxfordjournals.aje.a112510). The interval is that of draws from Dirichlet's distribution of p and of each
 * column of M. It takes the labeller to err as it does there.
 *
 * @param given - units by the class given; they may be fewer than counted where units are alike, and need not be whole.
 * @param confusion - counts, one row a true class, one column a class given.
 * @param values - of the classes.
 * @returns null where a class was never met, where nothing is given, or where the labeller is too near to chance.
 */
export function correctedMean(
  given: readonly number[],
  confusion: readonly (readonly number[])[],
  values: readonly number[],
  random: Random,
): CorrectedMean | null {
  const units = given.reduce((a, b) => a + b, 0);
  if (units === 0 || confusion.some((row) => row.every((n) => n === 0))) return null;
  const estimate = meanOf(
    given.map((n) => n / units),
    confusion.map((row) => {
      const all = row.reduce((a, b) => a + b, 0);
      return row.map((n) => n / all);
    }),
    values,
  );
  if (estimate === null) return null;
  const drawn: number[] = [];
  for (let draw = 0; draw < DRAWS; draw++) {
    const mean = meanOf(
      dirichletDraw(
        given.map((n) => n + PRIOR),
        random,
      ),
      confusion.map((row) =>
        dirichletDraw(
          row.map((n) => n + PRIOR),
          random,
        ),
      ),
      values,
    );
    if (mean !== null) drawn.push(mean);
  }
  if (drawn.length < USABLE * DRAWS) return null;
  drawn.sort((a, b) => a - b);
  const at = (p: number): number => drawn[Math.round(p * (drawn.length - 1))]!;
  return { mean: estimate, interval: [at(0.025), at(0.975)] };
}

/** Null where the classes given tell nothing of the true ones. */
function meanOf(
  shares: readonly number[],
  errors: readonly (readonly number[])[],
  values: readonly number[],
): number | null {
  const inverse = inverted(shares.map((_, c) => errors.map((row) => row[c]!)));
  if (inverse === null) return null;
  const theta = inverse.map((row) =>
    Math.max(
      0,
      row.reduce((sum, x, c) => sum + x * shares[c]!, 0),
    ),
  );
  const all = theta.reduce((a, b) => a + b, 0);
  return all === 0 ? null : theta.reduce((sum, share, k) => sum + (share * values[k]!) / all, 0);
}
