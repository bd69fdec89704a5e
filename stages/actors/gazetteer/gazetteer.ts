/** The lexicon of names: countries, peoples, seats, organisations, groups, titles and roles. */
import { parse } from 'yaml';
import { readBundled } from '../../bundled-resources.js';
import type { ActorType } from '../annotation.js';
import { foldName } from './names.js';

export const LEXICON_PATH = 'stages/actors/gazetteer/lexicon.yaml';

/** Lists of the lexicon that are words and no more. */
const WORD_LISTS = [
  'places',
  'states',
  'titles_male',
  'titles_female',
  'titles_any',
  'roles',
  'organisation_roles',
  'place_roles',
  'male_nouns',
  'female_nouns',
  'organisation_words',
  'facility_words',
  'location_words',
  'connectors',
  'not_names',
  'government_nouns',
  'policy_nouns',
  'action_verbs',
  'locative_prepositions',
  'relation_nouns',
  'given_male',
  'given_female',
  'firms',
  'business_words',
  'not_actors',
  'honorifics',
] as const;

/** Lists of the lexicon with a line an entry. */
const LINE_LISTS = ['countries', 'organisations', 'groups', 'seats', 'short_names'] as const;

type Lists = Readonly<Record<(typeof WORD_LISTS)[number], readonly string[]>> & {
  /** Groups with all their forms, the key first. */
  readonly groups: readonly (readonly string[])[];
  /** Short names of bodies: the name, what it means, beside which keys, and beside which not. */
  readonly short_names: readonly (readonly string[])[];
};

/** A name that the lexicon knows, and the actor it stands for. */
export interface KnownName {
  readonly key: string;
  readonly name: string;
  readonly type: ActorType;
  /** `adjective`: "Pakistani"; `people`: "Pakistanis"; `seat`: a capital, which is the government in some contexts. */
  readonly kind: 'country' | 'adjective' | 'people' | 'seat' | 'organisation' | 'group' | 'place' | 'state';
  /** For a seat, an adjective or a people: the country. */
  readonly country: string | null;
}

/** What the lexicon knows of names, roles and titles. */
export interface Gazetteer {
  readonly lists: Lists;
  /** The entry of a name as written, possessive and article aside. */
  find(surface: string): KnownName | undefined;
  /** First words of known names of several words, for gazetteer look-up; folded. */
  readonly surfaces: ReadonlyMap<string, KnownName>;
  countryName(key: string): string;
}

const PLAIN_WORD = /^[A-Za-z]+$/;

function commaList(text: string): string[] {
  return text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
}

function plural(demonym: string): string {
  return /(?:ese|ch|sh|ss|s)$/u.test(demonym) ? demonym : `${demonym}s`;
}

export function loadGazetteer(): Gazetteer {
  const file = readBundled(LEXICON_PATH, (text) => parse(text) as Record<string, string>);
  const [countries, organisations, groups, seats, shortNames] = LINE_LISTS.map((list) =>
    file[list]!.trim()
      .split('\n')
      .map((line) => line.trim()),
  ) as [string[], string[], string[], string[], string[]];
  const words = Object.fromEntries(WORD_LISTS.map((list) => [list, commaList(file[list]!)])) as Record<
    (typeof WORD_LISTS)[number],
    string[]
  >;
  const lists: Lists = {
    ...words,
    groups: groups.map(commaList),
    short_names: shortNames.map((line) => line.split(';').map((part) => part.trim())),
  };
  const known = new Map<string, KnownName>();
  // Short names in capitals ("US", "IS") would be words in lower case: they are compared as written.
  const exact = new Map<string, KnownName>();
  const names = new Map<string, string>();
  const add = (surface: string, entry: KnownName): void => {
    // So is "LeT", which would be the word of "Let’s hope".
    if (
      surface.replace(/\W/g, '').length <= 4 &&
      (surface === surface.toUpperCase() || /^[A-Z][a-z][A-Z]$/.test(surface))
    ) {
      exact.set(surface, entry);
      exact.set(surface.replaceAll('.', ''), entry);
    } else {
      known.set(foldName(surface), entry);
    }
  };
  for (const line of countries) {
    const [name = '', second = '', capital = '', fourth = ''] = line.split(';').map((part) => part.trim());
    const demonyms = commaList(second);
    const key = foldName(name);
    names.set(key, name);
    const country: KnownName = { key, name, type: 'location', kind: 'country', country: key };
    if (capital !== '')
      add(capital, { key: foldName(capital), name: capital, type: 'location', kind: 'seat', country: key });
    // "Saudi, Saudis": a plural in the list is the people; else it is made of the adjective.
    const plurals = demonyms.filter((form) => demonyms.some((one) => one !== form && plural(one) === form));
    const peopleName = plurals[0] ?? plural(demonyms[0] ?? name);
    const people: KnownName = {
      key: foldName(peopleName),
      name: peopleName,
      type: 'norp',
      kind: 'people',
      country: key,
    };
    for (const demonym of demonyms) {
      if (plural(demonym) !== demonym) add(plural(demonym), people);
      if (!plurals.includes(demonym))
        add(demonym, { key, name, type: 'norp', kind: 'adjective', country: key });
    }
    for (const alias of [name, ...commaList(fourth)]) add(alias, country);
  }
  for (const [first, ...aliases] of organisations.map(commaList)) {
    const key = foldName(first!);
    for (const alias of [first!, ...aliases])
      add(alias, { key, name: first!, type: 'organisation', kind: 'organisation', country: null });
  }
  for (const [first, ...forms] of lists.groups) {
    const entry: KnownName = {
      key: foldName(first!),
      name: first!,
      type: 'norp',
      kind: 'group',
      country: null,
    };
    for (const form of [first!, ...forms]) add(form, entry);
  }
  for (const place of lists.places)
    add(place, { key: foldName(place), name: place, type: 'location', kind: 'place', country: null });
  // What is a country too ("Georgia") stays one.
  for (const state of lists.states)
    if (!known.has(foldName(state)))
      add(state, { key: foldName(state), name: state, type: 'location', kind: 'state', country: null });
  for (const line of seats) {
    const [seat = '', owner = ''] = line.split(';').map((part) => part.trim());
    add(seat, { key: foldName(seat), name: seat, type: 'location', kind: 'seat', country: foldName(owner) });
  }
  const surfaces = new Map<string, KnownName>([...known, ...exact]);
  const find = (surface: string): KnownName | undefined => {
    // One word of letters needs no folding but that of case: most of the words asked for.
    if (PLAIN_WORD.test(surface))
      return exact.get(surface) ?? (surface.length <= 2 ? undefined : known.get(surface.toLowerCase()));
    const bare = surface.replace(/['’]s?$/u, '').replace(/^[Tt]he\s+/, '');
    return exact.get(bare) ?? (bare.length <= 2 ? undefined : known.get(foldName(bare)));
  };
  return { lists, find, surfaces, countryName: (key) => names.get(key) ?? key };
}
