/** Groups that write alike by the leading measures. */
import { figure, signed } from '../../../base/wording.js';
import { number, sortable } from '../../html/cells.js';
import { html, type Markup } from '../../html/escape.js';
import { rowsOf } from '../../tables.js';
import type { GroupMeasure } from '../group-measures/schema.js';
import type { GroupSection } from '../group-section.js';
import { mapChart } from './charts.js';
import { mapOfGroups } from './data.js';
import { type OutletMap, shape } from './schema.js';

export const map: GroupSection<typeof shape, { measures: GroupMeasure[] }> = {
  id: 'map',
  title: 'Map',
  shape,
  requires: ['measures'],
  build: (_input, { groups, measures }) => ({
    map: mapOfGroups(
      groups.map(({ group }) => group),
      measures,
    ),
  }),
  charts: (report, charts) => (report.map === null ? [] : [mapChart(report.map, charts)]),
  html: (report, chart) => (report.map === null ? null : mapHtml(report.map, chart)),
  tables: (report) => [
    { name: 'map', rows: rowsOf(report.map?.points ?? []) },
    { name: 'map_loadings', rows: rowsOf(report.map?.loadings ?? []) },
  ],
  methods: () => [
    'The map sets groups by their means of the leading measures, on one scale, on two principal components (Hotelling 1933).',
  ],
};

function mapHtml(map: NonNullable<OutletMap>, chart: (key: string) => Markup): Markup {
  const lost = 1 - map.explained[0] - map.explained[1];
  return html`<p class="note">Groups that write alike by the leading measures stand near each other; crosses are 95% intervals, arrows point where a measure grows. The two axes carry ${lost < 0.005 ? 'all' : `${(100 * (1 - lost)).toFixed(0)}%`} of the variance between groups${lost < 0.005 ? '' : `; ${(100 * lost).toFixed(0)}% is lost in the map, so near here need not be near in all`}. Where names would cover each other they are left to the figures below.</p>
<figure><div class="scroll" tabindex="0" role="region" aria-label="Map of groups">${chart('map')}</div></figure>
<details><summary>The figures</summary><div class="scroll" tabindex="0" role="region" aria-label="Places on the map"><table><thead><tr>${sortable('Group', false)}${sortable('First')}${sortable('Second')}</tr></thead><tbody>${map.points.map((point) => html`<tr><th scope="row"><bdi>${point.group}</bdi></th>${number(point.x, signed(point.x), `± ${figure(1.96 * point.error[0])}`)}${number(point.y, signed(point.y), `± ${figure(1.96 * point.error[1])}`)}</tr>`)}</tbody></table>
<table><thead><tr>${sortable('Measure', false)}${sortable('Weight, first')}${sortable('Weight, second')}</tr></thead><tbody>${map.loadings.map((row) => html`<tr><th scope="row">${row.title}</th>${number(row.x, signed(row.x))}${number(row.y, signed(row.y))}</tr>`)}</tbody></table></div></details>`;
}
