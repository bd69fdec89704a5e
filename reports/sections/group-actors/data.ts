/** How the groups write of the actors named most, by voice, with tests and intervals. */
import type { AnalysisStore } from '../../../pipeline/store/analysis-store.js';
import { sqlText } from '../../../pipeline/store/sql.js';
import type { ActorVoice } from '../../../queries/baseline.js';
import { ACTOR_VOICES } from '../../../queries/digest.js';
import { fieldsOf } from '../../../queries/recount.js';
import { poolOf } from '../../../statistics/dominance.js';
import { matchedDifferences } from '../../../statistics/matched.js';
import { meanInterval, moments } from '../../../statistics/mean.js';
import { sortedKnown } from '../../../statistics/quantiles.js';
import type { Family } from '../family.js';
import type { GroupData } from '../group-data.js';
import { groupEffect, groupMeanInterval } from '../group-effect.js';
import { byOwner, matchedFigure, pair, testOf } from '../group-measures/data.js';
import { adjust } from '../test-families.js';
import type { GroupActor } from './schema.js';

export const ACTORS_LISTED = 25;
/** By actor: a figure of each document, NaN where it does not name the actor in that voice. */
interface VoiceData {
  readonly mean: readonly Float64Array[];
  readonly mentions: readonly Float64Array[];
}

/** The sentiment of every compared document to the actors listed, by voice. */
export interface ActorData extends Readonly<Record<ActorVoice, VoiceData>> {
  readonly actors: readonly { readonly actor: string; readonly name: string }[];
  /** By actor and group, mentions in the author's voice by label and role; null where roles are not known. */
  readonly judged: readonly (readonly Judged[])[] | null;
}

type Judged = NonNullable<GroupActor['groups'][number]['judged']>;

/** The actors that most documents name, in two groups or more, and each document's sentiment to them. */
export async function readActors(store: AnalysisStore, data: GroupData): Promise<ActorData> {
  const none: VoiceData = { mean: [], mentions: [] };
  if (store.column('actor_sentiments') === undefined)
    return { actors: [], all: none, author: none, source: none, judged: null };
  const actors = await store.query<{ actor: string; name: string }>(
    `SELECT actor, mode(name) AS name FROM digest_actors JOIN (SELECT place, grp FROM compared WHERE grp IS NOT NULL) c USING (place)
     WHERE mean IS NOT NULL GROUP BY actor HAVING count(DISTINCT grp) > 1 ORDER BY count(*) DESC, actor LIMIT ${ACTORS_LISTED}`,
  );
  const blank = (): Float64Array[] => actors.map(() => new Float64Array(data.places.length).fill(Number.NaN));
  const voice = () => ({ mean: blank(), mentions: blank() });
  const list = `[${actors.map(({ actor }) => sqlText(actor)).join(', ')}]`;
  const table = {
    actors,
    all: voice(),
    author: voice(),
    source: voice(),
    judged: actors.length === 0 ? null : await readJudged(store, data, list, actors.length),
  };
  if (actors.length === 0) return table;
  const [place, actor, ...figures] = await store.numbers(
    `SELECT place, list_position(${list}, actor) - 1, ${ACTOR_VOICES.flatMap(({ columns }) => columns).join(', ')} FROM digest_actors
     WHERE actor IN (SELECT unnest(${list}))`,
  );
  place!.forEach((p, i) => {
    const row = data.rowOf(p);
    if (row === undefined) return;
    const k = actor![i]!;
    ACTOR_VOICES.forEach(({ voice }, v) => {
      table[voice].mean[k]![row] = figures[2 * v]![i]!;
      table[voice].mentions[k]![row] = figures[2 * v + 1]![i]!;
    });
  });
  return table;
}

/** What is told of the actors in the authors' own voice: how many mentions of each sign, and of these what is done to them. */
async function readJudged(
  store: AnalysisStore,
  data: GroupData,
  list: string,
  actors: number,
): Promise<ActorData['judged']> {
  const type = store.column('mention_sentiments')?.type;
  const fields = type === undefined ? [] : fieldsOf(type);
  if (!['actor', 'voice', 'label', 'role'].every((field) => fields.includes(field))) return null;
  const counts = Array.from({ length: actors }, () =>
    data.groups.map(() => ({
      negative: { mentions: 0, doneTo: 0 },
      positive: { mentions: 0, doneTo: 0 },
    })),
  );
  const rows = await store.query<{
    k: number;
    grp: string;
    label: 'negative' | 'positive';
    n: number;
    done: number;
  }>(
    `SELECT list_position(${list}, s.actor) - 1 AS k, grp, s.label AS label, count(*)::DOUBLE AS n,
       (count(*) FILTER (s.role = 'patient'))::DOUBLE AS done
     FROM (SELECT grp, unnest(mention_sentiments) AS s FROM documents JOIN compared USING (id) WHERE grp IS NOT NULL)
     WHERE s.voice = 'author' AND s.label IN ('negative', 'positive') AND s.actor IN (SELECT unnest(${list}))
     GROUP BY ALL`,
  );
  for (const { k, grp, label, n, done } of rows) {
    const of = counts[Number(k)]![data.groups.indexOf(grp)]?.[label];
    if (of !== undefined) Object.assign(of, { mentions: n, doneTo: done });
  }
  return counts;
}

/** Sentiment to each actor by group: over documents, not over mentions; both are counted. */
export function groupActors(data: GroupData, table: ActorData): { actors: GroupActor[]; families: Family[] } {
  const count = data.groups.length;
  const actors = table.actors.map(({ actor, name }, k): GroupActor => {
    const values = table.all.mean[k]!;
    const all = sortedKnown(values);
    const matched = matchedDifferences(values, data.owner, data.strata, count);
    const pool = poolOf(all);
    const parts = byOwner(values, data.owner, count);
    const mentions = sumsOf(table.all.mentions[k]!, data.owner, count);
    const author = inVoice(data, table.author, k);
    const source = inVoice(data, table.source, k);
    return {
      actor,
      name,
      documents: all.length,
      mentions: mentions.reduce((sum, value) => sum + value, 0),
      groups: data.groups.flatMap((group, g) => {
        const own = parts[g]!;
        if (own.length === 0) return [];
        const effect = groupEffect(data, values, g, own, pool, `${actor}/${group}`);
        return [
          {
            group,
            ...sentimentOf(data, values, g, own, mentions[g]!),
            author: author[g]!,
            source: source[g]!,
            judged: table.judged?.[k]?.[g] ?? null,
            delta: effect?.delta ?? null,
            deltaInterval: pair(effect?.interval ?? null),
            p: effect?.p ?? null,
            q: null,
            matched: matchedFigure(matched[g] ?? null, data.cluster !== null),
          },
        ];
      }),
    };
  });
  if (actors.length === 0) return { actors, families: [] };
  return {
    actors,
    families: [
      adjust(
        'Sentiment toward actors',
        `${testOf(data)} of the document means of a group against those of all others, by group and actor`,
        actors.flatMap(({ groups }) => groups),
      ),
    ],
  };
}

/** Sentiment to one actor in one voice, by group; null where no document has it. */
function inVoice(data: GroupData, { mean, mentions }: VoiceData, k: number) {
  const parts = byOwner(mean[k]!, data.owner, data.groups.length);
  const sums = sumsOf(mentions[k]!, data.owner, data.groups.length);
  return parts.map((own, g) => (own.length === 0 ? null : sentimentOf(data, mean[k]!, g, own, sums[g]!)));
}

function sentimentOf(
  data: GroupData,
  all: Float64Array,
  group: number,
  values: Float64Array,
  mentions: number,
) {
  const { mean, sd } = moments(values);
  const interval = groupMeanInterval(data, all, group, meanInterval(mean, sd, values.length));
  return {
    documents: values.length,
    mentions,
    mean,
    interval:
      interval === null ? null : ([Math.max(-1, interval[0]), Math.min(1, interval[1])] as [number, number]),
  };
}

/** Sums by group; the last is that of the documents in none. */
function sumsOf(values: Float64Array, owner: Int32Array, groups: number): Float64Array {
  const sums = new Float64Array(groups + 1);
  values.forEach((value, i) => {
    if (!Number.isNaN(value)) sums[owner[i]! < 0 ? groups : owner[i]!]! += value;
  });
  return sums;
}
