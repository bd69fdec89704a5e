// The features by which the commentary scheme's classifier decides a candidate in context.
import { hashText } from '../../base/random.js';
import { stem } from '../../language/en/stem.js';
import { FLAG, POS, type TokenisedDocument } from '../tokenising/annotation.js';
import type { Vocabulary } from '../vocabulary.js';
import { mix } from './features.js';
import { sentenceWindow } from './sentence-window.js';

/** Stand for the word and the part of speech beyond the sentence. */
const BOUNDARY = 0x5bd1e995;
const NO_POS = 31;

/** Words looked for in the sentence, each kind a bit. */
const KINDS: readonly string[] = [
  "not n't no never nor neither without cannot hardly nobody nothing none",
  'say says said claim claims claimed believe believes believed think thinks thought argue argues argued report reports reported told tell tells announced warned warns asked wondered knew hoped feared',
  'if unless',
  '?',
  'was were had did',
  "is are has do does am 's 're 've",
  'would could might may',
  "should can will must ca wo 'll",
  "would 'd",
  'that which who whom whose where',
  'even only as what',
  'then',
  'i we my our me us',
  'you your',
  'than',
];

/** Largest number of features that `cueFeatures` writes. */
export const MAXIMUM_CUE_FEATURES = 128;

/** What is known of a candidate before its context is looked at. */
export interface CandidateFacts {
  /** Hash of the lexicon entry that proposed it. */
  readonly entry: number;
  /** Hash of the type of its hedges. */
  readonly type: number;
  /** Whether all conditions of the entry hold; 2 where it has none. */
  readonly granted: number;
  /** Hash of the longest candidate that covers it and more, 0 where there is none. */
  readonly cover: number;
}

export type CueFeatures = (
  document: TokenisedDocument,
  first: number,
  after: number,
  facts: CandidateFacts,
  out: Int32Array,
) => number;

/** A template's value as a number whose bits are well spread. */
function spread(template: number, value: number): number {
  const v = Math.imul(value ^ Math.imul(template, 0x9e3779b1), 0x85ebca6b);
  return v ^ (v >>> 15);
}

/** Writes a feature of the phrase and one of all candidates of its type; gives back the next free place. */
function both(out: Int32Array, n: number, phrase: number, type: number, template: number, value: number) {
  const v = spread(template, value);
  out[n] = Math.imul(phrase ^ v, 0xc2b2ae35);
  out[n + 1] = Math.imul(type ^ v, 0xc2b2ae35);
  return n + 2;
}

/** The bits of `KINDS` by word id; words beyond the table have none. */
function sentenceKinds(vocabulary: Vocabulary): Uint16Array {
  const bits = new Map<number, number>();
  KINDS.forEach((words, bit) => {
    for (const word of words.split(' ')) {
      const id = vocabulary.intern(word);
      bits.set(id, (bits.get(id) ?? 0) | (1 << bit));
    }
  });
  const table = new Uint16Array(Math.max(...bits.keys()) + 1);
  for (const [id, value] of bits) table[id] = value;
  return table;
}

/** Features of a candidate, tokens [first, after), as 32-bit hashes. The same code serves the trainer and the stage. */
export function cueFeatures(vocabulary: Vocabulary): CueFeatures {
  const hashOf = vocabulary.table((word) => hashText(/^\d/.test(word) ? '0' : word) | 0);
  const stemHash = vocabulary.table((word) => hashText(/^\d/.test(word) ? '0' : stem(word)) | 0);
  const kinds = sentenceKinds(vocabulary);
  const known = kinds.length;

  return (d, first, after, facts, out) => {
    const { word, pos, flags } = d;
    const [begin, end] = sentenceWindow(d, first);
    const { entry, type } = facts;
    let phrase = 0;
    let tags = 0;
    for (let t = first; t < after; t++) {
      phrase = mix(phrase, hashOf(word[t]!));
      tags = (tags * 32 + pos[t]! + 1) | 0;
    }
    const l1 = first > begin;
    const l2 = first - 1 > begin;
    const r1 = after < end;
    const r2 = after + 1 < end;
    const left1 = l1 ? hashOf(word[first - 1]!) : BOUNDARY;
    const left2 = l2 ? hashOf(word[first - 2]!) : BOUNDARY;
    const right1 = r1 ? hashOf(word[after]!) : BOUNDARY;
    const right2 = r2 ? hashOf(word[after + 1]!) : BOUNDARY;
    const posLeft1 = l1 ? pos[first - 1]! : NO_POS;
    const posLeft2 = l2 ? pos[first - 2]! : NO_POS;
    const posRight1 = r1 ? pos[after]! : NO_POS;
    const posRight2 = r2 ? pos[after + 1]! : NO_POS;
    let n = both(out, 0, phrase, type, 1, tags);
    out[n++] = entry;
    out[n++] = Math.imul(entry ^ spread(3, facts.granted), 0xc2b2ae35);
    n = both(out, n, phrase, type, 3, facts.granted);
    n = both(out, n, phrase, type, 4, facts.cover);
    out[n++] = Math.imul(type ^ spread(5, Math.min(5, after - first)), 0xc2b2ae35);
    n = both(out, n, phrase, type, 10, left1);
    n = both(out, n, phrase, type, 11, right1);
    out[n++] = Math.imul(phrase ^ spread(14, mix(left2, left1)), 0xc2b2ae35);
    out[n++] = Math.imul(phrase ^ spread(15, mix(right1, right2)), 0xc2b2ae35);
    n = both(out, n, phrase, type, 17, posLeft1);
    n = both(out, n, phrase, type, 18, posRight1);
    n = both(out, n, phrase, type, 19, posLeft2 * 32 + posLeft1);
    n = both(out, n, phrase, type, 20, posRight1 * 32 + posRight2);

    let seenLeft = 0;
    let leftVerb = BOUNDARY;
    let leftNounKind = NO_POS;
    for (let t = first - 1; t >= begin; t--) {
      const q = pos[t]!;
      const id = word[t]!;
      if (id < known) seenLeft |= kinds[id]!;
      if (leftVerb === BOUNDARY && (q === POS.VERB || q === POS.AUX)) leftVerb = stemHash(word[t]!);
      if (leftNounKind === NO_POS && (q === POS.NOUN || q === POS.PROPN || q === POS.PRON)) leftNounKind = q;
    }
    let seenRight = 0;
    let rightVerb = BOUNDARY;
    for (let t = after; t < end; t++) {
      const q = pos[t]!;
      const id = word[t]!;
      if (id < known) seenRight |= kinds[id]!;
      if (rightVerb === BOUNDARY && (q === POS.VERB || q === POS.AUX)) rightVerb = stemHash(word[t]!);
    }
    n = both(out, n, phrase, type, 30, leftVerb);
    n = both(out, n, phrase, type, 31, rightVerb);
    n = both(out, n, phrase, type, 33, leftNounKind);
    for (let bit = 0; seenLeft >> bit !== 0; bit++)
      if ((seenLeft & (1 << bit)) !== 0) n = both(out, n, phrase, type, 36, bit);
    for (let bit = 0; seenRight >> bit !== 0; bit++)
      if ((seenRight & (1 << bit)) !== 0) n = both(out, n, phrase, type, 37, bit);
    const capital = (flags[first]! & FLAG.capitalised) !== 0;
    n = both(out, n, phrase, type, 40, (first === begin ? 2 : 0) + (capital ? 1 : 0));
    return n;
  };
}
