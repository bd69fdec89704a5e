import type { AnalysisStore } from '../../pipeline/store/analysis-store.js';
import { UserError } from '../../user-error.js';
import { likelyDuplicates } from './duplicates.js';
import type { ActorsList, Counted, ListedActor, OpenName } from './model.js';

/** Corpora smaller than this are listed whole unless another least number of documents is asked for. */
const SMALL_CORPUS = 20;

/**
 * Lists the actors of an analysis with their outlets and names, what may be one actor under two keys, and the names
 * that stayed ambiguous or unresolved.
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
  // A name or type that as many documents use is told by the alphabet, so that the list is always the same.
  const found = await store.query<Omit<ListedActor, 'outlets' | 'aliases'>>(`
    WITH named AS (SELECT key, name, count(*) AS n FROM actors GROUP BY ALL),
      typed AS (SELECT key, type, sum(named_mentions) AS n FROM actors GROUP BY ALL)
    SELECT key,
      (SELECT name FROM named WHERE named.key = actors.key ORDER BY n DESC, name LIMIT 1) AS name,
      (SELECT type FROM typed WHERE typed.key = actors.key ORDER BY n DESC, type LIMIT 1) AS type,
      count(*)::INTEGER AS documents, sum(mentions)::INTEGER AS mentions,
      sum(named_mentions)::INTEGER AS named_mentions
    FROM actors GROUP BY key ORDER BY documents DESC, mentions DESC, key`);
  const listed = found.filter((actor) => actor.documents >= least);
  const outlets = await countsOf(
    store,
    `SELECT key, outlet AS name, count(*)::INTEGER AS documents
     FROM actors JOIN documents ON documents.id = document_id WHERE outlet IS NOT NULL GROUP BY ALL`,
  );
  const aliases = await countsOf(
    store,
    `SELECT key, name, count(*)::INTEGER AS documents
     FROM (SELECT key, unnest(aliases) AS name FROM actors) GROUP BY ALL`,
  );
  const actors = listed.map((actor) => ({
    ...actor,
    outlets: outlets.get(actor.key) ?? [],
    aliases: aliases.get(actor.key) ?? [],
  }));
  const open = await store.query<OpenName>(`
    SELECT regexp_replace(surface, '[''’]s?$', '') AS surface, status,
      count(*)::INTEGER AS mentions, count(DISTINCT document_id)::INTEGER AS documents
    FROM mentions WHERE status <> 'resolved' AND kind NOT IN ('pronoun', 'description')
    GROUP BY ALL ORDER BY mentions DESC, surface, status`);
  return {
    documents,
    minimumDocuments: least,
    leftOut: found.length - listed.length,
    actors,
    duplicates: likelyDuplicates(actors),
    open,
  };
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
