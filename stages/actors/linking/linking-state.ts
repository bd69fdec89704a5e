/** The state of linking one document's names, and how a name joins an actor in it. */
import type { TokenisedDocument } from '../../tokenising/annotation.js';
import type { ActorType, MentionKind } from '../annotation.js';
import { Entity, type OpenMention } from '../entity.js';
import type { KnownName } from '../gazetteer/gazetteer.js';
import type { Name } from '../gazetteer/names.js';
import type { People } from './person-index.js';

export interface RegisteredName {
  readonly key: string;
  readonly name: string;
  readonly type: ActorType | null;
}

/** A surface form with what registry and lexicon say of it. */
export interface KnownForm extends Name {
  readonly registered: RegisteredName | undefined;
  readonly known: KnownName | undefined;
}

/** The state of linking one document. */
export interface Linking {
  readonly d: TokenisedDocument;
  readonly mentions: OpenMention[];
  readonly forms: readonly KnownForm[];
  readonly entities: Entity[];
  readonly byKey: Map<string, Entity>;
  readonly people: People;
  /** Entities met that are no people. */
  readonly others: Set<Entity>;
}

/** The entity of a key, made now if there is none. */
export function entityOf(
  { byKey, entities }: Linking,
  key: string,
  { shown, parts }: Pick<Name, 'shown' | 'parts'>,
  fixed: boolean,
): Entity {
  let entity = byKey.get(key);
  if (entity === undefined) {
    entity = new Entity(key, shown, parts, fixed);
    byKey.set(key, entity);
    entities.push(entity);
  }
  return entity;
}

export function join(
  { mentions, forms }: Linking,
  k: number,
  entity: Entity,
  kind: MentionKind,
  confidence: number,
): void {
  const mention = mentions[k]!;
  mention.entity = entity;
  mention.kind = kind;
  mention.status = 'resolved';
  mention.confidence *= confidence;
  entity.confidence = Math.min(entity.confidence, confidence);
  entity.addName(forms[k]!.shown, mention.type);
}
