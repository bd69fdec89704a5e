import { stringify } from 'yaml';
import type { Actor, Mention } from '../stages/actors/annotation.js';

/** What the list is made from: one document's outlet, actors and mentions. */
export interface ActorsOfDocument {
  readonly outlet: string | null;
  readonly actors: readonly Pick<
    Actor,
    'key' | 'name' | 'type' | 'mentions' | 'named_mentions' | 'aliases'
  >[];
  readonly mentions: readonly Pick<Mention, 'surface' | 'status' | 'kind'>[];
}

/** One actor over a corpus. */
export interface ListedActor {
  readonly key: string;
  /** The name most documents use as the fullest. */
  readonly name: string;
  readonly type: string;
  readonly documents: number;
  readonly mentions: number;
  readonly named_mentions: number;
  /** Documents by outlet, most first; documents without an outlet are left out. */
  readonly outlets: readonly (readonly [string, number])[];
  /** Surfaces of its named mentions by documents, most first. */
  readonly aliases: readonly string[];
}

/** Two keys that may be one actor, and why. */
export interface LikelyDuplicate {
  readonly key: string;
  readonly other: string;
  readonly reason: 'surname of' | 'part of' | 'same name in other types';
}

export interface ActorsList {
  /** By documents, then mentions. */
  readonly actors: readonly ListedActor[];
  readonly duplicates: readonly LikelyDuplicate[];
  /** Names that stayed ambiguous or unresolved, with how often. */
  readonly unresolved: readonly { readonly surface: string; readonly mentions: number }[];
}

interface Tally {
  documents: number;
  mentions: number;
  named: number;
  readonly names: Map<string, number>;
  readonly types: Map<string, number>;
  readonly outlets: Map<string, number>;
  readonly aliases: Map<string, number>;
}

const bump = (map: Map<string, number>, key: string, by = 1): void => {
  map.set(key, (map.get(key) ?? 0) + by);
};

const ranked = (map: ReadonlyMap<string, number>): [string, number][] =>
  [...map].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));

/** Gathers the actors of a corpus, document by document; order does not matter. */
export class ActorsCounter {
  readonly #tallies = new Map<string, Tally>();
  readonly #unresolved = new Map<string, number>();

  add({ outlet, actors, mentions }: ActorsOfDocument): void {
    for (const actor of actors) {
      let tally = this.#tallies.get(actor.key);
      if (tally === undefined) {
        tally = {
          documents: 0,
          mentions: 0,
          named: 0,
          names: new Map(),
          types: new Map(),
          outlets: new Map(),
          aliases: new Map(),
        };
        this.#tallies.set(actor.key, tally);
      }
      tally.documents++;
      tally.mentions += actor.mentions;
      tally.named += actor.named_mentions;
      bump(tally.names, actor.name);
      bump(tally.types, actor.type, actor.named_mentions);
      if (outlet !== null) bump(tally.outlets, outlet);
      for (const alias of actor.aliases) bump(tally.aliases, alias);
    }
    for (const { surface, status, kind } of mentions)
      if (status !== 'resolved' && kind !== 'pronoun' && kind !== 'description')
        bump(this.#unresolved, surface);
  }

  /** @param minimumDocuments - actors of fewer documents are left out. */
  list(minimumDocuments = 1): ActorsList {
    const actors = [...this.#tallies]
      .filter(([, { documents }]) => documents >= minimumDocuments)
      .map(([key, tally]) => ({
        key,
        name: ranked(tally.names)[0]![0],
        type: ranked(tally.types)[0]![0],
        documents: tally.documents,
        mentions: tally.mentions,
        named_mentions: tally.named,
        outlets: ranked(tally.outlets),
        aliases: ranked(tally.aliases).map(([alias]) => alias),
      }))
      .sort((a, b) => b.documents - a.documents || b.mentions - a.mentions || (a.key < b.key ? -1 : 1));
    return {
      actors,
      duplicates: likelyDuplicates(actors),
      unresolved: ranked(this.#unresolved).map(([surface, mentions]) => ({ surface, mentions })),
    };
  }
}

/** Keys that share a surname, or of which one is the end or beginning of the other, within a type. */
function likelyDuplicates(actors: readonly ListedActor[]): LikelyDuplicate[] {
  const byPart = new Map<string, ListedActor[]>();
  for (const actor of actors) {
    const parts = actor.key.split(' ');
    if (parts.length < 2) continue;
    for (const part of new Set([parts[0]!, parts.at(-1)!])) {
      const own = byPart.get(part) ?? [];
      own.push(actor);
      byPart.set(part, own);
    }
  }
  const found: LikelyDuplicate[] = [];
  for (const actor of actors) {
    const parts = actor.key.split(' ');
    const last = parts.at(-1)!;
    if (parts.length === 1 && actor.type === 'person') {
      const bearer = byPart.get(last)?.find((o) => o.type === 'person' && o.key.endsWith(` ${last}`));
      if (bearer !== undefined) found.push({ key: actor.key, other: bearer.key, reason: 'surname of' });
    } else if (actor.type === 'organisation' && parts.length > 1) {
      const longer = byPart
        .get(last)
        ?.find((o) => o.type === 'organisation' && o !== actor && o.key.endsWith(` ${actor.key}`));
      if (longer !== undefined) found.push({ key: actor.key, other: longer.key, reason: 'part of' });
    }
  }
  return found;
}

/** The list as a registry file: to be edited, then given back to the actors stage by its option `registry`. */
export function registryOf(list: ActorsList): string {
  return stringify(
    list.actors.map(({ key, name, type, aliases, documents, mentions }) => ({
      name,
      key,
      type,
      aliases: aliases.filter((alias) => alias !== name),
      notes: `${documents} documents, ${mentions} mentions`,
    })),
  );
}
