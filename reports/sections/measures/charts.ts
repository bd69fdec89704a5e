/** Where the article's value stands among the corpus's: a distribution, and a strip for a table's cell. */
import { count, figure, range } from '../../../base/wording.js';
import { sharesAt, valueAt } from '../../../statistics/quantiles.js';
import type { Chart, Charts } from '../../html/charts.js';
import { escapeHtml, type Markup, raw } from '../../html/escape.js';
import type { MeasureRow } from './schema.js';

/** The corpus's distribution of a measure, from its quantiles, the article marked. */
export function distribution(row: MeasureRow, charts: Charts): Chart {
  const { quantiles, n, median } = row.baseline!;
  const low = Math.min(quantiles[0]!, row.value ?? Number.POSITIVE_INFINITY);
  // The last half per cent would flatten all others.
  const high = Math.max(valueAt(quantiles, 0.995), row.value ?? Number.NEGATIVE_INFINITY);
  const bins = 32;
  const step = (high - low) / bins || 1;
  const upTo = (x: number): number => {
    const { below, equal } = sharesAt({ quantiles, n }, x);
    return below + equal;
  };
  const data = Array.from({ length: bins }, (_, k) => {
    const from = low + k * step;
    const share = Math.max(0, upTo(from + step) - (k === 0 ? 0 : upTo(from)));
    return { from, to: from + step, share };
  });
  const label = `${row.title}: distribution over ${count(n)} documents, median ${figure(median)} ${row.unit}; the article at ${figure(row.value)}`;
  return charts.draw(row.name, label, (plot) => ({
    width: 300,
    height: 104,
    marginLeft: 8,
    marginRight: 8,
    marginTop: 18,
    marginBottom: 22,
    x: { domain: [low, low + bins * step], label: null, ticks: 4 },
    y: { axis: null },
    marks: [
      plot.rectY(data, { x1: 'from', x2: 'to', y: 'share', inset: 0.4, className: 'c-corpus' }),
      plot.ruleX([median], { className: 'c-corpus-line' }),
      plot.ruleX([row.value!], { className: 'c-article' }),
      plot.text([row.value!], {
        x: (v: number) => v,
        text: () => 'article',
        frameAnchor: 'top',
        dy: -12,
        textAnchor:
          (row.value! - low) / (high - low || 1) > 0.8
            ? 'end'
            : (row.value! - low) / (high - low || 1) < 0.2
              ? 'start'
              : 'middle',
        className: 'c-article',
      }),
    ],
  }));
}

/** A box and whiskers with the article's place, for a table's cell; whiskers at 2.5% and 97.5%. */
export function strip(row: MeasureRow): Markup {
  if (row.baseline === null || row.value === null) return raw('');
  const q = (p: number): number => valueAt(row.baseline!.quantiles, p);
  const low = Math.min(q(0.025), row.value);
  const high = Math.max(q(0.975), row.value);
  const x = (value: number): string => (5 + (120 * (value - low)) / (high - low || 1)).toFixed(1);
  const label = `${figure(row.value)} beside a corpus with quartiles ${figure(q(0.25))}, ${figure(q(0.5))}, ${figure(q(0.75))} ${range([q(0.025), q(0.975)])}`;
  return raw(
    `<svg class="strip" viewBox="0 0 130 18" width="130" height="18" role="img" aria-label="${escapeHtml(label)}"><line class="span" x1="${x(q(0.025))}" x2="${x(q(0.975))}" y1="9" y2="9"/><rect class="box" x="${x(q(0.25))}" width="${Math.max(0.5, Number(x(q(0.75))) - Number(x(q(0.25)))).toFixed(1)}" y="5" height="8"/><line class="mid" x1="${x(q(0.5))}" x2="${x(q(0.5))}" y1="3" y2="15"/><circle class="here" cx="${x(row.value)}" cy="9" r="4"/></svg>`,
  );
}
