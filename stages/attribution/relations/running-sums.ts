// What is read of sums over a document's tokens, entry i that of the tokens before i.

/** Clauses in a stretch that could be the cue's own sentence going on. */
export interface ClausesWithin {
  /** Verbs right after a comma or coordinator, and those of them that end as the cue does. */
  coordinated: number;
  parallel: number;
  /** Commas and coordinators followed by a likely cue. */
  told: number;
  /** Brackets opened less those closed. */
  balance: number;
}

export interface RunningSums {
  /** The tagger's marginals of content. */
  readonly content: Float64Array;
  readonly verbs: Int32Array;
  readonly commas: Int32Array;
  /** Tokens inside quotation marks. */
  readonly quoted: Int32Array;
  /** Tokens of [first, after) that are likely cues, but for one. */
  cuesWithin(first: number, after: number, but: number): number;
  /**
   * The clauses that begin in [first, until) and have their verb before `after`; overwritten by the next call.
   * @param ending - how a parallel verb ends.
   */
  clausesWithin(first: number, after: number, until: number, ending: number): Readonly<ClausesWithin>;
}
