/** Near-duplicates: wire copy and reprints, left out unless they are asked for. */
import { count, figure } from '../../../base/wording.js';
import { number, sortable } from '../../html/cells.js';
import { html, type Markup } from '../../html/escape.js';
import { rowsOf } from '../../tables.js';
import type { GroupSection } from '../group-section.js';
import { listDuplicates } from './data.js';
import { type Duplicates, shape } from './schema.js';

export const duplicates: GroupSection<typeof shape> = {
  id: 'copies',
  title: 'Copies',
  shape,
  build: async ({ store, duplicates: found }, base) => ({
    duplicates: await listDuplicates(store, base, found),
  }),
  html: (report) => (report.duplicates.documents === 0 ? null : duplicatesHtml(report.duplicates)),
  tables: (report) => [
    { name: 'duplicates', rows: rowsOf(report.duplicates.listed) },
    {
      name: 'duplicate_groups',
      rows: report.duplicates.groups.flatMap(({ measures, ...group }) => rowsOf(measures, () => group)),
    },
  ],
};

function duplicatesHtml({ documents, kept, listed, threshold, groups }: Duplicates): Markup {
  return html`<p class="note">${count(documents)} documents share an estimated ${figure(threshold)} or more of their five-word shingles with an earlier one, of all that both have (resemblance) or of the shorter’s (containment): wire copy, reprints, copy cut short under a new lead. They are ${kept ? 'counted, as asked' : 'left out of every figure; the option to keep duplicates counts them'}.${documents > listed.length ? ` The ${count(listed.length)} most alike are listed.` : ''}</p>
<details><summary>The pairs</summary><div class="scroll" tabindex="0" role="region" aria-label="Near-duplicates"><table><thead><tr>${sortable('Document', false)}${sortable('Group', false)}${sortable('Copy of', false)}${sortable('Its group', false)}${sortable('Resemblance')}${sortable('Containment')}</tr></thead><tbody>${listed.map((row) => html`<tr><th scope="row"><bdi>${row.title ?? row.id}</bdi></th><td><bdi>${row.group ?? '–'}</bdi></td><td><bdi>${row.of}</bdi></td><td><bdi>${row.ofGroup ?? '–'}</bdi></td>${number(row.similarity, figure(row.similarity))}${number(row.containment, figure(row.containment))}</tr>`)}</tbody></table></div></details>${groups.length === 0 ? '' : groupsHtml(groups)}`;
}

/** Means of the leading measures with and without copies: where they differ, the copies make the figure. */
function groupsHtml(groups: Duplicates['groups']): Markup {
  const titles = groups[0]!.measures.map(({ title }) => title);
  return html`<p class="note">Means of the groups with their copies, and without them:</p>
<div class="scroll" tabindex="0" role="region" aria-label="Groups with and without near-duplicates"><table><thead><tr>${sortable('Group', false)}${sortable('Documents')}${sortable('Copies')}${titles.map((title) => sortable(title))}</tr></thead><tbody>${groups.map((row) => html`<tr><th scope="row"><bdi>${row.group}</bdi></th>${number(row.documents, count(row.documents))}${number(row.copies, count(row.copies))}${row.measures.map(({ withCopies, withoutCopies, unit }) => number(difference(withCopies, withoutCopies), `${figure(withCopies, unit)} → ${figure(withoutCopies, unit)}`))}</tr>`)}</tbody></table></div>`;
}

const difference = (withCopies: number | null, withoutCopies: number | null): number | null =>
  withCopies === null || withoutCopies === null ? null : withoutCopies - withCopies;
