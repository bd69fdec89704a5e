/** Tokens [first, after). */
export type TokenRange = readonly [number, number];

/** What a rule or the model takes for an attribution, in tokens. */
export interface Proposal {
  readonly source: readonly TokenRange[];
  readonly cue: readonly TokenRange[];
  readonly content: readonly TokenRange[];
  readonly foundBy: string;
  readonly confidence: number;
}
