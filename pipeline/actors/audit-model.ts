/** What the audit of names gives: by actor and outlet, how often a name stands in the text and how often it was found. */

/** How often an actor's names stand in texts, and what was made of them. */
export interface AuditCount {
  /** Places where one of the surfaces stands. */
  readonly occurrences: number;
  /** Of these, no mention by name covers it. */
  readonly missed: number;
  /** Of these, a mention covers it that is another actor's or of nobody. */
  readonly elsewhere: number;
  /** Documents in which a surface stands. */
  readonly documents: number;
  /** `missed` of `occurrences`; null where there is no occurrence. */
  readonly share: number | null;
}

export interface AuditedActor {
  readonly key: string;
  readonly name: string;
  readonly type: string;
  /** What was searched for: names that most of its documents use, and the surname. */
  readonly surfaces: readonly string[];
  /** Surfaces that are common words or another actor's in more documents, and were not searched for. */
  readonly leftOut: readonly string[];
  readonly all: AuditCount;
  /** By outlet, most occurrences first. */
  readonly outlets: readonly (AuditCount & { readonly outlet: string })[];
}

/** Two shares of missed mentions that differ: of two actors, or of one actor in an outlet and in all others. */
export interface AuditWarning {
  readonly kind: 'actors' | 'outlet';
  /** Key of the actor that is missed more, or of the actor. */
  readonly actor: string;
  /** Key of the actor that is missed less, or the outlet. */
  readonly other: string;
  readonly share: number;
  readonly otherShare: number;
  readonly difference: number;
  readonly interval: readonly [number, number];
  /** Adjusted for all comparisons of its kind (Benjamini-Hochberg). */
  readonly q: number;
}

export interface ActorsAudit {
  readonly documents: number;
  readonly actors: readonly AuditedActor[];
  /** Differences above `leastDifference` with q under .05, greatest first. */
  readonly warnings: readonly AuditWarning[];
  readonly leastDifference: number;
  /** Differences that were tested. */
  readonly comparisons: number;
}
