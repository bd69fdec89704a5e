/** Scores of a codebook's leading frames, the article's beside the corpus's mean. */
import { figure, frameName } from '../../../base/wording.js';
import { type Chart, type Charts, shorten } from '../../html/charts.js';
import { plainText } from '../../html/escape.js';
import type { FrameRow } from './schema.js';

/** The others are in the table. */
const FRAMES_DRAWN = 6;

export function framesChart(rows: readonly FrameRow[], charts: Charts): Chart | null {
  const shown = rows.filter(({ score }) => score !== null).slice(0, FRAMES_DRAWN);
  if (shown.length === 0) return null;
  const y = (row: FrameRow): string => shorten(frameName(row.frame), 20);
  const label = `Frame scores from 0 to 1. ${shown
    .map(
      (row) =>
        `${plainText(frameName(row.frame))}: article ${figure(row.score)}${row.baseline === null ? '' : `, corpus mean ${figure(row.baseline.mean)}`}`,
    )
    .join('; ')}`;
  return charts.draw(rows[0]!.codebook, label, (plot) => ({
    width: 360,
    height: 40 + shown.length * 22,
    marginLeft: 132,
    marginRight: 14,
    x: { domain: [0, 1], label: 'score', labelAnchor: 'center', ticks: 5 },
    y: { domain: [...new Set(shown.map(y))], label: null, tickSize: 0 },
    marks: [
      plot.gridX({ className: 'c-grid', ticks: 5 }),
      plot.ruleY(shown, { y, x1: 0, x2: (row: FrameRow) => row.score!, className: 'c-article' }),
      plot.dot(
        shown.filter((row) => row.baseline !== null),
        { y, x: (row: FrameRow) => row.baseline!.mean, r: 4, className: 'c-other' },
      ),
      plot.dot(shown, { y, x: (row: FrameRow) => row.score!, r: 5, className: 'c-article' }),
    ],
  }));
}
