// How a choice is made among scored candidates, the same in training and in use.
import type { TokenRange } from '../proposal.js';

/** Probabilities from scores (softmax), in place. */
export function normalise(scores: Float64Array, n: number): void {
  let most = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < n; k++) if (scores[k]! > most) most = scores[k]!;
  let sum = 0;
  for (let k = 0; k < n; k++) {
    scores[k] = Math.exp(scores[k]! - most);
    sum += scores[k]!;
  }
  for (let k = 0; k < n; k++) scores[k]! /= sum;
}

export function logistic(score: number): number {
  return 1 / (1 + Math.exp(-score));
}

/** Tokens that two lists of ranges share, over those of either (Jaccard 1912). */
export function tokenOverlap(a: readonly TokenRange[], b: readonly TokenRange[]): number {
  // Indexed: this is asked of every pair of likely contents.
  let both = 0;
  let all = 0;
  for (let k = 0; k < a.length; k++) {
    const first = a[k]![0];
    const after = a[k]![1];
    all += after - first;
    for (let m = 0; m < b.length; m++) {
      const shared = Math.min(after, b[m]![1]) - Math.max(first, b[m]![0]);
      if (shared > 0) both += shared;
    }
  }
  for (let m = 0; m < b.length; m++) all += b[m]![1] - b[m]![0];
  return both / (all - both);
}

/** Candidates less likely than this neither win nor count. */
const NEGLIGIBLE = 0.01;
const MOST_COMPARED = 12;
/** From this overlap on, two contents are taken for the same. */
export const SAME_CONTENT = 0.5;

/** The candidate that agrees with most of the probability, and that much of it. */
export function mostAgreed(
  candidates: readonly { readonly spans: readonly TokenRange[] }[],
  probability: Float64Array,
): { readonly best: number; readonly mass: number } {
  const likely: number[] = [];
  for (let k = 0; k < candidates.length; k++) if (probability[k]! > NEGLIGIBLE) likely.push(k);
  likely.sort((a, b) => probability[b]! - probability[a]! || a - b);
  if (likely.length > MOST_COMPARED) likely.length = MOST_COMPARED;
  let best = 0;
  let mass = -1;
  for (const k of likely) {
    let sum = 0;
    for (const m of likely)
      if (k === m || tokenOverlap(candidates[k]!.spans, candidates[m]!.spans) >= SAME_CONTENT)
        sum += probability[m]!;
    if (sum > mass + 1e-9) {
      mass = sum;
      best = k;
    }
  }
  return { best, mass };
}
