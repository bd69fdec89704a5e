/** Short names told by what stands beside them: "Carl and Marsha Mueller", "the Muellers", "House" where Congress is named. */
import { FLAG, type TokenisedDocument } from '../../tokenising/annotation.js';
import type { Entity, OpenMention } from '../entity.js';
import type { Gazetteer } from '../gazetteer/gazetteer.js';
import { foldName } from '../gazetteer/names.js';
import { isCapital } from '../recognition/token-context.js';
import { MARK, type WordMarks } from '../recognition/word-marks.js';
import { surnameOf } from './person-index.js';

/** The surname that a given name shares with the full name behind "and": "mueller" of "Carl and Marsha Mueller". */
export function sharedSurname(
  d: TokenisedDocument,
  mention: OpenMention,
  next: OpenMention | undefined,
  marks: WordMarks,
): string | null {
  if (next === undefined || next.type !== 'person' || next.first !== mention.after + 1) return null;
  if (next.entity === null || next.entity.parts.length < 2) return null;
  if ((marks(d.word[mention.after]!) & MARK.and) === 0) return null;
  if (d.sentenceOfToken[next.first] !== d.sentenceOfToken[mention.first]) return null;
  const surname = surnameOf(next.entity);
  return surname === '' ? null : surname;
}

/** The last word of a person's name as written. */
export const shownSurname = ({ name, parts }: Entity): string => {
  const words = name.split(' ');
  const surname = parts.findLastIndex((part) => !/^(?:jr|sr|junior|ii|iii|iv)$/.test(part));
  return words[Math.min(surname, words.length - 1)] ?? name;
};

/** The surname of a family named as one, as "mueller" of "the Muellers"; null where the word is none. */
export function familyName(
  d: TokenisedDocument,
  { first, after, type }: OpenMention,
  folded: string,
  marks: WordMarks,
): string | null {
  if (type === 'location' || after !== first + 1 || first === 0 || !folded.endsWith('s')) return null;
  if ((marks(d.word[first - 1]!) & MARK.the) === 0) return null;
  // "the Clintons Foundation"
  if (isCapital(d, after) && (d.flags[after]! & FLAG.sentenceStart) === 0) return null;
  return /(?:s|x|z|ch|sh)es$/.test(folded) ? folded.slice(0, -2) : folded.slice(0, -1);
}

/** Titles that famous bearers of a surname seldom have: "Officer Jordan" is nobody known. */
const UNKNOWN_BEARERS: ReadonlySet<string> = new Set([
  'officer',
  'detective',
  'sgt',
  'sgt.',
  'sergeant',
  'lt',
  'lt.',
  'lieutenant',
  'capt',
  'capt.',
  'captain',
  'deputy',
  'trooper',
  'sheriff',
  'constable',
  'inspector',
  'cpl',
  'cpl.',
  'coach',
  'pastor',
  'professor',
  'prof',
  'prof.',
  'magistrate',
]);
/** Before "Judge" and "Justice". */
const LOWER_BENCH: ReadonlySet<string> = new Set([
  'district',
  'circuit',
  'magistrate',
  'mr',
  'mr.',
  'lord',
  'county',
]);
const BENCH: ReadonlySet<string> = new Set(['judge', 'justice']);

/** Whether the title before a surname tells that its bearer is not the one whom the surname alone would mean. */
export function isUnknownBearer(d: TokenisedDocument, first: number): boolean {
  const wordAt = (i: number): string => (i < 0 ? '' : d.vocabulary.wordOf(d.word[i]!));
  const title = wordAt(first - 1);
  return UNKNOWN_BEARERS.has(title) || (BENCH.has(title) && LOWER_BENCH.has(wordAt(first - 2)));
}

/** Short names that mean a body where another of its kind is named: the body, and the keys beside which they do. */
export interface ShortName {
  readonly name: string;
  readonly beside: readonly string[];
  readonly unless: readonly string[];
}

/** By folded short name. */
export function shortNames({ lists }: Gazetteer): ReadonlyMap<string, readonly ShortName[]> {
  const names = new Map<string, ShortName[]>();
  for (const [short = '', name = '', beside = '', unless = ''] of lists.short_names) {
    const keys = (text: string): string[] =>
      text
        .split(',')
        .map(foldName)
        .filter((key) => key !== '');
    const own = names.get(foldName(short)) ?? [];
    own.push({ name, beside: keys(beside), unless: keys(unless) });
    names.set(foldName(short), own);
  }
  return names;
}

/** What a short name means among the actors of a document, or null. */
export function meantBeside(
  candidates: readonly ShortName[] | undefined,
  byKey: ReadonlyMap<string, Entity>,
): string | null {
  if (candidates === undefined) return null;
  let meant: string | null = null;
  for (const { name, beside, unless } of candidates) {
    if (!beside.some((key) => byKey.has(key)) || unless.some((key) => byKey.has(key))) continue;
    if (meant !== null) return null;
    meant = name;
  }
  return meant;
}
