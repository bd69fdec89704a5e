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

/** The proposal with another content. Written out, since V8 makes slow objects of a spread that is overwritten. */
export function withContent(
  { source, cue, foundBy, confidence }: Proposal,
  content: readonly TokenRange[],
): Proposal {
  return { source, cue, content, foundBy, confidence };
}
