/** How rare it is that one document holds a word so often, given that words come in bursts. */

/** How often a word is met in a corpus of `n` documents. */
export interface WordInCorpus {
  readonly count: number;
  /** Documents that hold it. */
  readonly documents: number;
  readonly n: number;
}

/**
 * Occurrences beyond the first in a document that has the word, at the least. Rare words repeat themselves more than few
 * documents can show, and with too little repetition every second mention would be a surprise.
 */
const REPETITION_LEAST = 1;

/**
 * P(X ≥ k): the probability that a document drawn from the corpus holds a word k times or more, under Katz's K mixture (1996,
 * doi:10.1017/S1351324996001246; Church & Gale 1995, doi:10.1017/S1351324900000139), which knows that a document that has a
 * word once has it again. With λ = count / n and β = (count - documents) / documents, the mean number of further occurrences,
 *
 * `P(X ≥ k) = λ / (β + 1) · (β / (β + 1))^(k - 1)`, so that P(X ≥ 1) is the share of documents that hold it.
 *
 * @param k - from 1. @param length - of the document, in mean lengths of the corpus's documents: λ grows with it.
 * @returns from 0 to 1.
 */
export function burstTail(k: number, { count, documents, n }: WordInCorpus, length: number): number {
  if (n === 0 || documents === 0) return 0;
  const repetition = Math.max(REPETITION_LEAST, (count - documents) / documents);
  const held = Math.min(1, (documents / n) * Math.max(length, 1e-9));
  return held * (repetition / (repetition + 1)) ** (k - 1);
}
