/** What the framing stage gives: scores of frames, of the text and its paragraphs, and their evidence. */
import type { Voice } from '../voice.js';
import type { Stance } from './stance.js';

/** A document's score for one frame of one codebook. */
export interface FrameScore {
  readonly codebook: string;
  readonly frame: string;
  /** The frame's code in its codebook, e.g. `7`; null where it has none. */
  readonly code: string | null;
  /** Calibrated score from 0 to 1; null where the document is too short to judge. */
  readonly score: number | null;
  /** The sum of the weights of its evidence, before calibration. */
  readonly weight: number;
  /** That part of `weight` whose evidence stands in the author's own voice. */
  readonly author_weight: number;
  /** What a trained model adds that no span shows (its intercept and its weakest features); 0 for cues. */
  readonly unlocated: number;
  /**
   * How the score follows from the weight: log-odds of the score are this times log(weight), and something that hangs on
   * the words; null where they are `weight + unlocated`, as of a trained model.
   */
  readonly steepness: number | null;
  /** The frame is present: its score passes the codebook's threshold. */
  readonly present: boolean;
  /** The frame leads its codebook, and by the margin asked for: no frame does where two are close. */
  readonly leading: boolean;
  /**
   * Its claim to the lead among the frames of a calibrated codebook: the estimated probability that a coder would call it
   * the primary frame; null without a cue, or where nothing was calibrated.
   */
  readonly claim: number | null;
}

export interface FrameParagraph {
  readonly codebook: string;
  readonly frame: string;
  readonly paragraph: number;
  readonly score: number;
}

/**
 * The score that a frame would have without evidence of that weight: by the formula of its steepness, or of log-odds; null
 * where it has no score.
 */
export function scoreWithout(
  { score, weight, unlocated, steepness }: Pick<FrameScore, 'score' | 'weight' | 'unlocated' | 'steepness'>,
  evidence: number,
): number | null {
  if (score === null) return null;
  if (steepness === null) return 1 / (1 + Math.exp(-(weight + unlocated - evidence)));
  const left = weight - evidence;
  if (left <= 1e-9 || score === 0) return 0;
  return 1 / (1 + (1 / score - 1) * (weight / left) ** steepness);
}

/** A piece of evidence: a cue, or a sentence, that speaks for a frame. */
export interface FrameEvidence {
  readonly start: number;
  readonly end: number;
  readonly surface: string;
  readonly codebook: string;
  readonly frame: string;
  /** The codebook's term or the model's feature. */
  readonly term: string;
  /** What it adds to the weight of its frame; 0 where it is rejected. */
  readonly weight: number;
  readonly voice: Voice;
  readonly stance: Stance;
  readonly sentence: number;
  readonly paragraph: number;
}

export interface FramingAnnotation {
  readonly frames: readonly FrameScore[];
  readonly frame_paragraphs: readonly FrameParagraph[];
  readonly frame_evidence: readonly FrameEvidence[];
  readonly [column: string]: unknown;
}
