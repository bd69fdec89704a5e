/** Cells of tables: figures that sort, rows that open to their passages. */
import { percentileRange, percentileText } from '../../base/wording.js';
import { html, type Markup } from './escape.js';

/** A number as the page's script sorts it. */
export function sortValue(value: number | null): string {
  return value === null ? '' : String(Number(value.toPrecision(5)));
}

/** A cell with its number for sorting. */
export function number(value: number | null, text: string, interval = ''): Markup {
  return html`<td class="n" data-v="${sortValue(value)}">${text}${interval === '' ? '' : html` <span class="ci">${interval}</span>`}</td>`;
}

export function sortable(title: string, numeric = true): Markup {
  return html`<th scope="col"${numeric ? html` class="n"` : ''}><button type="button" class="sort">${title}</button></th>`;
}

/** The first cell of a row whose passages open under it. */
export function opener(kind: string, key: string, title: string | Markup): Markup {
  return html`<th scope="row"><button type="button" class="open" aria-expanded="false" data-kind="${kind}" data-key="${key}">${title}</button></th>`;
}

interface PercentileFigure {
  readonly percentile: number | null;
  readonly percentileInterval: readonly [number, number] | null;
}

/** A percentile with its interval, after a sign where one is given. */
export function percentileCell(row: PercentileFigure | null, sign?: string): Markup {
  const { percentile = null, percentileInterval = null } = row ?? {};
  const text =
    sign === undefined
      ? percentileText(percentile)
      : `${sign} ${percentile === null ? '' : percentileText(percentile)}`.trim();
  return number(percentile, text, percentileRange(percentileInterval));
}

/** The colour of a signed figure is that of its evidence: none where its interval holds 0, or where there is none. */
export function tone(interval: readonly [number, number] | null): string {
  return interval === null ? '' : interval[1] < 0 ? 'minus' : interval[0] > 0 ? 'plus' : '';
}

/** Unfolds a table that shows its first rows. */
export function showAll(table: string, rows: number, shown: number, noun: string): Markup | '' {
  if (rows <= shown) return '';
  const label = `Show all ${rows} ${noun}s`;
  return html`<button type="button" class="more" data-table="${table}" data-label="${label}" aria-expanded="false">${label}</button>`;
}

/** What a check says of a finding, as a sign. */
export const VERDICTS = { survives: '✓', unclear: '?', reversed: '✗', 'does not apply': '·' } as const;
