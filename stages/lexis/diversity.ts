/**
 * Type-token ratio V / N: distinct words V over words N.
 *
 * @returns a share from 0 to 1; falls with length whatever the style, so compare only texts of like length.
 * Null for no words.
 */
export function typeTokenRatio(typeCount: number, length: number): number | null {
  return length === 0 ? null : typeCount / length;
}

/**
 * Moving-average type-token ratio: the mean of V / W over every stretch of W words,
 * `MATTR = sum_i V_i / (W (N - W + 1))` (Covington & McFall 2010, doi:10.1080/09296171003643098).
 *
 * @param types - the type number of each word, from 0.
 * @returns a share from 0 to 1 that does not depend on length; null where the text is shorter than a window.
 */
export function mattr(types: Int32Array, typeCount: number, window: number): number | null {
  const length = types.length;
  if (length < window) return null;
  const inWindow = new Uint16Array(typeCount);
  let distinct = 0;
  let sum = 0;
  for (let i = 0; i < length; i++) {
    const entering = types[i]!;
    if (inWindow[entering]!++ === 0) distinct++;
    if (i >= window) {
      const leaving = types[i - window]!;
      if (--inWindow[leaving]! === 0) distinct--;
    }
    if (i >= window - 1) sum += distinct;
  }
  return sum / (window * (length - window + 1));
}

/** McCarthy & Jarvis's threshold: the type-token ratio at which a factor is full. */
export const MTLD_THRESHOLD = 0.72;

/** McCarthy & Jarvis found MTLD stable from 100 words on. */
export const MTLD_MINIMUM_WORDS = 100;

function factors(types: Int32Array, typeCount: number, from: number, step: 1 | -1): number {
  // The factor in which a type was last met: no table has to be cleared at a factor's end.
  const metIn = new Int32Array(typeCount).fill(-1);
  let factor = 0;
  let words = 0;
  let distinct = 0;
  let ratio = 1;
  for (let k = 0, i = from; k < types.length; k++, i += step) {
    const type = types[i]!;
    words++;
    if (metIn[type] !== factor) {
      metIn[type] = factor;
      distinct++;
    }
    ratio = distinct / words;
    if (ratio < MTLD_THRESHOLD) {
      factor++;
      words = 0;
      distinct = 0;
      ratio = 1;
    }
  }
  return factor + (1 - ratio) / (1 - MTLD_THRESHOLD);
}

/**
 * Measure of textual lexical diversity: the mean length in words of stretches whose type-token ratio stays
 * at 0.72 or above. `MTLD = (N / F_forward + N / F_backward) / 2`, with F the number of factors, the last
 * one in part: `(1 - TTR) / (1 - 0.72)` (McCarthy & Jarvis 2010, doi:10.3758/BRM.42.2.381).
 *
 * @returns words, above 0; null under 100 words and where no word recurs.
 */
export function mtld(types: Int32Array, typeCount: number): number | null {
  const length = types.length;
  if (length < MTLD_MINIMUM_WORDS) return null;
  const forward = factors(types, typeCount, 0, 1);
  const backward = factors(types, typeCount, length - 1, -1);
  if (forward === 0 || backward === 0) return null;
  return (length / forward + length / backward) / 2;
}
