/** The columns that the stage adds, each with its unit. */
import { type Column, column, field, float64, int32, list, spanFields, struct, utf8 } from '../columns.js';
import { sourceProbabilityField } from '../voice.js';
import { actorMeasures } from './measures.js';

export const actorColumns: readonly Column[] = [
  column(
    'actors',
    list(
      struct([
        field('key', utf8, 'Key of the actor in and across documents: its normalised full name.'),
        field('name', utf8, 'The fullest name used.'),
        field('type', utf8, 'person, organisation, location, facility or norp.'),
        field('mentions', int32, 'Mentions resolved to it, pronouns included.', { unit: 'mentions' }),
        field('named_mentions', int32, 'Mentions by name, alias or acronym.', { unit: 'mentions' }),
        field('aliases', list(utf8), 'The distinct surfaces of its named mentions, most frequent first.'),
        field('confidence', float64, 'Least confidence of the links that joined its names.', {
          unit: 'probability',
        }),
      ]),
    ),
    'The actors named in the document, most mentioned first.',
  ),
  column(
    'mentions',
    list(
      struct([
        ...spanFields,
        field('type', utf8, 'Type of the mention: person, organisation, location, facility or norp.'),
        field(
          'kind',
          utf8,
          'name, alias, acronym, surname, given_name, title, demonym, description or pronoun.',
        ),
        field('actor', utf8, 'Key of its actor in `actors`; null where unresolved or ambiguous.', {
          nullable: true,
        }),
        field('status', utf8, 'resolved, ambiguous (several actors fit about equally) or unresolved.'),
        field('confidence', float64, 'Probability that the mention is of this actor.', {
          unit: 'probability',
        }),
        field('voice', utf8, 'author or source.'),
        sourceProbabilityField,
        field('sentence', int32, 'Index of its sentence.', { unit: 'sentences' }),
        field('found_by', utf8, 'The rule or model that found the span.'),
      ]),
    ),
    'Mentions of actors in text order: names, descriptions and third-person pronouns.',
  ),
  column(
    'attribution_actors',
    list(
      struct([
        field('attribution', int32, 'Index into `attributions`.', { unit: 'attributions' }),
        field('actor', utf8, 'Key of the actor that is its source; null where none is named.', {
          nullable: true,
        }),
      ]),
    ),
    'For each attribution the actor that is its source.',
  ),
  ...actorMeasures.columns,
];
