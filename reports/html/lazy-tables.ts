/** Tables that the page keeps as numbers and builds when they are chosen. */
import { plainText } from './escape.js';

/** Of what a figure is, that opens to passages. */
export type PassageKind = 'measure' | 'actor' | 'frame' | 'word' | 'hedge' | 'collocate';

/** A cell of a table that the page builds: its number, or its text and, after a bar, its interval. */
export type Cell = number | string | null;
/** What follows the set's key in the key of its passages, which is the row's title too, or the group's index; its cells. */
export type Row = readonly [key: string | number, ...cells: Cell[]];

export interface LazyTable {
  readonly kind: string;
  readonly columns: readonly string[];
  readonly sets: Readonly<Record<string, readonly Row[]>>;
  readonly notes?: Readonly<Record<string, string>>;
}

export const KINDS: Readonly<Record<PassageKind, string>> = {
  measure: 'm',
  actor: 'a',
  frame: 'f',
  word: 'w',
  hedge: 'h',
  collocate: 'c',
};

/** The key under which the page keeps the passages of a figure: kind, set and row of its table. */
export function cellKey(kind: PassageKind, key: string, group: number): string {
  if (kind === 'word' || kind === 'hedge') return `${KINDS[kind]}|${group}|${plainText(key)}`;
  if (kind !== 'collocate') return `${KINDS[kind]}|${plainText(key)}|${group}`;
  const cut = key.lastIndexOf('/');
  return `c|${plainText(key.slice(0, cut))}|${group}|${plainText(key.slice(cut + 1))}`;
}

/** A figure and, after a bar, its interval. */
export const cell = (text: string, interval: string): string =>
  interval === '' ? text : `${text}|${interval}`;

export const indexOf = (groups: readonly { readonly group: string }[]): ReadonlyMap<string, number> =>
  new Map(groups.map(({ group }, index) => [group, index]));
