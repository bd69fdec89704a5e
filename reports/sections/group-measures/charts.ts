/** Means of a measure by group. */
import { figure } from '../../../base/wording.js';
import { type Chart, type Charts, shorten } from '../../html/charts.js';
import { plainText } from '../../html/escape.js';
import { shortNames } from '../../html/short-names.js';
import type { GroupMeasure } from './schema.js';

/** Means of a measure by group with their intervals, highest first. */
export function groupChart(measure: GroupMeasure, charts: Charts): Chart {
  type Row = GroupMeasure['groups'][number];
  const rows = [...measure.groups].sort((a, b) => b.mean - a.mean);
  const names = shortNames(rows.map(({ group }) => group));
  const label = `${measure.title}, mean by group. ${rows.map((row) => `${plainText(row.group)}: ${figure(row.mean)}`).join('; ')}`;
  return charts.drawTwice(measure.name, label, (plot, width) => {
    const narrow = width < 500;
    const shown = names.map((text) => (narrow ? shorten(text, 16) : text));
    const unique = shown.map((text, k) => (shown.indexOf(text) === k ? text : `${text} ${k + 1}`));
    const name = new Map(rows.map((row, index) => [row, unique[index]!]));
    const y = (row: Row): string => name.get(row)!;
    return {
      height: 44 + rows.length * 20,
      marginLeft: narrow ? 116 : 190,
      marginRight: 20,
      x: { label: measure.unit, labelAnchor: 'center', ticks: 5, nice: true },
      y: { domain: rows.map(y), label: null, tickSize: 0 },
      marks: [
        plot.gridX({ className: 'c-grid', ticks: 5 }),
        plot.ruleY(
          rows.filter((r) => r.meanInterval !== null),
          {
            y,
            x1: (r: Row) => r.meanInterval![0],
            x2: (r: Row) => r.meanInterval![1],
            className: 'c-article',
          },
        ),
        plot.dot(rows, { y, x: (r: Row) => r.mean, r: 4, className: 'c-article' }),
      ],
    };
  });
}
