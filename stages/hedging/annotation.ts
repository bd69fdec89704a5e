import type { Voice } from '../voice.js';

/**
 * Prokofieva & Hirschberg (2014) and Prince, Frader & Bosk (1982) as the commentary codebook states them:
 * `plausibility` shield ("may", "appears to"), `attribution` shield ("reportedly", "experts say"),
 * `approximator` ("nearly", "sort of", "often"), `conditional` ("if … would", "unless").
 */
export type HedgeType = 'plausibility' | 'attribution' | 'approximator' | 'conditional';

/** `negated`: a hedge word whose negation turns it into certainty ("no doubt", "cannot be denied"). */
export type CueSeries = 'hedge' | 'booster' | 'evidential' | 'negated';

export interface HedgingCue {
  readonly start: number;
  readonly end: number;
  readonly surface: string;
  readonly series: CueSeries;
  /** The type of a hedge; null for the other series. */
  readonly type: HedgeType | null;
  /** The lexicon entry that proposed it. */
  readonly entry: string;
  /** 1 weak, 2 middle, 3 strong. */
  readonly strength: number;
  /** Probability that it is a cue here. */
  readonly confidence: number;
  readonly voice: Voice;
  /** Index into `attributions`, or null in the author's voice. */
  readonly attribution: number | null;
  readonly sentence: number;
  /** What it covers: the clause or phrase that is hedged. Null where not found. */
  readonly scope_start: number | null;
  readonly scope_end: number | null;
  /** First token, in memory only. */
  readonly token: number;
}

export interface HedgingAnnotation {
  readonly hedging_cues: readonly HedgingCue[];
  readonly [column: string]: unknown;
}
