/** Keyness of terms, by every measure. */
import { benjaminiHochberg } from '../../statistics/benjamini-hochberg.js';
import { fisher } from '../../statistics/fisher.js';
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
  /** The reference knows only that it holds no more of the term. */
  readonly referenceAtMost?: boolean;
  /** Evidence of documents that is not Fisher's: see `documentP` in the schema. */
  readonly documentP?: number;
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

/** Two-sided p of Fisher's exact test of the documents that hold a term; null where one document is all there is. */
export function documentEvidence(
  { targetDocuments, referenceDocuments }: Pick<TermFrequency, 'targetDocuments' | 'referenceDocuments'>,
  sizes: Pick<KeynessSizes, 'targetDocuments' | 'referenceDocuments'>,
): number | null {
  if (sizes.targetDocuments < 2 || sizes.referenceDocuments < 2) return null;
  return (
    fisher(targetDocuments, sizes.targetDocuments, referenceDocuments, sizes.referenceDocuments)?.exact ??
    null
  );
}

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
    referenceAtMost: frequency.referenceAtMost ?? false,
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
    documentP: frequency.documentP ?? documentEvidence(frequency, sizes),
    q: null,
    claimed: false,
    logOddsZ: z,
    priorZ,
    survives: [z, ...priorZ].every((value) => Math.abs(value) > 1.959963984540054 && value > 0 === z > 0),
  };
}

/** q below which a term is claimed. */
const LEVEL = 0.05;

/**
 * Puts the adjusted p of every row of one family into `q`, and says which are claimed. Terms whose p was not computed,
 * because it lies above the level anyway, count too.
 *
 * @param tested - terms tested in all, listed or not.
 */
export function claimRows(rows: readonly KeynessRow[], tested: number): KeynessRow[] {
  const q = adjustedOver(
    rows.map(({ documentP }) => documentP),
    tested,
  );
  return rows.map((row, k) => claimed(row, q[k] ?? null));
}

function adjustedOver(p: readonly (number | null)[], tested: number): readonly (number | null)[] {
  return benjaminiHochberg([...p, ...new Array<number>(Math.max(0, tested - p.length)).fill(1)]);
}

/** A term that may be listed, and its dispersion once it is. */
export interface Candidate {
  readonly frequency: TermFrequency;
  readonly sizes: KeynessSizes;
  readonly dispersion?: () => number | null;
}

/**
 * The most key terms of each list, their p adjusted over all lists as by `claimRows`. The evidence of documents decides which are
 * listed, so that the other measures, which cost more, are computed of these alone.
 *
 * @param claims - false for groups that consist of whole clusters: each outlet has words of its own, so that documents are no
 *   sample and nothing is claimed.
 */
export function listedRows(
  lists: readonly (readonly Candidate[])[],
  tested: number,
  most: number,
  claims: boolean,
): KeynessRow[][] {
  const evidence = lists.map((list) =>
    list.map(({ frequency, sizes }) => frequency.documentP ?? documentEvidence(frequency, sizes)),
  );
  const q = claims ? adjustedOver(evidence.flat(), tested) : [];
  let first = 0;
  return lists.map((list, l) => {
    const own = evidence[l]!;
    const at = first;
    first += own.length;
    const sorted = own.map((p) => p ?? 1).sort((a, b) => a - b);
    const last = sorted[Math.min(most, sorted.length) - 1] ?? 1;
    return list
      .flatMap(({ frequency, sizes, dispersion }, k) => {
        const p = own[k]!;
        if ((p ?? 1) > last) return [];
        const row = keynessRow(
          {
            ...frequency,
            ...(p === null ? {} : { documentP: p }),
            dispersion: dispersion?.() ?? frequency.dispersion,
          },
          sizes,
        );
        return [claimed(row, q[at + k] ?? null)];
      })
      .sort(byKeyness)
      .slice(0, most);
  });
}

/** The same of one article, whose rows share its documents' evidence: by Bonferroni's correction. */
export function claimOf(row: KeynessRow, tested: number): KeynessRow {
  return claimed(row, row.documentP === null ? null : Math.min(1, row.documentP * tested));
}

const claimed = (row: KeynessRow, q: number | null): KeynessRow => ({
  ...row,
  q,
  claimed: q !== null && q < LEVEL && row.documents > row.referenceDocuments,
});

/** Most key first: by the evidence of documents, which repetition in a few cannot raise, then by that of tokens. */
export function byKeyness(a: KeynessRow, b: KeynessRow): number {
  return (
    (a.documentP ?? 1) - (b.documentP ?? 1) ||
    b.conservativeLogRatio - a.conservativeLogRatio ||
    b.g2 - a.g2 ||
    (a.term < b.term ? -1 : a.term > b.term ? 1 : 0)
  );
}

/** Words that can be keywords: with a letter, of two characters or more, no parts of contractions. */
export function isKeywordCandidate(term: string): boolean {
  return term.length > 1 && /^\p{L}/u.test(term) && term !== "n't" && !term.startsWith("'");
}
