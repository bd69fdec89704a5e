/** Differences of means within strata, with the uncertainty of the group itself. */
import { studentQuantile } from './student.js';

export interface MatchedDifference {
  /** Documents of the group that have others to be compared with. */
  readonly documents: number;
  /** Documents of the group with a value. */
  readonly of: number;
  /** Of those compared, the ones for which only the coarse stratum holds others, or is known. */
  readonly coarsely: number;
  readonly difference: number;
  /** 95%; null under ten degrees of freedom within the cells of the group, or of the others. */
  readonly interval: readonly [number, number] | null;
}

/** Two partitions of the documents, the fine one within the coarse one. */
export interface Strata {
  /** From 0; -1 where it is not known, as for a document without a date. */
  readonly fine: Int32Array;
  /** From 0. */
  readonly coarse: Int32Array;
}

/** Degrees of freedom under which there is no interval. */
export const MATCHED_MINIMUM = 10;

/** Numbers of a cell: documents, sum and sum of squares of their values. */
interface Cells {
  readonly n: Float64Array;
  readonly sum: Float64Array;
  readonly squares: Float64Array;
}

const cells = (length: number): Cells => ({
  n: new Float64Array(length),
  sum: new Float64Array(length),
  squares: new Float64Array(length),
});

const within = (n: number, sum: number, squares: number): number =>
  n < 2 ? 0 : Math.max(0, squares - (sum * sum) / n);

/**
 * Mean difference of each group from all others within the same strata (direct standardisation to the group's own mix; Cochran
 * 1968, doi:10.2307/2528036): `d = Σ_s n_s (x̄_s - r̄_s) / N`, N = Σ n_s, over the strata that hold both, n_s the group's
 * documents there and r̄_s the mean of the m_s others. A document whose fine stratum is not known, or holds no others, is compared
 * with all others of its coarse stratum instead of being left out.
 *
 * The variance is the group's own and the others' own, each pooled over its cells, `v_g / N + v_o Σ_j w_j²`, w_j the weight that an
 * other document has in d; the interval is Student's with Welch's and Satterthwaite's degrees of freedom (Satterthwaite 1946,
 * doi:10.2307/3002019).
 *
 * @param values - one a document; NaN where unknown.
 * @param owner - the document's group, from 0; -1 for none of those compared, which counts among the others.
 * @returns for each group; null where no stratum holds both.
 */
export function matchedDifferences(
  values: Float64Array,
  owner: Int32Array,
  { fine, coarse }: Strata,
  groups: number,
): (MatchedDifference | null)[] {
  const size = (codes: Int32Array): number => codes.reduce((most, s) => Math.max(most, s), -1) + 1;
  const coarseStrata = size(coarse);
  // A document without a fine stratum stands in one of its own kind, which is compared coarsely only.
  const known = size(fine);
  const strata = known + coarseStrata;
  const width = groups + 1;
  const coarseOf = new Int32Array(strata);
  const numbers = new Int32Array(strata * width);
  const cellOf = new Int32Array(values.length);
  /** Most cells of stratum and group are empty: only those met are kept, numbered from 1. */
  const met: number[] = [0];
  let centre = 0;
  let valued = 0;
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i]!)) continue;
    centre += values[i]!;
    valued++;
    const s = fine[i]! < 0 ? known + coarse[i]! : fine[i]!;
    coarseOf[s] = coarse[i]!;
    const at = s * width + (owner[i]! < 0 ? groups : owner[i]!);
    if (numbers[at] === 0) numbers[at] = met.push(at) - 1;
    cellOf[i] = numbers[at]!;
  }
  // About the mean, so that sums of squares lose no digits.
  centre /= Math.max(1, valued);
  const own = cells(met.length);
  const all = cells(strata);
  for (let i = 0; i < values.length; i++) {
    const cell = cellOf[i]!;
    if (cell === 0) continue;
    const s = Math.floor(met[cell]! / width);
    const value = values[i]! - centre;
    own.n[cell]!++;
    own.sum[cell]! += value;
    own.squares[cell]! += value * value;
    all.n[s]!++;
    all.sum[s]! += value;
    all.squares[s]! += value * value;
  }
  const whole = { n: new Float64Array(coarseStrata), sum: new Float64Array(coarseStrata) };
  const spread = { squares: new Float64Array(coarseStrata), freedom: new Float64Array(coarseStrata) };
  for (let s = 0; s < strata; s++) {
    if (all.n[s] === 0) continue;
    const c = coarseOf[s]!;
    whole.n[c]! += all.n[s]!;
    whole.sum[c]! += all.sum[s]!;
    spread.squares[c]! += within(all.n[s]!, all.sum[s]!, all.squares[s]!);
    spread.freedom[c]! += all.n[s]! - 1;
  }
  const cellsOf: number[][] = Array.from({ length: groups }, () => []);
  for (let cell = 1; cell < met.length; cell++) cellsOf[met[cell]! % width]?.push(cell);
  return cellsOf.map((list) => differenceOf(list));

  function differenceOf(list: readonly number[]): MatchedDifference | null {
    /** By coarse stratum: the group's documents, and those of them that are compared coarsely. */
    const there = new Map<number, { n: number; sum: number; left: Sums; cells: number[] }>();
    let [documents, of, difference, ownSquares, ownFreedom] = [0, 0, 0, 0, 0];
    let [otherSquares, otherFreedom, weights] = [0, 0, 0];
    const finely: number[] = [];
    for (const cell of list) {
      const s = Math.floor(met[cell]! / width);
      const c = coarseOf[s]!;
      const [n, sum] = [own.n[cell]!, own.sum[cell]!];
      let entry = there.get(c);
      if (entry === undefined) {
        entry = { n: 0, sum: 0, left: { n: 0, sum: 0, squares: 0 }, cells: [] };
        there.set(c, entry);
      }
      of += n;
      entry.n += n;
      entry.sum += sum;
      entry.cells.push(cell);
      const others = all.n[s]! - n;
      if (s < known && others > 0) {
        finely.push(cell);
        documents += n;
        difference += sum - (n * (all.sum[s]! - sum)) / others;
        ownSquares += within(n, sum, own.squares[cell]!);
        ownFreedom += n - 1;
      } else {
        entry.left.n += n;
        entry.left.sum += sum;
        entry.left.squares += own.squares[cell]!;
      }
    }
    let coarsely = 0;
    /** Weight (times N) of an other document by its coarse stratum. */
    const coarseWeight = new Map<number, number>();
    for (const [c, entry] of there) {
      const others = whole.n[c]! - entry.n;
      const { n, sum, squares } = entry.left;
      if (n === 0 || others === 0) continue;
      coarsely += n;
      documents += n;
      difference += sum - (n * (whole.sum[c]! - entry.sum)) / others;
      ownSquares += within(n, sum, squares);
      ownFreedom += n - 1;
      coarseWeight.set(c, n / others);
      weights += (n * n) / others;
      otherSquares += spread.squares[c]!;
      otherFreedom += spread.freedom[c]!;
      for (const cell of entry.cells) {
        const s = Math.floor(met[cell]! / width);
        otherSquares += othersWithin(cell, s) - within(all.n[s]!, all.sum[s]!, all.squares[s]!);
        otherFreedom += Math.max(0, all.n[s]! - own.n[cell]! - 1) - (all.n[s]! - 1);
      }
    }
    for (const cell of finely) {
      const s = Math.floor(met[cell]! / width);
      const others = all.n[s]! - own.n[cell]!;
      const fineWeight = own.n[cell]! / others;
      const further = coarseWeight.get(coarseOf[s]!);
      weights += others * (fineWeight * fineWeight + 2 * fineWeight * (further ?? 0));
      if (further !== undefined) continue;
      otherSquares += othersWithin(cell, s);
      otherFreedom += others - 1;
    }
    if (documents === 0) return null;
    const d = difference / documents;
    const result = { documents, of, coarsely, difference: d };
    // Of either side, and so of both: asked of the design, not of the variances met, which would choose on the outcome.
    if (Math.min(ownFreedom, otherFreedom) < MATCHED_MINIMUM) return { ...result, interval: null };
    const a = ownSquares / ownFreedom / documents;
    const b = ((otherSquares / otherFreedom) * weights) / (documents * documents);
    const freedom = (a + b) ** 2 / ((a * a) / ownFreedom + (b * b) / otherFreedom);
    if (!(a + b > 0)) return { ...result, interval: null };
    const half = studentQuantile(0.975, freedom) * Math.sqrt(a + b);
    return { ...result, interval: [d - half, d + half] };
  }

  /** Squares of the others of a stratum about their mean. */
  function othersWithin(cell: number, s: number): number {
    return within(
      all.n[s]! - own.n[cell]!,
      all.sum[s]! - own.sum[cell]!,
      all.squares[s]! - own.squares[cell]!,
    );
  }
}

interface Sums {
  n: number;
  sum: number;
  squares: number;
}
