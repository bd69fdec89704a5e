/** The actors in the page. */
import { actorType, count, range, signed } from '../../../base/wording.js';
import { number, opener, sortable, sortValue, tone } from '../../html/cells.js';
import { html, type Markup } from '../../html/escape.js';
import type { ActorRow } from './schema.js';

export function actorsHtml(actors: readonly ActorRow[], chart: (key: string) => Markup): Markup {
  const rated = actors.some(({ sentiment }) => sentiment.all !== null);
  return html`<p class="note">Filled dots: the article; open dots: the corpus, mean over the documents that name the actor. Lines are 95% intervals; none is given under five mentions or documents. Those of the article are over its mentions: they tell how much its mentions differ, not how it would treat the actor elsewhere. Those of the corpus are over documents, each counting once however often it names the actor.</p>
${rated ? html`<figure><div class="scroll" tabindex="0" role="region" aria-label="Chart of actors">${chart('actors')}</div></figure>` : ''}${actorsTable(actors)}`;
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

function actorsTable(rows: readonly ActorRow[]): Markup {
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
