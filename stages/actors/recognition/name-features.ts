/** Labels and context features of the model of names. */
import { FLAG, type TokenisedDocument } from '../../tokenising/annotation.js';
import type { Candidates } from './candidates.js';
import { mix } from './feature-hash.js';
import type { FormTable } from './form-features.js';

/** Labels of the chain: outside, and begin or inside of each type; `misc` keeps works, events and products apart. */
export const NAME_TYPES = ['person', 'organisation', 'location', 'facility', 'norp', 'misc'] as const;
export const LABEL_COUNT = 1 + 2 * NAME_TYPES.length;
export const OUTSIDE = 0;

/** Room for the features that one function writes. */
export const MOST_FEATURES = 40;

/** What stands for class and shape of the word before or after where the sentence ends. */
const NO_FINE = 1022;
const NO_SHAPE_BEFORE = 1;
const NO_SHAPE_AFTER = 2;
const NO_WORD = 3;

/**
 * Writes the features of a candidate that depend on more than one word; returns how many.
 *
 * @param k - index of the candidate, of the chain [chainFirst, chainLast] of tokens.
 * @param before - slots of the forms before, at and after it; -1 beyond the sentence.
 * @param hashOfWord - a number for a word that is the same on every machine and run, as ids are not.
 */
export function contextFeatures(
  d: TokenisedDocument,
  candidates: Candidates,
  k: number,
  chainFirst: number,
  chainLast: number,
  forms: FormTable,
  before: number,
  at: number,
  after: number,
  hashOfWord: (word: number) => number,
  out: Int32Array,
): number {
  const i = candidates.tokens[k]!;
  const { word, pos, tokenCount } = d;
  let n = 0;
  const shapeBefore = before < 0 ? NO_SHAPE_BEFORE : forms.shape(before);
  const shape = forms.shape(at);
  const shapeAfter = after < 0 ? NO_SHAPE_AFTER : forms.shape(after);
  const fineBefore = before < 0 ? NO_FINE : forms.fine(before);
  const fine = forms.fine(at);
  const fineAfter = after < 0 ? NO_FINE : forms.fine(after);
  const coarse = forms.coarse(at);
  const own = hashOfWord(word[i]!);
  const wordBefore = i === 0 ? NO_WORD : hashOfWord(word[i - 1]!);
  const wordAfter = i + 1 === tokenCount ? NO_WORD : hashOfWord(word[i + 1]!);
  const beforeChain = chainFirst === 0 ? NO_WORD : hashOfWord(word[chainFirst - 1]!);
  const lastOfChain = hashOfWord(word[chainLast]!);
  const afterChain = chainLast + 1 === tokenCount ? NO_WORD : hashOfWord(word[chainLast + 1]!);
  const number = candidates.words[k]!;
  const lower = candidates.lower[number]!;
  const start = (d.flags[i]! & FLAG.sentenceStart) === 0 ? 0 : 16;
  const repeated = start + (lower === 0 ? 0 : lower < 3 ? 4 : 8) + Math.min(3, candidates.inner[number]!);
  const fromFirst = i - chainFirst;
  const toLast = chainLast - i;
  const tags = (pos[i]! << 10) | ((before < 0 ? 31 : pos[i - 1]!) << 5) | (after < 0 ? 31 : pos[i + 1]!);
  out[n++] = 0x51ed270b;
  out[n++] = mix(mix(mix(31, shapeBefore), shape), shapeAfter);
  out[n++] = mix(36, tags);
  out[n++] = mix(mix(38, fineBefore), fine);
  out[n++] = mix(mix(39, fine), fineAfter);
  out[n++] = mix(mix(40, repeated), coarse);
  out[n++] = mix(41, repeated);
  out[n++] = mix(42, Math.min(3, fromFirst) * 4 + Math.min(3, toLast));
  out[n++] = mix(mix(43, lastOfChain), toLast === 0 ? 1 : 0);
  out[n++] = mix(mix(44, beforeChain), Math.min(2, fromFirst));
  out[n++] = mix(mix(45, afterChain), Math.min(2, toLast));
  const usage = (slot: number): number => (slot < 0 ? 63 : forms.usage(slot));
  out[n++] = mix(mix(mix(46, usage(before)), usage(at)), usage(after));
  out[n++] = mix(mix(47, usage(at)), start === 0 ? shape : start);
  out[n++] = mix(mix(49, wordBefore), own);
  out[n++] = mix(mix(50, wordAfter), own);
  return n;
}

/** Writes the features that the second pass has beside the first's, from the first's labels by candidate; returns how many. */
export function secondPassFeatures(
  { tokens, count }: Candidates,
  k: number,
  labels: Uint8Array,
  elsewhere: Uint8Array,
  out: Int32Array,
): number {
  let n = 0;
  const hasBefore = k > 0 && tokens[k - 1] === tokens[k]! - 1;
  const hasAfter = k + 1 < count && tokens[k + 1] === tokens[k]! + 1;
  const label = labels[k]!;
  const own = elsewhere[k]!;
  out[n++] = mix(71, label);
  out[n++] = mix(mix(72, hasBefore ? labels[k - 1]! : 0), label);
  out[n++] = mix(mix(73, hasAfter ? labels[k + 1]! : 0), label);
  out[n++] = mix(74, own);
  out[n++] = mix(mix(75, own), label);
  out[n++] = mix(mix(76, own), hasBefore ? elsewhere[k - 1]! : 0);
  out[n++] = mix(mix(77, own), hasAfter ? elsewhere[k + 1]! : 0);
  return n;
}

/** Tells for each candidate what the first pass made of the same word elsewhere in the document. */
export class Elsewhere {
  #counts = new Int32Array(128 * LABEL_COUNT);

  /**
   * Writes for each candidate the most frequent label of its word's other occurrences and how far they agree, as
   * one number; 0 where it has none.
   */
  fill({ words, wordCount, count }: Candidates, labels: Uint8Array, out: Uint8Array): void {
    if (wordCount * LABEL_COUNT > this.#counts.length)
      this.#counts = new Int32Array(2 * wordCount * LABEL_COUNT);
    const counts = this.#counts;
    counts.fill(0, 0, wordCount * LABEL_COUNT);
    for (let k = 0; k < count; k++) counts[words[k]! * LABEL_COUNT + labels[k]!]!++;
    for (let k = 0; k < count; k++) {
      const at = words[k]! * LABEL_COUNT;
      counts[at + labels[k]!]!--;
      let best = 0;
      let most = 0;
      let all = 0;
      for (let label = 0; label < LABEL_COUNT; label++) {
        const n = counts[at + label]!;
        all += n;
        if (n > most) {
          most = n;
          best = label;
        }
      }
      counts[at + labels[k]!]!++;
      out[k] = all === 0 ? 0 : 1 + best * 3 + (most === all ? (all > 1 ? 2 : 1) : 0);
    }
  }
}
