/** What the rules of edges know of a word, one bit each. */
import type { Vocabulary } from '../../../vocabulary.js';
import type { Gazetteer } from '../../gazetteer/gazetteer.js';
import type { NameFacts } from '../../gazetteer/name-facts.js';
import { foldName } from '../../gazetteer/names.js';

export const WORD = {
  organisation: 1,
  particle: 2,
  given: 4,
  suffixed: 8,
  business: 16,
  work: 32,
  called: 64,
  opening: 128,
  closing: 256,
  hyphen: 512,
  party: 1024,
  credit: 2048,
  head: 4096,
  month: 8192,
  peer: 16384,
  /** May begin a name that is no actor's, or a firm's that people bear. */
  listed: 32768,
  /** A job that is no part of a name: "Minister", "Leader". */
  job: 65536,
  /** A word before a job that goes with it: "Majority", "Foreign". */
  ofJob: 131072,
  /** A job only behind another word of one: "General" of "Attorney General". */
  secondJob: 262144,
  /** Names a job even where it stands alone. */
  onlyJob: 524288,
  /** Somebody whose employer is named before: "reporter". */
  reporter: 1048576,
  /** "a", "an". */
  article: 2097152,
  /** Facilities and features of the land. */
  place: 4194304,
} as const;

const PEERS = ['lord', 'lady', 'baroness', 'baron', 'viscount', 'viscountess'];
const PARTICLES = ['von', 'van', 'der', 'zu', 'ten', 'ter', 'di', 'ul', 'ibn', 'bint', 'del', 'dos', 'da'];
/** What stands behind a name's hyphen and is no part of a name: "Marsh-era", "London-based". */
const SUFFIXED = [
  'era',
  'led',
  'style',
  'based',
  'backed',
  'like',
  'born',
  'appointed',
  'controlled',
  'type',
  'themed',
  'owned',
  'friendly',
  'related',
  'linked',
  'funded',
  'run',
  'made',
  'bound',
  'wide',
  'aligned',
  'inspired',
  'ruled',
  'held',
  'listed',
  'trained',
  'supported',
  'dominated',
  'the',
  'and',
  'to',
  'who',
  'of',
  'an',
  'as',
  'at',
  'for',
  'or',
  'by',
  'esque',
  'ish',
  'ism',
  'free',
  'elect',
  'only',
  'heavy',
  'rich',
  'wing',
  'loving',
  'proof',
  'level',
  'area',
  'city',
  'care',
];
const WORKS = [
  'book',
  'novel',
  'memoir',
  'film',
  'movie',
  'song',
  'album',
  'essay',
  'article',
  'column',
  'documentary',
  'titled',
  'entitled',
  'headlined',
  'series',
  'report',
  'paper',
  'episode',
  'podcast',
  'single',
  'poem',
  'play',
  'bestseller',
];
const CALLED = ['known', 'nicknamed', 'dubbed', 'called'];
const OPENING = ['“', '"', '‘', "'", '«'];
const CLOSING = ['”', '"', '’', "'", '»'];
const HYPHENS = ['-', '‑', '–'];
/** Party letters before a state: "(D-Calif.)", "R-Texas". */
const PARTIES = ['d', 'r', 'i'];
/** Lines of credits: "Reporting by Ann Lee; editing by Omar Vale". */
const CREDIT = [
  'reporting',
  'editing',
  'writing',
  'photo',
  'photograph',
  'photos',
  'image',
  'images',
  'compiled',
  'edited',
  'written',
  'reported',
  'byline',
];
/** Head words that end the name of an organisation whatever comes before. */
const HEADS = [
  'guards',
  'battalion',
  'brigade',
  'regiment',
  'commission',
  'bench',
  'front',
  'party',
  'ministry',
  'bank',
  'union',
  'fc',
  'federation',
  'association',
  'committee',
  'council',
  'university',
  'foundation',
  'institute',
  'corporation',
  'authority',
  'agency',
  'board',
  'movement',
  'alliance',
  'coalition',
  'caucus',
  'tribunal',
  'militia',
  'brotherhood',
  'congress',
  'army',
  'airlines',
  'airways',
  'ltd',
  'ltd.',
  'inc',
  'inc.',
  'plc',
  'llc',
  'gmbh',
  'holdings',
  'industries',
  'group',
  'club',
  'court',
  'police',
  'society',
  'trust',
  'chamber',
  'secretariat',
  'directorate',
];
const JOBS = [
  'leader',
  'judge',
  'minister',
  'secretary',
  'governor',
  'senator',
  'director',
  'chairman',
  'chairwoman',
  'chairperson',
  'president',
  'spokesman',
  'spokeswoman',
  'spokesperson',
  'commissioner',
  'ambassador',
  'professor',
  'mayor',
  'attorney',
  'prosecutor',
  'officer',
  'editor',
  'correspondent',
  'reporter',
  'manager',
  'whip',
  'congressman',
  'congresswoman',
];
const ONLY_JOBS = [
  'minister',
  'secretary',
  'governor',
  'senator',
  'chairman',
  'chairwoman',
  'spokesman',
  'spokeswoman',
  'congressman',
  'congresswoman',
  'professor',
];
const SECOND_JOBS = ['general', 'emeritus'];
const OF_JOBS = [
  'majority',
  'minority',
  'prime',
  'deputy',
  'vice',
  'assistant',
  'foreign',
  'defence',
  'defense',
  'finance',
  'interior',
  'press',
  'executive',
  'chief',
  'managing',
  'acting',
  'associate',
  'solicitor',
  'surgeon',
  'inspector',
  'communications',
  'former',
];
const REPORTERS = [
  'reporter',
  'correspondent',
  'columnist',
  'anchor',
  'anchorman',
  'host',
  'contributor',
  'commentator',
  'analyst',
  'editor',
  'producer',
  'staffer',
  'spokesman',
  'spokeswoman',
  'spokesperson',
];
const MONTHS = ['march', 'april', 'may', 'june', 'august'];

/** Names as wholes, folded, that decide what a span is. */
export interface NameLists {
  readonly notActors: ReadonlySet<string>;
  /** Firms that bear names which people bear. */
  readonly firms: ReadonlySet<string>;
}

export const nameLists = ({ lists }: Gazetteer): NameLists => ({
  notActors: new Set(lists.not_actors.map(foldName)),
  firms: new Set(lists.firms.map(foldName)),
});

/** The bits of `WORD` of a word by its id. */
export function wordFacts(
  { lists }: Gazetteer,
  { notActors, firms }: NameLists,
  facts: NameFacts,
  vocabulary: Vocabulary,
): (word: number) => number {
  const listed = new Map<string, number>();
  const mark = (words: Iterable<string>, bit: number): void => {
    for (const word of words) listed.set(word, (listed.get(word) ?? 0) | bit);
  };
  mark(lists.organisation_words, WORD.organisation);
  mark(PARTICLES, WORD.particle);
  mark(SUFFIXED, WORD.suffixed);
  mark(lists.business_words, WORD.business);
  mark(WORKS, WORD.work);
  mark(CALLED, WORD.called);
  mark(OPENING, WORD.opening);
  mark(CLOSING, WORD.closing);
  mark(HYPHENS, WORD.hyphen);
  mark(PARTIES, WORD.party);
  mark(CREDIT, WORD.credit);
  mark(HEADS, WORD.head);
  mark(PEERS, WORD.peer);
  mark(MONTHS, WORD.month);
  mark(JOBS, WORD.job);
  mark(SECOND_JOBS, WORD.job | WORD.secondJob);
  mark(ONLY_JOBS, WORD.onlyJob);
  mark(OF_JOBS, WORD.ofJob);
  mark(REPORTERS, WORD.reporter);
  mark(['a', 'an'], WORD.article);
  mark(lists.facility_words, WORD.place);
  mark(lists.location_words, WORD.place);
  for (const names of [notActors, firms])
    for (const name of names) mark([name.split(/[^a-z]/)[0]!], WORD.listed);
  mark(['the'], WORD.listed);
  return vocabulary.table((word) => {
    let bits = listed.get(word) ?? 0;
    if (facts.genderOfGivenName(word) !== null) bits |= WORD.given;
    if (!isPlain(word)) bits |= WORD.listed;
    return bits;
  });
}

/** Whether all characters are small letters of the Latin alphabet. */
function isPlain(word: string): boolean {
  for (let i = 0; i < word.length; i++) {
    const code = word.charCodeAt(i);
    if (code < 97 || code > 122) return false;
  }
  return word.length > 0;
}
