/** The groups compared, with their documents, words and dates. */
import { count } from '../../../base/wording.js';
import { number, showAll, sortable } from '../../html/cells.js';
import { html, type Markup, plainText } from '../../html/escape.js';
import { GROUPS_SHOWN, tailOf } from '../../html/group-cells.js';
import { rowsOf } from '../../tables.js';
import type { GroupBase, GroupSection } from '../group-section.js';

const shape = {};

export const groups: GroupSection<typeof shape> = {
  id: 'groups',
  title: 'Groups',
  shape,
  build: () => ({}),
  html: groupsHtml,
  pageData: (report) => ({ groups: report.groups.map(({ group }) => plainText(group)) }),
  tables: (report) => [{ name: 'groups', rows: rowsOf(report.groups) }],
};

function groupsHtml({ groups }: GroupBase): Markup {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Table of groups"><table class="folded" id="groups-table"><thead><tr>${sortable('Group', false)}${sortable('Documents')}${sortable('Words')}${sortable('First', false)}${sortable('Last', false)}${sortable('Dated')}</tr></thead><tbody>${groups.map(
    (row, g) =>
      html`<tr${tailOf(g)}><th scope="row"><bdi>${row.group}</bdi></th>${number(row.documents, count(row.documents))}${number(row.words, count(row.words))}<td>${row.first?.slice(0, 10) ?? '–'}</td><td>${row.last?.slice(0, 10) ?? '–'}</td>${number(row.dated, count(row.dated))}</tr>`,
  )}</tbody></table></div>${showAll('groups-table', groups.length, GROUPS_SHOWN, 'group')}`;
}
