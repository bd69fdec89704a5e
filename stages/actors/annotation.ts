import type { Voice } from '../voice.js';

/** The types of named actors; `norp`: nationalities, religious and political groups. */
export type ActorType = 'person' | 'organisation' | 'location' | 'facility' | 'norp';

export type MentionKind =
  | 'name'
  | 'alias'
  | 'acronym'
  | 'surname'
  | 'given_name'
  | 'title'
  | 'demonym'
  | 'description'
  | 'pronoun';

export interface Mention {
  readonly start: number;
  readonly end: number;
  readonly surface: string;
  readonly type: ActorType;
  readonly kind: MentionKind;
  /** Key of the actor in `actors`; null where unresolved or ambiguous. */
  readonly actor: string | null;
  /** `ambiguous`: several actors fit about equally; `unresolved`: none does. */
  readonly status: 'resolved' | 'ambiguous' | 'unresolved';
  /** Probability that the mention is of this actor. */
  readonly confidence: number;
  readonly voice: Voice;
  readonly sentence: number;
  /** The rule or model that found the span. */
  readonly found_by: string;
  /** Index of its actor in `actors`, -1 where it has none; and its tokens [first, after). In memory only. */
  readonly actorIndex: number;
  readonly firstToken: number;
  readonly afterToken: number;
}

export interface Actor {
  /** The actor's key in and across documents: its normalised name, e.g. `imran khan`. */
  readonly key: string;
  /** The fullest name used. */
  readonly name: string;
  readonly type: ActorType;
  /** Mentions resolved to it, pronouns included. */
  readonly mentions: number;
  /** Mentions by name, alias or acronym. */
  readonly named_mentions: number;
  /** The distinct surfaces of its named mentions. */
  readonly aliases: readonly string[];
  /** Least confidence of the links that joined its names. */
  readonly confidence: number;
}

export interface AttributionActor {
  /** Index into `attributions`. */
  readonly attribution: number;
  readonly actor: string | null;
}

export interface ActorsAnnotation {
  readonly actors: readonly Actor[];
  /** In text order. */
  readonly mentions: readonly Mention[];
  /** For each attribution, the key of the actor that is its source, or null; one entry each, in order. */
  readonly attribution_actors: readonly AttributionActor[];
  readonly [column: string]: unknown;
}
