/** Actors of a finished analysis under the keys that a registry gives them: joined and split when it is opened, not analysed anew. */
import type { RegisteredActor } from '../../stages/actors/gazetteer/actor-registry.js';
import { registryLookup } from '../../stages/actors/gazetteer/actor-registry.js';
import type { Column } from '../../stages/columns.js';
import type { SqlRow } from './database.js';
import { sqlList, sqlName } from './sql.js';

/** A registry that is followed when an analysis is opened. */
export interface ActorRegistry {
  /** Its file, as it is named to the reader. */
  readonly file: string;
  readonly actors: readonly RegisteredActor[];
}

/** What following a registry came to. */
export interface JoinedActors {
  /** Keys that lost or gave mentions. */
  readonly keys: number;
  readonly mentions: number;
  readonly documents: number;
}

interface Asked {
  column(name: string): Column | undefined;
  query<Row extends object = SqlRow>(sql: string): Promise<Row[]>;
  run(sql: string): Promise<void>;
}

/** List columns that name actors by key. */
const LISTS = ['actors', 'mentions', 'attribution_actors', 'mention_sentiments', 'actor_sentiments'] as const;
const RATE = 'distinct_actor_rate';

/**
 * Makes the table `joined_document` of the documents that a registry changes: id and, anew, the columns that name actors. A mention
 * goes to the actor that the registry gives its words to; one without such words (a pronoun, a name that is not listed) goes where the
 * name of its actor goes. Rows of actors that neither lose nor gain a mention stay as they are; those of the others are counted anew.
 *
 * @param view - of the documents.
 * @returns the columns to replace, and what it came to.
 */
export async function joinActors(
  store: Asked,
  view: string,
  { actors }: ActorRegistry,
): Promise<{ readonly columns: readonly string[]; readonly joined: JoinedActors }> {
  const lists = LISTS.filter((name) => store.column(name) !== undefined);
  if (!lists.includes('mentions') || !lists.includes('actors'))
    return { columns: [], joined: { keys: 0, mentions: 0, documents: 0 } };
  const lookup = registryLookup(actors);
  const names = await store.query<{ key: string; name: string }>(
    `SELECT a.key AS key, a.name AS name FROM (SELECT unnest(actors) AS a FROM ${view}) GROUP BY ALL ORDER BY key, count(*) DESC, name`,
  );
  const shown = new Map<string, string>();
  for (const { key, name } of names) if (!shown.has(key)) shown.set(key, name);
  const ofKey = (key: string): RegisteredActor | undefined => lookup(shown.get(key) ?? key) ?? lookup(key);
  const met = await store.query<{ surface: string; actor: string }>(
    `SELECT m.surface AS surface, m.actor AS actor FROM (SELECT unnest(mentions) AS m FROM ${view})
     WHERE m.actor IS NOT NULL GROUP BY ALL ORDER BY ALL`,
  );
  const moves = met.flatMap(({ surface, actor }) => {
    const to = lookup(surface) ?? ofKey(actor);
    return to === undefined || to.key === actor ? [] : [{ surface, actor, to }];
  });
  const keyMoves = [...shown.keys()].flatMap((key) => {
    const to = ofKey(key);
    return to === undefined || to.key === key ? [] : [{ surface: key, actor: key, to }];
  });
  const table = (name: string, columns: Readonly<Record<string, readonly string[]>>): Promise<void> =>
    store.run(
      `CREATE OR REPLACE TEMP TABLE ${name} AS SELECT ${Object.entries(columns)
        .map(([column, values]) => `nullif(unnest(${sqlList(values)}::VARCHAR[]), '') AS ${sqlName(column)}`)
        .join(', ')}`,
    );
  for (const [name, list] of [
    ['moved_mention', moves],
    ['moved_key', keyMoves],
  ] as const)
    await table(name, {
      surface: list.map(({ surface }) => surface),
      own: list.map(({ actor }) => actor),
      key: list.map(({ to }) => to.key),
    });
  await table('registered_actor', {
    key: actors.map(({ key }) => key),
    name: actors.map(({ name }) => name),
    type: actors.map(({ type }) => type ?? ''),
  });
  const optional = lists.filter((name) => name !== 'mentions' && name !== 'actors');
  await store.run(`CREATE OR REPLACE TEMP TABLE touched_document AS
    SELECT id, mentions, actors${optional.map((name) => `, ${name}`).join('')} FROM ${view} SEMI JOIN (
      SELECT id FROM (SELECT id, unnest(mentions) AS m FROM ${view}) JOIN moved_mention v ON v.surface = m.surface AND v.own = m.actor) USING (id)`);
  const rowsOf = (name: string): string =>
    `SELECT id, unnest(${name}) AS x, generate_subscripts(${name}, 1) AS i FROM touched_document`;
  await store.run(`CREATE OR REPLACE TEMP TABLE moved AS
    SELECT id, i, x, coalesce(v.key, x.actor) AS key, v.key IS NOT NULL AS moves
    FROM (${rowsOf('mentions')}) LEFT JOIN moved_mention v ON v.surface = x.surface AND v.own = x.actor`);
  // Keys of a document that lose or gain mentions.
  await store.run(`CREATE OR REPLACE TEMP TABLE stirred AS
    SELECT DISTINCT id, unnest([x.actor, key]) AS key FROM moved WHERE moves`);
  const withActor = (name: string, actor: string): string => {
    const { type } = store.column(name)!;
    const fields =
      type.kind === 'list' && type.item.kind === 'struct' ? type.item.fields.map((one) => one.name) : [];
    return `struct_pack(${fields.map((one) => `${sqlName(one)} := ${one === 'actor' ? actor : `x.${sqlName(one)}`}`).join(', ')})`;
  };
  const named = (key: string, column: 'name' | 'type', own: string): string =>
    `coalesce((SELECT any_value(r.${column}) FROM registered_actor r WHERE r.key = ${key}), ${own})`;
  const parts: Record<string, string> = {
    mentions: `SELECT id, list(${withActor('mentions', 'key')} ORDER BY i) AS mentions FROM moved GROUP BY id`,
    // Of the rows that went into one, the name and type of the one most mentioned, where the registry gives none.
    actors: `WITH old AS (${rowsOf('actors')}),
      counted AS (SELECT id, key, count(*)::INTEGER AS mentions,
          count(*) FILTER (x.kind NOT IN ('pronoun', 'description'))::INTEGER AS named_mentions
        FROM moved SEMI JOIN stirred USING (id, key) GROUP BY id, key),
      surfaces AS (SELECT id, key, list(surface ORDER BY n DESC, surface) AS aliases FROM (
          SELECT id, key, x.surface AS surface, count(*) AS n FROM moved SEMI JOIN stirred USING (id, key)
          WHERE x.kind NOT IN ('pronoun', 'description') GROUP BY ALL) GROUP BY id, key),
      came AS (SELECT m.id AS id, m.key AS key, arg_max(old.x.name, (old.x.mentions, old.x.name)) AS name,
          arg_max(old.x.type, (old.x.mentions, old.x.name)) AS type, min(old.x.confidence) AS confidence
        FROM (SELECT DISTINCT id, key, x.actor AS own FROM moved SEMI JOIN stirred USING (id, key)) m
          JOIN old ON old.id = m.id AND old.x.key = m.own GROUP BY m.id, m.key)
      SELECT id, list({key: key, name: name, type: type, mentions: mentions, named_mentions: named_mentions, aliases: aliases,
          confidence: confidence} ORDER BY mentions DESC, key) AS actors FROM (
        SELECT id, x.key AS key, x.name AS name, x.type AS type, x.mentions AS mentions, x.named_mentions AS named_mentions,
          x.aliases AS aliases, x.confidence AS confidence
        FROM old WHERE NOT EXISTS (SELECT 1 FROM stirred s WHERE s.id = old.id AND s.key = old.x.key)
        UNION ALL SELECT counted.id, counted.key, ${named('counted.key', 'name', 'came.name')}, ${named('counted.key', 'type', 'came.type')},
          counted.mentions, counted.named_mentions, coalesce(surfaces.aliases, []), came.confidence
        FROM counted JOIN came USING (id, key) LEFT JOIN surfaces USING (id, key)) GROUP BY id`,
    attribution_actors: `SELECT id, list(${withActor('attribution_actors', 'coalesce(v.key, x.actor)')} ORDER BY i) AS attribution_actors
      FROM (${rowsOf('attribution_actors')}) LEFT JOIN moved_key v ON v.own = x.actor GROUP BY id`,
    mention_sentiments: `SELECT r.id AS id, list(${withActor('mention_sentiments', 'moved.key').replaceAll('x.', 'r.x.')} ORDER BY r.i) AS mention_sentiments
      FROM (${rowsOf('mention_sentiments')}) r JOIN moved ON moved.id = r.id AND moved.i = r.x.mention + 1 GROUP BY r.id`,
    actor_sentiments: `WITH rated AS (
        SELECT r.id AS id, r.i AS i, moved.key AS key, r.x.voice AS voice, r.x.label AS label, r.x.positive - r.x.negative AS score
        FROM (${rowsOf('mention_sentiments')}) r JOIN moved ON moved.id = r.id AND moved.i = r.x.mention + 1 SEMI JOIN stirred s ON s.id = r.id AND s.key = moved.key),
      voiced AS (SELECT * REPLACE ('all' AS voice) FROM rated UNION ALL SELECT * FROM rated),
      fresh AS (SELECT id, key, voice, count(*)::INTEGER AS mentions, list_sum(list(score ORDER BY i)) / count(*) AS mean,
          count(*) FILTER (label = 'negative')::INTEGER AS negative, count(*) FILTER (label = 'neutral')::INTEGER AS neutral,
          count(*) FILTER (label = 'positive')::INTEGER AS positive FROM voiced GROUP BY id, key, voice),
      old AS (${rowsOf('actor_sentiments')}),
      came AS (SELECT m.id AS id, m.key AS key, arg_max(old.x.name, (old.x.mentions, old.x.name)) AS name,
          arg_max(old.x.type, (old.x.mentions, old.x.name)) AS type
        FROM (SELECT DISTINCT id, key, x.actor AS own FROM moved SEMI JOIN stirred USING (id, key)) m
          JOIN old ON old.id = m.id AND old.x.actor = m.own GROUP BY m.id, m.key)
      SELECT id, list({actor: actor, name: name, type: type, voice: voice, mentions: mentions, mean: mean, negative: negative,
          neutral: neutral, positive: positive} ORDER BY i, actor, voice) AS actor_sentiments FROM (
        SELECT id, i, x.actor AS actor, x.name AS name, x.type AS type, x.voice AS voice, x.mentions AS mentions, x.mean AS mean,
          x.negative AS negative, x.neutral AS neutral, x.positive AS positive
        FROM old WHERE NOT EXISTS (SELECT 1 FROM stirred s WHERE s.id = old.id AND s.key = old.x.actor)
        UNION ALL SELECT fresh.id, 1e9::BIGINT, fresh.key, ${named('fresh.key', 'name', 'came.name')}, ${named('fresh.key', 'type', 'came.type')},
          fresh.voice, fresh.mentions, fresh.mean, fresh.negative, fresh.neutral, fresh.positive FROM fresh JOIN came USING (id, key)) GROUP BY id`,
  };
  for (const name of lists) await store.run(`CREATE OR REPLACE TEMP TABLE joined_${name} AS ${parts[name]!}`);
  await store.run(`CREATE OR REPLACE TEMP TABLE joined_document AS
    SELECT t.id AS id, true AS joined, len(joined_actors.actors) / greatest(1, len(t.actors)) AS fewer${lists.map((name) => `, joined_${name}.${name} AS ${name}`).join('')}
    FROM touched_document t ${lists.map((name) => `LEFT JOIN joined_${name} ON joined_${name}.id = t.id`).join(' ')}`);
  const rate = store.column(RATE) !== undefined;
  const [came] = await store.query<JoinedActors>(
    `SELECT (SELECT count(DISTINCT key) FROM stirred) AS keys, (SELECT count(*) FROM moved WHERE moves) AS mentions,
       (SELECT count(*) FROM joined_document) AS documents`,
  );
  return {
    columns: [
      ...lists.map((name) => `CASE WHEN j.joined THEN coalesce(j.${name}, []) ELSE d.${name} END AS ${name}`),
      ...(rate ? [`CASE WHEN j.joined THEN d.${RATE} * j.fewer ELSE d.${RATE} END AS ${RATE}`] : []),
    ],
    joined: came!,
  };
}

/** What to say of actors joined and split after the analysis. */
export function joinedNote(
  { file, actors }: ActorRegistry,
  { keys, mentions, documents }: JoinedActors,
): string {
  return `Actors were joined and split by ${file} (${actors.length} actors) when the report was made: ${mentions} mentions of ${keys} keys in ${documents} documents; pronouns follow the name that they were linked to.`;
}
