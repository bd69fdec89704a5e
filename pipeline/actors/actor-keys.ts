/** Decides which keys of a corpus are one actor, and its type. */
import type { Gazetteer } from '../../stages/actors/gazetteer/gazetteer.js';
import { foldName } from '../../stages/actors/gazetteer/names.js';

/** What a corpus says of a key: its type, the documents that have it, and the forms of its name with theirs. */
export interface KeyForms {
  readonly key: string;
  readonly type: string;
  readonly documents: number;
  readonly forms: readonly { readonly name: string; readonly documents: number }[];
}

/** What becomes of the keys of single documents in a list over many. */
export interface JudgedKeys {
  /** Keys that are another one's actor, and that key. */
  readonly same: ReadonlyMap<string, string>;
  /** Names that several actors have, or that are whose the text around says: not one actor over a corpus. */
  readonly open: ReadonlySet<string>;
  /** Creeds, languages, pronouns, attitudes. */
  readonly noActor: ReadonlySet<string>;
}

/** Documents that must say whose a name is, and the share of them that must agree, as for surnames in name-facts. */
const FEWEST_DOCUMENTS = 3;
const SHARE = 0.8;

const PRONOUN = /^(?:i|you|he|she|it|we|they|me|him|them|my|your|his|her|its|our|their|who)$/;
const CREED_OR_LANGUAGE =
  /^(?:islam|christianity|\p{L}+ism|arabic|aramaic|cantonese|dari|farsi|hebrew|hindi|latin|mandarin|pashto|swahili|urdu)$/u;
/** "Anti-American" says where somebody stands and names nobody. */
const ATTITUDE = /^(?:anti|ex|non|post|pre|pro)-/;

const letters = (key: string): string => key.replace(/[^\p{L}\p{N}]/gu, '');

/**
 * Judges the keys that single documents gave their actors by what the other documents say. Keys that differ in spaces
 * and hyphens are one. A name that stands alone ("NSA", a surname) is whose it is in the documents that give the full
 * name too, where these agree; where they don't, and for a bare "Army" or "Times", it stays open.
 */
export function judgeKeys(keys: readonly KeyForms[], gazetteer: Gazetteer): JudgedKeys {
  const organisationWords = new Set(gazetteer.lists.organisation_words);
  const sorted = [...keys].sort((a, b) => b.documents - a.documents || (a.key < b.key ? -1 : 1));
  const bearers = bearersOf(sorted);
  const spelled = new Map<string, string>();
  const same = new Map<string, string>();
  const open = new Set<string>();
  const noActor = new Set<string>();
  for (const { key, type, documents } of sorted) {
    if (isNoActor(key, type)) {
      noActor.add(key);
      continue;
    }
    const spelling = `${type} ${letters(key)}`;
    const more = spelled.get(spelling);
    if (more !== undefined) {
      same.set(key, more);
      continue;
    }
    spelled.set(spelling, key);
    if (type !== 'person' && type !== 'organisation') continue;
    const known = gazetteer.find(key) !== undefined;
    const owners = known ? [] : (bearers.get(`${type} ${key}`) ?? []);
    const [first] = owners;
    const all = owners.reduce((sum, owner) => sum + owner.documents, 0);
    if (
      first !== undefined &&
      all >= FEWEST_DOCUMENTS &&
      first.documents >= SHARE * all &&
      first.of.documents > documents
    )
      same.set(key, first.of.key);
    else if (
      !key.includes(' ') &&
      ((type === 'person' && owners.length > 1) || (!known && organisationWords.has(key)))
    )
      open.add(key);
  }
  const ends = settled(same);
  for (const [key, end] of ends)
    if (open.has(end)) {
      ends.delete(key);
      open.add(key);
    }
  return { same: ends, open, noActor };
}

function isNoActor(key: string, type: string): boolean {
  if (PRONOUN.test(key)) return true;
  return type === 'norp' && (CREED_OR_LANGUAGE.test(key) || ATTITUDE.test(key));
}

interface Bearer {
  readonly of: KeyForms;
  readonly documents: number;
}

/** By type and name, the actors that documents also call by it; those of most documents first. */
function bearersOf(keys: readonly KeyForms[]): ReadonlyMap<string, readonly Bearer[]> {
  const found = new Map<string, Bearer[]>();
  for (const of of keys) {
    if (of.type !== 'person' && of.type !== 'organisation') continue;
    const counts = new Map<string, number>();
    for (const { name, documents } of of.forms) {
      const folded = foldName(name);
      counts.set(folded, Math.max(counts.get(folded) ?? 0, documents));
    }
    for (const [name, documents] of counts) {
      if (name === of.key) continue;
      const tag = `${of.type} ${name}`;
      const own = found.get(tag);
      if (own === undefined) found.set(tag, [{ of, documents }]);
      else own.push({ of, documents });
    }
  }
  for (const own of found.values())
    own.sort((a, b) => b.documents - a.documents || (a.of.key < b.of.key ? -1 : 1));
  return found;
}

/** The same with every key led to where it ends: each leads to one of more documents, so that there is no circle. */
function settled(same: ReadonlyMap<string, string>): Map<string, string> {
  const end = (key: string): string => {
    const next = same.get(key);
    return next === undefined ? key : end(next);
  };
  return new Map([...same.keys()].map((key) => [key, end(key)]));
}

/** Whether an actor is a place that is no state: a city, a region, a building. Governments act by their country's name. */
export function isPlace(key: string, type: string, gazetteer: Gazetteer): boolean {
  if (type !== 'location' && type !== 'facility') return false;
  const known = gazetteer.find(key);
  return known?.kind !== 'country' || known.key !== key;
}
