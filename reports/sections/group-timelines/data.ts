/** Means by period. */
import type { AnalysisStore } from '../../../pipeline/store/analysis-store.js';
import { type Period, periodOf } from '../../../queries/periods.js';
import { poolOf } from '../../../statistics/dominance.js';
import { clusteredMean, moments, skewedMeanInterval } from '../../../statistics/mean.js';
import { sortedKnown } from '../../../statistics/quantiles.js';
import type { ActorData } from '../group-actors/data.js';
import type { GroupData } from '../group-data.js';
import { pair } from '../group-measures/data.js';
import type { GroupMeasure } from '../group-measures/schema.js';
import type { Timeline } from './schema.js';

/** Actors whose sentiment is followed over time. */
const ACTORS = 6;

/** Means by period of the leading measures, and of the sentiment to the actors most named, by group. */
export async function timelinesOf(
  store: AnalysisStore,
  data: GroupData,
  measures: readonly GroupMeasure[],
  actors: ActorData,
  over: Period,
): Promise<Timeline[]> {
  if (store.column('published') === undefined) return [];
  const periods = new Array<string | null>(data.places.length).fill(null);
  const rows = await store.query<{ place: number; published: string }>(
    'SELECT place, published FROM compared WHERE published IS NOT NULL',
  );
  for (const { place, published } of rows) {
    const row = data.rowOf(place);
    if (row !== undefined) periods[row] = periodOf(published, over);
  }
  return [
    ...measures
      .filter(({ leading }) => leading)
      .map(
        ({ name, title, unit }): Timeline => ({
          kind: 'measure',
          name,
          title,
          unit,
          points: pointsOf(data, periods, data.measures.get(name)!),
        }),
      ),
    ...actors.actors.slice(0, ACTORS).map(
      ({ actor, name }, k): Timeline => ({
        kind: 'actor',
        name: actor,
        title: `Sentiment toward ${name}`,
        unit: 'score',
        points: pointsOf(data, periods, actors.all.mean[k]!),
      }),
    ),
  ].filter(({ points }) => points.length > 0);
}

function pointsOf(
  data: GroupData,
  periods: readonly (string | null)[],
  values: Float64Array,
): Timeline['points'] {
  const all = sortedKnown(values);
  const shape = { skewness: moments(all).skewness, modalShare: poolOf(all).modalShare };
  const cells = new Map<string, number[]>();
  const clusters = new Map<string, number[]>();
  values.forEach((value, row) => {
    const period = periods[row];
    const g = data.owner[row]!;
    if (Number.isNaN(value) || period == null || g < 0) return;
    const key = `${String(g).padStart(4, '0')}/${period}`;
    const list = cells.get(key) ?? [];
    if (list.length === 0) cells.set(key, list);
    list.push(value);
    if (data.cluster === null) return;
    const own = clusters.get(key) ?? [];
    if (own.length === 0) clusters.set(key, own);
    own.push(data.cluster[row]!);
  });
  return [...cells.keys()].sort().map((key) => {
    const [g, period] = [Number(key.slice(0, 4)), key.slice(5)];
    const list = cells.get(key)!;
    const own = moments(list);
    return {
      group: data.groups[g]!,
      period,
      n: list.length,
      mean: own.mean,
      interval: pair(
        data.cluster === null
          ? skewedMeanInterval(own, shape)
          : (clusteredMean(list, clusters.get(key)!)?.interval ?? null),
      ),
    };
  });
}
