/** Counted facts about names: gender of given names, whom a bare surname usually means. */
import { readFileSync } from 'node:fs';
import { fromPackageRoot } from '../../../base/package-root.js';
import type { Gender } from '../entity.js';

export const NAME_FACTS_PATH = 'stages/actors/gazetteer/name-facts.json';

/** Counted facts about names, as training/actors/name-facts.ts writes them. */
export interface NameFactsFile {
  /** Folded given names that go with "he" or with "she". */
  readonly male: readonly string[];
  readonly female: readonly string[];
  /** Folded surname to the full name meant where it stands alone, and in what share of documents. */
  readonly prominent: Readonly<Record<string, readonly [string, number]>>;
}

export interface NameFacts {
  genderOfGivenName(folded: string): Gender | null;
  prominent(surname: string): { readonly name: string; readonly share: number } | undefined;
}

/** @param given - given names that the lexicon knows, beside those counted; one on both lists has no gender. */
export function loadNameFacts(given?: {
  readonly given_male: readonly string[];
  readonly given_female: readonly string[];
}): NameFacts {
  const file = JSON.parse(readFileSync(fromPackageRoot(NAME_FACTS_PATH), 'utf8')) as NameFactsFile;
  const genders = new Map<string, Gender>();
  for (const name of file.male) genders.set(name, 'male');
  for (const name of file.female) genders.set(name, 'female');
  if (given !== undefined) {
    const women = new Set(given.given_female);
    const men = new Set(given.given_male);
    for (const name of men) if (!women.has(name) && !genders.has(name)) genders.set(name, 'male');
    for (const name of women) if (!men.has(name) && !genders.has(name)) genders.set(name, 'female');
  }
  const prominent = new Map(Object.entries(file.prominent));
  return {
    genderOfGivenName: (folded) => genders.get(folded) ?? null,
    prominent: (surname) => {
      const found = prominent.get(surname);
      return found === undefined ? undefined : { name: found[0], share: found[1] };
    },
  };
}
