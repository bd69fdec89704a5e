/** What the stage gives for a document: a value for each of its columns. Other stages may import this file alone. */

export interface TermCount {
  /** Lower-case word as written, apostrophes straightened. */
  readonly term: string;
  readonly count: number;
}

export interface LexisAnnotation {
  /** Sorted by term (code units). */
  readonly term_counts: readonly TermCount[];
  /** One-permutation MinHash of the five-word shingles, 64 bins; empty under five words. */
  readonly shingle_minima: readonly number[];
  readonly [column: string]: unknown;
}
