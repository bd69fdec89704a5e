/** The stage's measures: each one object, over a document's mentions and actors. */
import type { AttributionAnnotation } from '../attribution/annotation.js';
import { type MeasuredVoice, measureSet, rate, share } from '../measure.js';
import { voiceCodeOf } from '../voice.js';
import { isNamed, NAMED_KINDS } from './annotation.js';
import type { OpenMention } from './entity.js';

export interface ActorCounts {
  /** Mentions by name, in each voice. */
  readonly named: Readonly<Record<MeasuredVoice, number>>;
  readonly words: Readonly<Record<MeasuredVoice, number>>;
  readonly actors: number;
  /** Mentions by name of people. */
  readonly people: number;
  readonly pronouns: number;
  /** Pronouns whose actor is ambiguous or not found. */
  readonly open: number;
}

const named = { kind: [...NAMED_KINDS] };
const pronouns = { kind: ['pronoun'] };
const mentionsWhere = (where: Readonly<Record<string, readonly string[]>>) => ({ column: 'mentions', where });

export const actorMeasures = measureSet<ActorCounts>('Actors', [
  rate({
    name: 'named_mention_rate',
    title: 'Named actors',
    description: 'Mentions of actors by name, alias or acronym per 1,000 words.',
    evidence: mentionsWhere(named),
    voices: 'each',
    leading: true,
    hits: (counts, voice) => counts.named[voice],
    words: ({ words }, voice) => words[voice],
  }),
  rate({
    name: 'distinct_actor_rate',
    title: 'Distinct actors',
    description: 'Distinct actors per 1,000 words. Falls with length: compare texts of similar length.',
    evidence: mentionsWhere({ status: ['resolved'] }),
    leading: true,
    hits: ({ actors }) => actors,
    words: ({ words }) => words.all,
  }),
  share({
    name: 'person_share',
    title: 'People among named actors',
    description: 'Share of named mentions that name people.',
    unit: 'share',
    evidence: mentionsWhere({ ...named, type: ['person'] }),
    among: named,
    threshold: { least: 1, of: 'named mentions' },
    part: ({ people }) => people,
    whole: (counts) => counts.named.all,
  }),
  share({
    name: 'unresolved_pronoun_share',
    title: 'Unresolved pronouns',
    description:
      "Share of third-person pronouns that stand for actors ('he' and 'she' always; 'it' and 'they' where an actor is near), in all their forms, whose actor is ambiguous or not found.",
    unit: 'share',
    evidence: mentionsWhere({ ...pronouns, status: ['ambiguous', 'unresolved'] }),
    among: pronouns,
    threshold: { least: 1, of: 'such pronouns' },
    part: ({ open }) => open,
    whole: (counts) => counts.pronouns,
  }),
]);

export function countActors(
  actors: number,
  mentions: readonly OpenMention[],
  words: number,
  attribution: AttributionAnnotation,
): ActorCounts {
  let author = 0;
  let source = 0;
  let people = 0;
  let pronouns = 0;
  let open = 0;
  for (const mention of mentions) {
    if (isNamed(mention)) {
      if (voiceCodeOf(attribution, mention.first) === 0) author++;
      else source++;
      if (mention.type === 'person') people++;
    } else if (mention.kind === 'pronoun') {
      pronouns++;
      if (mention.status !== 'resolved') open++;
    }
  }
  return {
    named: { all: author + source, author, source },
    words: { all: words, author: attribution.words_author, source: attribution.words_source },
    actors,
    people,
    pronouns,
    open,
  };
}
