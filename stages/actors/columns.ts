import type { AttributionAnnotation } from '../attribution/annotation.js';
import { column, field, float64, int32, list, measure, spanFields, struct, utf8 } from '../columns.js';
import type { TokenisedDocument } from '../tokenising/annotation.js';
import {
  MINIMUM_WORDS,
  ratePerThousand,
  setVoicedRates,
  voicedRateColumns,
  voicedRateNames,
  voiceOf,
} from '../voice.js';
import type { Actor, Mention, MentionKind } from './annotation.js';
import type { OpenMention } from './entity.js';

const GROUP = 'Actors';
const NAMED_RATES = voicedRateNames('named_mention_rate');
const NAMED: readonly MentionKind[] = ['name', 'alias', 'acronym', 'surname', 'given_name', 'demonym'];
const NAMED_KINDS: ReadonlySet<MentionKind> = new Set(NAMED);

/** Whether a mention names its actor, rather than describing or replacing the name. */
export function isNamed(mention: Pick<Mention, 'kind'>): boolean {
  return NAMED_KINDS.has(mention.kind);
}

export const actorColumns = [
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
  ...voicedRateColumns('named_mention_rate', {
    title: 'Named actors',
    group: GROUP,
    description: 'Mentions of actors by name, alias or acronym per 1,000 words.',
    evidence: { column: 'mentions', where: { kind: [...NAMED] } },
    leading: true,
  }),
  measure(
    'distinct_actor_rate',
    `Distinct actors per 1,000 words. Falls with length: compare texts of similar length. Null under ${MINIMUM_WORDS} words.`,
    {
      unit: 'per 1,000 words',
      aggregate: { kind: 'rate' },
      title: 'Distinct actors',
      group: GROUP,
      range: [0, 1000],
      leading: true,
      evidence: { column: 'mentions', where: { status: ['resolved'] } },
    },
  ),
  measure('person_share', 'Share of named mentions that name people. Null without named mentions.', {
    unit: 'share',
    aggregate: { kind: 'share', among: { kind: [...NAMED] } },
    title: 'People among named actors',
    group: GROUP,
    range: [0, 1],
    evidence: { column: 'mentions', where: { kind: [...NAMED], type: ['person'] } },
  }),
  measure(
    'unresolved_pronoun_share',
    "Share of third-person pronouns that stand for actors ('he' and 'she' always; 'it' and 'they' where an actor is near), in all their forms, whose actor is ambiguous or not found. Null without such pronouns.",
    {
      unit: 'share',
      aggregate: { kind: 'share', among: { kind: ['pronoun'], type: ['person'] } },
      title: 'Unresolved pronouns',
      group: GROUP,
      range: [0, 1],
      evidence: { column: 'mentions', where: { kind: ['pronoun'], status: ['ambiguous', 'unresolved'] } },
    },
  ),
];

/** The values of the measures. */
export function measureActors(
  actors: readonly Actor[],
  mentions: readonly OpenMention[],
  d: TokenisedDocument,
  attribution: AttributionAnnotation,
): Record<string, number | null> {
  let author = 0;
  let source = 0;
  let people = 0;
  let pronouns = 0;
  let unresolved = 0;
  for (const mention of mentions) {
    if (isNamed(mention)) {
      if (voiceOf(attribution, mention.first) === 'author') author++;
      else source++;
      if (mention.type === 'person') people++;
    } else if (mention.kind === 'pronoun') {
      pronouns++;
      if (mention.status !== 'resolved') unresolved++;
    }
  }
  const named = author + source;
  const values: Record<string, number | null> = {
    distinct_actor_rate: ratePerThousand(actors.length, d.word_count),
    person_share: named === 0 ? null : people / named,
    unresolved_pronoun_share: pronouns === 0 ? null : unresolved / pronouns,
  };
  setVoicedRates(values, NAMED_RATES, author, source, attribution);
  return values;
}
