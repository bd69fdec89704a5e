/** What other sections ask passages for. */

/** A word whose lines are looked for in the texts, and the documents that hold it. */
export interface WantedWord {
  readonly kind: 'word' | 'hedge';
  readonly key: string;
  readonly term: string;
  readonly group: string;
  readonly rows: readonly number[];
}

/** Places already known. */
export interface WantedSentence {
  readonly kind: 'collocate';
  readonly key: string;
  readonly group: string;
  readonly at: {
    readonly row: number;
    readonly sentence: number;
    readonly start: number;
    readonly length: number;
  }[];
}
