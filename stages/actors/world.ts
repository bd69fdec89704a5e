import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { fromPackageRoot } from '../../package-root.js';
import type { ActorType } from './annotation.js';
import { foldName } from './names.js';

export const LEXICON_PATH = 'stages/actors/lexicon.yaml';

interface LexiconFile {
  readonly countries: readonly {
    readonly name: string;
    readonly demonyms?: readonly string[];
    readonly capital?: string;
    readonly aliases?: readonly string[];
  }[];
  readonly organisations: readonly (readonly string[])[];
  readonly groups: readonly (readonly string[])[];
  readonly places: readonly string[];
  readonly seats: Readonly<Record<string, string>>;
  readonly titles: Readonly<Record<'male' | 'female' | 'any', readonly string[]>>;
  readonly roles: readonly string[];
  readonly organisation_roles: readonly string[];
  readonly place_roles: readonly string[];
  readonly male_nouns: readonly string[];
  readonly female_nouns: readonly string[];
  readonly organisation_words: readonly string[];
  readonly facility_words: readonly string[];
  readonly location_words: readonly string[];
  readonly connectors: readonly string[];
  readonly not_names: readonly string[];
  readonly government_nouns: readonly string[];
  readonly policy_nouns: readonly string[];
  readonly action_verbs: readonly string[];
  readonly locative_prepositions: readonly string[];
}

/** A name that the lexicon knows, and the actor it stands for. */
export interface KnownName {
  readonly key: string;
  readonly name: string;
  readonly type: ActorType;
  /** `adjective`: "Pakistani"; `people`: "Pakistanis"; `seat`: a capital, which is the government in some contexts. */
  readonly kind: 'country' | 'adjective' | 'people' | 'seat' | 'organisation' | 'group' | 'place';
  /** For a seat, an adjective or a people: the country. */
  readonly country: string | null;
}

/** What the lexicon knows of names, roles and titles. */
export interface World {
  readonly lists: Omit<LexiconFile, 'countries' | 'organisations' | 'seats'>;
  /** The entry of a name as written, possessive and article aside. */
  find(surface: string): KnownName | undefined;
  /** First words of known names of several words, for gazetteer look-up; folded. */
  readonly surfaces: ReadonlyMap<string, KnownName>;
  countryName(key: string): string;
}

const PLAIN_WORD = /^[A-Za-z]+$/;

function plural(demonym: string): string {
  return /(?:ese|ch|sh|ss|s)$/u.test(demonym) ? demonym : `${demonym}s`;
}

export function loadWorld(): World {
  const file = parse(readFileSync(fromPackageRoot(LEXICON_PATH), 'utf8')) as LexiconFile;
  const known = new Map<string, KnownName>();
  // Short names in capitals ("US", "IS") would be words in lower case: they are compared as written.
  const exact = new Map<string, KnownName>();
  const names = new Map<string, string>();
  const add = (surface: string, entry: KnownName): void => {
    if (surface.replace(/\W/g, '').length <= 4 && surface === surface.toUpperCase()) {
      exact.set(surface, entry);
      exact.set(surface.replaceAll('.', ''), entry);
    } else {
      known.set(foldName(surface), entry);
    }
  };
  for (const { name, demonyms = [], capital, aliases = [] } of file.countries) {
    const key = foldName(name);
    names.set(key, name);
    const country: KnownName = { key, name, type: 'location', kind: 'country', country: key };
    if (capital !== undefined)
      add(capital, { key: foldName(capital), name: capital, type: 'location', kind: 'seat', country: key });
    const people: KnownName = {
      key: foldName(plural(demonyms[0] ?? name)),
      name: plural(demonyms[0] ?? name),
      type: 'norp',
      kind: 'people',
      country: key,
    };
    for (const demonym of demonyms) {
      if (plural(demonym) !== demonym) add(plural(demonym), people);
      add(demonym, { key, name, type: 'norp', kind: 'adjective', country: key });
    }
    for (const alias of [name, ...aliases]) add(alias, country);
  }
  for (const [first, ...aliases] of file.organisations) {
    const key = foldName(first!);
    for (const alias of [first!, ...aliases])
      add(alias, { key, name: first!, type: 'organisation', kind: 'organisation', country: null });
  }
  for (const [first, ...forms] of file.groups) {
    const entry: KnownName = {
      key: foldName(first!),
      name: first!,
      type: 'norp',
      kind: 'group',
      country: null,
    };
    for (const form of [first!, ...forms]) add(form, entry);
  }
  for (const place of file.places)
    add(place, { key: foldName(place), name: place, type: 'location', kind: 'place', country: null });
  for (const [seat, owner] of Object.entries(file.seats))
    add(seat, { key: foldName(seat), name: seat, type: 'location', kind: 'seat', country: foldName(owner) });
  const surfaces = new Map<string, KnownName>([...known, ...exact]);
  const find = (surface: string): KnownName | undefined => {
    // One word of letters needs no folding but that of case: most of the words asked for.
    if (PLAIN_WORD.test(surface))
      return exact.get(surface) ?? (surface.length <= 2 ? undefined : known.get(surface.toLowerCase()));
    const bare = surface.replace(/['’]s?$/u, '').replace(/^[Tt]he\s+/, '');
    return exact.get(bare) ?? (bare.length <= 2 ? undefined : known.get(foldName(bare)));
  };
  return { lists: file, find, surfaces, countryName: (key) => names.get(key) ?? key };
}
