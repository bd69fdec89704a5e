/** Findings as cards: a plain sentence, where the article stands, how sure, one example; numbers behind "details". */
import { html, type Markup } from '../../html/escape.js';
import type { ArticleBase } from '../article-section.js';
import type { Claim } from './schema.js';
import { claimStrip } from './strip.js';

const TOPICS: Readonly<Record<Claim['topic'], string>> = {
  hedging: 'Hedging',
  voice: 'Whose words',
  actors: 'Actors',
  framing: 'Framing',
};

/** Characters of an example on either side of its hit. */
const AROUND = 90;

export function claimCards(claims: readonly Claim[], { article }: ArticleBase): Markup {
  const points = [...article.text];
  return html`<div class="cards" role="region" aria-label="What stands out">${claims.map(
    (
      claim,
    ) => html`<div class="card ${claim.certainty}"><h2>${TOPICS[claim.topic]} <span class="badge">${claim.certainty === 'none' ? 'nothing unusual' : claim.certainty}</span></h2>
<p class="claim">${claim.sentence}</p>${claim.also === undefined ? '' : html`<p class="also">${claim.also}</p>`}${claimStrip(claim)}${example(claim, points, article)}
<details><summary>details</summary>${claim.figures.map((text) => html`<p>${text}</p>`)}${claim.reasons.length === 0 ? '' : html`<p>${claim.certainty === 'none' ? 'Why not' : `Why ${claim.certainty}`}: ${claim.reasons.join('; ')}.</p>`}</details>${claim.accuracy === null ? '' : html`<p class="right">${claim.accuracy}</p>`}</div>`,
  )}</div>`;
}

function example(
  { example: hit, certainty }: Claim,
  points: readonly string[],
  { sentences }: ArticleBase['article'],
): Markup | '' {
  if (hit === null || certainty === 'none') return '';
  const { start, end } = sentences[hit.sentence]!;
  // Whole words: the cut moves to the next space.
  let from = Math.max(start, hit.start - AROUND);
  while (from > start && from < hit.start && points[from - 1] !== ' ') from++;
  let to = Math.min(end, hit.end + AROUND);
  while (to < end && to > hit.end && points[to] !== ' ') to--;
  const text = (a: number, b: number): string => points.slice(a, b).join('').replace(/\s+/g, ' ');
  return html`<blockquote><bdi>${from > start ? '… ' : ''}${text(from, hit.start)}<mark>${text(hit.start, Math.min(hit.end, hit.start + AROUND))}</mark>${text(Math.min(hit.end, hit.start + AROUND), to)}${to < end ? ' …' : ''}</bdi> <a href="#s${hit.sentence}" data-sentence="${hit.sentence}">in the text</a></blockquote>`;
}
