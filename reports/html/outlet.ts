import type { GroupMeasure, OutletReport, Timeline } from '../outlets/model.js';
import { codebookTitle, count, counted, figure, frameName, range, signed } from '../wording.js';
import { number, sortable, sortValue } from './article-tables.js';
import { Charts } from './charts.js';
import { escapeHtml, html, type Markup, plainText, raw } from './escape.js';
import { methodsSection } from './methods.js';
import { renderPage } from './page.js';

/** The comparison of groups as one HTML file, under the same rules as the article report. */
export async function renderOutletHtml(report: OutletReport): Promise<string> {
  const charts = await Charts.load();
  const { corpus } = report;
  const sections: readonly (readonly [id: string, title: string, body: Markup | null])[] = [
    ['overview', 'Overview', overview(report)],
    ['measures', 'Measures', measuresSection(report, charts)],
    ['actors', 'Actors', report.actors.length === 0 ? null : actorsSection(report)],
    ['frames', 'Frames', report.frames.length === 0 ? null : framesSection(report)],
    ['time', 'Over time', report.timelines.length === 0 ? null : timeSection(report)],
    ['groups', 'Groups', groupsSection(report)],
  ];
  const shown = sections.filter(([, , body]) => body !== null);
  const title = `Compared by ${report.by}`;
  const body = html`<a class="skip" href="#overview">To the report</a>
<header class="page"><p class="kicker">Hedgerow comparison</p><h1><bdi>${title}</bdi></h1>
<p class="byline">${counted(corpus.documents, 'document')} (${count(corpus.tokens)} words) of <bdi>${corpus.title}</bdi>${
    corpus.leftOut.length === 0
      ? ''
      : `; left out: ${corpus.leftOut.map(({ reason, documents }) => `${count(documents)} ${reason}`).join('; ')}`
  }.</p>
<div class="opening" role="region" aria-label="What stands out">${report.opening.map((sentence) => html`<p>${sentence}</p>`)}</div></header>
<nav aria-label="Sections"><ul>${[...shown.map(([id, name]) => [id, name] as const), ['methods', 'Methods'] as const].map(([id, name]) => html`<li><a href="#${id}">${name}</a></li>`)}</ul></nav>
<main>${shown.map(([id, name, content]) => html`<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${name}</h2>${content}</section>`)}
${methodsSection({ ...report, manifest: { hedgerow: report.hedgerow, corpus, stages: report.stages } })}</main>
<footer><p>Hedgerow ${report.hedgerow} · this file makes no request${report.cut.length === 0 ? '' : html`; cut: ${report.cut.join('; ')}`}.</p></footer>`;
  return renderPage({
    title: `${plainText(title)} – Hedgerow`,
    body,
    data: { text: '', sentences: [], hits: {} },
  });
}

function tone(value: number): string {
  return value === 0 ? '' : value < 0 ? 'minus' : 'plus';
}

/** Groups by leading measures: Cliff's delta, those that survive adjustment in bold. */
function overview({ groups, measures }: OutletReport): Markup {
  const leading = measures.filter((measure) => measure.leading && measure.groups.length > 0);
  return html`<p class="note">Cliff's delta of each group against all others, −1 to 1. Bold: adjusted p below 0.05.</p>
<div class="scroll" tabindex="0" role="region" aria-label="Effect sizes"><table class="heat"><thead><tr>${sortable('Group', false)}${leading.map(({ title }) => sortable(title))}</tr></thead>
<tbody>${groups.map(
    ({ group }) =>
      html`<tr><th scope="row"><bdi>${group}</bdi></th>${leading.map((measure) => {
        const row = measure.groups.find((figureOf) => figureOf.group === group);
        if (row?.delta == null) return html`<td class="n" data-v="">–</td>`;
        const text = html`<span class="${tone(row.delta)}">${signed(row.delta)}</span>`;
        return html`<td class="n" data-v="${sortValue(row.delta)}">${row.q !== null && row.q < 0.05 ? html`<strong>${text}</strong>` : text}</td>`;
      })}</tr>`,
  )}</tbody></table></div>`;
}

function measuresSection(report: OutletReport, charts: Charts): Markup {
  const measures = report.measures.filter(({ groups }) => groups.length > 0);
  const families = [...new Set(measures.map(({ group }) => group))];
  const first = measures.find(({ leading }) => leading) ?? measures[0];
  return html`<div class="tools"><label>Measure <select data-panels="measure">${families.map(
    (family) =>
      html`<optgroup label="${family}">${measures
        .filter(({ group }) => group === family)
        .map(
          ({ name, title }) =>
            html`<option value="${name}"${name === first?.name ? html` selected` : ''}>${title}</option>`,
        )}</optgroup>`,
  )}</select></label></div>
${measures.map((measure) => html`<div data-panel="measure" data-key="${measure.name}"${measure.leading ? '' : html` hidden`}>${measurePanel(measure, charts, report)}</div>`)}`;
}

function measurePanel(measure: GroupMeasure, charts: Charts, { strata }: OutletReport): Markup {
  return html`<h3>${measure.title} <span class="small">${measure.unit}</span></h3><p class="note">${measure.description}</p>
${measure.leading ? html`<figure><div class="scroll" tabindex="0" role="region" aria-label="Chart">${groupChart(measure, charts)}</div></figure>` : ''}
<div class="scroll" tabindex="0" role="region" aria-label="${measure.title} by group"><table><thead><tr>${sortable('Group', false)}${sortable('Documents')}${sortable('Mean')}${sortable('Median')}${sortable('Median − others')}${sortable("Cliff's delta")}${sortable('Adjusted p')}${measure.leading && strata.length > 0 ? sortable('Matched difference') : ''}</tr></thead>
<tbody>${measure.groups.map(
    (row) =>
      html`<tr><th scope="row"><bdi>${row.group}</bdi></th>${number(row.n, count(row.n))}${number(row.mean, figure(row.mean, measure.unit), range(row.meanInterval))}${number(row.median, figure(row.median, measure.unit), range(row.medianInterval))}${number(row.medianDifference, signed(row.medianDifference))}${number(row.delta, signed(row.delta), range(row.deltaInterval, signed))}${number(row.q, row.q === null ? '–' : row.q < 0.001 ? '<0.001' : row.q.toFixed(3))}${
        measure.leading && strata.length > 0
          ? number(
              row.matched?.difference ?? null,
              signed(row.matched?.difference ?? null),
              range(row.matched?.interval ?? null, signed),
            )
          : ''
      }</tr>`,
  )}</tbody></table></div>`;
}

function groupChart(measure: GroupMeasure, charts: Charts): Markup {
  type Row = GroupMeasure['groups'][number];
  const rows = [...measure.groups].sort((a, b) => b.mean - a.mean);
  const name = new Map(
    rows.map((row, index) => {
      const text = plainText(row.group);
      const short = [...text].length > 26 ? `${[...text].slice(0, 25).join('')}…` : text;
      return [
        row,
        rows.slice(0, index).some((other) => other.group.startsWith(row.group.slice(0, 25)))
          ? `${short} ${index + 1}`
          : short,
      ];
    }),
  );
  const y = (row: Row): string => name.get(row)!;
  const label = `${measure.title}, mean by group. ${rows.map((row) => `${plainText(row.group)}: ${figure(row.mean)}`).join('; ')}`;
  return charts.draw(label, (plot) => ({
    width: 640,
    height: 44 + rows.length * 20,
    marginLeft: 190,
    marginRight: 20,
    x: { label: measure.unit, labelAnchor: 'center', ticks: 5, nice: true },
    y: { domain: rows.map(y), label: null, tickSize: 0 },
    marks: [
      plot.gridX({ className: 'c-grid', ticks: 5 }),
      plot.ruleY(
        rows.filter((r) => r.meanInterval !== null),
        {
          y,
          x1: (r: Row) => r.meanInterval![0],
          x2: (r: Row) => r.meanInterval![1],
          className: 'c-article',
        },
      ),
      plot.dot(rows, { y, x: (r: Row) => r.mean, r: 4, className: 'c-article' }),
    ],
  }));
}

function actorsSection({ groups, actors }: OutletReport): Markup {
  return html`<p class="note">Mean sentiment, −1 to 1, over the documents of the group that name the actor, with 95% interval (none under five documents); n documents.</p>
<div class="scroll" tabindex="0" role="region" aria-label="Actors by group"><table class="heat"><thead><tr>${sortable('Actor', false)}${groups.map(({ group }) => sortable(group))}</tr></thead><tbody>${actors.map(
    (actor) =>
      html`<tr><th scope="row"><bdi>${actor.name}</bdi></th>${groups.map(({ group }) => {
        const row = actor.groups.find((entry) => entry.group === group);
        return row === undefined
          ? html`<td class="n" data-v="">–</td>`
          : html`<td class="n" data-v="${sortValue(row.mean)}"><span class="${tone(row.mean)}">${signed(row.mean)}</span> <span class="ci">${range(row.interval, signed)} n ${count(row.documents)}</span></td>`;
      })}</tr>`,
  )}</tbody></table></div>`;
}

function framesSection({ groups, frames }: OutletReport): Markup {
  const codebooks = [...new Set(frames.map(({ codebook }) => codebook))];
  return html`<p class="note">Share of the group's documents in which the frame is present, in per cent, with 95% interval.</p>${codebooks.map(
    (codebook) =>
      html`<h3>${codebookTitle(codebook)}</h3><div class="scroll" tabindex="0" role="region" aria-label="Frames by group"><table class="heat"><thead><tr>${sortable('Frame', false)}${groups.map(({ group }) => sortable(group))}</tr></thead><tbody>${frames
        .filter((frame) => frame.codebook === codebook)
        .map(
          (frame) =>
            html`<tr><th scope="row">${frameName(frame.frame)}</th>${groups.map(({ group }) => {
              const row = frame.groups.find((entry) => entry.group === group);
              return row === undefined
                ? html`<td class="n" data-v="">–</td>`
                : number(
                    row.present,
                    (100 * row.present).toFixed(0),
                    range(row.interval, (v) => (100 * v).toFixed(0)),
                  );
            })}</tr>`,
        )}</tbody></table></div>`,
  )}`;
}

function timeSection({ groups, timelines }: OutletReport): Markup {
  const first = timelines[0];
  return html`<p class="note">Monthly means by group, on one scale; the band is the 95% interval over documents, drawn from five documents a month.</p>
<div class="tools"><label>Measure <select data-panels="time">${timelines.map(({ name, title }) => html`<option value="${name}"${name === first?.name ? html` selected` : ''}>${title}</option>`)}</select></label></div>
${timelines.map(
  (
    timeline,
    index,
  ) => html`<div data-panel="time" data-key="${timeline.name}"${index === 0 ? '' : html` hidden`}><h3>${timeline.title} <span class="small">${timeline.unit}</span></h3>
<div class="multiples">${groups.map(({ group }) => sparkline(timeline, group))}</div>
<details><summary>The figures</summary><div class="scroll" tabindex="0" role="region" aria-label="Monthly figures"><table><thead><tr><th scope="col">Group</th><th scope="col">Month</th><th scope="col" class="n">Documents</th><th scope="col" class="n">Mean</th></tr></thead><tbody>${timeline.points.slice(0, MONTH_ROWS).map((point) => html`<tr><td><bdi>${point.group}</bdi></td><td>${point.month}</td><td class="n">${count(point.n)}</td><td class="n">${figure(point.mean, timeline.unit)} <span class="ci">${range(point.interval)}</span></td></tr>`)}</tbody></table></div>${timeline.points.length > MONTH_ROWS ? html`<p class="note">and ${count(timeline.points.length - MONTH_ROWS)} more in the JSON</p>` : ''}</details></div>`,
)}`;
}

/** Rows of monthly figures in the page for a measure; the file stays small, the JSON has all. */
const MONTH_ROWS = 240;

function sparkline(timeline: Timeline, group: string): Markup {
  const months = [...new Set(timeline.points.map(({ month }) => month))].sort();
  const first = monthNumber(months[0] ?? '2000-01');
  const last = Math.max(first + 1, monthNumber(months[months.length - 1] ?? '2000-01'));
  const means = timeline.points
    .filter(({ n }) => n >= 2)
    .map(({ mean }) => mean)
    .sort((a, b) => a - b);
  const low = means[Math.floor(0.01 * means.length)] ?? 0;
  const high = means[Math.ceil(0.99 * means.length) - 1] ?? 1;
  const x = (month: string): string => (4 + (272 * (monthNumber(month) - first)) / (last - first)).toFixed(1);
  const y = (value: number): string =>
    (60 - (52 * (Math.min(high, Math.max(low, value)) - low)) / (high - low || 1)).toFixed(1);
  const points = timeline.points.filter((point) => point.group === group);
  const line = points.map((point) => `${x(point.month)},${y(point.mean)}`);
  const band = points.filter((point) => point.interval !== null);
  const upper = band.map((point) => `${x(point.month)},${y(point.interval![1])}`);
  const lower = band.map((point) => `${x(point.month)},${y(point.interval![0])}`).reverse();
  const label = `${timeline.title}, ${plainText(group)}: ${counted(points.length, 'month')}${points.length === 0 ? '' : `, ${figure(points[0]!.mean)} in ${points[0]!.month} to ${figure(points[points.length - 1]!.mean)} in ${points[points.length - 1]!.month}`}`;
  const drawn =
    points.length === 1
      ? `<circle cx="${x(points[0]!.month)}" cy="${y(points[0]!.mean)}" r="3"/>`
      : `<path d="M${line.join('L')}" fill="none"/>`;
  return html`<figure><figcaption><bdi>${group}</bdi></figcaption>${raw(
    `<svg viewBox="0 0 280 80" width="280" height="80" role="img" aria-label="${escapeHtml(label)}">${band.length > 1 ? `<g class="c-band"><path d="M${[...upper, ...lower].join('L')}Z"/></g>` : ''}${points.length === 0 ? '' : `<g class="c-article">${drawn}</g>`}<text x="4" y="76">${escapeHtml(months[0] ?? '')}</text><text x="276" y="76" text-anchor="end">${escapeHtml(months[months.length - 1] ?? '')}</text><text x="276" y="10" text-anchor="end">${figure(low)} to ${figure(high)}</text></svg>`,
  )}</figure>`;
}

function monthNumber(month: string): number {
  return 12 * Number(month.slice(0, 4)) + Number(month.slice(5, 7));
}

function groupsSection({ groups }: OutletReport): Markup {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Groups"><table><thead><tr>${sortable('Group', false)}${sortable('Documents')}${sortable('Words')}${sortable('First', false)}${sortable('Last', false)}</tr></thead><tbody>${groups.map(
    (row) =>
      html`<tr><th scope="row"><bdi>${row.group}</bdi></th>${number(row.documents, count(row.documents))}${number(row.words, count(row.words))}<td>${row.first?.slice(0, 10) ?? '–'}</td><td>${row.last?.slice(0, 10) ?? '–'}</td></tr>`,
  )}</tbody></table></div>`;
}
