/** The columns of the sentiment stage. */
import {
  bool,
  type Column,
  column,
  field,
  float64,
  int32,
  list,
  measure,
  spanFields,
  struct,
  utf8,
} from '../columns.js';
import type { JudgedMentions } from './judged-mentions.js';

const probability = (name: string, description: string) =>
  field(name, float64, description, { unit: 'probability' });

/** Fewer mentions than this bear no mean and no share: the measure is null. */
export const MINIMUM_MENTIONS = 5;

const MEASURES = [
  [
    'sentiment_mean',
    'Sentiment toward actors',
    'Mean of P(positive) - P(negative) over the mentions of actors.',
  ],
  ['sentiment_negative_share', 'Negative mentions', 'Share of the mentions of actors judged negative.'],
  ['sentiment_positive_share', 'Positive mentions', 'Share of the mentions of actors judged positive.'],
] as const;

const VOICES = [
  ['all', '', '', ''],
  ['author', '_author', ", author's voice", " In the author's own voice only."],
  ['source', '_source', ", sources' voices", ' In what is quoted or reported only.'],
] as const;

export function sentimentColumns(): readonly Column[] {
  return [
    column(
      'mention_sentiments',
      list(
        struct([
          ...spanFields,
          field('actor', utf8, 'Key of the actor in `actors`.'),
          field(
            'label',
            utf8,
            'negative, neutral or positive: the most probable of the three, rare ones weighed more.',
          ),
          probability('negative', 'Calibrated probability that the sentence speaks ill of the actor.'),
          probability('neutral', 'Calibrated probability that it does neither.'),
          probability('positive', 'Calibrated probability that it speaks well of the actor.'),
          field('abstained', bool, 'No class is probable enough to be relied on for this mention alone.'),
          field(
            'role',
            utf8,
            'agent, patient, speaker or other: whether it does something in the sentence, something is done to it, or it says or thinks something, by the parts of speech around it.',
          ),
          field('voice', utf8, 'author or source: in whose statement the mention stands.'),
          field('holder', utf8, "The source's words where the view is a source's and the source is named.", {
            nullable: true,
          }),
          field('sentence', int32, 'Index into `sentences`.', { unit: 'sentences' }),
          field('mention', int32, 'Index into `mentions`.', { unit: 'mentions' }),
        ]),
      ),
      'Sentiment that the sentence, read beside what the text says of the actor elsewhere, expresses toward each resolved mention of an actor, in text order.',
    ),
    column(
      'actor_sentiments',
      list(
        struct([
          field('actor', utf8, 'Key of the actor in `actors`.'),
          field('name', utf8, 'The fullest name used.'),
          field('type', utf8, 'person, organisation, location, facility or norp.'),
          field('voice', utf8, 'all, author or source: over which mentions.'),
          field('mentions', int32, 'Mentions that the figures rest on.', { unit: 'mentions' }),
          field('mean', float64, 'Mean of P(positive) - P(negative), -1 to 1.', { unit: 'score' }),
          field('negative', int32, 'Mentions judged negative.', { unit: 'mentions' }),
          field('neutral', int32, 'Mentions judged neutral.', { unit: 'mentions' }),
          field('positive', int32, 'Mentions judged positive.', { unit: 'mentions' }),
        ]),
      ),
      'Sentiment toward each actor over its mentions, in all voices together and in each.',
    ),
    ...MEASURES.flatMap(([name, title, description]) =>
      VOICES.map(([voice, suffix, titleSuffix, note]) =>
        measure(`${name}${suffix}`, `${description}${note} Null under ${MINIMUM_MENTIONS} mentions.`, {
          unit: name === 'sentiment_mean' ? 'score' : 'share of mentions',
          title: `${title}${titleSuffix}`,
          group: 'Sentiment',
          family: name,
          voice,
          aggregate:
            name === 'sentiment_mean'
              ? { kind: 'mean', fields: ['positive', 'negative'] }
              : { kind: 'share', among: voice === 'all' ? {} : { voice: [voice] } },
          threshold: { least: MINIMUM_MENTIONS, of: 'mentions' },
          range: name === 'sentiment_mean' ? [-1, 1] : [0, 1],
          leading: (name === 'sentiment_mean' || name === 'sentiment_negative_share') && voice === 'author',
          evidence: {
            column: 'mention_sentiments',
            where: { ...labelsOf(name), ...(voice === 'all' ? {} : { voice: [voice] }) },
          },
        }),
      ),
    ),
  ];
}

function labelsOf(name: string): Record<string, readonly string[]> {
  if (name === 'sentiment_negative_share') return { label: ['negative'] };
  if (name === 'sentiment_positive_share') return { label: ['positive'] };
  return {};
}

/** The values of the measures, from the mentions. */
export function sentimentMeasures(judged: JudgedMentions): Record<string, number | null> {
  const sums = { all: new Sums(), author: new Sums(), source: new Sums() };
  for (let i = 0; i < judged.count; i++) {
    const score = judged.positive[i]! - judged.negative[i]!;
    sums.all.add(score, judged.label[i]!);
    (judged.voice[i] === 1 ? sums.source : sums.author).add(score, judged.label[i]!);
  }
  const values: Record<string, number | null> = {};
  for (const [voice, suffix] of VOICES) {
    const { n, score, negative, positive } = sums[voice];
    const over = (sum: number): number | null => (n < MINIMUM_MENTIONS ? null : sum / n);
    values[`sentiment_mean${suffix}`] = over(score);
    values[`sentiment_negative_share${suffix}`] = over(negative);
    values[`sentiment_positive_share${suffix}`] = over(positive);
  }
  return values;
}

class Sums {
  n = 0;
  score = 0;
  negative = 0;
  positive = 0;

  add(score: number, label: number): void {
    this.n++;
    this.score += score;
    if (label === 0) this.negative++;
    else if (label === 2) this.positive++;
  }
}
