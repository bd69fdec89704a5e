/** A group against all others, with documents as what was drawn, or whole clusters where groups consist of them. */
import { seededRandom } from '../../base/random.js';
import { type CliffsDelta, cliffsDeltaWithin } from '../../statistics/cliffs-delta.js';
import { clusteredDelta } from '../../statistics/clustered-delta.js';
import type { Pool } from '../../statistics/dominance.js';
import { clusteredMean } from '../../statistics/mean.js';
import type { GroupData } from './group-data.js';

/**
 * @param values - one a document.
 * @param own - those of the group, ascending. @param pool - all of them.
 */
export function groupEffect(
  { owner, cluster }: GroupData,
  values: Float64Array,
  group: number,
  own: Float64Array,
  pool: Pool,
  seed: string,
): CliffsDelta | null {
  return cluster === null
    ? cliffsDeltaWithin(own, pool, seededRandom(seed))
    : clusteredDelta(
        values,
        Uint8Array.from(owner, (g) => (g === group ? 1 : 0)),
        cluster,
        seededRandom(seed),
      );
}

/** Interval of a group's mean: that given, of independent documents, or by clusters. */
export function groupMeanInterval(
  { owner, cluster }: GroupData,
  values: Float64Array,
  group: number,
  independent: readonly [number, number] | null,
): readonly [number, number] | null {
  if (cluster === null) return independent;
  const rows = Array.from(values.keys()).filter((i) => owner[i] === group && !Number.isNaN(values[i]!));
  return (
    clusteredMean(
      rows.map((i) => values[i]!),
      rows.map((i) => cluster[i]!),
    )?.interval ?? null
  );
}
