/** Whether a classifier errs alike in all groups. */
import { type Random, seededRandom } from '../base/random.js';
import { type ClassifiedCell, sharedErrors, trueShares } from './misclassification.js';

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
 * weighed by 1 / v_gk. In two classes these are sensitivity and specificity. Variances are linearised over the strata at the recall of
 * all groups together. Null where fewer than two groups can be judged.
 */
function cochranQ(cells: readonly ClassifiedCell[], groups: number, classes: number): Omit<EqualErrors, 'p'> {
  let statistic = 0;
  let freedom = 0;
  const own = Array.from({ length: groups }, (_, g) => cells.filter(({ group }) => group === g));
  for (let k = 0; k < classes; k++) {
    // Of all groups together: a group that seems to err less would else weigh more for it.
    const common = recallOf(cells, k)?.value;
    const recalls = own
      .map((some) => recallOf(some, k, common))
      .filter((recall) => recall !== null && recall.variance > 0) as Recall[];
    if (recalls.length < 2) continue;
    const weights = recalls.reduce((sum, { variance }) => sum + 1 / variance, 0);
    const mean = recalls.reduce((sum, { value, variance }) => sum + value / variance, 0) / weights;
    statistic += recalls.reduce((sum, { value, variance }) => sum + (value - mean) ** 2 / variance, 0);
    freedom += recalls.length - 1;
  }
  return { statistic, freedom };
}

/**
 * What is coded in each cell where all groups share the classifier's errors: `P(k | c, g) ∝ M_ck π_gk`, M the errors over all groups with
 * half a unit of each class in all cells of a predicted class, π_g = M⁻¹ p_g the true shares that a group's predicted ones then mean.
 */
function codedUnderEquality(cells: readonly ClassifiedCell[], classes: number): number[][] | null {
  const alike = (c: number): number => cells.filter(({ predicted }) => predicted === c).length;
  const errors = sharedErrors(
    cells.map((cell) => ({ ...cell, coded: cell.coded.map((n) => n + 0.5 / alike(cell.predicted)) })),
    classes,
  );
  if (errors === null) return null;
  const shares = new Map<number, number[]>();
  for (const { group } of cells) {
    if (shares.has(group)) continue;
    const units = new Array<number>(classes).fill(0);
    for (const cell of cells) if (cell.group === group) units[cell.predicted]! += cell.units;
    const all = units.reduce((a, b) => a + b, 0);
    // A class that the errors alone explain is rare rather than absent: half a unit of it.
    const least = 0.5 / all;
    shares.set(
      group,
      trueShares(
        errors,
        units.map((n) => n / all),
      ).map((share) => Math.max(share, least)),
    );
  }
  return cells.map(({ group, predicted }) => {
    const joint = errors.matrix[predicted]!.map((found, k) => found * shares.get(group)![k]!);
    const all = joint.reduce((a, b) => a + b, 0);
    return joint.map((share) => share / all);
  });
}

/**
 * Whether a classifier errs alike in all groups: Cochran's Q, its distribution by parametric bootstrap (Davison & Hinkley 1997, ch. 4,
 * doi:10.1017/CBO9780511802843), `p = (1 + #{Q* ≥ Q}) / (draws + 1)`: codes are drawn anew for every cell, as many as there are, from the
 * errors of all groups together. Against chi-square Q rejects equal errors in 6 to 12% of samples of 50 to 200 (docs/validation.md).
 *
 * @param seed - of the draws; the same gives the same p.
 * @returns null where fewer than two groups can be judged, an answer was never coded or the classifier is no better than chance.
 */
export function equalErrors(
  cells: readonly ClassifiedCell[],
  groups: number,
  classes: number,
  { seed = 'equal errors', draws = 1999 }: { readonly seed?: string; readonly draws?: number } = {},
): EqualErrors | null {
  const filled = cells.filter(({ units, coded }) => units > 0 && coded.some((n) => n > 0));
  const { statistic, freedom } = cochranQ(filled, groups, classes);
  const expected = codedUnderEquality(filled, classes);
  if (freedom === 0 || expected === null) return null;
  const random = seededRandom(seed);
  let as = 0;
  for (let draw = 0; draw < draws; draw++) {
    const drawn = filled.map((cell, h) => ({
      ...cell,
      coded: multinomialDraw(
        cell.coded.reduce((a, b) => a + b, 0),
        expected[h]!,
        random,
      ),
    }));
    if (cochranQ(drawn, groups, classes).statistic >= statistic - 1e-9) as++;
  }
  return { statistic, freedom, p: (1 + as) / (draws + 1) };
}

function multinomialDraw(n: number, shares: readonly number[], random: Random): number[] {
  const counts = new Array<number>(shares.length).fill(0);
  for (let i = 0; i < n; i++) {
    let left = random.next();
    let k = 0;
    while (k < shares.length - 1 && left >= shares[k]!) left -= shares[k++]!;
    counts[k]!++;
  }
  return counts;
}
