/** Lists the actors of an analysis. */
import { existsSync } from 'node:fs';
import { UserError } from '../../base/user-error.js';
import { readRegistry } from '../../stages/actors/gazetteer/actor-registry.js';
import { type Gazetteer, loadGazetteer } from '../../stages/actors/gazetteer/gazetteer.js';
import type { AnalysisStore } from '../store/analysis-store.js';
import { sqlList } from '../store/sql.js';
import { isPlace, type JudgedKeys, judgeKeys } from './actor-keys.js';
import type { ActorsList, Counted, ListedActor, OpenName } from './actor-list-model.js';
import { likelyDuplicates } from './duplicates.js';
import { leaveOutRepeated } from './repeated.js';

/** Corpora smaller than this are listed whole unless another least number of documents is asked for. */
const SMALL_CORPUS = 20;

/**
 * Lists the actors of an analysis with their outlets and names, what may be one actor under two keys, and the names
 * that stayed ambiguous or unresolved. Over a corpus more is known than in a document: keys that are one actor's are
 * joined, names of several actors are open, and what is no actor, or stands only in passages that an outlet repeats, is
 * left out. Keys that a registry gives stay as they are.
 *
 * @param minimumDocuments - actors of fewer documents are left out; by default 2, in small corpora 1.
 * @throws UserError where the analysis was made without the stage `actors`.
 */
export async function listActors(store: AnalysisStore, minimumDocuments?: number): Promise<ActorsList> {
  if (store.column('actors') === undefined) {
    throw new UserError({
      what: 'this analysis has no actors',
      where: store.analysis.folder,
      why: 'it was made without the stage actors',
      remedy: 'Analyse the corpus again with all stages.',
    });
  }
  const [size] = await store.query<{ n: number }>('SELECT count(*)::INTEGER AS n FROM documents');
  const documents = size!.n;
  const least = minimumDocuments ?? (documents < SMALL_CORPUS ? 1 : 2);
  const gazetteer = loadGazetteer();
  await leaveOutRepeated(store);
  const { noActor } = await judge(store, gazetteer);
  // A name or type that as many documents use is told by the alphabet, so that the list is always the same.
  const found = await store.query<Omit<ListedActor, 'place' | 'outlets' | 'aliases'>>(`
    WITH named AS (SELECT key, name, count(*) AS n FROM listed_actors WHERE own_key = key GROUP BY ALL),
      typed AS (SELECT key, type, sum(named_mentions) AS n FROM listed_actors WHERE own_key = key GROUP BY ALL)
    SELECT key,
      (SELECT name FROM named WHERE named.key = listed_actors.key ORDER BY n DESC, name LIMIT 1) AS name,
      (SELECT type FROM typed WHERE typed.key = listed_actors.key ORDER BY n DESC, type LIMIT 1) AS type,
      count(DISTINCT document_id)::INTEGER AS documents, sum(mentions)::INTEGER AS mentions,
      sum(named_mentions)::INTEGER AS named_mentions
    FROM listed_actors GROUP BY key ORDER BY documents DESC, mentions DESC, key`);
  const listed = found.filter((actor) => actor.documents >= least);
  const outlets = await countsOf(
    store,
    `SELECT key, outlet AS name, count(DISTINCT document_id)::INTEGER AS documents
     FROM listed_actors JOIN documents ON documents.id = document_id WHERE outlet IS NOT NULL GROUP BY ALL`,
  );
  const aliases = await countsOf(store, aliasesOf('listed_actors'));
  const actors = listed.map((actor) => ({
    ...actor,
    place: isPlace(actor.key, actor.type, gazetteer),
    outlets: outlets.get(actor.key) ?? [],
    aliases: aliases.get(actor.key) ?? [],
  }));
  const open = await store.query<OpenName>(`
    SELECT regexp_replace(surface, '[''’]s?$', '') AS surface,
      CASE status WHEN 'resolved' THEN 'ambiguous' ELSE status END AS status,
      count(*)::INTEGER AS mentions, count(DISTINCT document_id)::INTEGER AS documents
    FROM mentions LEFT JOIN judged_keys ON judged_keys.own_key = mentions.actor
    WHERE (status <> 'resolved' OR verdict = 'open') AND kind NOT IN ('pronoun', 'description')
    GROUP BY ALL ORDER BY mentions DESC, surface, status`);
  return {
    documents,
    minimumDocuments: least,
    leftOut: found.length - listed.length,
    noActors: noActor.size,
    actors,
    duplicates: likelyDuplicates(actors),
    open,
  };
}

const aliasesOf = (table: string): string =>
  `SELECT key, name, count(DISTINCT document_id)::INTEGER AS documents
   FROM (SELECT document_id, key, unnest(aliases) AS name FROM ${table}) GROUP BY ALL`;

/** Makes `judged_keys`, and `listed_actors`: the rows of `telling_actors` that are listed, by the key they are listed under. */
async function judge(store: AnalysisStore, gazetteer: Gazetteer): Promise<JudgedKeys> {
  const forms = await countsOf(store, aliasesOf('telling_actors'));
  const keys = await store.query<{ key: string; type: string; documents: number }>(`
    SELECT key, arg_max(type, (n, type)) AS type, sum(documents)::INTEGER AS documents
    FROM (SELECT key, type, sum(named_mentions) AS n, count(*) AS documents FROM telling_actors GROUP BY ALL) GROUP BY key`);
  const registered = registeredKeys(store);
  const judged = judgeKeys(
    keys
      .filter(({ key }) => registered !== null && !registered.has(key))
      .map((key) => ({ ...key, forms: forms.get(key.key) ?? [] })),
    gazetteer,
  );
  const { same, open, noActor } = judged;
  const rows = [
    ...[...same].map(([key, other]) => [key, other, 'same'] as const),
    ...[...open].map((key) => [key, key, 'open'] as const),
    ...[...noActor].map((key) => [key, key, 'no actor'] as const),
  ];
  await store.run(
    `CREATE OR REPLACE TEMP TABLE judged_keys AS SELECT ${[0, 1, 2]
      .map(
        (k) =>
          `unnest(${sqlList(rows.map((row) => row[k]!))}::VARCHAR[]) AS ${['own_key', 'key', 'verdict'][k]}`,
      )
      .join(', ')}`,
  );
  await store.run(`CREATE OR REPLACE TEMP TABLE listed_actors AS
    SELECT coalesce(judged_keys.key, actors.key) AS key, actors.key AS own_key, actors.* EXCLUDE (key)
    FROM telling_actors AS actors LEFT JOIN judged_keys ON judged_keys.own_key = actors.key
    WHERE verdict IS NULL OR verdict = 'same'`);
  return judged;
}

/** The keys of the registry that the analysis was made with; null where that cannot be read any more. */
function registeredKeys(store: AnalysisStore): ReadonlySet<string> | null {
  const stage = store.manifest.stages.find(({ name }) => name === 'actors');
  const { registry } = stage!.options as { readonly registry: string | null };
  if (registry === null) return new Set();
  return existsSync(registry) ? new Set(readRegistry(registry).map(({ key }) => key)) : null;
}

/** By key, what a query counts for it, most first. */
async function countsOf(store: AnalysisStore, sql: string): Promise<Map<string, Counted[]>> {
  const counts = new Map<string, Counted[]>();
  const rows = await store.query<{ key: string; name: string; documents: number }>(
    `${sql} ORDER BY documents DESC, name`,
  );
  for (const { key, name, documents } of rows) {
    const own = counts.get(key);
    if (own === undefined) counts.set(key, [{ name, documents }]);
    else own.push({ name, documents });
  }
  return counts;
}
