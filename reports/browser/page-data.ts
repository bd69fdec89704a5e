/** What the report leaves in the page for its script; made by `pageData` and `fill` of the sections. */

/** Start, end and a tag: a hit within the article, in UTF-16 units. */
export type Hit = readonly [start: number, end: number, tag?: string];
/** A hit within a sentence of a comparison. */
export type DrawnHit = readonly [sentence: number, start: number, end: number, tag?: string];
export type Source = readonly [title: string, where: string, url: string | null];

/** The passages of one figure of an article. */
export interface Passages {
  readonly about?: string;
  readonly none?: string;
  readonly column?: string;
  readonly hits?: readonly number[];
  readonly list?: readonly Hit[];
  readonly total: number;
  readonly kwic?: boolean;
}

export interface LazyTable {
  readonly kind: string;
  readonly columns: readonly string[];
  readonly sets: Readonly<Record<string, readonly (readonly (string | number | null)[])[]>>;
  readonly notes?: Readonly<Record<string, string>>;
}

/** A mark of the text, as its note tells it and as a correction keeps it. */
export interface MarkNote {
  readonly layer: string;
  readonly kind: string;
  readonly note: string;
  readonly by: string;
  readonly sure: number | null;
  /** Code points, as in every output. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface PageData {
  readonly id?: string;
  readonly text: string;
  /** Of an article its spans; of a comparison its document, text and where it is cut (1 before, 2 after). */
  readonly sentences: readonly (readonly [number, number] | readonly [number, string, number])[];
  readonly hits: Readonly<Record<string, readonly Hit[]>>;
  readonly marks?: readonly MarkNote[];
  readonly docs?: readonly Source[];
  readonly cells?: Readonly<
    Record<string, readonly [number, readonly DrawnHit[], (readonly (readonly [number, number])[])?]>
  >;
  readonly groups?: readonly string[];
  /** Commands that list all evidence of a cell, the column of the groups, and the measures that no hits make. */
  readonly listing?: {
    readonly word: string;
    readonly hedge: string;
    readonly figure: string;
    readonly by: string;
    readonly whole: readonly string[];
  };
  readonly lazy?: Readonly<Record<string, LazyTable>>;
  /** How to cite this report. */
  readonly citation?: string;
  /** By kind: measures, actors, frames, keywords, hedges, collocates. */
  readonly [kind: string]: unknown;
}

export const data = JSON.parse(document.getElementById('data')?.textContent ?? '{}') as PageData;

/** The passages of a figure of an article. */
export function passagesOf(kind: string, key: string): Passages {
  const sets = data[kind] as Readonly<Record<string, Passages>> | undefined;
  return sets !== undefined && Object.hasOwn(sets, key) ? sets[key]! : { total: 0 };
}
