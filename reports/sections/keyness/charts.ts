/** The key words as two-sided bars: how many documents of the corpus hold them, how often they are met here. */
import { figure } from '../../../base/wording.js';
import { type Chart, type Charts, shorten } from '../../html/charts.js';
import { plainText } from '../../html/escape.js';
import type { KeywordRow } from './schema.js';

const WORDS_DRAWN = 10;
/** A word that more documents hold is one of the language, not of a subject. */
const COMMON = 0.5;

/** The words that are claimed to be key and are not of the language as a whole, most met first. */
export function keyWords(rows: readonly KeywordRow[]): readonly KeywordRow[] {
  return rows
    .filter(({ claimed, referenceDocuments }) => claimed && referenceDocuments < COMMON)
    .sort((a, b) => b.count - a.count || b.conservativeLogRatio - a.conservativeLogRatio)
    .slice(0, WORDS_DRAWN);
}

export function keywordsChart(rows: readonly KeywordRow[], charts: Charts): Chart | null {
  const shown = keyWords(rows);
  if (shown.length === 0) return null;
  const label = `Key words. ${shown
    .map(
      ({ term, count, referenceDocuments }) =>
        `${plainText(term)}: ${count} times here, in ${figure(100 * referenceDocuments)} of 100 documents of the corpus`,
    )
    .join('; ')}`;
  const most = Math.max(...shown.map(({ count }) => count));
  // Both sides on one axis from -1 to 1: the corpus's share of documents, the count here as a share of the largest.
  const y = (row: KeywordRow): string => shorten(row.term, 16);
  return charts.drawTwice('keywords', label, (plot, width) => ({
    height: 34 + shown.length * 20,
    marginLeft: width < 500 ? 108 : 190,
    marginRight: 34,
    x: {
      domain: [-1, 1.05],
      label: 'share of the corpus’s documents ← → times here',
      labelAnchor: 'center',
      ticks: [-1, -0.5, 0],
      tickFormat: (v: number) => `${Math.round(-100 * v)}%`,
    },
    y: { domain: [...new Set(shown.map(y))], label: null, tickSize: 0 },
    marks: [
      plot.ruleX([0], { className: 'c-zero' }),
      plot.barX(shown, {
        y,
        x1: (row: KeywordRow) => -row.referenceDocuments,
        x2: 0,
        inset: 2,
        className: 'c-other',
      }),
      plot.barX(shown, {
        y,
        x1: 0,
        x2: (row: KeywordRow) => row.count / most,
        inset: 2,
        className: 'c-article',
      }),
      plot.text(shown, {
        y,
        x: (row: KeywordRow) => row.count / most,
        text: (row: KeywordRow) => String(row.count),
        textAnchor: 'start',
        dx: 5,
        className: 'ink',
      }),
    ],
  }));
}
