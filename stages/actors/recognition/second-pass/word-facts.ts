/** What the second pass knows of a word, one bit each. */
import type { Vocabulary } from '../../../vocabulary.js';
import type { Gazetteer } from '../../gazetteer/gazetteer.js';
import type { NameFacts } from '../../gazetteer/name-facts.js';
import { foldName } from '../../gazetteer/names.js';
import type { NamesOfWord } from './names-by-word.js';

export const WORD = {
  beginsPublic: 1,
  organisation: 2,
  place: 4,
  noName: 8,
  month: 16,
  connector: 32,
  beforeMonth: 64,
  suffix: 128,
  known: 256,
  /** A surname that, alone, means one person in most documents. */
  prominent: 512,
  given: 1024,
  /** The second word of a public name. */
  secondOfPublic: 2048,
  /** A public name by itself. */
  alone: 4096,
} as const;

/** A bare surname stands for the person usually meant where that person has this share of its documents. */
const PROMINENT = 0.85;

const MONTHS = ['march', 'april', 'may', 'june', 'august'];
const CONNECTORS = [
  'of',
  'the',
  'and',
  'for',
  'de',
  'del',
  'la',
  'bin',
  'al',
  'el',
  'von',
  'van',
  'der',
  'den',
  'da',
  'dos',
  'ul',
  'on',
  'in',
  'to',
  '&',
  '-',
];
const BEFORE_MONTH = [
  'in',
  'of',
  'by',
  'since',
  'until',
  'till',
  'through',
  'from',
  'to',
  'last',
  'next',
  'this',
  'early',
  'late',
  'mid',
  'after',
  'before',
  'during',
];
const DAY = /^\d+(?:st|nd|rd|th)?$/;
const NAME_SUFFIX = ['jr', 'jr.', 'sr', 'sr.', 'ii', 'iii', 'iv'];
/** Given names that are words too, which counting pronouns behind names does not find. */
const GIVEN_TOO = [
  'will',
  'mark',
  'bill',
  'grant',
  'rob',
  'pat',
  'grace',
  'hope',
  'joy',
  'faith',
  'dean',
  'frank',
  'jack',
  'art',
  'drew',
  'sue',
  'gene',
  'chase',
  'chip',
  'max',
  'ray',
  'dick',
  'chelsea',
  'jeb',
  'melania',
  'ivanka',
  'tiffany',
  'barbara',
  'laura',
  'michelle',
  'hunter',
  'jill',
];
const isDigit = (code: number): boolean => code >= 48 && code <= 57;

/** The bits of `WORD` of a word by its id; `names` are those of public life and lexicon. */
export function wordFacts(
  { lists, find }: Gazetteer,
  facts: NameFacts,
  names: ReadonlyMap<number, NamesOfWord>,
  vocabulary: Vocabulary,
): (word: number) => number {
  const listed = new Map<string, number>();
  const mark = (words: Iterable<string>, bit: number): void => {
    for (const word of words) listed.set(word, (listed.get(word) ?? 0) | bit);
  };
  for (const [first, { bySecond, alone }] of names) {
    const word = vocabulary.wordOf(first);
    mark([word], alone.length > 0 ? WORD.beginsPublic | WORD.alone : WORD.beginsPublic);
    mark(
      Array.from(bySecond.keys(), (second) => vocabulary.wordOf(second)),
      WORD.secondOfPublic,
    );
  }
  mark(lists.organisation_words, WORD.organisation);
  mark(lists.facility_words, WORD.place);
  mark(lists.location_words, WORD.place);
  mark(lists.not_names, WORD.noName);
  mark(MONTHS, WORD.month);
  mark(CONNECTORS, WORD.connector);
  mark(BEFORE_MONTH, WORD.beforeMonth);
  mark(NAME_SUFFIX, WORD.suffix);
  mark(GIVEN_TOO, WORD.given);
  return vocabulary.table((word) => {
    let bits = listed.get(word) ?? 0;
    if (isDigit(word.charCodeAt(0)) && DAY.test(word)) bits |= WORD.beforeMonth;
    const isGiven = facts.genderOfGivenName(word) !== null;
    if (isGiven) bits |= WORD.given;
    const known = find(word);
    // "Virginia" is a given name too.
    if (known !== undefined && (known.kind !== 'state' || !isGiven)) bits |= WORD.known;
    const prominent = facts.prominent(foldName(word));
    if (prominent !== undefined && prominent.share >= PROMINENT) bits |= WORD.prominent;
    return bits;
  });
}
