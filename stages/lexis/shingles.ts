/** Signatures of word shingles, by which near-duplicates are found. */
import type { WordSequence } from './term-counts.js';

/** Words in a shingle. */
export const SHINGLE_WORDS = 5;

/** Bins of a signature. */
export const SIGNATURE_BINS = 64;

const VALUE_BITS = 26;

/**
 * One-permutation MinHash signature of a text's five-word shingles (Broder 1997,
 * doi:10.1109/SEQUEN.1997.666900; Li, Owen & Zhang 2012, "One permutation hashing"): every shingle's 32-bit hash
 * falls by its upper 6 bits into one of 64 bins, and each bin keeps the least of the lower 26 bits.
 *
 * @param hashOf - a 32-bit hash of a word.
 * @returns 64 numbers below 2^26, -1 for a bin without a shingle; an empty list under five words.
 */
export function shingleMinima(
  { length, types, typeCount, words }: WordSequence,
  hashOf: (word: number) => number,
): number[] {
  if (length < SHINGLE_WORDS) return [];
  const hashes = new Int32Array(typeCount);
  for (let t = 0; t < typeCount; t++) hashes[t] = hashOf(words[t]!);
  const minima = new Int32Array(SIGNATURE_BINS).fill(-1);
  const factor = 0x9e3779b1;
  let oldest = 1;
  for (let k = 0; k < SHINGLE_WORDS; k++) oldest = Math.imul(oldest, factor);
  let rolling = 0;
  for (let i = 0; i < length; i++) {
    rolling = (Math.imul(rolling, factor) + hashes[types[i]!]!) | 0;
    if (i >= SHINGLE_WORDS) rolling = (rolling - Math.imul(oldest, hashes[types[i - SHINGLE_WORDS]!]!)) | 0;
    if (i < SHINGLE_WORDS - 1) continue;
    let hash = rolling;
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    hash = (hash ^ (hash >>> 16)) >>> 0;
    const bin = hash >>> VALUE_BITS;
    const value = hash & ((1 << VALUE_BITS) - 1);
    if (minima[bin]! < 0 || value < minima[bin]!) minima[bin] = value;
  }
  return Array.from(minima);
}

/**
 * Estimated Jaccard similarity of two texts' shingles: equal bins over bins not empty in both (Li, Owen & Zhang
 * 2012); standard error about 0.06 at 0.5.
 *
 * @returns 0 to 1; null where a text has no shingle.
 */
export function estimatedJaccard(a: readonly number[], b: readonly number[]): number | null {
  if (a.length === 0 || b.length === 0) return null;
  let equal = 0;
  let filled = 0;
  for (let k = 0; k < a.length; k++) {
    if (a[k]! < 0 && b[k]! < 0) continue;
    filled++;
    if (a[k] === b[k]) equal++;
  }
  return filled === 0 ? null : equal / filled;
}
