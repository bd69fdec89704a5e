/** What the sentiment stage gives. */
import type { Voice } from '../voice.js';
import type { MentionRole } from './roles.js';

export type SentimentLabel = 'negative' | 'neutral' | 'positive';

/** The sentiment that a sentence expresses toward one mention of an actor. */
export interface MentionSentiment {
  readonly start: number;
  readonly end: number;
  readonly surface: string;
  /** Key of the actor. */
  readonly actor: string;
  readonly label: SentimentLabel;
  /** Calibrated probabilities; they add up to 1. */
  readonly negative: number;
  readonly neutral: number;
  readonly positive: number;
  /** Whether no class is likely enough to be relied on. */
  readonly abstained: boolean;
  /** Whether it acts, is acted upon, speaks, or none of these. */
  readonly role: MentionRole;
  readonly voice: Voice;
  /** Probability that it stands in a source's voice. */
  readonly source_probability: number;
  /** The source's surface where the view is a source's, else null. */
  readonly holder: string | null;
  readonly sentence: number;
  /** Index into `mentions`. */
  readonly mention: number;
}

/** The document's sentiment toward one actor, in one voice. */
export interface ActorSentiment {
  readonly actor: string;
  readonly name: string;
  readonly type: string;
  readonly voice: 'all' | Voice;
  readonly mentions: number;
  /** Mean of P(positive) - P(negative) over the mentions, -1 to 1. */
  readonly mean: number;
  readonly negative: number;
  readonly neutral: number;
  readonly positive: number;
}

export interface SentimentAnnotation {
  readonly mention_sentiments: readonly MentionSentiment[];
  readonly actor_sentiments: readonly ActorSentiment[];
  readonly [column: string]: unknown;
}
