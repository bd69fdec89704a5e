/** How many units to draw from each stratum. */

export interface Cell {
  /** Units there. */
  readonly units: number;
  /** Standard deviation of what is coded among them, known or guessed. */
  readonly deviation: number;
  /** Units drawn from it before. */
  readonly drawn?: number;
}

/**
 * Neyman's optimal allocation (1934, doi:10.2307/2342192): n_h in proportion to N_h S_h, so that the variance of the mean over all
 * strata is least; but at least `floor` units a cell, or all where there are fewer, and never more than there are. What was drawn before
 * counts toward both.
 *
 * @param total - units to draw now.
 * @returns for each cell the units to draw now; their sum is `total`, or all that are left.
 */
export function neymanAllocation(cells: readonly Cell[], total: number, floor = 20): number[] {
  const before = cells.map(({ drawn }) => drawn ?? 0);
  const left = cells.map(({ units }, h) => units - before[h]!);
  let rest = Math.min(
    total,
    left.reduce((a, b) => a + b, 0),
  );
  const drawn = cells.map(() => 0);
  const give = (h: number): void => {
    drawn[h]!++;
    rest--;
  };
  // First the floor, in turn, so that a total too small for it is shared.
  for (let round = true; round && rest > 0; ) {
    round = false;
    for (const h of cells.keys())
      if (rest > 0 && drawn[h]! < left[h]! && before[h]! + drawn[h]! < floor) {
        give(h);
        round = true;
      }
  }
  // Then each unit where it lowers the variance Σ N² S² / n most: the integer form of Neyman's rule (Wright 2012).
  while (rest > 0) {
    let best = -1;
    let most = -1;
    for (const [h, { units, deviation }] of cells.entries()) {
      if (drawn[h]! >= left[h]!) continue;
      const n = before[h]! + drawn[h]!;
      const gain = n === 0 ? Number.POSITIVE_INFINITY : (units * deviation) ** 2 / (n * (n + 1));
      if (gain > most) [best, most] = [h, gain];
    }
    if (best < 0) break;
    give(best);
  }
  return drawn;
}
