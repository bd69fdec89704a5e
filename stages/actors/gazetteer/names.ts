/** Names as text: folding, parts, acronyms, how headings show them. */
import { copyString } from '../../copy-string.js';

const POSSESSIVE = /['’]s?$/u;
/** Robert “Bobby” Tarrant is Robert Tarrant. */
const NICKNAME = /(\p{L})\s+[“"‘'][^“”"‘’']{1,30}[,.]?[”"’']\s+(?=\p{Lu})/gu;
const MARKS = /\p{M}+/gu;
/** Words of two letters or more, one space between: nothing to fold but case and article. */
const PLAIN_WORDS = /^[A-Za-z]{2,}(?: [A-Za-z]{2,})*$/;

/** A name in lower case, without diacritics, possessive, leading article and stops in abbreviations. */
export function foldName(surface: string): string {
  if (PLAIN_WORDS.test(surface)) return surface.toLowerCase().replace(/^the /, '');
  return surface
    .trim()
    .replace(POSSESSIVE, '')
    .normalize('NFKD')
    .replace(MARKS, '')
    .replace(NICKNAME, '$1 ')
    .replaceAll('’', "'")
    .toLowerCase()
    .replace(/^the\s+/, '')
    .replace(/\b(\p{L})\./gu, '$1')
    .replace(/[.,"“”()]/g, '')
    .replace(/(?<!\s)\s*-\s*/g, '-')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The parts of a folded name that are compared: words, hyphens kept. */
export function nameParts(folded: string): readonly string[] {
  return folded.split(' ').filter((part) => part !== '');
}

/** What linking asks of a surface form, found once for each. */
export interface Name {
  /** Lower case, no diacritics, possessive, article: what keys are made of. */
  readonly folded: string;
  readonly parts: readonly string[];
  /** As a heading shows it. */
  readonly shown: string;
  readonly acronym: boolean;
}

export function nameOf(surface: string): Name {
  const folded = foldName(surface);
  return { folded, parts: nameParts(folded), shown: displayName(surface), acronym: isAcronym(surface) };
}

/** Surface forms come again and again: what is found out about each is kept, of those asked for last. */
const KEPT_NAMES = 10_000;

/** A function of surface forms that remembers the values of the last `KEPT_NAMES` forms, and of as many before. */
export function remembering<Value>(compute: (surface: string) => Value): (surface: string) => Value {
  let recent = new Map<string, Value>();
  let before = new Map<string, Value>();
  return (surface) => {
    let value = recent.get(surface);
    if (value === undefined) {
      if (recent.size >= KEPT_NAMES) {
        before = recent;
        recent = new Map();
      }
      const own = copyString(surface);
      value = before.get(surface) ?? compute(own);
      recent.set(own, value);
    }
    return value;
  };
}

/** The capital letters that an acronym of the name could take, in order: those that begin its words. */
const initials = remembering((name): { readonly all: string; readonly capital: string } => {
  const words = name.split(/[\s\-/]+/u).filter((word) => /^\p{L}/u.test(word));
  return {
    all: words.map((word) => word[0]!.toUpperCase()).join(''),
    capital: words
      .filter((word) => /^\p{Lu}/u.test(word))
      .map((word) => word[0]!)
      .join(''),
  };
});

/** Whether an acronym is made of the name's initials, or of its letters in order beginning with them. */
export function isAcronymOf(acronym: string, name: string): 'initials' | 'letters' | null {
  const letters = acronym
    .replace(/[^\p{L}]/gu, '')
    .replace(/s$/u, '')
    .toUpperCase();
  if (letters.length < 2 || name.length <= acronym.length) return null;
  const { all, capital } = initials(name);
  if (letters === all || letters === capital) return 'initials';
  if (letters[0] !== all[0]) return null;
  // Each letter begins a word or stands inside one, in the order of the name.
  const upper = foldName(name).toUpperCase();
  let at = 0;
  for (const letter of letters) {
    at = upper.indexOf(letter, at);
    if (at < 0) return null;
    at++;
  }
  let shared = 0;
  for (const letter of all) if (letters[shared] === letter) shared++;
  return shared >= Math.min(letters.length, all.length) - 1 && shared >= 2 ? 'letters' : null;
}

export function isAcronym(surface: string): boolean {
  return /^(?:\p{Lu}[\p{Lu}\p{N}&-]{1,7}|(?:\p{Lu}\.){2,6})s?$/u.test(surface);
}

/** A name as a heading shows it: no possessive, no leading article. */
export function displayName(surface: string): string {
  if (PLAIN_WORDS.test(surface)) return surface.replace(/^the /i, '');
  return surface
    .replace(POSSESSIVE, '')
    .replace(/^the\s+/i, '')
    .replace(/\s+/g, ' ')
    .trim();
}
