/** The columns of the sentiment stage. */
import {
  bool,
  type Column,
  column,
  field,
  float64,
  int32,
  list,
  spanFields,
  struct,
  utf8,
} from '../columns.js';
import { sourceProbabilityField } from '../voice.js';
import { sentimentMeasures } from './measures.js';

const probability = (name: string, description: string) =>
  field(name, float64, description, { unit: 'probability' });

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
          sourceProbabilityField,
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
    ...sentimentMeasures.columns,
  ];
}
