/** One actor over a corpus. */
export interface ListedActor {
  readonly key: string;
  /** The name that most documents use as its fullest. */
  readonly name: string;
  /** The type that most of its named mentions have. */
  readonly type: string;
  /** A place that is no state, such as a city: where things happen, and no actor unless its government is meant. */
  readonly place: boolean;
  readonly documents: number;
  /** Mentions resolved to it, pronouns included. */
  readonly mentions: number;
  readonly named_mentions: number;
  /** Outlets and their documents, most first; documents without an outlet are left out. */
  readonly outlets: readonly Counted[];
  /** Surfaces of its named mentions and the documents that use them, most first. */
  readonly aliases: readonly Counted[];
}

/** Something and the documents that have it. */
export interface Counted {
  readonly name: string;
  readonly documents: number;
}

/** A name that was found, but not whose it is. */
export interface OpenName {
  readonly surface: string;
  /** `ambiguous`: several actors of the document fit about equally; `unresolved`: none does. */
  readonly status: string;
  readonly mentions: number;
  readonly documents: number;
}

/** The actors of a corpus. */
export interface ActorsList {
  /** Documents of the corpus. */
  readonly documents: number;
  /** Actors of fewer documents are left out of `actors`. */
  readonly minimumDocuments: number;
  readonly leftOut: number;
  /** Keys left out because nobody is named by them: creeds, languages, pronouns. */
  readonly noActors: number;
  /** By documents, then mentions. */
  readonly actors: readonly ListedActor[];
  readonly duplicates: readonly LikelyDuplicate[];
  /** By mentions; descriptions and pronouns are no names. */
  readonly open: readonly OpenName[];
}

/** Two keys that may be one actor, and why; the key of more documents first. */
export interface LikelyDuplicate {
  readonly key: string;
  readonly other: string;
  readonly reason: string;
}
