/** Which names of an actor the audit searches the texts for, and the search. */
import { foldName } from '../../stages/actors/gazetteer/names.js';
import type { ListedActor } from './actor-list-model.js';

/** Forms that fewer of an actor's documents use are accidents. */
const SHARE_OF_DOCUMENTS = 0.05;

const LETTER = '\\p{L}\\p{N}\\p{M}_';
/** A name tied to another word by a hyphen is part of that word: "Marsh-era". */
const BEFORE = `(?<![${LETTER}@#/]|[${LETTER}][-–‑.'’])`;
const AFTER = `(?![${LETTER}]|[-–‑][${LETTER}])`;

export interface ActorSurfaces {
  readonly actor: ListedActor;
  readonly surfaces: readonly string[];
  /** Surfaces that another actor has in more documents. */
  readonly shared: readonly string[];
}

/**
 * The surfaces of actors: names that a twentieth of an actor's documents use, and surnames. One that another listed
 * actor has in more documents is that one's.
 *
 * @param audited - those to search for.
 * @param listed - all actors that may own a surface.
 */
export function surfacesOf(
  audited: readonly ListedActor[],
  listed: readonly ListedActor[],
): readonly ActorSurfaces[] {
  const owner = new Map<string, { readonly key: string; readonly documents: number }>();
  const candidates = new Map<ListedActor, ReadonlySet<string>>();
  for (const actor of listed) {
    const forms = formsOf(actor);
    candidates.set(actor, new Set(forms.keys()));
    for (const [form, documents] of forms) {
      const known = owner.get(form);
      if (known === undefined || documents > known.documents) owner.set(form, { key: actor.key, documents });
    }
  }
  return audited.map((actor) => {
    const own = [...(candidates.get(actor) ?? formsOf(actor).keys())];
    const mine = (form: string): boolean => owner.get(form)?.key === actor.key;
    return { actor, surfaces: own.filter(mine), shared: own.filter((form) => !mine(form)) };
  });
}

function formsOf({ name, type, documents, aliases }: ListedActor): Map<string, number> {
  const forms = new Map<string, number>();
  const add = (form: string, n: number): void => {
    if (/^\p{Lu}/u.test(form) && form.length > 1) forms.set(form, Math.max(forms.get(form) ?? 0, n));
  };
  for (const alias of aliases)
    if (alias.documents >= Math.max(1, SHARE_OF_DOCUMENTS * documents)) add(alias.name, alias.documents);
  add(name, documents);
  const words = name.split(' ');
  const surname = words.at(-1)!;
  if (type === 'person' && words.length > 1 && foldName(surname).length > 2) {
    const known = aliases.find((alias) => alias.name === surname);
    add(surname, known?.documents ?? 0);
  }
  return forms;
}

/** A place in a text where a surface stands. */
export interface Occurrence {
  readonly surface: string;
  readonly start: number;
  readonly end: number;
}

/** Finds surfaces as whole words, the longest at a place; offsets in UTF-16 code units. */
export function surfaceSearch(surfaces: readonly string[]): (text: string) => Occurrence[] {
  if (surfaces.length === 0) return () => [];
  const escaped = [...surfaces]
    .sort((a, b) => b.length - a.length || (a < b ? -1 : 1))
    .map((surface) => surface.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/ /g, '\\s'));
  const pattern = new RegExp(`${BEFORE}(?:${escaped.join('|')})${AFTER}`, 'gu');
  return (text) =>
    Array.from(text.matchAll(pattern), (match) => ({
      surface: match[0].replace(/\s/g, ' '),
      start: match.index,
      end: match.index + match[0].length,
    }));
}
