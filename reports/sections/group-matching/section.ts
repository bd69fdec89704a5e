/** What the matched differences rest on: documents kept, overlap, balance. */
import { count, counted, listing, signed } from '../../../base/wording.js';
import { BALANCED } from '../../../statistics/balance.js';
import { number, showAll, sortable } from '../../html/cells.js';
import { html, type Markup } from '../../html/escape.js';
import { GROUPS_SHOWN, tailOf } from '../../html/group-cells.js';
import { escapeMarkdown, table } from '../../markdown/parts.js';
import type { GroupBase, GroupSection } from '../group-section.js';
import { readCovariates } from '../strata.js';
import { groupMatching } from './data.js';
import { type GroupMatching, shape } from './schema.js';

export const matching: GroupSection<typeof shape> = {
  id: 'matching',
  title: 'Matching',
  shape,
  build: async ({ store, data }, { by }) => ({
    matching: groupMatching(data, await readCovariates(store, data, by)),
  }),
  html: (report) => matchingHtml(report),
  markdown: ({ matching: rows }) => [
    '## Matching',
    table(
      ['Group', 'Documents kept', 'Others', 'Worth', ...covariatesOf(rows)],
      rows.map((row) => [escapeMarkdown(row.group), ...keptCells(row), ...row.balance.map(change)]),
    ),
  ],
  tables: ({ matching: rows }) => [
    {
      name: 'matching',
      rows: rows.flatMap(({ balance, ...row }) => balance.map((entry) => ({ ...row, ...entry }))),
    },
  ],
  methods: ({ strata }) => [
    `Matched differences hold equal: ${listing(strata)}. For each group the report says how many of its documents have others in their stratum, how many others these stand against and are worth (Kish 1965), and the standardised difference of each covariate before and after (Austin 2009, doi:10.1002/sim.3697); beyond ${BALANCED} either way the two sides are not alike in it. Of a subject’s values it is the largest.`,
  ],
};

const covariatesOf = (rows: readonly GroupMatching[]): string[] =>
  rows[0]?.balance.map(({ covariate }) => covariate) ?? [];

const keptCells = ({ documents, of, coarsely, others, effectiveOthers }: GroupMatching): string[] => [
  `${count(documents)} of ${count(of)}${coarsely === 0 ? '' : `, ${count(coarsely)} on the rest`}`,
  count(others),
  count(effectiveOthers),
];

const change = ({ before, after }: GroupMatching['balance'][number]): string =>
  before === null ? '–' : `${signed(before)} → ${after === null ? '–' : signed(after)}`;

/** Covariates in which a group and what it is matched with are not alike. */
export function unbalanced(rows: readonly GroupMatching[], group: string): string[] {
  const row = rows.find((entry) => entry.group === group);
  return (
    row?.balance
      .filter(({ after }) => after !== null && Math.abs(after) > BALANCED)
      .map(({ covariate }) => covariate) ?? []
  );
}

/** How much matching keeps, and in how many groups the two sides stay unlike. */
function summaryOf({ matching: rows, strata }: GroupBase & { matching: GroupMatching[] }): string {
  const kept = rows.map(({ documents, of }) => documents / of).sort((a, b) => a - b);
  const [least, most] = [kept[0]!, kept[kept.length - 1]!].map((share) => ofHundred(100 * share));
  const unlike = rows.map(({ group }) => unbalanced(rows, group)).filter((names) => names.length > 0);
  const often = covariatesOf(rows).filter((name) => unlike.some((names) => names.includes(name)));
  return `Matched differences hold equal: ${listing(strata)}. ${
    least === most
      ? `Of every group’s documents ${least} have others to be matched with`
      : `Of a group’s documents ${least} to ${most} have others to be matched with`
  }; ${
    unlike.length === 0
      ? 'then the two sides are alike in all of them'
      : `in ${count(unlike.length)} of ${counted(rows.length, 'group')} the two sides stay unlike in something, most often in ${mostOften(often, unlike)}`
  }.`;
}

const ofHundred = (percent: number): string =>
  percent === 100 ? 'all' : `${percent > 99 ? 'over 99' : Math.round(percent)}%`;

const mostOften = (names: readonly string[], unlike: readonly (readonly string[])[]): string => {
  const times = (name: string): number => unlike.filter((list) => list.includes(name)).length;
  return [...names].sort((a, b) => times(b) - times(a))[0]!;
};

function matchingHtml(report: GroupBase & { matching: GroupMatching[] }): Markup {
  const { matching: rows } = report;
  return html`<p class="note">${summaryOf(report)}</p>
<details><summary>By group</summary><p class="note">Standardised differences of a group from the others, before → after matching (Austin 2009): beyond ${BALANCED} either way, bold, the two sides are not alike in it. Worth: as many equally weighted others tell as much.</p>
<div class="scroll" tabindex="0" role="region" aria-label="Matching by group"><table class="folded" id="matching-table"><thead><tr>${sortable('Group', false)}${sortable('Documents kept')}${sortable('Others')}${sortable('Worth')}${covariatesOf(rows).map((name) => sortable(name))}</tr></thead><tbody>${rows.map(
    (row, g) => {
      const [kept, others, worth] = keptCells(row);
      return html`<tr${tailOf(g)}><th scope="row"><bdi>${row.group}</bdi></th>${number(row.documents, kept!)}${number(row.others, others!)}${number(row.effectiveOthers, worth!)}${row.balance.map(
        (entry) =>
          html`<td class="n" data-v="${String(entry.after ?? '')}">${entry.after !== null && Math.abs(entry.after) > BALANCED ? html`<strong>${change(entry)}</strong>` : change(entry)}</td>`,
      )}</tr>`;
    },
  )}</tbody></table></div>${showAll('matching-table', rows.length, GROUPS_SHOWN, 'group')}</details>`;
}
