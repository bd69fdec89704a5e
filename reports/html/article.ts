import { codebookTitle, count, counted, mismatchText } from '../../base/wording.js';
import { codePoints } from '../../stages/code-points.js';
import type { ArticleReport, Mark } from '../article/report-schema.js';
import {
  actorsTable,
  framesTable,
  keynessTable,
  measuresTable,
  nearestList,
  sensitivityTable,
} from './article-tables.js';
import { Charts } from './charts.js';
import { html, type Markup, plainText, safeUrl } from './escape.js';
import { methodsSection } from './methods.js';
import { renderPage } from './page.js';
import { articleText } from './text-layers.js';

/** Charts of distributions shown; the table of measures has all of them. */
const DISTRIBUTIONS_SHOWN = 12;

/**
 * The article report as one HTML file: no request leaves it, nothing in the data can run. Marked text, tables that
 * open to their passages, charts with text alternatives; works with the keyboard, in print, light and dark.
 */
export async function renderArticleHtml(report: ArticleReport): Promise<string> {
  const charts = await Charts.load();
  const { article, baseline } = report;
  const title = article.title ?? article.id;
  const url = safeUrl(article.url);
  const sections: readonly (readonly [id: string, title: string, body: Markup | null])[] = [
    ['text', 'The text', textSection(report)],
    ['measures', 'Measures', measuresSection(report, charts)],
    [
      'sensitivity',
      'Do they hold?',
      report.sensitivity.findings.length === 0 || report.sensitivity.checks.length === 0
        ? null
        : sensitivityTable(report),
    ],
    ['actors', 'Actors', report.actors.length === 0 ? null : actorsSection(report, charts)],
    ['frames', 'Frames', report.frames.length === 0 ? null : framesSection(report, charts)],
    ['keywords', 'Keywords', report.keywords.length === 0 ? null : keywordsSection(report)],
    ['nearest', 'Nearest', report.nearest.length === 0 ? null : nearestSection(report)],
  ];
  const shown = sections.filter(([, , body]) => body !== null);
  const byline = [article.outlet, article.author, article.section, article.published?.slice(0, 10)].filter(
    (part) => part !== null && part !== undefined,
  );
  const body = html`<a class="skip" href="#text">To the report</a>
<header class="page"><p class="kicker">Hedgerow article report</p>
<h1><bdi>${title}</bdi></h1>
<p class="byline">${byline.map((part, index) => html`${index > 0 ? ' · ' : ''}<bdi>${part}</bdi>`)}${byline.length > 0 ? ' · ' : ''}${counted(article.words, 'word')}${url === null ? '' : html` · <a href="${url}" rel="noreferrer noopener">source</a>`}</p>
<p class="byline">Compared with ${counted(baseline.documents, 'document')} (${count(baseline.tokens)} words) of <bdi>${baseline.title}</bdi>${
    baseline.leftOut.length === 0
      ? ''
      : html`; left out: ${baseline.leftOut.map(({ reason, documents }) => `${count(documents)} ${reason}`).join('; ')}`
  }.</p>
${mismatchText(baseline) === null ? '' : html`<p class="byline"><strong>${mismatchText(baseline)}</strong></p>`}
<div class="opening" role="region" aria-label="What stands out">${report.opening.map((sentence) => html`<p>${sentence}</p>`)}</div></header>
<nav aria-label="Sections"><ul>${[...shown.map(([id, name]) => [id, name] as const), ['methods', 'Methods'] as const].map(([id, name]) => html`<li><a href="#${id}">${name}</a></li>`)}</ul></nav>
<main>${shown.map(([id, name, content]) => html`<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${name}</h2>${content}</section>`)}
${methodsSection({ ...report, manifest: { hedgerow: report.hedgerow, baseline, stages: report.stages } })}</main>
<footer><p>Hedgerow ${report.hedgerow} · this file makes no request and is kept under 3 MB${report.cut.length === 0 ? '' : html`; cut: ${report.cut.join('; ')} (all in the JSON)`}.</p></footer>`;
  return renderPage({ title: `${plainText(title)} – Hedgerow`, body, data: pageData(report) });
}

const LAYERS: readonly (readonly [layer: Mark['layer'], title: string, on: boolean])[] = [
  ['hedge', 'hedges and boosters', true],
  ['actor', 'actors by sentiment', true],
  ['attribution', 'attributions', false],
  ['frame', 'frame cues', false],
];

function textSection(report: ArticleReport): Markup {
  const layers = LAYERS.filter(([layer]) => report.marks.some((mark) => mark.layer === layer));
  return html`<fieldset><legend>Show</legend>${layers.map(
    ([layer, title, on]) =>
      html`<label><input type="checkbox" data-layer="${layer}"${on ? html` checked` : ''}> ${title} (${report.marks.filter((mark) => mark.layer === layer).length})</label>`,
  )}</fieldset>
<ul class="legend show-hedge show-actor show-attribution show-frame" aria-label="Legend">
<li><span class="hedge h-plausibility">plausibility</span></li><li><span class="hedge h-attribution">attribution shield</span></li><li><span class="hedge h-approximator">approximator</span></li><li><span class="hedge h-conditional">conditional</span></li><li><span class="hedge h-booster">booster</span></li><li><span class="hedge h-evidential">evidential</span></li>
<li><span class="actor s-positive first">positive</span></li><li><span class="actor s-neutral">neutral</span></li><li><span class="actor s-negative first">negative</span></li>
<li><span class="attribution a-source">source</span> <span class="attribution a-cue">cue</span> <span class="attribution a-content">content</span></li><li><span class="frame">frame cue</span></li></ul>
<div class="prose show-hedge show-actor">${articleText(report)}</div>`;
}

function measuresSection(report: ArticleReport, charts: Charts): Markup {
  const drawn = report.measures
    .filter((row) => row.leading && row.value !== null && row.baseline !== null)
    .slice(0, DISTRIBUTIONS_SHOWN);
  return html`<p class="note">Percentile: the share of documents below the article, with a 95% interval over documents. Bars show the corpus from its 2.5% to its 97.5% point, quartiles boxed; the dot is the article. A measure opens to the passages that make it.</p>
<div class="multiples">${drawn.map(
    (row) =>
      html`<figure><figcaption>${row.title}<span class="small">${row.unit}</span></figcaption>${charts.distribution(row)}</figure>`,
  )}</div>
<h3>All measures</h3>${measuresTable(report.measures)}`;
}

function actorsSection(report: ArticleReport, charts: Charts): Markup {
  const rated = report.actors.some(({ sentiment }) => sentiment.all !== null);
  return html`<p class="note">Filled dots: the article; open dots: the corpus, mean over the documents that name the actor. Lines are 95% intervals; none is given under five mentions or documents. Those of the article are over its mentions: they tell how much its mentions differ, not how it would treat the actor elsewhere. Those of the corpus are over documents, each counting once however often it names the actor.</p>
${rated ? html`<figure><div class="scroll" tabindex="0" role="region" aria-label="Chart of actors">${charts.actors(report.actors)}</div></figure>` : ''}${actorsTable(report.actors)}`;
}

function framesSection(report: ArticleReport, charts: Charts): Markup {
  const codebooks = [...new Set(report.frames.map(({ codebook }) => codebook))];
  return html`<p class="note">Scores run from 0 to 1; a frame is present from its codebook's threshold on. Filled dots: the article; open dots: the corpus's mean.</p>
${codebooks.map((codebook) => {
  const rows = report.frames.filter((row) => row.codebook === codebook);
  return html`<h3>${codebookTitle(codebook)}</h3><figure><div class="scroll" tabindex="0" role="region" aria-label="Chart of frames">${charts.frames(rows)}</div></figure>${framesTable(codebook, rows)}`;
})}`;
}

function keywordsSection(report: ArticleReport): Markup {
  const { keywords, hedges, collocates } = report;
  return html`<p class="note">Words of the article, met twice or more, that are commoner here than in the corpus. LRC: at least so many doublings, at 95% after correction for the number of words. DPnorm: how evenly the word is spread over the corpus, 0 even, 1 clumped. The last columns: the log-odds under a weaker and a stronger prior.</p>
${keynessTable('keywords-table', 'Word', 'keywords', keywords, (row) => row.term, 'Keywords of the article against the corpus')}
${
  hedges.length === 0
    ? ''
    : html`<h3>Hedges</h3><p class="note">The article's hedges as shares of all its hedges, against those of the corpus.</p>${keynessTable('hedges-table', 'Hedge', 'hedges', hedges, (row) => row.term, 'Hedges of the article against the corpus')}`
}
${
  collocates.length === 0
    ? ''
    : html`<h3>The company its actors keep</h3><p class="note">Words met twice or more in the sentences that mention the actor, against the corpus.</p>${collocates.map(
        (table, k) =>
          html`<h4><bdi>${table.name}</bdi> <span class="small">${counted(table.sentences, 'sentence')}, ${counted(table.words, 'word')}${table.cut > 0 ? `; ${count(table.cut)} more words not listed` : ''}</span></h4>${keynessTable(`collocates-${k}`, 'Word', 'collocates', table.rows, (row) => `${table.actor}/${row.term}`, `Collocates of ${table.name}`)}`,
      )}`
}`;
}

function nearestSection(report: ArticleReport): Markup {
  return html`<p class="note">By framing, shared actors and the sentiment to them, and the leading measures; near-duplicates are left out.</p>${nearestList(report)}`;
}

/** What the page's script needs to open passages; offsets in UTF-16, as the script counts. */
function pageData(report: ArticleReport): object {
  const { toUtf16 } = codePoints(report.article.text);
  const span = ({ start, end }: { start: number; end: number }): [number, number] => [
    toUtf16(start),
    toUtf16(end),
  ];
  const tag = (fields: Readonly<Record<string, string>>): string =>
    ['series', 'type', 'frame', 'term', 'voice']
      .flatMap((name) => (fields[name] === undefined ? [] : [fields[name].replaceAll('_', ' ')]))
      .join(', ');
  const linesOf = (
    rows: ArticleReport['keywords'],
    keyOf: (row: ArticleReport['keywords'][number]) => string,
  ) =>
    Object.fromEntries(
      rows.map((row) => [
        plainText(keyOf(row)),
        { list: row.lines.map((line) => span(line)), total: row.count, kwic: true },
      ]),
    );
  return {
    // As many UTF-16 units as the text, so that offsets hold.
    text: plainText(report.article.text),
    sentences: report.article.sentences.map(span),
    hits: Object.fromEntries(
      Object.entries(report.hits).map(([column, hits]) => [
        column,
        hits.map((hit) => [...span(hit), plainText(tag(hit.fields))]),
      ]),
    ),
    measures: Object.fromEntries(
      report.measures.map((row) => [
        row.name,
        row.evidence === null
          ? { about: row.description, none: 'Computed over the text as a whole.', total: 0 }
          : {
              about: row.description,
              column: row.evidence.column,
              hits: row.evidence.hits,
              total: row.evidence.total,
            },
      ]),
    ),
    actors: Object.fromEntries(
      report.actors.map((row) => [
        plainText(row.key),
        {
          about: plainText(row.aliases.length > 1 ? `Also as: ${row.aliases.join(', ')}` : ''),
          list: row.passages.map((passage) => [
            ...span(passage),
            `${passage.label}${passage.score === null ? '' : ` ${passage.score.toFixed(2)}`}, ${passage.voice === 'author' ? "author's voice" : "a source's voice"}`,
          ]),
          total: 0,
        },
      ]),
    ),
    frames: Object.fromEntries(
      report.frames.map((row) => [
        `${row.codebook}/${row.frame}`,
        { list: row.evidence.map((e) => [...span(e), plainText(e.term)]), total: 0 },
      ]),
    ),
    keywords: linesOf(report.keywords, (row) => row.term),
    hedges: linesOf(report.hedges, (row) => row.term),
    collocates: Object.assign(
      {},
      ...report.collocates.map((table) => linesOf(table.rows, (row) => `${table.actor}/${row.term}`)),
    ),
  };
}
