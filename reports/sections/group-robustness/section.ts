/** Whether the largest findings hold when they are counted in other ways. */
import { count, counted, range, signed, withRange } from '../../../base/wording.js';
import { number, showAll, sortable, VERDICTS } from '../../html/cells.js';
import { html, type Markup } from '../../html/escape.js';
import { GROUPS_SHOWN, opens, tailOf } from '../../html/group-cells.js';
import { cellKey } from '../../html/lazy-tables.js';
import { escapeMarkdown as cell, table } from '../../markdown/parts.js';
import { rowsOf } from '../../tables.js';
import type { GroupMeasure } from '../group-measures/schema.js';
import type { GroupBase, GroupSection } from '../group-section.js';
import { sensitivityOf } from './data.js';
import { type Sensitivity, shape } from './schema.js';

type Checked = GroupBase & { readonly sensitivity: Sensitivity };

export const robustness: GroupSection<typeof shape, { measures: GroupMeasure[] }> = {
  id: 'sensitivity',
  title: 'Do they hold?',
  shape,
  requires: ['measures'],
  build: async ({ store, data }, { measures, strata }) => ({
    sensitivity: await sensitivityOf(store, data, measures, strata),
  }),
  html: (report) => (report.sensitivity.findings.length === 0 ? null : robustnessHtml(report)),
  markdown: robustnessMarkdown,
  tables: (report) => [
    {
      name: 'sensitivity',
      rows: report.sensitivity.findings.flatMap(({ results, name, title, group }) =>
        rowsOf(results, () => ({ name, title, group })),
      ),
    },
  ],
  methods: ({ sensitivity: { checks, findings } }) =>
    findings.length === 0
      ? []
      : [
          `Sensitivity: each of the ${counted(findings.length, 'largest finding').replace('the 1 largest', 'the one largest')} was counted again — ${checks.map(({ title, description }) => `${title}: ${description}`).join(' ')} A finding survives when the effect keeps its sign and the interval leaves out 0.`,
        ],
};

function robustnessHtml({ groups, sensitivity }: Checked): Markup {
  const { checks, findings, cut } = sensitivity;
  return html`<p class="note">The largest findings, counted again in other ways. ✓ survives: same sign, and the interval leaves out 0; ? unclear: the interval holds 0; ✗ reversed. ${cut > 0 ? `${count(cut)} smaller findings were not checked.` : ''}</p>
<div class="scroll" tabindex="0" role="region" aria-label="Sensitivity of findings"><table class="wide heat folded" id="checks-table"><thead><tr>${sortable('Group', false)}${sortable('Measure', false)}${sortable("Cliff's delta")}${checks.map(({ title }) => sortable(title))}</tr></thead><tbody>${findings.map(
    (finding, index) =>
      html`<tr${tailOf(index)}><th scope="row">${opens(
        cellKey(
          'measure',
          finding.name,
          groups.findIndex(({ group }) => group === finding.group),
        ),
        html`<bdi>${finding.group}</bdi>`,
      )}</th><td>${finding.title}</td>${number(finding.delta, signed(finding.delta), range(finding.interval, signed))}${finding.results.map((result) => number(result.effect, `${VERDICTS[result.verdict]}${result.effect === null ? '' : ` ${signed(result.effect)}`}`, range(result.interval, signed)))}</tr>`,
  )}</tbody></table></div>${showAll('checks-table', findings.length, GROUPS_SHOWN, 'finding')}
<ul class="refs small">${checks.map(({ title, description }) => html`<li>${title}: ${description}</li>`)}</ul>`;
}

function robustnessMarkdown({ sensitivity: { checks, findings, cut } }: Checked): string[] {
  if (findings.length === 0) return [];
  return [
    '## Do they hold?',
    table(
      ['Group', 'Measure', "Cliff's delta", ...checks.map(({ title }) => cell(title))],
      findings.map((finding) => [
        cell(finding.group),
        cell(finding.title),
        withRange(finding.delta, finding.interval),
        ...finding.results.map(({ verdict, effect, interval }) =>
          effect === null ? '–' : `${verdict}: ${withRange(effect, interval)}`,
        ),
      ]),
    ),
    `${checks.map(({ title, description }) => `- ${cell(title)}: ${cell(description)}`).join('\n')}${cut > 0 ? `\n- ${counted(cut, 'smaller finding')} not checked` : ''}`,
  ];
}
