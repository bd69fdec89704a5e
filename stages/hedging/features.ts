/** Features of a word in context, for the classifier of cues. */
import { hashText } from '../../base/random.js';
import { hedgingModelStem as stemOf } from '../../language/en/model-stems.js';
import { FLAG, POS, type TokenisedDocument } from '../tokenising/annotation.js';
import type { Vocabulary } from '../vocabulary.js';

/** Mixes two 32-bit numbers (murmur3's finaliser over their combination). */
export function mix(a: number, b: number): number {
  let h = Math.imul(a ^ Math.imul(b, 0x9e3779b1), 0x85ebca6b);
  h ^= h >>> 15;
  h = Math.imul(h + b, 0xc2b2ae35);
  return (h ^ (h >>> 13)) | 0;
}

/** Stand for the word and the part of speech beyond the sentence. */
const BOUNDARY = 0x5bd1e995;
const NO_POS = 31;
/**
 * Words looked for in the whole sentence, each kind a bit: negation, reporting, condition, question; then what tells
 * hypothesis, rule and narrative apart: past and present auxiliaries, modals, years.
 */
const KINDS: ReadonlyMap<string, number> = new Map(
  (
    [
      [
        2,
        'say says said claim claims claimed believe believes believed think thinks thought argue argues argued report reports reported state states stated write wrote according told tell tells announced',
      ],
      [1, "not n't no never nor neither without cannot hardly"],
      [4, 'if unless'],
      [8, '?'],
      [16, 'was were had did'],
      [32, 'is are has do does am'],
      [64, 'would could might may should can will must'],
    ] as const
  ).flatMap(([kind, words]) => words.split(' ').map((word) => [word, kind] as const)),
);
const YEAR = 128;
/** Words on each side that count wherever they stand. */
const BAG = 4;

/** Writes a feature twice, once for the word and once for words of its kind; gives back the next free place. */
function both(out: Int32Array, n: number, own: number, template: number, value: number): number {
  out[n] = mix(template, mix(own, value));
  out[n + 1] = mix(template + 100, value);
  return n + 2;
}

/** Largest number of features that `tokenFeatures` writes. */
export const MAXIMUM_FEATURES = 112;

export type TokenFeatures = (document: TokenisedDocument, token: number, out: Int32Array) => number;

/**
 * Features of a word in context as 32-bit hashes: the word and its stem with neighbours to three tokens, words
 * within four tokens, parts of speech, the nearest verb and noun on either side, negation, what else the sentence
 * holds and in which time. The same code serves the trainer and the stage.
 */
export function tokenFeatures(vocabulary: Vocabulary): TokenFeatures {
  const hashOf = vocabulary.table((word) => hashText(/^\d/.test(word) ? '0' : word) | 0);
  const suffixOf = vocabulary.table((word) => hashText(word.slice(-3)) | 0);
  const stem = vocabulary.table((word) => hashText(stemOf(word)) | 0);
  const kindOf = vocabulary.table((word) => KINDS.get(word) ?? (/^(?:1\d|20)\d\d$/.test(word) ? YEAR : 0));
  return (d, t, out) => {
    const { word, pos, flags } = d;
    const s = d.sentenceOfToken[t]!;
    const begin = d.sentenceStart[s]!;
    const end = d.sentenceStart[s + 1]!;
    const p = pos[t]!;
    const w0 = hashOf(word[t]!);
    const l1 = t > begin;
    const l2 = t - 1 > begin;
    const r1 = t + 1 < end;
    const r2 = t + 2 < end;
    const left1 = l1 ? hashOf(word[t - 1]!) : BOUNDARY;
    const left2 = l2 ? hashOf(word[t - 2]!) : BOUNDARY;
    const left3 = t - 2 > begin ? hashOf(word[t - 3]!) : BOUNDARY;
    const right1 = r1 ? hashOf(word[t + 1]!) : BOUNDARY;
    const right2 = r2 ? hashOf(word[t + 2]!) : BOUNDARY;
    const right3 = t + 3 < end ? hashOf(word[t + 3]!) : BOUNDARY;
    const posLeft1 = l1 ? pos[t - 1]! : NO_POS;
    const posLeft2 = l2 ? pos[t - 2]! : NO_POS;
    const posRight1 = r1 ? pos[t + 1]! : NO_POS;
    const posRight2 = r2 ? pos[t + 2]! : NO_POS;
    const trigram = (posLeft1 * 32 + p) * 32 + posRight1;
    const own = mix(w0, 77);
    out[0] = mix(1, w0);
    out[1] = mix(2, mix(w0, p));
    out[2] = mix(3, suffixOf(word[t]!));
    out[3] = mix(8, mix(own, left3));
    out[4] = mix(9, mix(own, right3));
    out[5] = mix(17, mix(own, trigram));
    out[6] = mix(18, trigram);
    let n = 7;
    n = both(out, n, own, 4, left1);
    n = both(out, n, own, 5, right1);
    n = both(out, n, own, 6, left2);
    n = both(out, n, own, 7, right2);
    n = both(out, n, own, 10, mix(left2, left1));
    n = both(out, n, own, 11, mix(right1, right2));
    n = both(out, n, own, 12, mix(left1, right1));
    n = both(out, n, own, 13, posLeft1);
    n = both(out, n, own, 14, posRight1);
    n = both(out, n, own, 15, posLeft2 * 32 + posLeft1);
    n = both(out, n, own, 16, posRight1 * 32 + posRight2);
    const ownStem = mix(stem(word[t]!), 991);
    out[n++] = ownStem;
    out[n++] = mix(30, mix(ownStem, p));
    out[n++] = mix(31, mix(ownStem, left1));
    out[n++] = mix(32, mix(ownStem, right1));
    out[n++] = mix(33, mix(ownStem, posLeft1));
    out[n++] = mix(34, mix(ownStem, posRight1));
    for (let k = Math.max(begin, t - BAG); k < Math.min(end, t + BAG + 1); k++)
      if (k !== t) out[n++] = mix(k < t ? 35 : 36, mix(own, stem(word[k]!)));
    let seen = 0;
    let closeNegation = 0;
    let leftVerb = BOUNDARY;
    let leftNoun = BOUNDARY;
    let leftNounKind = 30;
    for (let k = t - 1; k >= begin; k--) {
      const kind = kindOf(word[k]!);
      seen |= kind;
      if (kind === 1 && t - k <= 3) closeNegation |= 1;
      const q = pos[k]!;
      if (leftVerb === BOUNDARY && (q === POS.VERB || q === POS.AUX)) leftVerb = hashOf(word[k]!);
      if (leftNounKind === 30 && (q === POS.NOUN || q === POS.PROPN || q === POS.PRON)) {
        leftNoun = hashOf(word[k]!);
        leftNounKind = q;
      }
    }
    let rightVerb = BOUNDARY;
    let rightNoun = BOUNDARY;
    for (let k = t + 1; k < end; k++) {
      const kind = kindOf(word[k]!);
      seen |= kind << 8;
      if (kind === 1 && k - t <= 3) closeNegation |= 2;
      const q = pos[k]!;
      if (rightVerb === BOUNDARY && (q === POS.VERB || q === POS.AUX)) rightVerb = hashOf(word[k]!);
      if (rightNoun === BOUNDARY && (q === POS.NOUN || q === POS.PROPN)) rightNoun = hashOf(word[k]!);
    }
    out[n++] = mix(23, mix(own, leftNoun));
    out[n++] = mix(24, mix(own, rightNoun));
    n = both(out, n, own, 20, leftVerb);
    n = both(out, n, own, 21, rightVerb);
    n = both(out, n, own, 22, leftNounKind);
    n = both(out, n, own, 25, closeNegation);
    for (let bit = 0; bit < 16; bit++) if ((seen & (1 << bit)) !== 0) n = both(out, n, own, 26, bit);
    out[n++] = mix(37, mix(own, Math.min(5, (end - begin) >> 3)));
    out[n++] = mix(38, mix(own, Math.min(3, (t - begin) >> 2)));
    const capital = (flags[t]! & FLAG.capitalised) !== 0;
    n = both(out, n, own, 27, capital ? (t === begin ? 2 : 1) : 0);
    return n;
  };
}
