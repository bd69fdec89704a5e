import {
  conservativeLogRatio,
  type Frequencies,
  logLikelihood,
  logRatio,
  weightedLogOdds,
} from '../../statistics/keyness.js';
import type { KeynessRow } from './schema.js';

/** How often a term is met in the target and the reference, and in how many documents of each. */
export interface TermFrequency extends Pick<Frequencies, 'target' | 'reference'> {
  readonly term: string;
  readonly targetDocuments: number;
  readonly referenceDocuments: number;
  readonly dispersion: number | null;
}

/** What is compared: sizes of target and reference in tokens and documents. */
export interface KeynessSizes extends Pick<Frequencies, 'targetTokens' | 'referenceTokens'> {
  readonly targetDocuments: number;
  readonly referenceDocuments: number;
  /** Terms tested, for Bonferroni's correction within the conservative Log Ratio. */
  readonly tested: number;
}

/** Factors by which the prior of the weighted log-odds is weakened and strengthened, to see what a finding owes to it. */
export const PRIOR_FACTORS = [0.1, 10] as const;

/**
 * Every measure of keyness of one term. The prior of the weighted log-odds is as strong as the target is long, or as the
 * reference where that is shorter.
 */
export function keynessRow(frequency: TermFrequency, sizes: KeynessSizes): KeynessRow {
  const { targetTokens, referenceTokens } = sizes;
  const { term, target, reference, targetDocuments, referenceDocuments } = frequency;
  const counts = { target, reference, targetTokens, referenceTokens };
  const prior = Math.min(targetTokens, referenceTokens);
  const { z } = weightedLogOdds(counts, prior);
  const priorZ = PRIOR_FACTORS.map((factor) => weightedLogOdds(counts, factor * prior).z) as [number, number];
  return {
    term,
    count: target,
    perThousand: (1000 * target) / targetTokens,
    referenceCount: reference,
    referencePerThousand: (1000 * reference) / referenceTokens,
    documents: sizes.targetDocuments === 0 ? 0 : targetDocuments / sizes.targetDocuments,
    referenceDocuments: sizes.referenceDocuments === 0 ? 0 : referenceDocuments / sizes.referenceDocuments,
    dispersion: frequency.dispersion,
    g2: logLikelihood(counts),
    logRatio: logRatio(counts),
    conservativeLogRatio: conservativeLogRatio(counts, sizes.tested),
    // One document is no sample of documents.
    documentLogRatio:
      sizes.targetDocuments < 2 || sizes.referenceDocuments < 2
        ? null
        : conservativeLogRatio(
            {
              target: targetDocuments,
              targetTokens: sizes.targetDocuments,
              reference: referenceDocuments,
              referenceTokens: sizes.referenceDocuments,
            },
            sizes.tested,
          ),
    logOddsZ: z,
    priorZ,
    survives: [z, ...priorZ].every((value) => Math.abs(value) > 1.959963984540054 && value > 0 === z > 0),
  };
}

/** Most key first: by the conservative Log Ratio, then G². */
export function byKeyness(a: KeynessRow, b: KeynessRow): number {
  return (
    b.conservativeLogRatio - a.conservativeLogRatio ||
    b.g2 - a.g2 ||
    (a.term < b.term ? -1 : a.term > b.term ? 1 : 0)
  );
}

/** Words that can be keywords: with a letter, of two characters or more, no parts of contractions. */
export function isKeywordCandidate(term: string): boolean {
  return term.length > 1 && /^\p{L}/u.test(term) && term !== "n't" && !term.startsWith("'");
}
