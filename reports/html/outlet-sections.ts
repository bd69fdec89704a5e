import { codebookTitle, count, figure, frameName, range, signed } from '../../base/wording.js';
import type { GroupMeasure, OutletReport } from '../outlets/report-schema.js';
import { number, sortable, sortValue, tone } from './article-tables.js';
import type { Charts } from './charts.js';
import { html, type Markup } from './escape.js';
import { groupChart, mapChart, sparkline, timeScale } from './outlet-charts.js';
import { cellKey } from './outlet-data.js';

/** A figure that opens to its passages. */
function opens(key: string, text: string | Markup): Markup {
  return html`<button class="open fig" aria-expanded="false" data-kind="cells" data-key="${key}">${text}</button>`;
}

/** The same in a table whose columns and rows name the figure: `data-col` of the heading, `data-g` of the row. */
function opensHere(text: string | Markup): Markup {
  return html`<button class="open fig" aria-expanded="false">${text}</button>`;
}

function columnHead(key: string, title: string): Markup {
  return html`<th scope="col" class="n" data-col="${key}"><button class="sort">${title}</button></th>`;
}

const found = (q: number | null): boolean => q !== null && q < 0.05;

/**
 * One of several panels of which a choice shows one. The others are text to the parser until they are chosen, so that the
 * page opens quickly; without scripts all are shown.
 */
function panel(kind: string, key: string, first: boolean, content: Markup): Markup {
  return first
    ? html`<div data-panel="${kind}" data-key="${key}">${content}</div>`
    : html`<noscript data-panel="${kind}" data-key="${key}">${content}</noscript>`;
}

/** Groups by leading measures: Cliff's delta, those that survive adjustment in bold; the families of tests. */
export function overview({ groups, measures, families }: OutletReport): Markup {
  const leading = measures.filter((measure) => measure.leading && measure.groups.length > 0);
  return html`<p class="note">Cliff's delta of each group against all others, −1 to 1. Bold: adjusted p below 0.05. A figure opens to sentences behind it.</p>
<div class="scroll" tabindex="0" role="region" aria-label="Effect sizes"><table class="heat"><thead><tr>${sortable('Group', false)}${leading.map(({ name, title }) => columnHead(`m|${name}`, title))}</tr></thead>
<tbody>${groups.map(
    ({ group }, g) =>
      html`<tr data-g="${String(g)}"><th scope="row"><bdi>${group}</bdi></th>${leading.map((measure) => {
        const row = measure.groups.find((figureOf) => figureOf.group === group);
        if (row?.delta == null) return html`<td class="n" data-v="">–</td>`;
        const text = html`<span class="${tone(row.delta)}">${signed(row.delta)}</span>`;
        return html`<td class="n" data-v="${sortValue(row.delta)}">${opensHere(found(row.q) ? html`<strong>${text}</strong>` : text)}</td>`;
      })}</tr>`,
  )}</tbody></table></div>
<details><summary>Families of tests</summary><div class="scroll" tabindex="0" role="region" aria-label="Families of tests"><table><thead><tr><th scope="col">Family</th><th scope="col">Test</th><th scope="col" class="n">Tests</th><th scope="col" class="n">Below 0.05 after adjustment</th></tr></thead><tbody>${families.map((family) => html`<tr><th scope="row">${family.name}</th><td>${family.test}</td><td class="n">${count(family.tests)}</td><td class="n">${count(family.found)}</td></tr>`)}</tbody></table></div></details>`;
}

const VERDICTS = { survives: '✓', unclear: '?', reversed: '✗', 'does not apply': '·' } as const;

export function sensitivitySection({ groups, sensitivity }: OutletReport): Markup {
  const { checks, findings, cut } = sensitivity;
  return html`<p class="note">The largest findings, counted again in other ways. ✓ survives: same sign, and the interval leaves out 0; ? unclear: the interval holds 0; ✗ reversed. ${cut > 0 ? `${count(cut)} smaller findings were not checked.` : ''}</p>
<div class="scroll" tabindex="0" role="region" aria-label="Sensitivity of findings"><table class="wide"><thead><tr>${sortable('Group', false)}${sortable('Measure', false)}${sortable("Cliff's delta")}${checks.map(({ title }) => sortable(title))}</tr></thead><tbody>${findings.map(
    (finding) =>
      html`<tr><th scope="row">${opens(
        cellKey(
          'measure',
          finding.name,
          groups.findIndex(({ group }) => group === finding.group),
        ),
        html`<bdi>${finding.group}</bdi>`,
      )}</th><td>${finding.title}</td>${number(finding.delta, signed(finding.delta), range(finding.interval, signed))}${finding.results.map((result) => number(result.effect, `${VERDICTS[result.verdict]}${result.effect === null ? '' : ` ${signed(result.effect)}`}`, range(result.interval, signed)))}</tr>`,
  )}</tbody></table></div>
<ul class="refs small">${checks.map(({ title, description }) => html`<li>${title}: ${description}</li>`)}</ul>`;
}

export function mapSection(map: NonNullable<OutletReport['map']>, charts: Charts): Markup {
  const lost = 1 - map.explained[0] - map.explained[1];
  return html`<p class="note">Groups that write alike by the leading measures stand near each other; crosses are 95% intervals, arrows point where a measure grows. The two axes carry ${(100 * (1 - lost)).toFixed(0)}% of the variance between groups; ${(100 * lost).toFixed(0)}% is lost in the map, so near here need not be near in all. Where names would cover each other they are left to the figures below.</p>
<figure><div class="scroll" tabindex="0" role="region" aria-label="Map of groups">${mapChart(map, charts)}</div></figure>
<details><summary>The figures</summary><div class="scroll" tabindex="0" role="region" aria-label="Places on the map"><table><thead><tr>${sortable('Group', false)}${sortable('First')}${sortable('Second')}</tr></thead><tbody>${map.points.map((point) => html`<tr><th scope="row"><bdi>${point.group}</bdi></th>${number(point.x, signed(point.x), `± ${figure(1.96 * point.error[0])}`)}${number(point.y, signed(point.y), `± ${figure(1.96 * point.error[1])}`)}</tr>`)}</tbody></table>
<table><thead><tr>${sortable('Measure', false)}${sortable('Weight, first')}${sortable('Weight, second')}</tr></thead><tbody>${map.loadings.map((row) => html`<tr><th scope="row">${row.title}</th>${number(row.x, signed(row.x))}${number(row.y, signed(row.y))}</tr>`)}</tbody></table></div></details>`;
}

export function measuresSection(report: OutletReport, charts: Charts): Markup {
  const leading = report.measures.filter((measure) => measure.leading && measure.groups.length > 0);
  const all = report.measures.filter(({ groups }) => groups.length > 0);
  const option = ({ name, title }: GroupMeasure): Markup => html`<option value="${name}">${title}</option>`;
  const others = all.filter((measure) => !measure.leading);
  return html`<div data-lazy="measures"><div class="tools"><label>Measure <select data-panels="measure"><optgroup label="Leading">${leading.map(option)}</optgroup>${[
    ...new Set(others.map(({ group }) => group)),
  ].map(
    (family) =>
      html`<optgroup label="${family}">${others.filter(({ group }) => group === family).map(option)}</optgroup>`,
  )}</select></label></div><p class="note" role="status"></p>
${leading.map((measure, k) => panel('measure', measure.name, k === 0, html`<figure><div class="scroll" tabindex="0" role="region" aria-label="Chart of ${measure.title}">${groupChart(measure, charts)}</div></figure>`))}
<div class="scroll table" tabindex="0" role="region" aria-label="The measure by group"></div></div>`;
}

export function actorsSection({ groups, actors }: OutletReport): Markup {
  return html`<p class="note">Mean sentiment, −1 to 1, over the documents of the group that name the actor, each document counting once however often it does, with 95% interval (none under five documents); documents / mentions. All voices together. Bold: differs from all others, adjusted p below 0.05.<span class="paper">On paper the intervals are left out; the tables and the JSON have them.</span></p>
<div class="scroll" tabindex="0" role="region" aria-label="Actors by group"><table class="heat wide many"><thead><tr>${sortable('Group', false)}${actors.map(({ actor, name }) => columnHead(`a|${actor}`, name))}</tr></thead><tbody>${groups.map(
    ({ group }, g) =>
      html`<tr data-g="${String(g)}"><th scope="row"><bdi>${group}</bdi></th>${actors.map((actor) => {
        const row = actor.groups.find((entry) => entry.group === group);
        if (row === undefined) return html`<td class="n" data-v="">–</td>`;
        const text = html`<span class="${tone(row.mean)}">${signed(row.mean)}</span>`;
        return html`<td class="n" data-v="${sortValue(row.mean)}">${opensHere(found(row.q) ? html`<strong>${text}</strong>` : text)} <span class="ci">${range(row.interval, signed)} ${count(row.documents)}/${count(row.mentions)}</span></td>`;
      })}</tr>`,
  )}</tbody></table></div>
<h3>One actor, by voice</h3><div data-lazy="actors"><div class="tools"><label>Actor <select>${actors.map(({ actor, name }) => html`<option value="${actor}">${name}</option>`)}</select></label></div><p class="note" role="status"></p><div class="scroll table" tabindex="0" role="region" aria-label="Sentiment toward one actor by group and voice"></div></div>`;
}

export function framesSection({ groups, frames }: OutletReport): Markup {
  const codebooks = [...new Set(frames.map(({ codebook }) => codebook))];
  return html`<p class="note">Share of the group's documents in which the frame is present, in per cent, with 95% interval. Bold: differs from all others, adjusted p below 0.05.</p>${codebooks.map(
    (codebook) =>
      html`<h3>${codebookTitle(codebook)}</h3><div class="scroll" tabindex="0" role="region" aria-label="Frames by group, ${codebookTitle(codebook)}"><table class="heat wide"><thead><tr>${sortable('Group', false)}${frames.filter((frame) => frame.codebook === codebook).map(({ frame }) => columnHead(`f|${codebook}/${frame}`, frameName(frame)))}</tr></thead><tbody>${groups.map(
        ({ group }, g) =>
          html`<tr data-g="${String(g)}"><th scope="row"><bdi>${group}</bdi></th>${frames
            .filter((frame) => frame.codebook === codebook)
            .map((frame) => {
              const row = frame.groups.find((entry) => entry.group === group);
              if (row === undefined) return html`<td class="n" data-v="">–</td>`;
              const text = (100 * row.present).toFixed(0);
              return html`<td class="n" data-v="${sortValue(row.present)}">${opensHere(found(row.q) ? html`<strong>${text}</strong>` : text)} <span class="ci">${range(row.interval, (v) => (100 * v).toFixed(0))}</span></td>`;
            })}</tr>`,
      )}</tbody></table></div>`,
  )}`;
}

export function wordsSection({ groups, keyness }: OutletReport): Markup {
  const choice = html`<label>Group <select>${groups.map(({ group }, g) => html`<option value="${String(g)}">${group}</option>`)}</select></label>`;
  const table = (id: string, selects: Markup, label: string): Markup =>
    html`<div data-lazy="${id}"><div class="tools">${selects}</div><p class="note" role="status"></p><div class="scroll table" tabindex="0" role="region" aria-label="${label}"></div></div>`;
  const actors = [...new Map(keyness.collocates.map(({ actor, name }) => [actor, name]))];
  return html`<p class="note">What a group writes more often than all others. LRC: the doublings that remain at the near end of the 95% interval, after Bonferroni's correction; of documents: the same for the documents that hold the word, which repetition in a few cannot raise. Words come in bursts: counted one by one, as in LRC, groups that write alike would seem to differ, so only an LRC of documents above 0 is evidence of a difference.</p>
<h3>Words</h3>${table('words', choice, 'Key words of a group')}
${keyness.hedges.length === 0 ? '' : html`<h3>Hedges</h3><p class="note">As shares of the group's hedges.</p>${table('hedges', choice, 'Key hedges of a group')}`}
${actors.length === 0 ? '' : html`<h3>The company an actor keeps</h3><p class="note">Words in the sentences that mention the actor, against those in the others' sentences that mention it.</p>${table('collocates', html`<label>Actor <select>${actors.map(([actor, name]) => html`<option value="${actor ?? ''}">${name}</option>`)}</select></label>${choice}`, 'Collocates of an actor in a group')}`}`;
}

/** Rows of monthly figures in the page for a measure; the file stays small, the JSON has all. */
const MONTH_ROWS = 24;
/** Bands are drawn up to so many groups; more would fill the file. */
const BANDED_GROUPS = 24;

export function timeSection({ groups, timelines }: OutletReport): Markup {
  const banded = groups.length <= BANDED_GROUPS;
  return html`<p class="note">Monthly means by group, all on one scale${banded ? '; the band is the 95% interval over documents, drawn from five documents a month' : '; the 95% intervals of so many groups are in the JSON and the tables'}.</p>
<div class="tools"><label>Measure <select data-panels="time">${timelines.map(({ name, title }, k) => html`<option value="${name}"${k === 0 ? html` selected` : ''}>${title}</option>`)}</select></label></div>
${timelines.map((timeline, index) => {
  const scale = timeScale(timeline);
  return panel(
    'time',
    timeline.name,
    index === 0,
    html`<h3>${timeline.title} <span class="small">${timeline.unit}, ${figure(scale.low, timeline.unit)} at the foot to ${figure(scale.high, timeline.unit)} at the top; ${scale.first} to ${scale.last}</span></h3>
<div class="multiples small-ones">${groups.map(({ group }) => sparkline(timeline, group, scale, banded))}</div>
<details><summary>The figures</summary><div class="scroll" tabindex="0" role="region" aria-label="Monthly figures"><table><thead><tr><th scope="col">Group</th><th scope="col">Month</th><th scope="col" class="n">Documents</th><th scope="col" class="n">Mean</th></tr></thead><tbody>${timeline.points.slice(0, MONTH_ROWS).map((point) => html`<tr><td><bdi>${point.group}</bdi></td><td>${point.month}</td><td class="n">${count(point.n)}</td><td class="n">${figure(point.mean, timeline.unit)} <span class="ci">${range(point.interval)}</span></td></tr>`)}</tbody></table></div>${timeline.points.length > MONTH_ROWS ? html`<p class="note">and ${count(timeline.points.length - MONTH_ROWS)} more in the JSON and the tables</p>` : ''}</details>`,
  );
})}`;
}

export function groupsSection({ groups }: OutletReport): Markup {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Groups"><table><thead><tr>${sortable('Group', false)}${sortable('Documents')}${sortable('Words')}${sortable('First', false)}${sortable('Last', false)}</tr></thead><tbody>${groups.map(
    (row) =>
      html`<tr><th scope="row"><bdi>${row.group}</bdi></th>${number(row.documents, count(row.documents))}${number(row.words, count(row.words))}<td>${row.first?.slice(0, 10) ?? '–'}</td><td>${row.last?.slice(0, 10) ?? '–'}</td></tr>`,
  )}</tbody></table></div>`;
}

export function duplicatesSection({ duplicates }: OutletReport): Markup {
  const { documents, kept, listed, threshold } = duplicates;
  return html`<p class="note">${count(documents)} documents share an estimated ${figure(threshold)} or more of their five-word shingles with an earlier one (wire copy, reprints); they are ${kept ? 'counted, as asked' : 'left out of every figure'}.${documents > listed.length ? ` The ${count(listed.length)} most alike:` : ''}</p>
<div class="scroll" tabindex="0" role="region" aria-label="Near-duplicates"><table><thead><tr>${sortable('Document', false)}${sortable('Group', false)}${sortable('Copy of', false)}${sortable('Its group', false)}${sortable('Likeness')}</tr></thead><tbody>${listed.map((row) => html`<tr><th scope="row"><bdi>${row.title ?? row.id}</bdi></th><td><bdi>${row.group ?? '–'}</bdi></td><td><bdi>${row.of}</bdi></td><td><bdi>${row.ofGroup ?? '–'}</bdi></td>${number(row.similarity, figure(row.similarity))}</tr>`)}</tbody></table></div>`;
}
