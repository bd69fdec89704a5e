// The columns that the hedging stage adds.
import {
  type Column,
  column,
  field,
  float64,
  int32,
  list,
  offset,
  spanFields,
  struct,
  utf8,
} from '../columns.js';
import { sourceProbabilityField } from '../voice.js';
import { hedgingMeasures } from './measures.js';

export const hedgingColumns: readonly Column[] = [
  column(
    'hedging_cues',
    list(
      struct([
        ...spanFields,
        field(
          'series',
          utf8,
          'hedge, booster, evidential, or negated (a hedge word negated into certainty).',
        ),
        field('type', utf8, 'Type of a hedge: plausibility, attribution, approximator, conditional.', {
          nullable: true,
        }),
        field(
          'scheme_type',
          utf8,
          "The hedge's type in the scheme's own terms, e.g. epistemic in Szeged's.",
          {
            nullable: true,
          },
        ),
        field('entry', utf8, 'The lexicon entry or the model that proposed it.'),
        field('strength', int32, '1 weak, 2 middle, 3 strong.', { unit: 'strength' }),
        field('confidence', float64, 'Probability that it is a cue here; null where rules alone decided.', {
          unit: 'probability',
          nullable: true,
        }),
        field('voice', utf8, 'author or source.'),
        sourceProbabilityField,
        field('attribution', int32, 'Index into `attributions`; null in the author’s voice.', {
          unit: 'attributions',
          nullable: true,
        }),
        field('sentence', int32, 'Index of its sentence.', { unit: 'sentences' }),
        field('scope_start', offset, 'First code point of what it covers.', { nullable: true }),
        field('scope_end', offset, 'Code point after the last one of what it covers.', { nullable: true }),
      ]),
    ),
    'Hedges, boosters, evidentials and negated hedges, in text order.',
  ),
  ...hedgingMeasures,
];
