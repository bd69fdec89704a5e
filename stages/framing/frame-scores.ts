/** From the density of cue weights to a score, and which frame leads. */
import type { Codebook, LeadClaim } from './codebook.js';

/** How one frame's density becomes its score. */
export interface FrameScoring {
  readonly priorWords: number;
  /** Cue weight per 100 words at which the score is 0.5. */
  readonly half: number;
  readonly steepness: number;
  /** Present from this score on. */
  readonly threshold: number;
}

/** The scoring of a frame: its own where it was calibrated, else its codebook's. */
export function scoringOf(codebook: Codebook, frame: number): FrameScoring {
  const { scoring, frames } = codebook;
  const own = frames[frame]!;
  return {
    priorWords: scoring.priorWords,
    half: own.half ?? scoring.half,
    steepness: own.steepness ?? scoring.steepness,
    threshold: own.threshold ?? scoring.threshold,
  };
}

/** Cue weight per 100 words, over some words more than there are. */
export function cueDensity(weight: number, words: number, priorWords: number): number {
  return (100 * weight) / (words + priorWords);
}

/**
 * The score of a frame from the weights of its cues: with density `d = 100 W / (n + prior_words)`,
 * `d^s / (d^s + half^s)`; 0 to 1, 0 without cues. It is the logistic function of `s (log d - log half)`, so that a half and
 * a steepness fitted to coded texts make it the probability that a coder sees the frame (Platt 1999).
 *
 * @param weight - W, the sum of the weights of the frame's evidence.
 * @param words - n, the words of the text.
 */
export function cueScore(weight: number, words: number, scoring: FrameScoring): number {
  if (weight <= 0) return 0;
  const density = cueDensity(weight, words, scoring.priorWords);
  return 1 / (1 + (scoring.half / density) ** scoring.steepness);
}

/** Which frame leads a text, and which two come nearest. */
export interface Lead {
  /** Index of the frame that leads; -1 where none does. */
  readonly leading: number;
  /** The two frames with the strongest claims, the stronger first; fewer where fewer have cues. */
  readonly nearest: readonly number[];
  /** By how much the first is ahead of the second; null where there is no first. */
  readonly margin: number | null;
}

const NO_LEAD: Lead = { leading: -1, nearest: [], margin: null };

/**
 * The lead among frames by their claims, from 0 to 1, or null where a frame claims nothing: the first leads only where it is
 * ahead of the second by the margin asked for. At a tie of claims the earlier frame stands first.
 */
export function leadOf(claims: readonly (number | null)[], margin: number): Lead {
  let first = -1;
  let second = -1;
  claims.forEach((claim, f) => {
    if (claim === null) return;
    if (first < 0 || claim > claims[first]!) [first, second] = [f, first];
    else if (second < 0 || claim > claims[second]!) second = f;
  });
  if (first < 0) return NO_LEAD;
  const ahead = claims[first]! - (second < 0 ? 0 : claims[second]!);
  return {
    leading: ahead >= margin ? first : -1,
    nearest: second < 0 ? [first] : [first, second],
    margin: ahead,
  };
}

/** How strongly a frame claims a text's lead before it is set against the others: `slope * log(1 + d / usual) + offset`. */
export const leadStrength = ({ slope, usual, offset }: LeadClaim, density: number): number =>
  slope * Math.log1p(density / usual) + offset;

/**
 * The claims of a calibrated codebook's frames to the lead of a text: a share of 1 each, by the softmax of their strength. Null for a frame without a cue in the text, whose share is not given to others.
 */
export function leadClaims(codebook: Codebook, densities: readonly number[]): (number | null)[] {
  const logits = codebook.frames.map(({ lead }, f) =>
    lead === null ? Number.NEGATIVE_INFINITY : leadStrength(lead, densities[f]!),
  );
  const most = Math.max(...logits);
  const shares = logits.map((logit) => Math.exp(logit - most));
  const sum = shares.reduce((a, b) => a + b, 0);
  return shares.map((share, f) => (densities[f]! > 0 ? share / sum : null));
}
