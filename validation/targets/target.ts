/** What can be validated: the units that are coded, the question put to the coder, and the figures that rest on the answers. */
import type { AnalysisStore } from '../../pipeline/store/analysis-store.js';

/** One answer of the coder, and the tool's own to the same question. */
export interface TargetClass {
  readonly name: string;
  readonly title: string;
}

/** A figure of a group: the mean over its units of what each class counts for. */
export interface TargetFigure {
  readonly key: string;
  readonly title: string;
  readonly unit: string;
  /** By class, in the order of the classes. */
  readonly values: readonly number[];
  /** Whether the tool gives a score of its own on the same scale, which is then taken as counted and as prediction. */
  readonly scored: boolean;
}

export interface Target {
  /** As `--measure` takes it. */
  readonly name: string;
  readonly title: string;
  readonly unit: 'document' | 'sentence' | 'mention';
  readonly classes: readonly TargetClass[];
  readonly question: string;
  /** The coding instructions, a paragraph an entry. */
  readonly codebook: readonly string[];
  /** What is marked in the unit, where the measure has spans; null where nothing is. */
  readonly spans: string | null;
  readonly figures: readonly TargetFigure[];
  /** What the tool's score means: its probability of `of`, or a score on the scale of the figure. */
  readonly score: { readonly title: string; readonly of: string | null };
  /** Headings and name beginnings of the report's measures that rest on it. */
  readonly measures: RegExp;
  /**
   * A query with one row a unit: document_id, unit (its number within the document), start and end (code points), predicted (a class),
   * score (null where the tool gives none).
   *
   * @throws UserError where the analysis lacks what it needs.
   */
  unitsSql(store: AnalysisStore): string;
}
