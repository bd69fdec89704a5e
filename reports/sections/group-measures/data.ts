/** Every measure by group. */
import type { Column } from '../../../stages/columns.js';
import { poolOf } from '../../../statistics/dominance.js';
import { type MatchedDifference, matchedDifferences } from '../../../statistics/matched.js';
import { moments, skewedMeanInterval } from '../../../statistics/mean.js';
import { atomNearMedian, medianInterval } from '../../../statistics/median.js';
import { medianDifference } from '../../../statistics/median-difference.js';
import { othersOf } from '../../../statistics/order-statistics.js';
import { quantile, sortedKnown } from '../../../statistics/quantiles.js';
import type { Family } from '../family.js';
import type { GroupData } from '../group-data.js';
import { groupEffect, groupMeanInterval } from '../group-effect.js';
import { adjust } from '../test-families.js';
import type { GroupFigure, GroupMeasure } from './schema.js';

/**
 * Every measure by group: means, medians, Cliff's delta and difference of medians against all other documents, the
 * same within strata, and p-values adjusted over all groups and measures of one heading.
 */
export function groupMeasures(
  data: GroupData,
  columns: readonly Column[],
): { readonly measures: GroupMeasure[]; readonly families: Family[] } {
  const measures = columns.map((column) => groupMeasure(data, column));
  const families = [...new Set(measures.map(({ group }) => group))].map((heading) =>
    adjust(
      heading,
      `${testOf(data)} of a group against all other documents, by group and measure`,
      measures.filter(({ group }) => group === heading).flatMap(({ groups }) => groups),
    ),
  );
  return { measures, families };
}

function groupMeasure(data: GroupData, column: Column): GroupMeasure {
  const values = data.measures.get(column.name)!;
  const matched = matchedDifferences(values, data.owner, data.strata, data.groups.length);
  const { title, group, voice, leading, family, evidence } = column.measure!;
  return {
    name: column.name,
    title,
    group,
    variants: family,
    voice,
    unit: column.unit ?? '',
    description: column.description,
    leading,
    evidence: evidence?.column ?? null,
    groups: groupFigures(column.name, values, data, matched),
  };
}

/** The figures of one measure for each group that has a value. */
export function groupFigures(
  name: string,
  values: Float64Array,
  data: GroupData,
  matched: readonly (MatchedDifference | null)[],
): GroupFigure[] {
  const { owner, groups } = data;
  const clustered = data.cluster !== null;
  const all = sortedKnown(values);
  const pool = poolOf(all);
  const shape = { skewness: moments(all).skewness, modalShare: pool.modalShare };
  const parts = byOwner(values, owner, groups.length);
  return groups.flatMap((group, index): GroupFigure[] => {
    const own = parts[index]!;
    if (own.length === 0) return [];
    const effect = groupEffect(data, values, index, own, pool, `${name}/${group}`);
    const shift = medianDifference(own, othersOf(all, own));
    const ownMoments = moments(own);
    // Where many documents share one value about the median, no interval of it covers as said; nor where clusters were drawn.
    const withoutMedian = clustered || atomNearMedian(pool, own.length);
    return [
      {
        group,
        n: own.length,
        mean: ownMoments.mean,
        meanInterval: pair(groupMeanInterval(data, values, index, skewedMeanInterval(ownMoments, shape))),
        median: quantile(own, 0.5)!,
        medianInterval: withoutMedian ? null : medianInterval(own),
        medianDifference: shift?.difference ?? null,
        medianDifferenceInterval: withoutMedian ? null : pair(shift?.interval ?? null),
        delta: effect?.delta ?? null,
        deltaInterval: pair(effect?.interval ?? null),
        p: effect?.p ?? null,
        q: null,
        matched: matchedFigure(matched[index] ?? null, clustered),
      },
    ];
  });
}

/** The known values of each group, ascending. */
export function byOwner(values: Float64Array, owner: Int32Array, groups: number): Float64Array[] {
  const lists: number[][] = Array.from({ length: groups }, () => []);
  for (let i = 0; i < values.length; i++) if (!Number.isNaN(values[i]!)) lists[owner[i]!]?.push(values[i]!);
  return lists.map((list) => Float64Array.from(list).sort());
}

/** As the model keeps it; its interval is one of independent documents. */
export function matchedFigure(matched: MatchedDifference | null, clustered: boolean): GroupFigure['matched'] {
  return matched === null ? null : { ...matched, interval: clustered ? null : pair(matched.interval) };
}

/** What the families of tests say of themselves. */
export const testOf = ({ cluster }: Pick<GroupData, 'cluster'>): string =>
  cluster === null ? 'Brunner-Munzel test' : 'Permutation of whole clusters';

export function pair(interval: readonly [number, number] | null): [number, number] | null {
  return interval === null ? null : [interval[0], interval[1]];
}
