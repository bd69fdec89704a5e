/** Codes of several coders as counts by unit and category, from which every coefficient of agreement is computed. */

export interface Ratings {
  readonly categories: readonly string[];
  /** For each unit, how many coders chose each category; units that nobody coded are left out. */
  readonly counts: readonly (readonly number[])[];
}

/** An agreement with its 95% interval. */
export interface Agreement {
  /** Null where it is not defined: fewer than two units coded twice, or one category only. */
  readonly value: number | null;
  /** Null where all units agree alike, so that the sample says nothing of its own error, and under ten units. */
  readonly interval: readonly [number, number] | null;
  /** Units coded by two coders or more. */
  readonly units: number;
}

/** Units coded twice under which an agreement has no interval. */
export const AGREEMENT_MINIMUM = 10;

/**
 * @param units - the codes of each unit, one a coder; null where a coder gave none.
 * @param categories - in order; those never used count toward Gwet's chance agreement only when listed.
 */
export function ratingsOf(
  units: readonly (readonly (string | null)[])[],
  categories: readonly string[] = [...new Set(units.flat().filter((code) => code !== null))].sort(),
): Ratings {
  const counts = units
    .map((codes) => categories.map((category) => codes.filter((code) => code === category).length))
    .filter((row) => row.some((count) => count > 0));
  return { categories, counts };
}

export const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

/** Share of the pairs of coders of one unit that agree; null where it was coded once. */
export function pairAgreement(row: readonly number[]): number | null {
  const coders = sum(row);
  return coders < 2 ? null : sum(row.map((count) => count * (count - 1))) / (coders * (coders - 1));
}
