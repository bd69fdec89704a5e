/** What the stage gives for a document: a value for each of its columns. Other stages may import this file alone. */

/** A sentence that asks. */
export interface Question {
  readonly start: number;
  readonly end: number;
  readonly surface: string;
  /** Index of its sentence. */
  readonly sentence: number;
}

export interface TemplateAnnotation {
  readonly questions: readonly Question[];
  /** The measures, by column. */
  readonly [measure: string]: unknown;
}
