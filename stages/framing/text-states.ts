/** What the encoder's states add to the scores of a trained model. */
import { lowerBound } from '../../base/bisect.js';
import type { PieceStates } from '../../models/encoder/encoder.js';
import type { StateWeights } from './linear-model.js';

/**
 * The mean state of a text's word pieces [from, to); all of it by default.
 *
 * @returns as many numbers as a state is wide; all 0 where there is no piece.
 */
export function meanState(
  { width, states, starts }: PieceStates,
  from = 0,
  to = starts.length,
): Float32Array {
  const mean = new Float64Array(width);
  for (let piece = from; piece < to; piece++)
    for (let d = 0; d < width; d++) mean[d]! += states[piece * width + d]!;
  return Float32Array.from(mean, (sum) => sum / Math.max(1, to - from));
}

/** Adds the part of a text's characters [start, end) to the log-odds by frame; offsets count UTF-16 code units. */
export function addStates(
  logOdds: Float64Array,
  { width, weights }: StateWeights,
  read: PieceStates,
  start: number,
  end: number,
): void {
  const from = lowerBound(read.starts, start);
  const mean = meanState(read, from, lowerBound(read.starts, end));
  for (let f = 0; f < logOdds.length; f++)
    for (let d = 0; d < width; d++) logOdds[f]! += weights[f * width + d]! * mean[d]!;
}
