/** Key words, hedges and collocates in the page. */
import { count, counted, figure, signed } from '../../../base/wording.js';
import { number, opener, sortable } from '../../html/cells.js';
import { html, type Markup } from '../../html/escape.js';
import { keyWords } from './charts.js';
import type { Collocates, KeywordRow } from './schema.js';

interface Keyness {
  readonly keywords: readonly KeywordRow[];
  readonly hedges: readonly KeywordRow[];
  readonly collocates: readonly Collocates[];
}

export function keynessHtml(
  { keywords, hedges, collocates }: Keyness,
  chart: (key: string) => Markup,
): Markup {
  const drawn = keyWords(keywords).length > 0;
  return html`<p class="note">${drawn ? 'Words that documents of its length in the corpus seldom hold so often, and that fewer than half of them hold at all: their share of the corpus’s documents at the left, how often they are met here at the right.' : 'No word is clearly commoner here than in the corpus.'} Words come in bursts: one article is no sample, so these say what it is about and claim nothing more.</p>
${drawn ? html`<figure>${chart('keywords')}</figure>` : ''}
<details><summary>All ${keywords.length} key words${hedges.length === 0 ? '' : `, ${hedges.length} key hedges`}${collocates.length === 0 ? '' : ', and the company its actors keep'}</summary>
<p class="note">Words met twice or more. LRC: at least so many doublings, at 95% after correction for the number of words. DPnorm: how evenly the word is spread over the corpus, 0 even, 1 clumped. The last columns: the log-odds under a weaker and a stronger prior.</p>
${keynessTable('keywords-table', 'Word', 'keywords', keywords, (row) => row.term, 'Keywords of the article against the corpus')}
${
  hedges.length === 0
    ? ''
    : html`<h3>Hedges</h3><p class="note">The article's hedges as shares of all its hedges, against those of the corpus.</p>${keynessTable('hedges-table', 'Hedge', 'hedges', hedges, (row) => row.term, 'Hedges of the article against the corpus')}`
}
${
  collocates.length === 0
    ? ''
    : html`<h3>The company its actors keep</h3><p class="note">Words met twice or more in the sentences that mention the actor, against the corpus.</p><div class="tools"><label>Actor <select data-panels="collocates">${collocates.map(({ actor, name }) => html`<option value="${actor}">${name}</option>`)}</select></label></div>${collocates.map(
        (table, k) =>
          html`<div data-panel="collocates" data-key="${table.actor}"><p class="note"><bdi>${table.name}</bdi>: ${counted(table.sentences, 'sentence')}, ${counted(table.words, 'word')}${table.cut > 0 ? `; ${count(table.cut)} more words not listed` : ''}</p>${keynessTable(`collocates-${k}`, 'Word', 'collocates', table.rows, (row) => `${table.actor}/${row.term}`, `Collocates of ${table.name}`)}</div>`,
      )}`
}</details>`;
}

/** Words, hedges or collocates of the article by every measure of keyness; each opens to its lines. */
function keynessTable(
  id: string,
  first: string,
  kind: string,
  rows: readonly KeywordRow[],
  keyOf: (row: KeywordRow) => string,
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
