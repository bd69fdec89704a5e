// The features by which the commentary scheme's classifier decides a candidate span in context.
import { hashText } from '../../random.js';
import { FLAG, POS, type TokenisedDocument } from '../tokenising/annotation.js';
import type { Vocabulary } from '../vocabulary.js';
import { mix } from './features.js';
import { stemOf } from './inflection.js';
import { wordValues } from './word-values.js';

/** Stand for the word and the part of speech beyond the sentence. */
const BOUNDARY = 0x5bd1e995;
const NO_POS = 31;

/** Words looked for in the sentence, each kind a bit. */
const KINDS: readonly (readonly [kind: number, words: string])[] = [
  [1, "not n't no never nor neither without cannot hardly nobody nothing none"],
  [
    2,
    'say says said claim claims claimed believe believes believed think thinks thought argue argues argued report reports reported told tell tells announced warned warns asked wondered knew hoped feared',
  ],
  [4, 'if unless'],
  [8, '?'],
  [16, "was were had did"],
  [32, "is are has do does am 's 're 've"],
  [64, 'would could might may'],
  [128, "should can will must ca wo 'll"],
  [256, "would 'd"],
  [512, 'that which who whom whose where'],
  [1024, 'even only as what'],
  [2048, 'then'],
  [4096, 'i we my our me us'],
  [8192, 'you your'],
  [16384, 'than'],
];
const KIND_BITS = 15;

/** Words within this many tokens count wherever they stand. */
const BAG = 4;

/** Largest number of features that `cueFeatures` writes. */
export const MAXIMUM_CUE_FEATURES = 160;

/** What is known of a candidate before its context is looked at. */
export interface CandidateFacts {
  /** Hash of the lexicon entry that proposed it. */
  readonly entry: number;
  /** Hash of what the entry's hedges are: its type. */
  readonly type: number;
  /** Whether all conditions of the entry hold; 2 where it has none. */
  readonly granted: number;
  /** Hash of the longest candidate that covers it and more, 0 where there is none. */
  readonly cover: number;
  /** Probability by the disambiguator, null where it cannot say. */
  readonly disambiguated: number | null;
}

export type CueFeatures = (
  document: TokenisedDocument,
  first: number,
  after: number,
  facts: CandidateFacts,
  out: Int32Array,
) => number;

/** Features of a candidate, tokens [first, after), as 32-bit hashes. The same code serves the trainer and the stage. */
export function cueFeatures(vocabulary: Vocabulary): CueFeatures {
  const hashOf = vocabulary.table((word) => hashText(/^\d/.test(word) ? '0' : word) | 0);
  const stemHash = vocabulary.table((word) => hashText(/^\d/.test(word) ? '0' : stemOf(word)) | 0);
  const bits = new Map<string, number>();
  for (const [kind, words] of KINDS)
    for (const word of words.split(' ')) bits.set(word, (bits.get(word) ?? 0) | kind);
  const kindOf = wordValues(vocabulary, bits);

  return (d, first, after, facts, out) => {
    const { word, pos, flags } = d;
    const s = d.sentenceOfToken[first]!;
    const begin = d.sentenceStart[s]!;
    const end = d.sentenceStart[s + 1]!;
    let phrase = 0;
    let stems = 0;
    let tags = 0;
    for (let t = first; t < after; t++) {
      phrase = mix(phrase, hashOf(word[t]!));
      stems = mix(stems, stemHash(word[t]!));
      tags = tags * 32 + pos[t]! + 1;
    }
    const { entry, type } = facts;
    let n = 0;
    /** A feature for the phrase, for its stems, for the entry's type. */
    const three = (template: number, value: number): void => {
      const v = mix(template, value);
      out[n++] = mix(phrase, v);
      out[n++] = mix(stems ^ 0x1f3d, v);
      out[n++] = mix(type, v);
    };
    const two = (template: number, value: number): void => {
      const v = mix(template, value);
      out[n++] = mix(phrase, v);
      out[n++] = mix(type, v);
    };
    const wordAt = (t: number): number => (t >= begin && t < end ? hashOf(word[t]!) : BOUNDARY);
    const posAt = (t: number): number => (t >= begin && t < end ? pos[t]! : NO_POS);
    const left1 = wordAt(first - 1);
    const left2 = wordAt(first - 2);
    const right1 = wordAt(after);
    const right2 = wordAt(after + 1);
    const posLeft = posAt(first - 1);
    const posRight = posAt(after);

    three(1, tags);
    if (after - first > 1) {
      out[n++] = mix(type, mix(6, stemHash(word[first]!)));
      out[n++] = mix(type, mix(7, stemHash(word[after - 1]!)));
      for (let t = first; t < after; t++) out[n++] = mix(type, mix(8, stemHash(word[t]!)));
      for (let t = first; t < after; t++) out[n++] = mix(entry, mix(9, stemHash(word[t]!)));
    }
    out[n++] = mix(type, mix(41, Math.min(5, after - first)));
    out[n++] = mix(2, entry);
    two(3, facts.granted);
    out[n++] = mix(entry, mix(3, facts.granted));
    two(4, facts.cover);
    if (facts.disambiguated !== null) {
      const level = Math.round(facts.disambiguated * 8);
      two(5, level);
    }
    three(10, left1);
    three(11, right1);
    two(12, left2);
    two(13, right2);
    two(14, mix(left2, left1));
    two(15, mix(right1, right2));
    two(16, mix(left1, right1));
    three(17, posLeft);
    three(18, posRight);
    two(19, posAt(first - 2) * 32 + posLeft);
    two(20, posRight * 32 + posAt(after + 1));
    two(21, posLeft * 32 + posRight);
    for (let t = Math.max(begin, first - BAG); t < first; t++) out[n++] = mix(phrase, mix(22, stemHash(word[t]!)));
    for (let t = after; t < Math.min(end, after + BAG); t++) out[n++] = mix(phrase, mix(23, stemHash(word[t]!)));

    let seenLeft = 0;
    let leftVerb = BOUNDARY;
    let leftNoun = BOUNDARY;
    let leftNounKind = NO_POS;
    let clause = 0;
    for (let t = first - 1; t >= begin; t--) {
      seenLeft |= kindOf(word[t]!);
      const q = pos[t]!;
      if (leftVerb === BOUNDARY && (q === POS.VERB || q === POS.AUX)) leftVerb = stemHash(word[t]!);
      if (leftNounKind === NO_POS && (q === POS.NOUN || q === POS.PROPN || q === POS.PRON)) {
        leftNoun = stemHash(word[t]!);
        leftNounKind = q;
      }
      if (clause === 0 && (q === POS.SCONJ || q === POS.PUNCT || q === POS.CCONJ)) clause = hashOf(word[t]!);
    }
    let seenRight = 0;
    let rightVerb = BOUNDARY;
    let rightNoun = BOUNDARY;
    for (let t = after; t < end; t++) {
      seenRight |= kindOf(word[t]!);
      const q = pos[t]!;
      if (rightVerb === BOUNDARY && (q === POS.VERB || q === POS.AUX)) rightVerb = stemHash(word[t]!);
      if (rightNoun === BOUNDARY && (q === POS.NOUN || q === POS.PROPN)) rightNoun = stemHash(word[t]!);
    }
    three(30, leftVerb);
    three(31, rightVerb);
    two(32, leftNoun);
    two(33, leftNounKind);
    two(34, rightNoun);
    two(35, clause);
    for (let bit = 0; bit < KIND_BITS; bit++) {
      if ((seenLeft & (1 << bit)) !== 0) two(36, bit);
      if ((seenRight & (1 << bit)) !== 0) two(37, bit);
    }
    two(38, Math.min(5, (end - begin) >> 3));
    two(39, Math.min(3, (first - begin) >> 2));
    const capital = (flags[first]! & FLAG.capitalised) !== 0;
    two(40, capital ? (first === begin ? 2 : 1) : first === begin ? 3 : 0);
    return n;
  };
}
