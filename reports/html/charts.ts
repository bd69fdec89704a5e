/** Charts as data: a text alternative, and SVG whose colours come from a style sheet. */
import type * as PlotModule from '@observablehq/plot';
import { escapeHtml, type Markup, plainText, raw } from './escape.js';

export type Plot = typeof PlotModule;
type PlotDocument = NonNullable<PlotModule.PlotOptions['document']>;

/** Pixels of a chart over the page's whole width, and of one on a telephone. */
const WIDE = 640;
const NARROW = 360;

export interface Chart {
  /** Within its section. */
  readonly key: string;
  /** What it shows, in words, for those who do not see it. */
  readonly label: string;
  /** Of the SVG element: size, and what holds for all of it. */
  readonly attributes: string;
  readonly inner: string;
  /** The same for a narrow page, drawn again. */
  readonly narrow?: Pick<Chart, 'attributes' | 'inner'>;
}

/** A chart within a page. */
export function chartMarkup({ label, attributes, inner, narrow }: Chart): Markup {
  const svg = (className: string, drawn: Pick<Chart, 'attributes' | 'inner'>): string =>
    `<svg${className} ${drawn.attributes} role="img" aria-label="${escapeHtml(label)}">${drawn.inner}</svg>`;
  return raw(
    narrow === undefined
      ? svg('', { attributes, inner })
      : svg(' class="wide-chart"', { attributes, inner }) + svg(' class="narrow"', narrow),
  );
}

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
      // Plot asks for a browser's document, of which linkedom has all that it uses.
      parseHTML('<!doctype html><html><body></body></html>').document as unknown as PlotDocument,
    );
  }

  /** A chart drawn by Plot; colours come from the page's style sheet, by class. */
  draw(key: string, label: string, options: (plot: Plot) => PlotModule.PlotOptions): Chart {
    return { key, label, ...this.#svg(options(this.#plot)) };
  }

  /** The same drawn for wide and for narrow pages: the options are asked for each width. */
  drawTwice(
    key: string,
    label: string,
    options: (plot: Plot, width: number) => PlotModule.PlotOptions,
  ): Chart {
    const at = (width: number) => this.#svg({ width, ...options(this.#plot, width) });
    return { key, label, ...at(WIDE), narrow: at(NARROW) };
  }

  #svg(options: PlotModule.PlotOptions): Pick<Chart, 'attributes' | 'inner'> {
    const svg = this.#plot.plot({ ...options, document: this.#document });
    for (const style of [...svg.querySelectorAll('style')]) style.remove();
    for (const element of [svg, ...svg.querySelectorAll('[style]')]) element.removeAttribute('style');
    for (const group of [...svg.querySelectorAll('g[aria-label]')]) group.removeAttribute('aria-label');
    return {
      attributes: `viewBox="${svg.getAttribute('viewBox')}" width="${svg.getAttribute('width')}" height="${svg.getAttribute('height')}" text-anchor="middle" fill="currentColor"`,
      inner: svg.innerHTML,
    };
  }
}

export function shorten(text: string, length: number): string {
  const clean = plainText(text).replace(/\s+/g, ' ');
  const characters = [...clean];
  return characters.length <= length ? clean : `${characters.slice(0, length - 1).join('')}…`;
}
