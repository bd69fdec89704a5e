/** What the stage gives for a document: a value for each of its columns. Other stages may import this file alone. */
import type { Voice } from '../voice.js';

/**
 * Prokofieva & Hirschberg (2014) and Prince, Frader & Bosk (1982) as the commentary codebook states them:
 * `plausibility` shield ("may", "appears to"), `attribution` shield ("reportedly", "experts say"),
 * `approximator` ("nearly", "sort of", "often"), `conditional` ("if … would", "unless").
 */
export type HedgeType = 'plausibility' | 'attribution' | 'approximator' | 'conditional';

/** `negated`: a hedge word whose negation turns it into certainty ("no doubt", "cannot be denied"). */
export type CueSeries = 'hedge' | 'booster' | 'evidential' | 'negated';

/** The annotation scheme that decides what counts as a hedge; SCHEMES.md argues for the default. */
export type HedgingScheme = 'commentary' | 'szeged' | 'conll';

/** Semantic uncertainty by Szarvas et al. (2012), doi:10.1162/COLI_a_00098. */
export type SzegedType = 'epistemic' | 'doxastic' | 'condition' | 'investigation';

export interface HedgingCue {
  readonly start: number;
  readonly end: number;
  readonly surface: string;
  readonly series: CueSeries;
  /** The type of a hedge; null for the other series. */
  readonly type: HedgeType | null;
  /** The hedge's type in the scheme's own terms: a `SzegedType` under `szeged`, else as `type`. */
  readonly scheme_type: string | null;
  /** The lexicon entry or the model that proposed it. */
  readonly entry: string;
  /** 1 weak, 2 middle, 3 strong. */
  readonly strength: number;
  /** Probability that it is a cue here; null where rules alone decided. */
  readonly confidence: number | null;
  readonly voice: Voice;
  /** Probability that it stands in a source's voice. */
  readonly source_probability: number;
  /** Index into `attributions`, or null in the author's voice. */
  readonly attribution: number | null;
  readonly sentence: number;
  /** What it covers: the clause or phrase that is hedged. Null where not found. */
  readonly scope_start: number | null;
  readonly scope_end: number | null;
  /** Tokens [token, afterToken), in memory only. */
  readonly token: number;
  readonly afterToken: number;
}

export interface HedgingAnnotation {
  /** In text order; cues do not overlap. */
  readonly hedging_cues: readonly HedgingCue[];
  /** For each sentence 1 where the scheme calls it uncertain; in memory only. */
  readonly uncertainSentence: Uint8Array;
  readonly [column: string]: unknown;
}
