import { hashText } from '../../random.js';
import { FLAG, POS, type TokenisedDocument } from '../tokenising/annotation.js';
import type { Vocabulary } from '../vocabulary.js';

/** Mixes two 32-bit numbers (murmur3's finaliser over their combination). */
export function mix(a: number, b: number): number {
  let h = Math.imul(a ^ Math.imul(b, 0x9e3779b1), 0x85ebca6b);
  h ^= h >>> 15;
  h = Math.imul(h + b, 0xc2b2ae35);
  return (h ^ (h >>> 13)) | 0;
}

const BOUNDARY = 0x5bd1e995;
const NEGATIONS = new Set(['not', "n't", 'no', 'never', 'nor', 'neither', 'without', 'cannot', 'hardly']);
const REPORTING = new Set(
  'say says said claim claims claimed believe believes believed think thinks thought argue argues argued report reports reported state states stated write wrote according told tell tells announced'.split(
    ' ',
  ),
);

/** Largest number of features that `tokenFeatures` writes. */
export const MAXIMUM_FEATURES = 64;

export type TokenFeatures = (document: TokenisedDocument, token: number, out: Int32Array) => number;

/**
 * Features of a word in context as 32-bit hashes: the word with its neighbours to three tokens, parts of speech, the nearest
 * verb and noun on either side, negation, the clause, what else the sentence holds. The same code serves the
 * trainer and the stage.
 */
export function tokenFeatures(vocabulary: Vocabulary): TokenFeatures {
  const hashOf = vocabulary.table((word) => hashText(/^\d/.test(word) ? '0' : word) | 0);
  const suffixOf = vocabulary.table((word) => hashText(word.slice(-3)) | 0);
  const kindOf = vocabulary.table((word) =>
    NEGATIONS.has(word)
      ? 1
      : REPORTING.has(word)
        ? 2
        : word === 'if' || word === 'unless'
          ? 4
          : word === '?'
            ? 8
            : 0,
  );
  return (d, t, out) => {
    const { word, pos, flags } = d;
    const s = d.sentenceOfToken[t]!;
    const begin = d.sentenceStart[s]!;
    const end = d.sentenceStart[s + 1]!;
    const w = (k: number): number => (k < begin || k >= end ? BOUNDARY : hashOf(word[k]!));
    const p = (k: number): number => (k < begin || k >= end ? 31 : pos[k]!);
    let n = 0;
    const add = (template: number, value: number): void => {
      out[n++] = mix(template, value);
    };
    const w0 = w(t);
    const own = mix(w0, 77);
    /** Once for the word, once for words of its kind. */
    const both = (template: number, value: number): void => {
      add(template, mix(own, value));
      add(template + 100, value);
    };
    add(1, w0);
    add(2, mix(w0, p(t)));
    add(3, suffixOf(word[t]!));
    both(4, w(t - 1));
    both(5, w(t + 1));
    both(6, w(t - 2));
    both(7, w(t + 2));
    add(8, mix(own, w(t - 3)));
    add(9, mix(own, w(t + 3)));
    both(10, mix(w(t - 2), w(t - 1)));
    both(11, mix(w(t + 1), w(t + 2)));
    both(12, mix(w(t - 1), w(t + 1)));
    both(13, p(t - 1));
    both(14, p(t + 1));
    both(15, p(t - 2) * 32 + p(t - 1));
    both(16, p(t + 1) * 32 + p(t + 2));
    add(17, mix(own, (p(t - 1) * 32 + p(t)) * 32 + p(t + 1)));
    add(18, (p(t - 1) * 32 + p(t)) * 32 + p(t + 1));
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
      if (leftVerb === BOUNDARY && (q === POS.VERB || q === POS.AUX)) leftVerb = w(k);
      if (leftNounKind === 30 && (q === POS.NOUN || q === POS.PROPN || q === POS.PRON)) {
        leftNoun = w(k);
        leftNounKind = q;
      }
    }
    let rightVerb = BOUNDARY;
    let rightNoun = BOUNDARY;
    for (let k = t + 1; k < end; k++) {
      const kind = kindOf(word[k]!);
      seen |= kind << 4;
      if (kind === 1 && k - t <= 3) closeNegation |= 2;
      const q = pos[k]!;
      if (rightVerb === BOUNDARY && (q === POS.VERB || q === POS.AUX)) rightVerb = w(k);
      if (rightNoun === BOUNDARY && (q === POS.NOUN || q === POS.PROPN)) rightNoun = w(k);
    }
    both(20, leftVerb);
    both(21, rightVerb);
    both(22, leftNounKind);
    add(23, mix(own, leftNoun));
    add(24, mix(own, rightNoun));
    both(25, closeNegation);
    for (let bit = 0; bit < 8; bit++) if ((seen & (1 << bit)) !== 0) both(26, bit);
    both(27, (flags[t]! & FLAG.capitalised) !== 0 ? (t === begin ? 2 : 1) : 0);
    return n;
  };
}
