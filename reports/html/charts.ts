/** Charts as data: a text alternative, and SVG whose colours come from a style sheet. */
import type * as PlotModule from '@observablehq/plot';
import { escapeHtml, type Markup, plainText, raw } from './escape.js';

export type Plot = typeof PlotModule;
type PlotDocument = NonNullable<PlotModule.PlotOptions['document']>;

export interface Chart {
  /** Within its section. */
  readonly key: string;
  /** What it shows, in words, for those who do not see it. */
  readonly label: string;
  /** Of the SVG element: size, and what holds for all of it. */
  readonly attributes: string;
  readonly inner: string;
}

/** A chart within a page. */
export function chartMarkup({ label, attributes, inner }: Chart): Markup {
  return raw(`<svg ${attributes} role="img" aria-label="${escapeHtml(label)}">${inner}</svg>`);
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
      parseHTML('<!doctype html><html><body></body></html>').document as unknown as PlotDocument,
    );
  }

  /** A chart drawn by Plot; colours come from the page's style sheet, by class. */
  draw(key: string, label: string, options: (plot: Plot) => PlotModule.PlotOptions): Chart {
    const svg = this.#plot.plot({ ...options(this.#plot), document: this.#document });
    for (const style of [...svg.querySelectorAll('style')]) style.remove();
    for (const element of [svg, ...svg.querySelectorAll('[style]')]) element.removeAttribute('style');
    for (const group of [...svg.querySelectorAll('g[aria-label]')]) group.removeAttribute('aria-label');
    return {
      key,
      label,
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
