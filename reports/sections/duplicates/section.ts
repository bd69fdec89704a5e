/** Near-duplicates: wire copy and reprints, left out unless they are asked for. */
import { count, figure } from '../../../base/wording.js';
import type { AnalysisStore } from '../../../pipeline/store/analysis-store.js';
import { sqlName } from '../../../pipeline/store/sql.js';
import { NEAR_DUPLICATE_JACCARD } from '../../../queries/comparison-set.js';
import { number, sortable } from '../../html/cells.js';
import { html, type Markup } from '../../html/escape.js';
import { rowsOf } from '../../tables.js';
import type { GroupSection } from '../group-section.js';
import { type Duplicates, shape } from './schema.js';

const DUPLICATES_LISTED = 50;

export const duplicates: GroupSection<typeof shape> = {
  id: 'copies',
  title: 'Copies',
  shape,
  build: async ({ store, duplicates: { documents, kept } }, { by }) => ({
    duplicates: await listDuplicates(store, by, documents, kept),
  }),
  html: (report) => (report.duplicates.documents === 0 ? null : duplicatesHtml(report.duplicates)),
  tables: (report) => [{ name: 'duplicates', rows: rowsOf(report.duplicates.listed) }],
};

function duplicatesHtml({ documents, kept, listed, threshold }: Duplicates): Markup {
  return html`<p class="note">${count(documents)} documents share an estimated ${figure(threshold)} or more of their five-word shingles with an earlier one (wire copy, reprints); they are ${kept ? 'counted, as asked' : 'left out of every figure'}.${documents > listed.length ? ` The ${count(listed.length)} most alike:` : ''}</p>
<div class="scroll" tabindex="0" role="region" aria-label="Near-duplicates"><table><thead><tr>${sortable('Document', false)}${sortable('Group', false)}${sortable('Copy of', false)}${sortable('Its group', false)}${sortable('Likeness')}</tr></thead><tbody>${listed.map((row) => html`<tr><th scope="row"><bdi>${row.title ?? row.id}</bdi></th><td><bdi>${row.group ?? '–'}</bdi></td><td><bdi>${row.of}</bdi></td><td><bdi>${row.ofGroup ?? '–'}</bdi></td>${number(row.similarity, figure(row.similarity))}</tr>`)}</tbody></table></div>`;
}

/** The near-duplicates found, most alike first. */
async function listDuplicates(
  store: AnalysisStore,
  by: string,
  documents: number,
  kept: boolean,
): Promise<Duplicates> {
  const listed =
    documents === 0
      ? []
      : await store.query<Duplicates['listed'][number]>(
          `SELECT d.id AS id, ${store.column('title') === undefined ? 'NULL' : 'a.title'} AS title, a.${sqlName(by)}::VARCHAR AS "group",
             d.other AS "of", b.${sqlName(by)}::VARCHAR AS "ofGroup", d.similarity::DOUBLE AS similarity
           FROM (SELECT * FROM digest_duplicates ORDER BY similarity DESC, id, other LIMIT ${DUPLICATES_LISTED}) d
             JOIN documents a ON a.id = d.id JOIN documents b ON b.id = d.other ORDER BY similarity DESC, d.id, d.other`,
        );
  return { threshold: NEAR_DUPLICATE_JACCARD, documents, kept, listed };
}
