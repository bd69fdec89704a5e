/** How sure a claim is: from the interval, the article's own counts, the checks, and how often the stage is right. */

import { listing } from '../../../base/wording.js';
import type { ArticleSensitivity } from '../robustness/schema.js';

export interface Certainty {
  readonly certainty: 'firm' | 'likely' | 'unclear';
  readonly reasons: string[];
}

/** Below this accuracy in its genre, no claim that rests on a stage is firm. */
const TRUSTED = 0.7;

/** 95% interval of a count by Byar's approximation to the exact Poisson limits (Breslow & Day 1987). */
export function countInterval(count: number): readonly [number, number] {
  const bound = (n: number, z: number): number => n * (1 - 1 / (9 * n) + z / (3 * Math.sqrt(n))) ** 3;
  return [count === 0 ? 0 : bound(count, -1.96), bound(count + 1, 1.96)];
}

/** What the other ways of counting say of a measure. */
export function checksOf({ findings, checks }: ArticleSensitivity, name: string) {
  const results = findings.find((finding) => finding.name === name)?.results ?? [];
  const titles = (verdict: string): string[] =>
    results
      .filter((result) => result.verdict === verdict)
      .map(({ check }) => checks.find(({ key }) => key === check)?.title ?? check);
  return { survives: titles('survives'), unclear: titles('unclear'), reversed: titles('reversed') };
}

/**
 * Firm: the article's own count keeps it in the outer quarter, every check that applies agrees, and the stage is trusted.
 * Unclear: its own count does not, or a check points the other way, or half the checks do not agree.
 */
export function certaintyOf(input: {
  readonly checks: ReturnType<typeof checksOf>;
  /** Whether the weaker end of the article's own interval still stands out; null where it is not known. */
  readonly ownInterval: boolean | null;
  readonly accuracy: { readonly value: number } | null;
}): Certainty {
  const { checks, ownInterval, accuracy } = input;
  const reasons: string[] = [];
  const asked = checks.survives.length + checks.unclear.length + checks.reversed.length;
  if (checks.survives.length > 0) reasons.push(`holds: ${listing(checks.survives)}`);
  if (checks.unclear.length > 0) reasons.push(`not clear: ${listing(checks.unclear)}`);
  if (checks.reversed.length > 0) reasons.push(`points the other way: ${listing(checks.reversed)}`);
  if (ownInterval === false)
    reasons.push('so few hits that chance alone could bring it back among the others');
  const trusted = accuracy !== null && accuracy.value >= TRUSTED;
  if (!trusted) reasons.push('the stage errs too often for more');
  if (ownInterval === false || checks.reversed.length > 0 || (asked > 0 && checks.unclear.length * 2 > asked))
    return { certainty: 'unclear', reasons };
  if (checks.unclear.length > 0 || ownInterval === null || !trusted) return { certainty: 'likely', reasons };
  return { certainty: 'firm', reasons };
}
