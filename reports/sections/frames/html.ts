/** The frames in the page, by codebook. */
import { codebookTitle, count, figure, frameName, percentileText, range } from '../../../base/wording.js';
import { number, opener, percentileCell, sortable } from '../../html/cells.js';
import { html, type Markup } from '../../html/escape.js';
import type { FrameRow } from './schema.js';

/** A frame present in more of the corpus than this does not tell its articles apart. */
const EVERYWHERE = 0.85;

export function framesHtml(frames: readonly FrameRow[], chart: (key: string) => Markup): Markup {
  const codebooks = [...new Set(frames.map(({ codebook }) => codebook))];
  const rowsOf = (codebook: string) => frames.filter((row) => row.codebook === codebook);
  return html`<p class="note">Scores run from 0 to 1; a frame is present from its codebook's threshold on. Filled dots: the article; open dots: the corpus's mean. A frame present in more than 85% of the corpus does not tell its articles apart (†). How often a frame is met follows from the subject as well as from the framing of it.</p>
<div class="multiples wide-ones">${codebooks
    .filter((codebook) => rowsOf(codebook).some(({ score }) => score !== null))
    .map(
      (codebook) =>
        html`<figure><figcaption>${codebookTitle(codebook)}</figcaption>${chart(codebook)}</figure>`,
    )}</div>
<details><summary>All ${frames.length} frames, with their cues</summary>${codebooks.map((codebook) => html`<h3>${codebookTitle(codebook)}</h3>${framesTable(codebook, rowsOf(codebook))}`)}</details>`;
}

function framesTable(codebook: string, rows: readonly FrameRow[]): Markup {
  const near = rows.some(({ topic }) => topic !== null);
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Frames, ${frameName(codebook)}"><table>
<thead><tr>${sortable('Frame', false)}${sortable('Score')}${sortable('Present', false)}${sortable('Corpus mean')}${sortable('Present in corpus')}${sortable('Percentile')}${near ? html`${sortable('Present, like topic')}${sortable('Percentile, like topic')}` : ''}${sortable('Cues')}</tr></thead>
<tbody>${rows.map(
    (
      row,
    ) => html`<tr>${opener('frames', `${row.codebook}/${row.frame}`, frameName(row.frame))}${number(row.score, figure(row.score))}<td>${row.leading ? 'leading' : row.present ? 'yes' : 'no'}</td>
${number(row.baseline?.mean ?? null, figure(row.baseline?.mean ?? null))}${number(
  row.baseline?.present ?? null,
  row.baseline === null
    ? '–'
    : `${(100 * row.baseline.present).toFixed(0)}%${row.baseline.present > EVERYWHERE ? ' †' : ''}`,
  range(row.baseline?.presentInterval ?? null, (v) => percentileText(100 * v)),
)}
${percentileCell(row)}${near ? html`${number(row.topic?.present ?? null, row.topic === null ? '–' : `${(100 * row.topic.present).toFixed(0)}%`)}${percentileCell(row.topic)}` : ''}${number(row.evidence.length, count(row.evidence.length))}</tr>`,
  )}</tbody></table></div>`;
}
