/** Keyness of a term: log-likelihood and effect sizes. */
import { betaQuantile } from './beta.js';

/** A term's frequency in a target of `targetTokens` and a reference of `referenceTokens`. */
export interface Frequencies {
  readonly target: number;
  readonly targetTokens: number;
  readonly reference: number;
  readonly referenceTokens: number;
}

/**
 * Log-likelihood `G² = 2 Σ O ln(O / E)` over the 2 × 2 table of term and other tokens, signed: positive where
 * the term is commoner in the target (Dunning 1993, Computational Linguistics 19(1), 61-74).
 *
 * @returns a chi-square statistic of one degree of freedom; 3.84 is p = 0.05, 10.83 p = 0.001.
 */
export function logLikelihood({ target, targetTokens, reference, referenceTokens }: Frequencies): number {
  const n = targetTokens + referenceTokens;
  const termTotal = target + reference;
  const part = (observed: number, row: number, column: number): number =>
    observed === 0 ? 0 : observed * Math.log((observed * n) / (row * column));
  const g2 =
    2 *
    (part(target, termTotal, targetTokens) +
      part(reference, termTotal, referenceTokens) +
      part(targetTokens - target, n - termTotal, targetTokens) +
      part(referenceTokens - reference, n - termTotal, referenceTokens));
  const sign = target * referenceTokens >= reference * targetTokens ? 1 : -1;
  return sign * Math.max(0, g2);
}

/**
 * Log Ratio `log2((f1 / n1) / (f2 / n2))`: how many doublings commoner in the target; a frequency of 0 is taken as
 * one half (Hardie 2014, "Log Ratio: an informal introduction", ESRC Centre for Corpus Approaches to Social Science).
 */
export function logRatio({ target, targetTokens, reference, referenceTokens }: Frequencies): number {
  return Math.log2((target || 0.5) / targetTokens / ((reference || 0.5) / referenceTokens));
}

/**
 * Conservative Log Ratio: the end nearer to 0 of the confidence interval of the Log Ratio, 0 where the interval
 * holds 0 (Evert 2022, "Measuring keyness", Digital Humanities 2022, doi:10.17605/OSF.IO/CY6MW). With X1 given
 * X1 + X2, the ratio of rates r follows from the binomial share p by `r = p / (1 - p) · n2 / n1`; the interval is
 * Clopper and Pearson's for p at level alpha / m (Bonferroni, m terms compared).
 */
export function conservativeLogRatio(frequencies: Frequencies, comparisons: number, alpha = 0.05): number {
  const { target, targetTokens, reference, referenceTokens } = frequencies;
  const total = target + reference;
  if (total === 0) return 0;
  const level = alpha / Math.max(1, comparisons);
  const toRatio = (p: number): number => Math.log2((p / (1 - p)) * (referenceTokens / targetTokens));
  const positive = target * referenceTokens >= reference * targetTokens;
  if (positive) {
    const low = target === 0 ? 0 : betaQuantile(level / 2, target, reference + 1);
    return Math.max(0, toRatio(low));
  }
  const high = reference === 0 ? 1 : betaQuantile(1 - level / 2, target + 1, reference);
  return Math.min(0, toRatio(high));
}

/**
 * Weighted log-odds with an informative Dirichlet prior (Monroe, Colaresi & Quinn 2008, doi:10.1093/pan/mpn018,
 * equations 16, 20 and 22): with prior counts a_w proportional to the term's frequency in target and reference
 * together and adding up to `priorTokens`,
 *
 * `d = ln((f1 + a_w) / (n1 + a0 - f1 - a_w)) - ln((f2 + a_w) / (n2 + a0 - f2 - a_w))`,
 * `var = 1 / (f1 + a_w) + 1 / (f2 + a_w)`, `z = d / √var`.
 */
export function weightedLogOdds(
  { target, targetTokens, reference, referenceTokens }: Frequencies,
  priorTokens: number,
): { readonly logOdds: number; readonly z: number } {
  const prior = (priorTokens * (target + reference)) / (targetTokens + referenceTokens);
  // A term that is all there is in both, or nothing, is no commoner in either.
  if (prior === 0 || target + reference === targetTokens + referenceTokens) return { logOdds: 0, z: 0 };
  const f1 = target + prior;
  const f2 = reference + prior;
  const logOdds =
    Math.log(f1 / (targetTokens + priorTokens - f1)) - Math.log(f2 / (referenceTokens + priorTokens - f2));
  return { logOdds, z: logOdds / Math.sqrt(1 / f1 + 1 / f2) };
}
