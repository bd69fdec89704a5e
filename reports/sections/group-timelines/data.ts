import type { AnalysisStore } from '../../../pipeline/store/analysis-store.js';
import { poolOf } from '../../../statistics/dominance.js';
import { moments, skewedMeanInterval } from '../../../statistics/mean.js';
import { sortedKnown } from '../../../statistics/quantiles.js';
import type { ActorData } from '../group-actors/data.js';
import type { GroupData } from '../group-data.js';
import { pair } from '../group-measures/data.js';
import type { GroupMeasure } from '../group-measures/schema.js';
import type { Timeline } from './schema.js';

/** Actors whose sentiment is followed over time. */
const ACTORS = 6;

/** Monthly means of the leading measures, and of the sentiment to the actors most named, by group. */
export async function monthlyTimelines(
  store: AnalysisStore,
  data: GroupData,
  measures: readonly GroupMeasure[],
  actors: ActorData,
): Promise<Timeline[]> {
  if (store.column('published') === undefined) return [];
  const months = new Array<string | null>(data.places.length).fill(null);
  const rows = await store.query<{ place: number; month: string }>(
    `SELECT place, substr(published, 1, 7) AS month FROM compared WHERE regexp_matches(published, '^[0-9]{4}-[0-9]{2}')`,
  );
  for (const { place, month } of rows) {
    const row = data.rowOf(place);
    if (row !== undefined) months[row] = month;
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
          points: pointsOf(data, months, data.measures.get(name)!),
        }),
      ),
    ...actors.actors.slice(0, ACTORS).map(
      ({ actor, name }, k): Timeline => ({
        kind: 'actor',
        name: actor,
        title: `Sentiment toward ${name}`,
        unit: 'score',
        points: pointsOf(data, months, actors.all.mean[k]!),
      }),
    ),
  ].filter(({ points }) => points.length > 0);
}

function pointsOf(
  data: GroupData,
  months: readonly (string | null)[],
  values: Float64Array,
): Timeline['points'] {
  const all = sortedKnown(values);
  const shape = { skewness: moments(all).skewness, modalShare: poolOf(all).modalShare };
  const cells = new Map<string, number[]>();
  values.forEach((value, row) => {
    const month = months[row];
    const g = data.owner[row]!;
    if (Number.isNaN(value) || month == null || g < 0) return;
    const key = `${String(g).padStart(4, '0')}/${month}`;
    const list = cells.get(key) ?? [];
    if (list.length === 0) cells.set(key, list);
    list.push(value);
  });
  return [...cells.keys()].sort().map((key) => {
    const [g, month] = [Number(key.slice(0, 4)), key.slice(5)];
    const list = cells.get(key)!;
    const own = moments(list);
    return {
      group: data.groups[g]!,
      month,
      n: list.length,
      mean: own.mean,
      interval: pair(skewedMeanInterval(own, shape)),
    };
  });
}
