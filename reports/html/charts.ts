import type * as PlotModule from '@observablehq/plot';
import { count, figure, frameName, range, signed } from '../../base/wording.js';
import { sharesAt, valueAt } from '../../statistics/quantiles.js';
import type { ActorRow, FrameRow, MeasureRow } from '../article/report-schema.js';
import { escapeHtml, type Markup, plainText, raw } from './escape.js';

type Plot = typeof PlotModule;
type PlotDocument = NonNullable<PlotModule.PlotOptions['document']>;

/** Charts of a report. Plot and its document are loaded when the first report is drawn. */
export class Charts {
  readonly #plot: Plot;
  readonly #document: PlotDocument;

  private constructor(plot: Plot, document: PlotDocument) {
    this.#plot = plot;
    this.#document = document;
  }

  static async load(): Promise<Charts> {
    const [plot, { parseHTML }] = await Promise.all([
      import('@observablehq/plot'),
      import('linkedom/worker'),
    ]);
    return new Charts(
      plot,
      parseHTML('<!doctype html><html><body></body></html>').document as unknown as PlotDocument,
    );
  }

  /** An SVG with a text alternative; colours come from the page's style sheet, by class. */
  draw(label: string, options: (plot: Plot) => PlotModule.PlotOptions): Markup {
    const svg = this.#plot.plot({ ...options(this.#plot), document: this.#document });
    for (const style of [...svg.querySelectorAll('style')]) style.remove();
    for (const element of [svg, ...svg.querySelectorAll('[style]')]) element.removeAttribute('style');
    for (const group of [...svg.querySelectorAll('g[aria-label]')]) group.removeAttribute('aria-label');
    const inner = svg.innerHTML;
    return raw(
      `<svg viewBox="${svg.getAttribute('viewBox')}" width="${svg.getAttribute('width')}" height="${svg.getAttribute('height')}" text-anchor="middle" fill="currentColor" role="img" aria-label="${escapeHtml(label)}">${inner}</svg>`,
    );
  }

  /** The corpus's distribution of a measure, from its quantiles, the article marked. */
  distribution(row: MeasureRow): Markup {
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
    return this.draw(label, (plot) => ({
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

  /** Mean sentiment to each actor, article and corpus, with intervals. */
  actors(rows: readonly ActorRow[]): Markup {
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
    return this.draw(label, (plot) => ({
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

  /** Scores of a codebook's frames, the article's beside the corpus's mean. */
  frames(rows: readonly FrameRow[]): Markup {
    const shown = rows.filter(({ score }) => score !== null);
    const y = (row: FrameRow): string => shorten(frameName(row.frame), 26);
    const label = `Frame scores from 0 to 1. ${shown
      .map(
        (row) =>
          `${plainText(frameName(row.frame))}: article ${figure(row.score)}${row.baseline === null ? '' : `, corpus mean ${figure(row.baseline.mean)}`}`,
      )
      .join('; ')}`;
    return this.draw(label, (plot) => ({
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
}

function shorten(text: string, length: number): string {
  const clean = plainText(text).replace(/\s+/g, ' ');
  const characters = [...clean];
  return characters.length <= length ? clean : `${characters.slice(0, length - 1).join('')}…`;
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
