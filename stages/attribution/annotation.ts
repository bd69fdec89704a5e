/** A stretch of the document's text; offsets in memory count UTF-16 code units. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly surface: string;
}

/** `direct`: in quotation marks; `indirect`: reported in the writer's words; `mixed`: partly quoted. */
export type AttributionType = 'direct' | 'indirect' | 'mixed';

/**
 * Who is said to hold the content: `named`, a `pronoun`, a definite `nominal` ("the minister"), a `generic`
 * or vague source ("experts", "critics", "many"), or `none` ("it is believed", passives without an agent).
 */
export type SourceKind = 'named' | 'pronoun' | 'nominal' | 'generic' | 'none';

/** Somebody other than the writer is said to state or think something. */
export interface Attribution {
  readonly type: AttributionType;
  readonly source_kind: SourceKind;
  /** Whether the source is unnamed and vague: `source_kind` is `generic` or `none`. */
  readonly generic: boolean;
  /** Spans in text order; empty where the source is not named. */
  readonly source: readonly Span[];
  /** Of each source the part that names who speaks: "critics" of "Crane's critics"; in memory only. */
  readonly speakers: readonly Span[];
  readonly cue: readonly Span[];
  readonly content: readonly Span[];
  /** Index of the sentence in which it begins. */
  readonly sentence: number;
  /** Probability that this is an attribution. */
  readonly confidence: number;
  /** The rule or model that found it. */
  readonly found_by: string;
  /**
   * Tokens [first, after last) of the content that stand in the source's voice: all of it in a statement or thought,
   * what is quoted in a stance told in the writer's words; in memory only.
   */
  readonly voicedTokens: readonly (readonly [number, number])[];
  /** Tokens [first, after last) of each content span; in memory only. */
  readonly contentTokens: readonly (readonly [number, number])[];
}

export interface AttributionAnnotation {
  readonly attributions: readonly Attribution[];
  /** For each token the index of the innermost attribution in whose source's voice it stands, or -1: the author's voice. */
  readonly attributionOfToken: Int32Array;
  /** For each token the probability that it stands in a source's voice; 0 where no attribution was found. */
  readonly voiceProbability: Float32Array;
  /**
   * For each token the index of the innermost attribution whose content holds it, or -1. Differs where a stance is
   * told in the author's words: "She praised the mayor" stands in the author's voice, and the praise is hers.
   */
  readonly holderOfToken: Int32Array;
  /** For each token 1 where it stands inside quotation marks that quote (not scare quotes or titles). */
  readonly quotedToken: Uint8Array;
  readonly words_author: number;
  readonly words_source: number;
  /** Of them, those of doubtful attributions. */
  readonly words_doubtful: number;
  readonly [column: string]: unknown;
}
