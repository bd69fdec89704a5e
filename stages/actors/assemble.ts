import type { AttributionAnnotation } from '../attribution/annotation.js';
import type { TokenisedDocument } from '../tokenising/annotation.js';
import { voiceOf } from '../voice.js';
import { isNamed } from './actor-columns.js';
import type { Actor, AttributionActor, Mention } from './annotation.js';
import type { Entity, OpenMention } from './entity.js';

/** A mention as the analysis keeps it, once `toActors` has numbered the actors. */
export function toMention(
  open: OpenMention,
  d: TokenisedDocument,
  attribution: AttributionAnnotation,
): Mention {
  const { first, after, entity } = open;
  return {
    start: d.start[first]!,
    end: d.end[after - 1]!,
    surface: d.surface(first, after),
    type: open.kind === 'pronoun' && entity !== null ? entity.type : open.type,
    kind: open.kind,
    actor: entity?.key ?? null,
    status: open.status,
    confidence: open.confidence,
    voice: voiceOf(attribution, first),
    sentence: d.sentenceOfToken[first]!,
    found_by: open.found_by,
    actorIndex: entity?.index ?? -1,
    firstToken: first,
    afterToken: after,
  };
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

/** The actor that each attribution's source names: of the mentions inside the source span, the first resolved one. */
export function attributionActors(
  mentions: readonly Mention[],
  { attributions }: AttributionAnnotation,
): AttributionActor[] {
  return attributions.map(({ source }, attribution) => {
    let actor: string | null = null;
    // "Pakistani officials" is the country's voice only where nobody is named: people come first.
    let person = false;
    for (const { start, end } of source) {
      for (let k = firstFrom(mentions, start); k < mentions.length && mentions[k]!.end <= end; k++) {
        const mention = mentions[k]!;
        if (mention.actor === null || mention.type === 'facility' || person) continue;
        if (mention.type === 'person') {
          actor = mention.actor;
          person = true;
        } else actor ??= mention.actor;
      }
    }
    return { attribution, actor };
  });
}

/** Index of the first mention that begins at an offset or after it. */
function firstFrom(mentions: readonly Mention[], offset: number): number {
  let low = 0;
  let high = mentions.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (mentions[middle]!.start < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
