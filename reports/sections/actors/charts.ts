/** Sentiment to each actor, the article beside the corpus. */
import { signed } from '../../../base/wording.js';
import { type Chart, type Charts, shorten } from '../../html/charts.js';
import { plainText } from '../../html/escape.js';
import type { ActorRow } from './schema.js';

/** Mean sentiment to each actor, article and corpus, with intervals. */
export function actorsChart(rows: readonly ActorRow[], charts: Charts): Chart {
  const shown = rows.filter(({ sentiment }) => sentiment.all !== null).slice(0, 14);
  const names = shown.map(({ name }) => shorten(name, 28));
  const at = new Map(
    shown.map((row, index) => [
      row,
      names.indexOf(names[index]!) === index ? names[index]! : `${names[index]!} (${index + 1})`,
    ]),
  );
  const label = `Mean sentiment to actors, from -1 to 1. ${shown
    .map(
      (row) =>
        `${plainText(row.name)}: article ${signed(row.sentiment.all!.mean)}${row.baseline === null ? '' : `, corpus ${signed(row.baseline.mean)}`}`,
    )
    .join('; ')}`;
  type Row = ActorRow;
  const y = (row: Row): string => at.get(row)!;
  return charts.draw('actors', label, (plot) => ({
    width: 640,
    height: 50 + shown.length * 26,
    marginLeft: 190,
    marginRight: 20,
    x: { domain: [-1, 1], label: 'negative ← mean sentiment → positive', labelAnchor: 'center', ticks: 5 },
    y: { domain: shown.map(y), label: null, tickSize: 0 },
    marks: [
      plot.gridX({ className: 'c-grid', ticks: 5 }),
      plot.ruleX([0], { className: 'c-zero' }),
      plot.ruleY(
        shown.filter((r) => (r.baseline?.interval ?? null) !== null),
        {
          y,
          x1: (r: Row) => r.baseline!.interval![0],
          x2: (r: Row) => r.baseline!.interval![1],
          dy: 5,
          className: 'c-other',
        },
      ),
      plot.dot(
        shown.filter((r) => r.baseline !== null),
        { y, x: (r: Row) => r.baseline!.mean, r: 4, dy: 5, className: 'c-other' },
      ),
      plot.ruleY(
        shown.filter((r) => r.sentiment.all!.interval !== null),
        {
          y,
          x1: (r: Row) => r.sentiment.all!.interval![0],
          x2: (r: Row) => r.sentiment.all!.interval![1],
          dy: -4,
          className: 'c-article',
        },
      ),
      plot.dot(shown, { y, x: (r: Row) => r.sentiment.all!.mean, r: 5, dy: -4, className: 'c-article' }),
    ],
  }));
}
