/** Tokens [first, after). */
export type TokenRange = readonly [number, number];

/** What a rule or the model takes for an attribution, in tokens. */
export interface Proposal {
  readonly source: readonly TokenRange[];
  readonly cue: readonly TokenRange[];
  readonly content: readonly TokenRange[];
  readonly foundBy: string;
  readonly confidence: number;
  /** Whether its source is vague, where the finder says so. */
  readonly vague?: boolean;
}

/** The proposal with another content. Written out, since V8 makes slow objects of a spread that is overwritten. */
export function withContent(
  { source, cue, foundBy, confidence, vague }: Proposal,
  content: readonly TokenRange[],
): Proposal {
  return vague === undefined
    ? { source, cue, content, foundBy, confidence }
    : { source, cue, content, foundBy, confidence, vague };
}
