/** The actors in the page. */
import { actorType, count, range, signed } from '../../../base/wording.js';
import { number, opener, showAll, sortable, sortValue, tone } from '../../html/cells.js';
import { html, type Markup } from '../../html/escape.js';
import type { ActorRow } from './schema.js';

/** Rows shown before the table is unfolded. */
const SHOWN = 5;

export function actorsHtml(actors: readonly ActorRow[], chart: (key: string) => Markup): Markup {
  const rated = actors.some(({ sentiment }) => sentiment.author !== null);
  return html`<p class="note">The author’s own wording about each actor, from −1 negative to 1 positive: filled dots the article, open dots authors in the corpus. Lines are 95% intervals, over the sentences of its mentions in the article, over documents in the corpus; none is given under ten. Grey: the interval holds 0, or there is none.</p>
${rated ? html`<figure>${chart('actors')}</figure>` : ''}${actorsTable(actors)}`;
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
  return html`<td class="n" data-v="${sortValue(figureOf.mean)}"><span class="${tone(figureOf.interval)}">${signed(figureOf.mean)}</span> <span class="ci">${range(figureOf.interval, signed)} ${figureOf.documents === undefined ? '' : `${count(figureOf.documents)}/`}${count(figureOf.mentions)}</span></td>`;
}

function actorsTable(rows: readonly ActorRow[]): Markup {
  return html`<div class="tools" data-for="actors-table"><label>Find <input type="search"></label><span role="status" class="small"></span></div>
<div class="scroll" tabindex="0" role="region" aria-label="Table of actors"><table id="actors-table" class="wide folded">
<caption>Mean sentiment, −1 to 1, with 95% interval. Article: over mentions, whose number follows. Corpus: over documents; documents / mentions.</caption>
<thead><tr>${sortable('Actor', false)}${sortable('Type', false)}${sortable('Mentions')}${sortable("Author's voice")}${sortable("Corpus, author's")}${sortable("Sources' voices")}${sortable("Corpus, sources'")}${sortable('All voices')}${sortable('Corpus, all voices')}</tr></thead>
<tbody>${rows.map(
    (
      row,
      index,
    ) => html`<tr${index >= SHOWN ? html` class="tail"` : ''}>${opener('actors', row.key, html`<bdi>${row.name}</bdi>`)}<td>${actorType(row.type)}</td>${number(row.mentions, count(row.mentions))}
${sentimentCell(row.sentiment.author)}${sentimentCell(row.baseline?.author ?? null)}${sentimentCell(row.sentiment.source)}${sentimentCell(row.baseline?.source ?? null)}${sentimentCell(row.sentiment.all)}${sentimentCell(row.baseline)}</tr>`,
  )}</tbody></table></div>${showAll('actors-table', rows.length, SHOWN, 'actor')}`;
}
