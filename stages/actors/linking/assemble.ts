/** Actors, mentions and the actors of attributions as the analysis keeps them. */
import { partitionPoint } from '../../../base/bisect.js';
import type { AttributionAnnotation } from '../../attribution/annotation.js';
import { coded, numbers, Rows, slices, TextTable, texts } from '../../column-batch.js';
import type { TokenisedDocument } from '../../tokenising/annotation.js';
import { VOICES, voiceCodeOf } from '../../voice.js';
import {
  ACTOR_TYPES,
  type Actor,
  type ActorType,
  type AttributionActor,
  isNamed,
  MENTION_KINDS,
  MENTION_STATUS,
  type Mention,
  type MentionTokens,
} from '../annotation.js';

import type { Entity, OpenMention } from '../entity.js';

const KIND_TEXTS = new TextTable(MENTION_KINDS);
const TYPE_TEXTS = new TextTable(ACTOR_TYPES);
const STATUS_TEXTS = new TextTable(MENTION_STATUS);

/** The mentions as the analysis keeps them, once `toActors` has numbered the actors. */
export function toMentions(
  open: readonly OpenMention[],
  d: TokenisedDocument,
  attribution: AttributionAnnotation,
): { readonly rows: Rows<Mention>; readonly tokens: MentionTokens } {
  const count = open.length;
  const of = (): Int32Array => new Int32Array(count);
  const [first, after, actor, start, end] = [of(), of(), of(), of(), of()];
  const [type, kind, status, voice, sentence] = [of(), of(), of(), of(), of()];
  const confidence = new Float64Array(count);
  const ofSource = new Float64Array(count);
  const keys: (string | null)[] = [];
  const foundBy: string[] = [];
  for (let i = 0; i < count; i++) {
    const mention = open[i]!;
    const { entity } = mention;
    first[i] = mention.first;
    after[i] = mention.after;
    actor[i] = entity === null ? -1 : entity.index;
    start[i] = d.start[mention.first]!;
    end[i] = d.end[mention.after - 1]!;
    type[i] = ACTOR_TYPES.indexOf(typeOf(mention));
    kind[i] = MENTION_KINDS.indexOf(mention.kind);
    status[i] = MENTION_STATUS.indexOf(mention.status);
    voice[i] = voiceCodeOf(attribution, mention.first);
    ofSource[i] = attribution.voiceProbability[mention.first]!;
    sentence[i] = d.sentenceOfToken[mention.first]!;
    confidence[i] = mention.confidence;
    keys.push(entity?.key ?? null);
    foundBy.push(mention.found_by);
  }
  const rows = new Rows<Mention>(count, {
    start: numbers(start),
    end: numbers(end),
    surface: slices(d.text, start, end),
    type: coded(type, TYPE_TEXTS),
    kind: coded(kind, KIND_TEXTS),
    actor: texts(keys),
    status: coded(status, STATUS_TEXTS),
    confidence: numbers(confidence),
    voice: coded(voice, VOICES),
    source_probability: numbers(ofSource),
    sentence: numbers(sentence),
    found_by: texts(foundBy),
    firstToken: numbers(first),
    afterToken: numbers(after),
  });
  return { rows, tokens: { count, first, after, actor } };
}

/** A pronoun is of its actor's type, and so is a name of an actor that lexicon or registry give; peoples stay peoples. */
export function typeOf({ kind, entity, type }: OpenMention): ActorType {
  if (entity === null) return type;
  return kind === 'pronoun' || (entity.fixed && kind !== 'demonym' && type !== 'norp') ? entity.type : type;
}

/** The actors that have mentions, most mentioned first; their entities are told their places. */
export function toActors(open: readonly OpenMention[]): Actor[] {
  const counts = new Map<Entity, [mentions: number, named: number]>();
  for (const mention of open) {
    if (mention.entity === null) continue;
    let own = counts.get(mention.entity);
    if (own === undefined) {
      own = [0, 0];
      counts.set(mention.entity, own);
    }
    own[0]++;
    if (isNamed(mention)) own[1]++;
  }
  return [...counts]
    .sort(([a, [m]], [b, [n]]) => n - m || (a.key < b.key ? -1 : 1))
    .map(([entity, [mentions, named]], index) => {
      entity.index = index;
      return {
        key: entity.key,
        name: entity.name,
        type: entity.type,
        mentions,
        named_mentions: named,
        aliases: aliasesOf(entity),
        confidence: entity.confidence,
      };
    });
}

/** The surfaces of an actor's names, most frequent first. */
function aliasesOf({ surfaces, counts }: Entity): readonly string[] {
  if (surfaces.length < 2) return surfaces;
  return surfaces
    .map((surface, k) => ({ surface, n: counts[k]! }))
    .sort((a, b) => b.n - a.n || (a.surface < b.surface ? -1 : 1))
    .map(({ surface }) => surface);
}

/** Who speaks at a token: the person among the names of the attribution in whose quotation it stands. */
export function speakersOfQuotations(
  named: readonly OpenMention[],
  d: TokenisedDocument,
  { attributions, attributionOfToken, quotedToken }: AttributionAnnotation,
): (token: number) => Entity | null {
  const speakers = attributions.map(({ speakers: spans }) => {
    for (const { start, end } of spans)
      for (let k = firstFrom(named, d, start); k < named.length; k++) {
        const { entity, after } = named[k]!;
        if (d.end[after - 1]! > end) break;
        if (entity?.type === 'person') return entity;
      }
    return null;
  });
  return (token) => {
    const attribution = quotedToken[token] === 0 ? -1 : attributionOfToken[token]!;
    return attribution < 0 ? null : speakers[attribution]!;
  };
}

/** The actor that each attribution's source names: of the mentions inside the source span, the first resolved one. */
export function attributionActors(
  mentions: readonly OpenMention[],
  d: TokenisedDocument,
  { attributions }: AttributionAnnotation,
): AttributionActor[] {
  return attributions.map(({ speakers }, attribution) => {
    let actor: string | null = null;
    // "Pakistani officials" is the country's voice only where nobody is named: people come first.
    let person = false;
    // Whom the source belongs to or is set against ("Crane's critics") does not speak.
    for (const { start, end } of speakers) {
      for (let k = firstFrom(mentions, d, start); k < mentions.length; k++) {
        const mention = mentions[k]!;
        if (d.end[mention.after - 1]! > end) break;
        const type = typeOf(mention);
        if (mention.entity === null || type === 'facility' || person) continue;
        if (type === 'person') {
          actor = mention.entity.key;
          person = true;
        } else actor ??= mention.entity.key;
      }
    }
    return { attribution, actor };
  });
}

/** Index of the first mention that begins at an offset or after it. */
function firstFrom(mentions: readonly OpenMention[], d: TokenisedDocument, offset: number): number {
  return partitionPoint(0, mentions.length, (k) => d.start[mentions[k]!.first]! < offset);
}
