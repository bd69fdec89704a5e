/** What the stage gives: actors, their mentions, and who speaks in each attribution. */
import type { Voice } from '../voice.js';

/** The types of named actors; `norp`: nationalities, religious and political groups. */
export const ACTOR_TYPES = ['person', 'organisation', 'location', 'facility', 'norp'] as const;
export type ActorType = (typeof ACTOR_TYPES)[number];

export const MENTION_KINDS = [
  'name',
  'alias',
  'acronym',
  'surname',
  'given_name',
  'title',
  'demonym',
  'description',
  'pronoun',
] as const;
export type MentionKind = (typeof MENTION_KINDS)[number];

/** Kinds of mentions that name their actor, rather than describe it or stand for its name. */
export const NAMED_KINDS = [
  'name',
  'alias',
  'acronym',
  'surname',
  'given_name',
  'demonym',
] as const satisfies readonly MentionKind[];
const NAMING: ReadonlySet<MentionKind> = new Set(NAMED_KINDS);

export function isNamed(mention: { readonly kind: MentionKind }): boolean {
  return NAMING.has(mention.kind);
}

/** `ambiguous`: several actors fit about equally; `unresolved`: none does. */
export const MENTION_STATUS = ['resolved', 'ambiguous', 'unresolved'] as const;

export interface Mention {
  readonly start: number;
  readonly end: number;
  readonly surface: string;
  readonly type: ActorType;
  readonly kind: MentionKind;
  /** Key of the actor in `actors`; null where unresolved or ambiguous. */
  readonly actor: string | null;
  readonly status: (typeof MENTION_STATUS)[number];
  /** Probability that the mention is of this actor. */
  readonly confidence: number;
  readonly voice: Voice;
  /** Probability that it stands in a source's voice. */
  readonly source_probability: number;
  readonly sentence: number;
  /** The rule or model that found the span. */
  readonly found_by: string;
  /** Tokens [first, after), in memory only. */
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

/** The mentions as the stages after this one read them: parallel arrays, in text order. */
export interface MentionTokens {
  readonly count: number;
  /** Tokens [first, after). */
  readonly first: Int32Array;
  readonly after: Int32Array;
  /** Index of the mention's actor in `actors`; -1 where it is ambiguous or unresolved. */
  readonly actor: Int32Array;
}

export interface ActorsAnnotation {
  readonly actors: readonly Actor[];
  /** In text order. */
  readonly mentions: readonly Mention[];
  /** In memory only. */
  readonly mentionTokens: MentionTokens;
  /** For each attribution, the key of the actor that is its source, or null; one entry each, in order. */
  readonly attribution_actors: readonly AttributionActor[];
  readonly [column: string]: unknown;
}
