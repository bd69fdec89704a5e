/** When two texts are near-duplicates: by resemblance, or one being contained in the other (Broder 1997). */
import { SHINGLE_WORDS } from '../stages/lexis/shingles.js';

/**
 * Resemblance |A ∩ B| / |A ∪ B| of five-word shingles from which texts are near-duplicates: reprints, updates
 * (Broder 1997, doi:10.1109/SEQUEN.1997.666900).
 */
export const LEAST_RESEMBLANCE = 0.5;

/** Containment |A ∩ B| / min(|A|, |B|) from which they are: copy cut short under a new lead, copy edited throughout. */
export const LEAST_CONTAINMENT = 0.5;

/** Below this resemblance 64 bins tell too little of containment: its standard error is above a third of its value. */
export const RESEMBLANCE_FOR_CONTAINMENT = 0.2;

/**
 * Bins that make a band, and bands: texts that meet in one are compared. Two that resemble each other by 0.2 meet with
 * probability 0.73, by 0.3 0.95, by 0.4 0.996.
 */
export const BAND_BINS = 2;
export const BANDS = 32;

/** Estimated resemblance of two signatures of 64 bins, in SQL; standard error 0.06 at 0.5. */
export const resemblanceSql = (a: string, b: string): string =>
  `len(list_filter(range(1, 65), lambda i: ${a}[i] = ${b}[i] AND ${a}[i] >= 0))
   / greatest(1, len(list_filter(range(1, 65), lambda i: ${a}[i] >= 0 OR ${b}[i] >= 0)))`;

/** Containment of the shorter of two texts in the longer, from their resemblance r and their shingles, a and b: r (a + b) / ((1 + r) min(a, b)), at most 1. */
export function estimatedContainment(resemblance: number, words: number, otherWords: number): number {
  const [a, b] = [words, otherWords].map((n) => Math.max(1, n - SHINGLE_WORDS + 1)) as [number, number];
  return Math.min(1, (resemblance * (a + b)) / ((1 + resemblance) * Math.min(a, b)));
}

/** The same in SQL. */
export function containmentSql(resemblance: string, words: string, otherWords: string): string {
  const [a, b] = [words, otherWords].map((n) => `greatest(1, ${n} - ${SHINGLE_WORDS - 1})`);
  return `least(1, ${resemblance} * (${a} + ${b}) / ((1 + ${resemblance}) * least(${a}, ${b})))::DOUBLE`;
}

/** Estimates from which containment is counted in the texts themselves: 64 bins are off by a fifth. */
const ESTIMATE_COUNTED = { containment: 0.4, resemblance: 0.15 };

/** Whether a pair is worth counting its containment, though its resemblance is too small, in SQL. */
export const isCandidateSql = (resemblance: string, containment: string): string =>
  `(${resemblance} >= ${LEAST_RESEMBLANCE} OR (${containment} >= ${ESTIMATE_COUNTED.containment} AND ${resemblance} >= ${ESTIMATE_COUNTED.resemblance}))`;

/** The words of a text as shingles take them, in SQL: a list, made once, of which `shinglesSql` slices. */
export const wordsSql = (text: string): string => `regexp_extract_all(lower(${text}), '[\\p{L}\\p{N}]+')`;

/** The distinct five-word shingles of a list of words, in SQL. */
export const shinglesSql = (words: string): string =>
  `list_distinct(list_transform(range(1, greatest(1, len(${words}) - ${SHINGLE_WORDS - 2})), lambda i: array_to_string(list_slice(${words}, i, i + ${SHINGLE_WORDS - 1}), ' ')))`;

/** Whether two texts are near-duplicates, of their estimated resemblance and containment, in SQL. */
export const isCopySql = (resemblance: string, containment: string): string =>
  `(${resemblance} >= ${LEAST_RESEMBLANCE} OR (${containment} >= ${LEAST_CONTAINMENT} AND ${resemblance} >= ${RESEMBLANCE_FOR_CONTAINMENT}))`;
