/** Clusters of documents, where the groups that are compared consist of whole ones: leanings of outlets. */
import { UserError } from '../base/user-error.js';
import type { AnalysisStore } from '../pipeline/store/analysis-store.js';
import { sqlName } from '../pipeline/store/sql.js';

/** Share of the documents whose cluster must stand in one group only; a cluster in several counts as one in each. */
const WHOLE = 0.95;

export interface Clusters {
  readonly column: string;
  readonly clusters: number;
}

/**
 * Adds `cluster` to the compared documents: the value of a column within its group; a document without one stands for itself.
 *
 * @param asked - the column; `outlet` where it is not given and stands, all but for one document in twenty, in one group.
 * @returns null where documents stand for themselves.
 * @throws UserError where the column asked for is spread over the groups.
 */
export async function clusterDocuments(
  store: AnalysisStore,
  by: string,
  asked: string | undefined,
): Promise<Clusters | null> {
  const column = asked ?? 'outlet';
  if (column === by || store.column(column) === undefined) return null;
  const [found] = await store.query<{ clusters: number; groups: number; whole: number; documents: number }>(
    `SELECT count(*) AS clusters, sum(groups) AS groups, coalesce(sum(n) FILTER (groups = 1), 0)::DOUBLE AS whole,
       coalesce(sum(n), 0)::DOUBLE AS documents
     FROM (SELECT count(*) AS n, count(DISTINCT grp) AS groups FROM compared
       WHERE grp IS NOT NULL AND ${sqlName(column)} IS NOT NULL GROUP BY ${sqlName(column)})`,
  );
  const [groups] = await store.query<{ n: number }>('SELECT count(DISTINCT grp) AS n FROM compared');
  const { clusters, whole, documents } = found!;
  if (clusters <= groups!.n && asked === undefined) return null;
  if (documents === 0 || whole < WHOLE * documents) {
    if (asked === undefined) return null;
    throw new UserError({
      what: `the groups of '${by}' do not consist of whole '${column}'`,
      why: `${Math.round(whole)} of ${documents} documents have one that stands in a single group`,
      remedy: 'Leave the option `cluster` out, or name a column whose values each belong to one group.',
    });
  }
  await store.run('ALTER TABLE compared ADD COLUMN cluster VARCHAR');
  await store.run(
    `UPDATE compared SET cluster = coalesce(${sqlName(column)}::VARCHAR || chr(31) || coalesce(grp, ''), chr(31) || place)`,
  );
  return { column, clusters };
}
