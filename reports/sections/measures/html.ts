/** The measures in the page: distributions of those that lead, a table of all. */
import { count, figure, percentileText, range } from '../../../base/wording.js';
import { number, opener, percentileCell, sortable } from '../../html/cells.js';
import { html, type Markup } from '../../html/escape.js';
import { strip } from './charts.js';
import { topicText } from './data.js';
import type { MeasureRow, Topic } from './schema.js';

/** Charts of distributions shown; the table of measures has all of them. */
const DISTRIBUTIONS_SHOWN = 12;

export function drawnMeasures(rows: readonly MeasureRow[]): readonly MeasureRow[] {
  return rows
    .filter((row) => row.leading && row.value !== null && row.baseline !== null)
    .slice(0, DISTRIBUTIONS_SHOWN);
}

export function measuresHtml(
  rows: readonly MeasureRow[],
  topic: Topic | null,
  chart: (key: string) => Markup,
): Markup {
  return html`<p class="note">How the corpus is spread on each leading measure, and where the article stands in it.</p>
<div class="multiples">${drawnMeasures(rows).map(
    (row) =>
      html`<figure><figcaption>${row.title}<span class="small">${figure(row.value, row.unit)} ${row.unit}${row.percentile === null ? '' : `; ${percentileText(row.percentile)} of 100 below`}</span></figcaption>${chart(row.name)}</figure>`,
  )}</div>
<details><summary>All ${rows.length} measures, each with its passages</summary>${measuresTable(rows, topic)}</details>`;
}

function measuresTable(rows: readonly MeasureRow[], topic: Topic | null): Markup {
  // Columns that would hold nothing but dashes are left out.
  const alike = rows.some(({ matched }) => matched !== null);
  const columns = 6 + (alike ? 1 : 0) + (topic === null ? 0 : 1);
  const groups = [...new Set(rows.map(({ group }) => group))];
  return html`<p class="note">Percentile: how many of 100 documents lie below the article, with a 95% interval over documents. Bars show the corpus from its 2.5% to its 97.5% point, quartiles boxed; the dot is the article.${alike ? ' Like length: among documents of half to twice as many words.' : ''}${topic === null ? '' : html` Like topic: ${topicText(topic)}.`} A row opens to the passages that make it.</p><div class="tools" data-for="measures-table">
<label>Find <input type="search"></label>
<label>Voice <select name="voice"><option value="">any</option><option value="all">all voices</option><option value="author">author's voice</option><option value="source">sources' voices</option></select></label>
<label><input type="checkbox" name="leading"> leading measures only</label>
<span role="status" class="small"></span></div>
<div class="scroll" tabindex="0" role="region" aria-label="Table of measures"><table id="measures-table">
<caption class="hide">Measures of the article and of the corpus; each opens to its passages</caption>
<thead><tr>${sortable('Measure', false)}${sortable('Article')}<th scope="col">Unit</th>${sortable('Corpus median')}${sortable('Percentile')}${alike ? sortable('Like length') : ''}${topic === null ? '' : sortable('Like topic')}<th scope="col" class="screen">In the corpus</th>${sortable('Passages')}</tr></thead>
${groups.map(
  (
    group,
  ) => html`<tbody><tr class="group"><th colspan="${String(columns + 1)}" scope="colgroup">${group}</th></tr>
${rows
  .filter((row) => row.group === group)
  .map(
    (
      row,
    ) => html`<tr data-voice="${row.voice}" data-leading="${row.leading ? '1' : '0'}">${opener('measures', row.name, row.title)}
${number(row.value, figure(row.value, row.unit))}<td>${row.unit}</td>
${number(
  row.baseline?.median ?? null,
  figure(row.baseline?.median ?? null, row.unit),
  range(row.baseline?.medianInterval ?? null, (v) => figure(v, row.unit)),
)}
${percentileCell(row)}
${alike ? percentileCell(row.matched) : ''}${topic === null ? '' : percentileCell(row.topic)}<td class="screen">${strip(row)}</td>${number(row.evidence?.total ?? null, row.evidence === null ? 'whole text' : count(row.evidence.total))}</tr>`,
  )}</tbody>`,
)}</table></div>`;
}
