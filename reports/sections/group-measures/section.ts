/** Every measure by group: means, medians, effect sizes, adjusted p-values. */
import { count, figure, MEASURE_COLUMNS, pText, range, signed, withRange } from '../../../base/wording.js';
import { html, type Markup } from '../../html/escape.js';
import { panel } from '../../html/group-cells.js';
import { cell, indexOf, type LazyTable, type Row } from '../../html/lazy-tables.js';
import { escapeMarkdown, table } from '../../markdown/parts.js';
import { rowsOf } from '../../tables.js';
import type { GroupBase, GroupSection } from '../group-section.js';
import { groupChart } from './charts.js';
import { groupMeasures } from './data.js';
import { type GroupMeasure, shape } from './schema.js';

type Measured = GroupBase & { readonly measures: GroupMeasure[] };

const leadingOf = (measures: readonly GroupMeasure[]): readonly GroupMeasure[] =>
  measures.filter((measure) => measure.leading && measure.groups.length > 0);

export const measures: GroupSection<typeof shape> = {
  id: 'measures',
  title: 'Measures',
  shape,
  build({ data, store, families }) {
    const measured = groupMeasures(data, store.measures());
    families.push(...measured.families);
    return { measures: measured.measures };
  },
  charts: (report, charts) => leadingOf(report.measures).map((measure) => groupChart(measure, charts)),
  html: (report, chart) => measuresHtml(report.measures, chart),
  pageData: (report) => ({ lazy: { measures: measuresTable(report) } }),
  markdown: (report) =>
    report.measures
      .filter(({ leading }) => leading)
      .flatMap((measure) => [
        `## ${escapeMarkdown(measure.title)} (${escapeMarkdown(measure.unit)})`,
        table(
          MEASURE_COLUMNS,
          measure.groups.map((row) => [
            escapeMarkdown(row.group),
            count(row.n),
            `${figure(row.mean, measure.unit)} ${range(row.meanInterval, (v) => figure(v, measure.unit))}`.trim(),
            `${figure(row.median, measure.unit)} ${range(row.medianInterval, (v) => figure(v, measure.unit))}`.trim(),
            withRange(row.medianDifference, row.medianDifferenceInterval),
            withRange(row.delta, row.deltaInterval),
            pText(row.q),
            row.matched === null ? '–' : withRange(row.matched.difference, row.matched.interval),
          ]),
        ),
      ]),
  tables: (report) => [
    {
      name: 'measures',
      rows: report.measures.flatMap(({ groups, name, title, group: family, voice, unit, leading }) =>
        rowsOf(groups, () => ({ measure: name, title, family, voice, unit, leading })),
      ),
    },
  ],
};

function measuresHtml(measures: readonly GroupMeasure[], chart: (key: string) => Markup): Markup {
  const leading = leadingOf(measures);
  const all = measures.filter(({ groups }) => groups.length > 0);
  const option = ({ name, title }: GroupMeasure): Markup => html`<option value="${name}">${title}</option>`;
  const others = all.filter((measure) => !measure.leading);
  return html`<div data-lazy="measures"><div class="tools"><label>Measure <select data-panels="measure"><optgroup label="Leading">${leading.map(option)}</optgroup>${[
    ...new Set(others.map(({ group }) => group)),
  ].map(
    (family) =>
      html`<optgroup label="${family}">${others.filter(({ group }) => group === family).map(option)}</optgroup>`,
  )}</select></label></div><p class="note" role="status"></p>
${leading.map((measure, k) => panel('measure', measure.name, k === 0, html`<figure><div class="scroll" tabindex="0" role="region" aria-label="Chart of ${measure.title}">${chart(measure.name)}</div></figure>`))}
<div class="scroll table" tabindex="0" role="region" aria-label="The measure by group"></div></div>`;
}

/** Built in the page for the measure that is chosen. */
function measuresTable(report: Measured): LazyTable {
  const index = indexOf(report.groups);
  const shown = report.measures.filter(({ groups }) => groups.length > 0);
  return {
    kind: 'm',
    columns: MEASURE_COLUMNS,
    sets: Object.fromEntries(
      shown.map((measure) => [
        measure.name,
        measure.groups.map(
          (row): Row => [
            index.get(row.group)!,
            row.n,
            cell(figure(row.mean, measure.unit), range(row.meanInterval)),
            cell(figure(row.median, measure.unit), range(row.medianInterval)),
            cell(signed(row.medianDifference), range(row.medianDifferenceInterval, signed)),
            cell(signed(row.delta), range(row.deltaInterval, signed)),
            pText(row.q),
            row.matched === null
              ? null
              : cell(signed(row.matched.difference), range(row.matched.interval, signed)),
          ],
        ),
      ]),
    ),
    notes: Object.fromEntries(
      shown.map(({ name, unit, description }) => [
        name,
        description.toLowerCase().includes(unit) ? description : `${description} Unit: ${unit}.`,
      ]),
    ),
  };
}
