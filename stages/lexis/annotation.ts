export interface TermCount {
  /** Lower-case word as written, apostrophes straightened. */
  readonly term: string;
  readonly count: number;
}

export interface LexisAnnotation {
  /** Sorted by term (code units). */
  readonly term_counts: readonly TermCount[];
  readonly [column: string]: unknown;
}
