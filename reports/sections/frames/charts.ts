/** Scores of a codebook's frames, the article's beside the corpus's mean. */
import { figure, frameName } from '../../../base/wording.js';
import { type Chart, type Charts, shorten } from '../../html/charts.js';
import { plainText } from '../../html/escape.js';
import type { FrameRow } from './schema.js';

/** Scores of a codebook's frames, the article's beside the corpus's mean. */
export function framesChart(rows: readonly FrameRow[], charts: Charts): Chart {
  const shown = rows.filter(({ score }) => score !== null);
  const y = (row: FrameRow): string => shorten(frameName(row.frame), 26);
  const label = `Frame scores from 0 to 1. ${shown
    .map(
      (row) =>
        `${plainText(frameName(row.frame))}: article ${figure(row.score)}${row.baseline === null ? '' : `, corpus mean ${figure(row.baseline.mean)}`}`,
    )
    .join('; ')}`;
  return charts.draw(rows[0]!.codebook, label, (plot) => ({
    width: 640,
    height: 44 + shown.length * 22,
    marginLeft: 190,
    marginRight: 20,
    x: { domain: [0, 1], label: 'score', labelAnchor: 'center', ticks: 5 },
    y: { domain: [...new Set(shown.map(y))], label: null, tickSize: 0 },
    marks: [
      plot.gridX({ className: 'c-grid', ticks: 5 }),
      plot.ruleY(shown, { y, x1: 0, x2: (r: FrameRow) => r.score!, className: 'c-article' }),
      plot.dot(
        shown.filter((r) => r.baseline !== null),
        { y, x: (r: FrameRow) => r.baseline!.mean, r: 4, className: 'c-other' },
      ),
      plot.dot(shown, { y, x: (r: FrameRow) => r.score!, r: 5, className: 'c-article' }),
    ],
  }));
}
