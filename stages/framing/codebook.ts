/** What a codebook is: frames, and the cues that speak for them. */
import type { WordSequence } from '../../language/terms/term.js';
import type { Citation } from '../stage.js';

/** A term or phrase that speaks for a frame. */
export interface Cue {
  /** The term as the codebook writes it; evidence names it. */
  readonly term: string;
  /** Every way in which it can stand in a text. */
  readonly sequences: readonly WordSequence[];
  /** How strongly it speaks for the frame; more than 0. */
  readonly weight: number;
  /** The line of the codebook's file that it stands in; null where that is not known. */
  readonly line: number | null;
  /** Phrases inside which it does not count: "charge" but not in "in charge". */
  readonly unless: readonly WordSequence[];
}

export interface Frame {
  readonly name: string;
  readonly title: string;
  /** The frame's code in the published codebook; null where it has none. */
  readonly code: string | null;
  readonly definition: string;
  /** Where its definition and cues come from; null for the codebook's own. */
  readonly source: string | null;
  readonly cues: readonly Cue[];
  /** Phrases inside which no cue of this frame counts. */
  readonly exclude: readonly WordSequence[];
  /** Phrases that turn the frame down: for the cues that follow at once, or for a sentence judged whole. */
  readonly reject: readonly WordSequence[];
  /** Cue weight per 100 words at which the score is 0.5; null for the codebook's. */
  readonly half: number | null;
  /** How fast the score rises about `half`; null for the codebook's. */
  readonly steepness: number | null;
  /** Present from this score on; null for the codebook's. */
  readonly threshold: number | null;
  /** How it competes for the lead; null where nothing was calibrated. */
  readonly lead: LeadClaim | null;
}

/**
 * A frame's claim to the lead: `slope * log(1 + d / usual) + offset`, with d the density of its cue weight. What is usual of a
 * frame in news is no claim: "political" has many cues in nearly every article.
 */
export interface LeadClaim {
  /** The geometric mean of the frame's densities over uncoded news, where it has a cue. */
  readonly usual: number;
  readonly slope: number;
  readonly offset: number;
}

/**
 * How weights become scores. With W the weight of a frame's evidence in n words, its density is
 * `d = 100 W / (n + prior_words)` and its score `d^s / (d^s + half^s)` with s = steepness.
 */
export interface CueScoring {
  /** Under so many words every score is null. */
  readonly minimumWords: number;
  /** Words of nothing added to every text, so that one cue in a short one does not decide. */
  readonly priorWords: number;
  /** Cue weight per 100 words at which the score is 0.5. */
  readonly half: number;
  readonly steepness: number;
  /** A frame is present from this score on. */
  readonly threshold: number;
  /**
   * The leading frame's claim is ahead of the next one's by at least this, both as shares of all claims (calibrated) or as
   * scores; else there is no clear lead.
   */
  readonly leadMargin: number;
  /**
   * A cue of less weight than this counts only in company: where another cue of its frame, of that weight or more, stands in
   * its sentence or the one before or behind. 0 lets every cue count by itself.
   */
  readonly company: number;
  /** One term adds at most this share of a frame's weight in a document, but always one occurrence; 1 for no limit. */
  readonly termShare: number;
}

export const DEFAULT_SCORING: CueScoring = {
  minimumWords: 8,
  priorWords: 40,
  half: 1.5,
  steepness: 1.5,
  threshold: 0.5,
  leadMargin: 0.05,
  company: 0,
  termShare: 1,
};

/** A coding scheme: frames with their definitions and the cues that speak for them. */
export interface Codebook {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly licence: string;
  readonly citation: Citation | null;
  readonly scoring: CueScoring;
  readonly frames: readonly Frame[];
  /** The path that it was read from, as resources and errors name it. */
  readonly path: string;
}
