/** Fisher's exact test of two shares, with the mid-p-value. */
import { logGamma } from './binomial.js';

/** Logarithms of factorials, as far as they were asked for. */
let logFactorials = new Float64Array([0, 0]);

function logFactorial(n: number): number {
  if (n >= logFactorials.length) {
    const longer = new Float64Array(Math.max(n + 1, 2 * logFactorials.length));
    longer.set(logFactorials);
    for (let k = logFactorials.length; k < longer.length; k++) longer[k] = logGamma(k + 1);
    logFactorials = longer;
  }
  return logFactorials[n]!;
}

/**
 * Two-sided p-values of Fisher's exact test of `hits1` of `n1` against `hits2` of `n2` (Fisher 1935, doi:10.2307/2342435): the
 * probability, given the margins, of all tables no likelier than the observed one; and the mid-p-value, which counts those just
 * as likely for half (Lancaster 1961, doi:10.2307/2282247; recommended by Lydersen, Fagerland & Laake 2009,
 * doi:10.1002/sim.3531, because the exact one is too large where tables are few). Under random labels of documents `exact` never
 * errs in more than its level; `mid` keeps it on the average of tables.
 *
 * @returns null where n1 or n2 is 0, or both shares are 0 or both 1.
 */
export function fisher(
  hits1: number,
  n1: number,
  hits2: number,
  n2: number,
): { readonly exact: number; readonly mid: number } | null {
  const hits = hits1 + hits2;
  const n = n1 + n2;
  if (n1 === 0 || n2 === 0 || hits === 0 || hits === n) return null;
  const least = Math.max(0, hits - n2);
  const most = Math.min(hits, n1);
  const fixed =
    logFactorial(hits) + logFactorial(n - hits) + logFactorial(n1) + logFactorial(n2) - logFactorial(n);
  const at = (k: number): number =>
    Math.exp(
      fixed - logFactorial(k) - logFactorial(hits - k) - logFactorial(n1 - k) - logFactorial(n2 - hits + k),
    );
  const observed = at(hits1);
  // Equal but for rounding.
  const upper = observed * (1 + 1e-9);
  const lower = observed * (1 - 1e-9);
  let [less, equal] = [0, 0];
  const count = (p: number): boolean => {
    if (p > upper) return false;
    if (p >= lower) equal += p;
    else less += p;
    return true;
  };
  // The distribution has one mode: from both ends inwards, as long as tables are no likelier.
  let low = least;
  while (low <= most && count(at(low))) low++;
  for (let high = most; high > low && count(at(high)); high--);
  return { exact: Math.min(1, less + equal), mid: Math.min(1, less + equal / 2) };
}
