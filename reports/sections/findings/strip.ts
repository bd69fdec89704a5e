/** A strip plot: the corpus's spread, the article in it. */
import { figure } from '../../../base/wording.js';
import { escapeHtml, type Markup, raw } from '../../html/escape.js';
import type { Claim } from './schema.js';

const LEFT = 6;
const WIDTH = 252;

export function claimStrip({ scale, certainty, direction }: Claim): Markup {
  if (scale === null) return raw('');
  const { value, interval, corpus, unit } = scale;
  const signed = unit === 'mean sentiment';
  const low = signed ? -1 : Math.min(corpus.low, value);
  const high = signed ? 1 : Math.max(corpus.high, value);
  const x = (v: number): string =>
    (LEFT + (WIDTH * (Math.min(high, Math.max(low, v)) - low)) / (high - low || 1)).toFixed(1);
  const box =
    corpus.lowerQuartile === null || corpus.upperQuartile === null
      ? ''
      : `<rect class="box" x="${x(corpus.lowerQuartile)}" width="${Math.max(0.5, Number(x(corpus.upperQuartile)) - Number(x(corpus.lowerQuartile))).toFixed(1)}" y="7" height="12"/>`;
  const tone =
    certainty === 'none'
      ? 'c-even'
      : direction === 'negative'
        ? 'c-minus'
        : direction === 'positive'
          ? 'c-plus'
          : 'c-article';
  const own =
    interval === null ? '' : `<line x1="${x(interval[0])}" x2="${x(interval[1])}" y1="13" y2="13"/>`;
  const label = `This article ${figure(value)} ${unit}; the corpus ${figure(corpus.low)} to ${figure(corpus.high)}, middle ${figure(corpus.middle)} (${corpus.label})`;
  const zero = signed ? `<g class="c-zero"><line x1="${x(0)}" x2="${x(0)}" y1="1" y2="25"/></g>` : '';
  const ends = signed ? ['negative', 'positive'] : ['less', 'more'];
  return raw(
    `<svg viewBox="0 0 264 40" width="264" height="40" role="img" aria-label="${escapeHtml(label)}"><title>${escapeHtml(label)}</title>${zero}<line class="span" x1="${x(corpus.low)}" x2="${x(corpus.high)}" y1="13" y2="13"/>${box}<line class="mid" x1="${x(corpus.middle)}" x2="${x(corpus.middle)}" y1="5" y2="21"/><g class="${tone}">${own}<circle cx="${x(value)}" cy="13" r="5"/></g><text x="${LEFT}" y="37">${ends[0]}</text><text x="${LEFT + WIDTH}" y="37" text-anchor="end">${ends[1]}</text></svg>`,
  );
}
