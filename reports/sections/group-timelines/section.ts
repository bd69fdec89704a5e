/** Measures and sentiment over time, by group. */
import { count, figure, range } from '../../../base/wording.js';
import { html, type Markup } from '../../html/escape.js';
import { panel } from '../../html/group-cells.js';
import { rowsOf } from '../../tables.js';
import type { GroupMeasure } from '../group-measures/schema.js';
import type { GroupBase, GroupSection } from '../group-section.js';
import { sparkline, timeScale } from './charts.js';
import { timelinesOf } from './data.js';
import { shape, type Timeline } from './schema.js';

/** Rows of figures by period in the page for a measure; the file stays small, the JSON has all. */
const PERIOD_ROWS = 24;
/** Bands are drawn up to so many groups; more would fill the file. */
const BANDED_GROUPS = 24;

type Timed = GroupBase & { readonly timelines: Timeline[] };

export const timelines: GroupSection<typeof shape, { measures: GroupMeasure[] }> = {
  id: 'time',
  title: 'Over time',
  shape,
  requires: ['measures'],
  build: async ({ store, data, actors }, { over, measures }) => ({
    timelines: over === null ? [] : await timelinesOf(store, data, measures, actors, over),
  }),
  charts: ({ timelines, groups }) =>
    timelines.flatMap((timeline) => {
      const scale = timeScale(timeline);
      return groups.map(({ group }) => sparkline(timeline, group, scale, groups.length <= BANDED_GROUPS));
    }),
  html: (report, chart) => (report.timelines.length === 0 ? null : timeHtml(report, chart)),
  tables: (report) => [
    {
      name: 'timelines',
      rows: report.timelines.flatMap(({ points, kind, name, title, unit }) =>
        rowsOf(points, () => ({ kind, name, title, unit })),
      ),
    },
  ],
  methods: ({ over }) =>
    over === null
      ? []
      : [`Timelines are means over documents, by ${over}${over === 'week' ? ' (ISO 8601)' : ''}.`],
};

function timeHtml({ groups, timelines, over, cluster }: Timed, chart: (key: string) => Markup): Markup {
  const banded = groups.length <= BANDED_GROUPS;
  return html`<p class="note">Means by group and ${over}, all on one scale${banded ? `; the band is the 95% interval${cluster === null ? ` over documents` : ` by ‘${cluster.column}’`}, where it is given` : '; the 95% intervals of so many groups are in the JSON and the tables'}.</p>
<div class="tools"><label>Measure <select data-panels="time">${timelines.map(({ name, title }, k) => html`<option value="${name}"${k === 0 ? html` selected` : ''}>${title}</option>`)}</select></label></div>
${timelines.map((timeline, index) => {
  return panel(
    'time',
    timeline.name,
    index === 0,
    html`<h3>${timeline.title} <span class="small">${timeline.unit}</span></h3>
<div class="multiples small-ones">${groups.map(({ group }) => html`<figure><figcaption><bdi>${group}</bdi></figcaption>${chart(`${timeline.name}|${group}`)}</figure>`)}</div>
<details><summary>The figures</summary><div class="scroll" tabindex="0" role="region" aria-label="Figures by ${over}"><table><thead><tr><th scope="col">Group</th><th scope="col">Period</th><th scope="col" class="n">Documents</th><th scope="col" class="n">Mean</th></tr></thead><tbody>${timeline.points.slice(0, PERIOD_ROWS).map((point) => html`<tr><td><bdi>${point.group}</bdi></td><td>${point.period}</td><td class="n">${count(point.n)}</td><td class="n">${figure(point.mean, timeline.unit)} <span class="ci">${range(point.interval)}</span></td></tr>`)}</tbody></table></div>${timeline.points.length > PERIOD_ROWS ? html`<p class="note">and ${count(timeline.points.length - PERIOD_ROWS)} more in the JSON and the tables</p>` : ''}</details>`,
  );
})}`;
}
