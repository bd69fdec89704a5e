/** Cells of tables by group: figures that open to their passages. */
import { html, type Markup } from './escape.js';

/** A figure that opens to its passages. */
export function opens(key: string, text: string | Markup): Markup {
  return html`<button class="open fig" aria-expanded="false" data-kind="cells" data-key="${key}">${text}</button>`;
}

/** The same in a table whose columns and rows name the figure: `data-col` of the heading, `data-g` of the row. */
export function opensHere(text: string | Markup): Markup {
  return html`<button class="open fig" aria-expanded="false">${text}</button>`;
}

export function columnHead(key: string, title: string): Markup {
  return html`<th scope="col" class="n" data-col="${key}"><button class="sort">${title}</button></th>`;
}

export const found = (q: number | null): boolean => q !== null && q < 0.05;

/**
 * One of several panels of which a choice shows one. The others are text to the parser until they are chosen, so that the
 * page opens quickly; without scripts all are shown.
 */
export function panel(kind: string, key: string, first: boolean, content: Markup): Markup {
  return first
    ? html`<div data-panel="${kind}" data-key="${key}">${content}</div>`
    : html`<noscript data-panel="${kind}" data-key="${key}">${content}</noscript>`;
}

/** Rows of a table by group shown before it is unfolded. */
export const GROUPS_SHOWN = 12;

/** The class of a row: the tail is folded. */
export function tailOf(index: number): Markup | '' {
  return index >= GROUPS_SHOWN ? html` class="tail"` : '';
}
