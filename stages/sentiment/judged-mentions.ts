/** What was judged of the resolved mentions of a document, in text order: parallel arrays. */
export interface JudgedMentions {
  readonly count: number;
  /** Index of the mention's actor in `actors`. */
  readonly actor: Int32Array;
  /** 1 where it stands in a source's voice, else 0. */
  readonly voice: Int32Array;
  /** The most probable class: 0 negative, 1 neutral, 2 positive. */
  readonly label: Int32Array;
  readonly negative: Float64Array;
  readonly neutral: Float64Array;
  readonly positive: Float64Array;
}
