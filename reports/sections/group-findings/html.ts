/** The claims as cards, each with the groups on one strip. */
import { figure } from '../../../base/wording.js';
import { escapeHtml, html, type Markup, raw } from '../../html/escape.js';
import type { GroupActor } from '../group-actors/schema.js';
import type { GroupMeasure } from '../group-measures/schema.js';
import type { GroupClaim } from './schema.js';

const TOPICS: Readonly<Record<GroupClaim['topic'], string>> = {
  hedging: 'Hedging',
  measures: 'Other measures',
  actors: 'Actors',
  words: 'Words',
};

interface Figures {
  readonly measures: readonly GroupMeasure[];
  readonly actors: readonly GroupActor[];
}

export function groupCards(claims: readonly GroupClaim[], figures: Figures): Markup {
  return html`<div class="cards" role="region" aria-label="What stands out">${claims.map(
    (
      claim,
    ) => html`<div class="card ${claim.certainty}"><h2>${TOPICS[claim.topic]} <span class="badge">${claim.certainty === 'none' ? 'nothing unusual' : claim.certainty}</span></h2>
<p class="claim">${claim.sentence}</p>${groupStrip(claim, figures)}
<details><summary>details</summary>${claim.figures.map((text) => html`<p>${text}</p>`)}${claim.reasons.length === 0 ? '' : html`<p>Why ${claim.certainty}: ${claim.reasons.join('; ')}.</p>`}</details>${claim.accuracy === null ? '' : html`<p class="right">${claim.accuracy}</p>`}</div>`,
  )}</div>`;
}

/** All groups' means on one line, the claim's own with its interval. */
function groupStrip({ subject, direction }: GroupClaim, { measures, actors }: Figures): Markup {
  if (subject === null || subject.kind === 'word') return raw('');
  const measure = measures.find(({ name }) => subject.kind === 'measure' && name === subject.key);
  const actor = actors.find(({ actor: key }) => subject.kind === 'actor' && key === subject.key);
  const rows =
    measure?.groups.map(({ group, mean, meanInterval }) => ({ group, mean, interval: meanInterval })) ??
    actor?.groups.map(({ group, mean, interval }) => ({ group, mean, interval })) ??
    [];
  const own = rows.find(({ group }) => group === subject.group);
  if (own === undefined) return raw('');
  const ends = [...rows.map(({ mean }) => mean), ...(own.interval ?? [])];
  const low = Math.min(...ends);
  const high = Math.max(...ends);
  const x = (value: number): string => (6 + (252 * (value - low)) / (high - low || 1)).toFixed(1);
  const label = `${subject.group} ${figure(own.mean)} ${measure?.unit ?? 'mean sentiment'}, among the means of ${rows.length} groups from ${figure(low)} to ${figure(high)}`;
  const tone = direction === 'negative' ? 'c-minus' : direction === 'positive' ? 'c-plus' : 'c-article';
  return raw(
    `<svg viewBox="0 0 264 30" width="264" height="30" role="img" aria-label="${escapeHtml(label)}"><title>${escapeHtml(label)}</title><line class="span" x1="6" x2="258" y1="13" y2="13"/><g class="c-other">${rows.map(({ mean }) => `<circle cx="${x(mean)}" cy="13" r="3"/>`).join('')}</g><g class="${tone}">${own.interval === null ? '' : `<line x1="${x(own.interval[0])}" x2="${x(own.interval[1])}" y1="13" y2="13"/>`}<circle cx="${x(own.mean)}" cy="13" r="5"/></g></svg>`,
  );
}
