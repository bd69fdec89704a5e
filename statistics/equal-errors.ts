/** Whether a classifier errs alike in all groups. */
import { chiSquareUpper } from './chi-square.js';
import type { ClassifiedCell } from './misclassification.js';

export interface EqualErrors {
  readonly statistic: number;
  readonly freedom: number;
  readonly p: number;
}

/** How often units of a class are found as that class, in one group, with its variance over the strata. */
interface Recall {
  readonly value: number;
  readonly variance: number;
}

/**
 * Recall of a class in some cells; null where the class was not coded.
 *
 * @param common - the recall by which the variance is reckoned, where equal ones are tested; else its own.
 */
export function recallOf(cells: readonly ClassifiedCell[], k: number, common?: number): Recall | null {
  const sizes = cells.map(({ coded }) => coded.reduce((a, b) => a + b, 0));
  if (sizes.some((n) => n === 0)) return null;
  const there = cells.map(({ units, coded }, h) => (units * coded[k]!) / sizes[h]!);
  const total = there.reduce((a, b) => a + b, 0);
  if (total === 0) return null;
  const value = there.reduce((sum, units, h) => sum + (cells[h]!.predicted === k ? units : 0), 0) / total;
  let variance = 0;
  cells.forEach(({ predicted, units, coded }, h) => {
    const n = sizes[h]!;
    if (n >= units) return;
    // Half a unit stands in for what so few did not show, as in `stratifiedDifference`.
    const share = (coded[k]! + 0.5) / (n + 1);
    const move = ((predicted === k ? 1 : 0) - (common ?? value)) * (units / total);
    variance += (move ** 2 * share * (1 - share)) / n;
  });
  return { value, variance };
}

/**
 * Cochran's Q (1954, doi:10.2307/3001666) of the recalls of each class over the groups, `Σ_k Σ_g (r_gk - r_k)² / v_gk`, r_k their mean
 * weighed by 1 / v_gk: chi-square with (groups - 1) degrees of freedom a class. In two classes these are sensitivity and specificity.
 * Variances are linearised over the strata at the recall of all groups together.
 *
 * @returns null where fewer than two groups can be judged.
 */
export function equalErrors(
  cells: readonly ClassifiedCell[],
  groups: number,
  classes: number,
): EqualErrors | null {
  let statistic = 0;
  let freedom = 0;
  const filled = cells.filter(({ units }) => units > 0);
  for (let k = 0; k < classes; k++) {
    // Of all groups together: a group that seems to err less would else weigh more for it.
    const common = recallOf(filled, k)?.value;
    const recalls = Array.from({ length: groups }, (_, g) =>
      recallOf(
        filled.filter(({ group }) => group === g),
        k,
        common,
      ),
    ).filter((recall) => recall !== null && recall.variance > 0) as Recall[];
    if (recalls.length < 2) continue;
    const weights = recalls.reduce((sum, { variance }) => sum + 1 / variance, 0);
    const mean = recalls.reduce((sum, { value, variance }) => sum + value / variance, 0) / weights;
    statistic += recalls.reduce((sum, { value, variance }) => sum + (value - mean) ** 2 / variance, 0);
    freedom += recalls.length - 1;
  }
  return freedom === 0 ? null : { statistic, freedom, p: chiSquareUpper(statistic, freedom) };
}
