/** The word sequences that name somebody in a document. */
import type { TokenisedDocument } from '../../../tokenising/annotation.js';
import { ACTOR_TYPES, type ActorType } from '../../annotation.js';
import type { NameSpan } from '../recognition.js';
import { isCapital, isHyphen } from '../token-context.js';
import { WORD } from './word-facts.js';

/** A sequence of words that names somebody in this document. */
export interface KnownSequence {
  readonly words: readonly number[];
  /** Weight of each type among its mentions. */
  readonly types: number[];
  /** The name of a person that it is a part of was given in full. */
  partOfPerson: boolean;
}

/** By first word, the longest first. */
export type DocumentNames = ReadonlyMap<number, readonly KnownSequence[]>;

export const PERSON = ACTOR_TYPES.indexOf('person');

/** What a document names, surnames of its people among it. */
export function learnNames(
  d: TokenisedDocument,
  spans: readonly NameSpan[],
  wordFacts: (word: number) => number,
): DocumentNames {
  const known = new Map<number, KnownSequence[]>();
  for (const { first, after, type, confidence } of spans) {
    note(known, d, first, after, type, confidence);
    if (type !== 'person' || after - first < 2) continue;
    let last = after - 1;
    while (last > first && (wordFacts(d.word[last]!) & WORD.suffix) !== 0) last--;
    if (last === first || !isCapital(d, last) || d.end[last]! - d.start[last]! < 3) continue;
    // "Jong-un" has no surname at its end.
    if (isHyphen(d, last - 1)) continue;
    note(known, d, last, last + 1, 'person', 1).partOfPerson = true;
  }
  for (const own of known.values()) if (own.length > 1) own.sort((a, b) => b.words.length - a.words.length);
  return known;
}

function note(
  known: Map<number, KnownSequence[]>,
  { word }: TokenisedDocument,
  first: number,
  after: number,
  type: ActorType,
  weight: number,
): KnownSequence {
  let own = known.get(word[first]!);
  if (own === undefined) {
    own = [];
    known.set(word[first]!, own);
  }
  let sequence: KnownSequence | undefined;
  for (let k = 0; k < own.length && sequence === undefined; k++)
    if (isSame(own[k]!.words, word, first, after)) sequence = own[k]!;
  if (sequence === undefined) {
    const words: number[] = [];
    for (let i = first; i < after; i++) words.push(word[i]!);
    sequence = { words, types: [0, 0, 0, 0, 0], partOfPerson: false };
    own.push(sequence);
  }
  sequence.types[ACTOR_TYPES.indexOf(type)]! += weight;
  return sequence;
}

function isSame(words: readonly number[], word: Int32Array, first: number, after: number): boolean {
  if (words.length !== after - first) return false;
  for (let k = 0; k < words.length; k++) if (words[k] !== word[first + k]) return false;
  return true;
}

/** The type that a sequence's mentions mostly have; a person's part is the person where a third of them say so. */
export function typeOfSequence({ types, partOfPerson }: KnownSequence): ActorType {
  let best = 0;
  let all = 0;
  for (let k = 0; k < types.length; k++) {
    all += types[k]!;
    if (types[k]! > types[best]!) best = k;
  }
  if (partOfPerson && types[PERSON]! * 3 >= all) return 'person';
  return ACTOR_TYPES[best]!;
}
