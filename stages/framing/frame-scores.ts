/** From the density of cue weights to a score, and which frame leads. */
import type { Codebook, CueScoring } from './codebook.js';

/**
 * The score of a frame from the weights of its cues: with density `d = 100 W / (n + prior_words)`,
 * `d^s / (d^s + half^s)`; 0 to 1, 0 without cues.
 *
 * @param weight - W, the sum of the weights of the frame's evidence.
 * @param words - n, the words of the text.
 */
export function cueScore(weight: number, words: number, half: number, scoring: CueScoring): number {
  if (weight <= 0) return 0;
  const density = (100 * weight) / (words + scoring.priorWords);
  return 1 / (1 + (half / density) ** scoring.steepness);
}

/** The density of cue weight, per 100 words, at which a frame's score is 0.5. */
export function halfOf(codebook: Codebook, frame: number): number {
  return codebook.frames[frame]!.half ?? codebook.scoring.half;
}

/** Index of the highest score that passes the threshold, the earlier frame at a tie; -1 where none passes. */
export function leadingFrame(scores: readonly (number | null)[], threshold: number): number {
  let best = -1;
  scores.forEach((score, f) => {
    if (score !== null && score >= threshold && (best < 0 || score > scores[best]!)) best = f;
  });
  return best;
}
