/** The author's wording about each actor, beside that of authors in the corpus. */
import { signed } from '../../../base/wording.js';
import { type Chart, type Charts, shorten } from '../../html/charts.js';
import { plainText } from '../../html/escape.js';
import type { ActorRow } from './schema.js';

const ACTORS_DRAWN = 10;

export function actorsChart(rows: readonly ActorRow[], charts: Charts): Chart | null {
  const shown = rows.filter(({ sentiment }) => sentiment.author !== null).slice(0, ACTORS_DRAWN);
  if (shown.length === 0) return null;
  const label = `Author’s wording about actors, from -1 negative to 1 positive. ${shown
    .map(
      ({ name, sentiment, baseline }) =>
        `${plainText(name)}: article ${signed(sentiment.author!.mean)}${baseline?.author == null ? '' : `, corpus ${signed(baseline.author.mean)}`}`,
    )
    .join('; ')}`;
  type Row = ActorRow;
  const own = (row: Row) => row.sentiment.author!;
  const corpus = (row: Row) => row.baseline?.author ?? null;
  const evidence = (row: Row): string => {
    const { interval } = own(row);
    return interval === null || (interval[0] <= 0 && interval[1] >= 0)
      ? 'c-even'
      : interval[1] < 0
        ? 'c-minus'
        : 'c-plus';
  };
  return charts.drawTwice('actors', label, (plot, width) => {
    const narrow = width < 500;
    const names = shown.map(({ name }) => shorten(name, narrow ? 15 : 28));
    const unique = names.map((name, k) => (names.indexOf(name) === k ? name : `${name} ${k + 1}`));
    const at = new Map(shown.map((row, k) => [row, unique[k]!]));
    const y = (row: Row): string => at.get(row)!;
    return {
      height: 46 + shown.length * 22,
      marginLeft: narrow ? 108 : 190,
      marginRight: 14,
      x: {
        domain: [-1, 1],
        label: 'negative ← author’s wording → positive',
        labelAnchor: 'center',
        ticks: 5,
      },
      y: { domain: unique, label: null, tickSize: 0 },
      marks: [
        plot.gridX({ className: 'c-grid', ticks: 5 }),
        plot.ruleX([0], { className: 'c-zero' }),
        plot.ruleY(
          shown.filter((row) => (corpus(row)?.interval ?? null) !== null),
          {
            y,
            x1: (row: Row) => corpus(row)!.interval![0],
            x2: (row: Row) => corpus(row)!.interval![1],
            dy: 4,
            className: 'c-other',
          },
        ),
        plot.dot(
          shown.filter((row) => corpus(row) !== null),
          { y, x: (row: Row) => corpus(row)!.mean, r: 3.5, dy: 4, className: 'c-other' },
        ),
        ...(['c-even', 'c-minus', 'c-plus'] as const).flatMap((className) => {
          const set = shown.filter((row) => evidence(row) === className);
          return [
            plot.ruleY(
              set.filter((row) => own(row).interval !== null),
              {
                y,
                x1: (row: Row) => own(row).interval![0],
                x2: (row: Row) => own(row).interval![1],
                dy: -4,
                className,
              },
            ),
            plot.dot(set, {
              y,
              x: (row: Row) => own(row).mean,
              r: 4.5,
              dy: -4,
              className,
              title: (row: Row) => `${plainText(row.name)}: ${signed(own(row).mean)}`,
            }),
          ];
        }),
      ],
    };
  });
}
