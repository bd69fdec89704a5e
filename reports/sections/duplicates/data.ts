/** Near-duplicates, most alike first, and what they change in each group. */
import type { AnalysisStore } from '../../../pipeline/store/analysis-store.js';
import { exactSum, sqlName, sqlText } from '../../../pipeline/store/sql.js';
import { LEAST_RESEMBLANCE } from '../../../queries/near-duplicates.js';
import type { GroupBase } from '../group-section.js';
import type { Duplicates } from './schema.js';

const DUPLICATES_LISTED = 50;

export async function listDuplicates(
  store: AnalysisStore,
  { by, groups }: Pick<GroupBase, 'by' | 'groups'>,
  { documents, kept }: { readonly documents: number; readonly kept: boolean },
): Promise<Duplicates> {
  const listed =
    documents === 0
      ? []
      : await store.query<Duplicates['listed'][number]>(
          `SELECT d.id AS id, ${store.column('title') === undefined ? 'NULL' : 'a.title'} AS title, a.${sqlName(by)}::VARCHAR AS "group",
             d.other AS "of", b.${sqlName(by)}::VARCHAR AS "ofGroup", d.similarity::DOUBLE AS similarity, d.containment::DOUBLE AS containment
           FROM (SELECT * FROM digest_duplicates ORDER BY greatest(similarity, containment) DESC, id, other LIMIT ${DUPLICATES_LISTED}) d
             JOIN documents a ON a.id = d.id JOIN documents b ON b.id = d.other ORDER BY greatest(similarity, containment) DESC, d.id, d.other`,
        );
  return {
    threshold: LEAST_RESEMBLANCE,
    documents,
    kept,
    listed,
    groups:
      documents === 0
        ? []
        : await withAndWithout(
            store,
            by,
            groups.map(({ group }) => group),
          ),
  };
}

/** The leading measures of groups that have near-duplicates, with and without them. */
async function withAndWithout(
  store: AnalysisStore,
  by: string,
  groups: readonly string[],
): Promise<Duplicates['groups']> {
  const leading = store.measures().filter(({ measure }) => measure?.leading === true);
  const sums = leading.flatMap(({ name }, k) => {
    const mean = (filter: string): string =>
      `${exactSum(`CASE WHEN ${filter} THEN ${sqlName(name)} END`)} / nullif(count(CASE WHEN ${filter} THEN ${sqlName(name)} END), 0)`;
    return [`${mean('true')} AS with_${k}`, `${mean('NOT copy')} AS without_${k}`];
  });
  const rows = await store.query<Record<string, unknown> & { grp: string; n: number; copies: number }>(
    `SELECT grp, count(*)::INTEGER AS n, (count(*) FILTER (copy))::INTEGER AS copies${sums.map((sum) => `, ${sum}`).join('')}
     FROM (SELECT d.*, nullif(trim(e.${sqlName(by)}::VARCHAR), '') AS grp, d.id IN (SELECT id FROM digest_duplicates) AS copy
       FROM digest_documents d JOIN (SELECT id, ${sqlName(by)} FROM documents) e ON e.id = d.id)
     WHERE grp IN (${groups.map(sqlText).join(', ')}) GROUP BY grp HAVING count(*) FILTER (copy) > 0 ORDER BY copies DESC, grp`,
  );
  return rows.map(({ grp, n, copies, ...means }) => ({
    group: grp,
    documents: n,
    copies,
    measures: leading.map(({ name, measure, unit }, k) => ({
      measure: name,
      title: measure!.title,
      unit: unit ?? '',
      withCopies: means[`with_${k}`] as number | null,
      withoutCopies: means[`without_${k}`] as number | null,
    })),
  }));
}
