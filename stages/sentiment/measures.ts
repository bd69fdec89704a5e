/** The stage's measures: each one object, over the mentions of actors that were judged. */
import { type Measure, type MeasuredVoice, mean, measureSet, share } from '../measure.js';
import type { JudgedMentions } from './judged-mentions.js';

/** Fewer mentions than this bear no mean and no share. */
export const MINIMUM_MENTIONS = 5;

/** Sums over a document's mentions, in each voice. */
export type MentionCounts = Readonly<Record<MeasuredVoice, VoiceCounts>>;

interface VoiceCounts {
  readonly mentions: number;
  /** Of P(positive) - P(negative). */
  readonly score: number;
  readonly negative: number;
  readonly positive: number;
}

const threshold = { least: MINIMUM_MENTIONS, of: 'mentions' } as const;

const shareOf = (label: 'negative' | 'positive', leading: boolean): Measure<MentionCounts> =>
  share({
    name: `sentiment_${label}_share`,
    title: `${label === 'negative' ? 'Negative' : 'Positive'} mentions`,
    description: `Share of the mentions of actors judged ${label}.`,
    unit: 'share of mentions',
    evidence: { column: 'mention_sentiments', where: { label: [label] } },
    among: {},
    threshold,
    voices: 'each',
    leading,
    part: (counts, voice) => counts[voice][label],
    whole: (counts, voice) => counts[voice].mentions,
  });

export const sentimentMeasures = measureSet<MentionCounts>('Sentiment', [
  mean({
    name: 'sentiment_mean',
    title: 'Sentiment toward actors',
    description: 'Mean of P(positive) - P(negative) over the mentions of actors.',
    unit: 'score',
    range: [-1, 1],
    evidence: { column: 'mention_sentiments', where: {} },
    fields: ['positive', 'negative'],
    threshold,
    voices: 'each',
    leading: true,
    sum: (counts, voice) => counts[voice].score,
    hits: (counts, voice) => counts[voice].mentions,
  }),
  shareOf('negative', true),
  shareOf('positive', false),
]);

export function countMentions(judged: JudgedMentions): MentionCounts {
  const none = () => ({ mentions: 0, score: 0, negative: 0, positive: 0 });
  const counts = { all: none(), author: none(), source: none() };
  for (let i = 0; i < judged.count; i++) {
    const score = judged.positive[i]! - judged.negative[i]!;
    for (const sums of [counts.all, judged.voice[i] === 1 ? counts.source : counts.author]) {
      sums.mentions++;
      sums.score += score;
      if (judged.label[i] === 0) sums.negative++;
      else if (judged.label[i] === 2) sums.positive++;
    }
  }
  return counts;
}
