/** What matching keeps, and how alike it leaves the groups. */
import { matchingOf, standardisedDifference } from '../../../statistics/balance.js';
import type { GroupData } from '../group-data.js';
import type { Covariate } from '../strata.js';
import type { GroupMatching } from './schema.js';

/** For each group what matching keeps, and each covariate's standardised difference before and after; of a subject's values the largest. */
export function groupMatching(data: GroupData, covariates: readonly Covariate[]): GroupMatching[] {
  return data.groups.map((group, g) => {
    const { weights, ...kept } = matchingOf(data.owner, data.strata, g);
    const inGroup = (row: number): boolean => data.owner[row] === g;
    const largest = (columns: readonly Float64Array[], weighted?: Float64Array): number | null =>
      columns
        .map((values) => standardisedDifference(values, inGroup, weighted))
        .filter((difference) => difference !== null)
        .sort((a, b) => Math.abs(b) - Math.abs(a))[0] ?? null;
    return {
      group,
      of: data.owner.reduce((sum, owner) => sum + (owner === g ? 1 : 0), 0),
      ...kept,
      balance: covariates.map(({ name, columns }) => ({
        covariate: name,
        before: largest(columns),
        after: kept.documents === 0 ? null : largest(columns, weights),
      })),
    };
  });
}
