import { actorType, count, figure, frameName, range, signed } from '../../base/wording.js';
import type { ActorRow, ArticleReport, FrameRow, MeasureRow } from '../article/report-schema.js';
import { strip } from './charts.js';
import { html, type Markup, safeUrl } from './escape.js';

/** A number as the page's script sorts it. */
export function sortValue(value: number | null): string {
  return value === null ? '' : String(Number(value.toPrecision(5)));
}

/** A cell with its number for sorting. */
export function number(value: number | null, text: string, interval = ''): Markup {
  return html`<td class="n" data-v="${sortValue(value)}">${text}${interval === '' ? '' : html` <span class="ci">${interval}</span>`}</td>`;
}

export function sortable(title: string, numeric = true): Markup {
  return html`<th scope="col"${numeric ? html` class="n"` : ''}><button type="button" class="sort">${title}</button></th>`;
}

/** The first cell of a row whose passages open under it. */
export function opener(kind: string, key: string, title: string | Markup): Markup {
  return html`<th scope="row"><button type="button" class="open" aria-expanded="false" data-kind="${kind}" data-key="${key}">${title}</button></th>`;
}

const whole = (value: number): string => String(Math.round(value));

/** Percentiles at their ends are not 0 or 100 where documents are on both sides. */
export function percentileText(value: number | null): string {
  if (value === null) return '–';
  if (value > 0 && value < 0.5) return '<1';
  if (value < 100 && value > 99.5) return '>99';
  return value.toFixed(0);
}

export function measuresTable(rows: readonly MeasureRow[]): Markup {
  const groups = [...new Set(rows.map(({ group }) => group))];
  return html`<div class="tools" data-for="measures-table">
<label>Find <input type="search"></label>
<label>Voice <select name="voice"><option value="">any</option><option value="all">all voices</option><option value="author">author's voice</option><option value="source">sources' voices</option></select></label>
<label><input type="checkbox" name="leading"> leading measures only</label>
<span role="status" class="small"></span></div>
<div class="scroll" tabindex="0" role="region" aria-label="Table of measures"><table id="measures-table">
<caption class="hide">Measures of the article and of the corpus; each opens to its passages</caption>
<thead><tr>${sortable('Measure', false)}${sortable('Article')}<th scope="col">Unit</th>${sortable('Corpus median')}${sortable('Percentile')}${sortable('Like length')}<th scope="col" class="screen">In the corpus</th>${sortable('Passages')}</tr></thead>
${groups.map(
  (group) => html`<tbody><tr class="group"><th colspan="8" scope="colgroup">${group}</th></tr>
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
${number(row.percentile, percentileText(row.percentile), range(row.percentileInterval, whole))}
${number(row.matched?.percentile ?? null, percentileText(row.matched?.percentile ?? null), range(row.matched?.percentileInterval ?? null, whole))}<td class="screen">${strip(row)}</td>${number(row.evidence?.total ?? null, row.evidence === null ? 'whole text' : count(row.evidence.total))}</tr>`,
  )}</tbody>`,
)}</table></div>`;
}

/** The class of a signed figure; none where it is written as 0. */
export function tone(value: number): string {
  return Number(value.toFixed(2)) === 0 ? '' : value < 0 ? 'minus' : 'plus';
}

function sentimentCell(
  figureOf: {
    mean: number;
    interval: readonly [number, number] | null;
    mentions: number;
    documents?: number;
  } | null,
): Markup {
  if (figureOf === null) return html`<td class="n" data-v="">–</td>`;
  return html`<td class="n" data-v="${sortValue(figureOf.mean)}"><span class="${tone(figureOf.mean)}">${signed(figureOf.mean)}</span> <span class="ci">${range(figureOf.interval, signed)} ${figureOf.documents === undefined ? '' : `${count(figureOf.documents)}/`}${count(figureOf.mentions)}</span></td>`;
}

export function actorsTable(rows: readonly ActorRow[]): Markup {
  return html`<div class="tools" data-for="actors-table"><label>Find <input type="search"></label><span role="status" class="small"></span></div>
<div class="scroll" tabindex="0" role="region" aria-label="Table of actors"><table id="actors-table" class="wide">
<caption>Mean sentiment, −1 to 1, with 95% interval. Article: over mentions, whose number follows. Corpus: over documents; documents / mentions.</caption>
<thead><tr>${sortable('Actor', false)}${sortable('Type', false)}${sortable('Mentions')}${sortable('All voices')}${sortable("Author's voice")}${sortable("Sources' voices")}${sortable('Corpus, all voices')}${sortable("Corpus, author's")}${sortable("Corpus, sources'")}</tr></thead>
<tbody>${rows.map(
    (
      row,
    ) => html`<tr>${opener('actors', row.key, html`<bdi>${row.name}</bdi>`)}<td>${actorType(row.type)}</td>${number(row.mentions, count(row.mentions))}
${sentimentCell(row.sentiment.all)}${sentimentCell(row.sentiment.author)}${sentimentCell(row.sentiment.source)}${sentimentCell(row.baseline)}${sentimentCell(row.baseline?.author ?? null)}${sentimentCell(row.baseline?.source ?? null)}</tr>`,
  )}</tbody></table></div>`;
}

export function framesTable(codebook: string, rows: readonly FrameRow[]): Markup {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Frames, ${frameName(codebook)}"><table>
<thead><tr>${sortable('Frame', false)}${sortable('Score')}${sortable('Present', false)}${sortable('Corpus mean')}${sortable('Present in corpus')}${sortable('Percentile')}${sortable('Cues')}</tr></thead>
<tbody>${rows.map(
    (
      row,
    ) => html`<tr>${opener('frames', `${row.codebook}/${row.frame}`, frameName(row.frame))}${number(row.score, figure(row.score))}<td>${row.leading ? 'leading' : row.present ? 'yes' : 'no'}</td>
${number(row.baseline?.mean ?? null, figure(row.baseline?.mean ?? null))}${number(
  row.baseline?.present ?? null,
  row.baseline === null ? '–' : `${(100 * row.baseline.present).toFixed(0)}%`,
  range(row.baseline?.presentInterval ?? null, (v) => whole(100 * v)),
)}
${number(row.percentile, percentileText(row.percentile), range(row.percentileInterval, whole))}${number(row.evidence.length, count(row.evidence.length))}</tr>`,
  )}</tbody></table></div>`;
}

type Key = ArticleReport['keywords'][number];

/** Words, hedges or collocates of the article by every measure of keyness; each opens to its lines. */
export function keynessTable(
  id: string,
  first: string,
  kind: string,
  rows: readonly Key[],
  keyOf: (row: Key) => string,
  caption: string,
): Markup {
  const corpus = (value: number): string => (value === 0 ? '0' : value < 0.01 ? '<0.01' : figure(value));
  return html`<div class="tools" data-for="${id}"><label>Find <input type="search"></label><span role="status" class="small"></span></div>
<div class="scroll" tabindex="0" role="region" aria-label="${caption}"><table id="${id}">
<caption class="hide">${caption}</caption>
<thead><tr>${sortable(first, false)}${sortable('Here')}${sortable('Per 1,000')}${sortable('Corpus per 1,000')}${sortable('Documents')}${sortable('DPnorm')}${sortable('G²')}${sortable('Log Ratio')}${sortable('LRC')}${sortable('Log-odds z')}${sortable('z, prior ÷ 10')}${sortable('z, prior × 10')}</tr></thead>
<tbody>${rows.map(
    (row) =>
      html`<tr>${opener(kind, keyOf(row), row.term)}${number(row.count, count(row.count))}${number(row.perThousand, figure(row.perThousand))}${number(row.referencePerThousand, corpus(row.referencePerThousand))}${number(row.referenceDocuments, `${(100 * row.referenceDocuments).toFixed(row.referenceDocuments < 0.01 ? 1 : 0)}%`)}${number(row.dispersion, figure(row.dispersion))}${number(row.g2, row.g2.toFixed(1).replace('-', '−'))}${number(row.logRatio, signed(row.logRatio))}${number(row.conservativeLogRatio, signed(row.conservativeLogRatio))}${number(row.logOddsZ, signed(row.logOddsZ))}${number(row.priorZ[0], signed(row.priorZ[0]))}${number(row.priorZ[1], signed(row.priorZ[1]))}</tr>`,
  )}</tbody></table></div>`;
}

const VERDICTS = { survives: '✓', unclear: '?', reversed: '✗', 'does not apply': '·' } as const;

/** The measures that stand out, counted again in other ways. */
export function sensitivityTable({ sensitivity }: ArticleReport): Markup {
  const { checks, findings } = sensitivity;
  return html`<p class="note">What stands out, looked at again in other ways: the percentile there. ✓ survives: its whole interval stays in the same outer quarter; ? unclear; ✗ in the other outer quarter; · does not apply.</p>
<div class="scroll" tabindex="0" role="region" aria-label="Sensitivity of findings"><table><thead><tr>${sortable('Measure', false)}${sortable('Percentile')}${checks.map(({ title }) => sortable(title))}</tr></thead><tbody>${findings.map(
    (finding) =>
      html`<tr>${opener('measures', finding.name, finding.title)}${number(finding.percentile, percentileText(finding.percentile), range(finding.percentileInterval, whole))}${finding.results.map((result) => number(result.percentile, `${VERDICTS[result.verdict]}${result.percentile === null ? '' : ` ${percentileText(result.percentile)}`}`, range(result.percentileInterval, whole)))}</tr>`,
  )}</tbody></table></div>
<ul class="refs small">${checks.map(({ title, description }) => html`<li>${title}: ${description}</li>`)}</ul>`;
}

export function nearestList({ nearest }: ArticleReport): Markup {
  return html`<ol class="near">${nearest.map((row) => {
    const url = safeUrl(row.url);
    const title = html`<bdi>${row.title ?? row.id}</bdi>`;
    return html`<li>${url === null ? title : html`<a href="${url}" rel="noreferrer noopener">${title}</a>`}<br><span class="small"><bdi>${[row.outlet, row.published?.slice(0, 10)].filter((part) => part).join(', ')}</bdi> · likeness ${figure(row.similarity)} (framing ${figure(row.parts.framing)}, actors ${figure(row.parts.actors)}, profile ${figure(row.parts.profile)})${row.reasons.length === 0 ? '' : html` · ${row.reasons.join('; ')}`}</span></li>`;
  })}</ol>`;
}
