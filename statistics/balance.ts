/** What matching within strata keeps of a group, what of the others stands against it, and how alike both are then. */
import type { Strata } from './matched.js';

/** How a group's documents are set against others in the same strata. */
export interface Matching {
  /** Documents of the group that have others to be compared with. */
  readonly documents: number;
  /** Of those, the ones for which only the coarse stratum holds others, or is known. */
  readonly coarsely: number;
  /** Others that count at all. */
  readonly others: number;
  /** As many equally weighted others are worth as much: `(Σ w)² / Σ w²` (Kish 1965). */
  readonly effectiveOthers: number;
  /** One a document: 1 for those kept of the group, the weight of an other (they sum to `documents`), 0 for the rest. */
  readonly weights: Float64Array;
}

/**
 * The weights that `matchedDifferences` gives: a document of the group counts once where its fine stratum holds others, or else its
 * coarse one; an other counts `n_s / m_s` for the n_s documents of the group that the m_s others of its stratum stand against.
 *
 * @param owner - the document's group, from 0; -1 for none, which counts among the others.
 */
export function matchingOf(owner: Int32Array, { fine, coarse }: Strata, group: number): Matching {
  const size = (codes: Int32Array): number => codes.reduce((most, s) => Math.max(most, s), -1) + 1;
  const counts = (codes: Int32Array) => {
    const [own, others] = [new Float64Array(size(codes)), new Float64Array(size(codes))];
    codes.forEach((s, i) => {
      if (s >= 0) (owner[i] === group ? own : others)[s]!++;
    });
    return { own, others };
  };
  const inFine = counts(fine);
  const inCoarse = counts(coarse);
  /** Documents of the group that are compared coarsely, by coarse stratum. */
  const left = new Float64Array(inCoarse.own.length);
  const weights = new Float64Array(owner.length);
  let [documents, coarsely] = [0, 0];
  owner.forEach((g, i) => {
    if (g !== group) return;
    const finely = fine[i]! >= 0 && inFine.others[fine[i]!]! > 0;
    if (!finely && inCoarse.others[coarse[i]!] === 0) return;
    documents++;
    weights[i] = 1;
    if (finely) return;
    coarsely++;
    left[coarse[i]!]!++;
  });
  let [others, sum, squares] = [0, 0, 0];
  owner.forEach((g, i) => {
    if (g === group) return;
    const [s, c] = [fine[i]!, coarse[i]!];
    const weight =
      (s < 0 ? 0 : inFine.own[s]! / inFine.others[s]!) +
      (left[c]! === 0 ? 0 : left[c]! / inCoarse.others[c]!);
    if (weight === 0) return;
    weights[i] = weight;
    others++;
    sum += weight;
    squares += weight * weight;
  });
  return { documents, coarsely, others, effectiveOthers: squares === 0 ? 0 : (sum * sum) / squares, weights };
}

/**
 * Standardised difference of a covariate, `(x̄_g - x̄_o) / √((s_g² + s_o²) / 2)`, in standard deviations of the two sides before any
 * weighting, so that what matching does to it is seen (Austin 2009, doi:10.1002/sim.3697). Beyond 0.1 the two sides are not alike in it.
 *
 * @param values - one a document; NaN where unknown, which counts on neither side. @param inGroup - whether it is one of the group.
 * @param weights - 1 each where none are given.
 * @returns null where a side is empty or neither varies.
 */
export function standardisedDifference(
  values: Float64Array,
  inGroup: (row: number) => boolean,
  weights?: Float64Array,
): number | null {
  const sides = [
    { n: 0, sum: 0, squares: 0, weight: 0, weighted: 0 },
    { n: 0, sum: 0, squares: 0, weight: 0, weighted: 0 },
  ];
  values.forEach((value, row) => {
    if (Number.isNaN(value)) return;
    const side = sides[inGroup(row) ? 0 : 1]!;
    const weight = weights === undefined ? 1 : weights[row]!;
    side.n++;
    side.sum += value;
    side.squares += value * value;
    side.weight += weight;
    side.weighted += weight * value;
  });
  const [own, others] = sides.map(({ n, sum, squares, weight, weighted }) => ({
    mean: weight > 0 ? weighted / weight : null,
    variance: n < 2 ? 0 : Math.max(0, squares - (sum * sum) / n) / (n - 1),
  }));
  const spread = Math.sqrt((own!.variance + others!.variance) / 2);
  if (own!.mean === null || others!.mean === null || !(spread > 1e-12)) return null;
  return (own!.mean - others!.mean) / spread;
}

/** Beyond it a covariate is not balanced (Austin 2009). */
export const BALANCED = 0.1;
