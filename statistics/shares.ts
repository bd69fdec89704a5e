/** Shares of documents, their differences and intervals. */
import { fisher } from './fisher.js';

const Z = 1.959963984540054;

/** Documents under which a share has no interval. */
export const SHARE_MINIMUM = 10;

/** Wilson's 95% interval of a share (1927, doi:10.1080/01621459.1927.10502953); null under 10 documents. */
export function wilson(share: number, n: number): [number, number] | null {
  if (n < SHARE_MINIMUM) return null;
  const z2 = Z ** 2;
  const centre = (share + z2 / (2 * n)) / (1 + z2 / n);
  const half = (Z / (1 + z2 / n)) * Math.sqrt((share * (1 - share)) / n + z2 / (4 * n * n));
  return [Math.max(0, centre - half), Math.min(1, centre + half)];
}

export interface ShareDifference {
  readonly difference: number;
  readonly interval: readonly [number, number] | null;
  /** Two-sided; null where both shares are 0 or both 1. */
  readonly p: number | null;
}

/**
 * Difference of two independent shares with Newcombe's hybrid score interval, his method 10 (1998,
 * doi:10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I), made of both shares' Wilson intervals
 * (l, u): `d - √((p1 - l1)² + (u2 - p2)²)` to `d + √((u1 - p1)² + (p2 - l2)²)`. The p-value is Fisher's mid-p
 * (fisher.ts), which holds where cells are sparse.
 *
 * @param hits1 - documents with the property among n1; likewise hits2 and n2.
 * @returns null where n1 or n2 is 0.
 */
export function shareDifference(
  hits1: number,
  n1: number,
  hits2: number,
  n2: number,
): ShareDifference | null {
  if (n1 === 0 || n2 === 0) return null;
  const p1 = hits1 / n1;
  const p2 = hits2 / n2;
  const difference = p1 - p2;
  const a = wilson(p1, n1);
  const b = wilson(p2, n2);
  return {
    difference,
    interval:
      a === null || b === null
        ? null
        : [
            Math.max(-1, difference - Math.hypot(p1 - a[0], b[1] - p2)),
            Math.min(1, difference + Math.hypot(a[1] - p1, p2 - b[0])),
          ],
    p: fisher(hits1, n1, hits2, n2)?.mid ?? null,
  };
}
