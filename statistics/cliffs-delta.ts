import { twoSidedP } from './normal.js';
import { countBelow, countUpTo } from './order-statistics.js';

/** An effect size with its interval. */
export interface CliffsDelta {
  /** P(x > y) - P(x < y), from -1 to 1. */
  readonly delta: number;
  readonly interval: readonly [number, number] | null;
  /** Two-sided, of the Mann-Whitney test: the groups are drawn from one distribution. */
  readonly p: number | null;
}

/**
 * Cliff's delta `d = (#(x > y) - #(x < y)) / (m n)` for m values x and n values y, with the asymmetric 95% interval
 * of Feng and Cliff from the consistent variance estimate (Cliff 1993, doi:10.1037/0033-2909.114.3.494; Feng &
 * Cliff 2004, doi:10.22237/jmasm/1099267560):
 *
 * `var d = (n² Σ_i (d_i. - d)² + m² Σ_j (d_.j - d)² - Σ_ij (d_ij - d)²) / (m n (m - 1) (n - 1))`
 *
 * with d_i. the mean dominance of one x over all y, d_.j that of all x over one y.
 *
 * The p-value is that of the Mann-Whitney test, `z = d / √((m + n + 1) / (3 m n) · (1 - Σ(t³ - t) / (N³ - N)))` with t
 * the sizes of tied groups (Mann & Whitney 1947, doi:10.1214/aoms/1177730491), which keeps its level in small
 * groups, where z = d / s does not.
 *
 * @param x - ascending. @param y - ascending.
 * @param ties - of both together, where the caller knows it.
 * @returns null where either is empty.
 */
export function cliffsDelta(x: Float64Array, y: Float64Array, ties = tieSum(x, y)): CliffsDelta | null {
  const m = x.length;
  const n = y.length;
  if (m === 0 || n === 0) return null;
  return fromDominance(dominance(x, y), m, n, ties);
}

/**
 * The same of some values against all the others of a whole that holds them, in steps of the few, not of the whole.
 *
 * @param x - ascending. @param all - ascending, every value of x among them.
 * @param ties - of all.
 * @returns null where either side is empty.
 */
export function cliffsDeltaWithin(x: Float64Array, all: Float64Array, ties: number): CliffsDelta | null {
  const m = x.length;
  const n = all.length - m;
  if (m === 0 || n === 0) return null;
  return fromDominance(dominanceWithin(x, all), m, n, ties);
}

/** How x stand to y: sums over the x (rows) and the y (columns) of the net number of the others that they exceed. */
interface Dominance {
  /** Σ_i d_i. n, which is also Σ_j d_.j m. */
  readonly sum: number;
  /** Σ_i (d_i. n)². */
  readonly rowSquares: number;
  /** Σ_j (d_.j m)². */
  readonly columnSquares: number;
  /** Pairs of equal values. */
  readonly ties: number;
}

function fromDominance(dominated: Dominance, m: number, n: number, ties: number): CliffsDelta {
  const delta = dominated.sum / (m * n);
  if (m < 2 || n < 2) return { delta, interval: null, p: mannWhitneyP(delta, m, n, ties) };
  const rowSquares = dominated.rowSquares / (n * n) - m * delta ** 2;
  const columnSquares = dominated.columnSquares / (m * m) - n * delta ** 2;
  const cellSquares = m * n - dominated.ties - m * n * delta ** 2;
  const unbiased = (n * n * rowSquares + m * m * columnSquares - cellSquares) / (m * n * (m - 1) * (n - 1));
  // Feng & Cliff's floor: the estimate can fall below what the bounds allow.
  const variance = Math.max(unbiased, (1 - delta * delta) / (m * n - 1));
  const z = 1.959963984540054;
  const p = mannWhitneyP(delta, m, n, ties);
  if (Math.abs(delta) === 1) return { delta, interval: completeSeparation(delta, m, n), p };
  const s = Math.sqrt(variance);
  const root = s * Math.sqrt((1 - delta ** 2) ** 2 + z * z * variance);
  const denominator = 1 - delta ** 2 + z * z * variance;
  const low = (delta - delta ** 3 - z * root) / denominator;
  const high = (delta - delta ** 3 + z * root) / denominator;
  return { delta, interval: [Math.max(-1, low), Math.min(1, high)], p };
}

/** Two-sided p-value of the Mann-Whitney test from delta; null where all values are equal. */
function mannWhitneyP(delta: number, m: number, n: number, ties: number): number | null {
  const total = m + n;
  const variance = ((total + 1) / (3 * m * n)) * (1 - ties / (total ** 3 - total));
  return variance > 0 ? twoSidedP(delta / Math.sqrt(variance)) : null;
}

/** Σ(t³ - t) over the groups of tied values of two ascending lists; that of `(all, [])` where they are parts of one. */
export function tieSum(x: Float64Array, y: Float64Array): number {
  let ties = 0;
  let i = 0;
  let j = 0;
  while (i < x.length || j < y.length) {
    const value = Math.min(x[i] ?? Number.POSITIVE_INFINITY, y[j] ?? Number.POSITIVE_INFINITY);
    let tied = 0;
    for (; i < x.length && x[i] === value; i++) tied++;
    for (; j < y.length && y[j] === value; j++) tied++;
    ties += tied ** 3 - tied;
  }
  return ties;
}

/** Where the groups do not overlap the variance is 0; Feng and Cliff bound delta by the smaller group's size. */
function completeSeparation(delta: number, m: number, n: number): readonly [number, number] {
  const smaller = Math.min(m, n);
  const z = 1.959963984540054;
  const bound = (smaller - z * z) / (smaller + z * z);
  return delta > 0 ? [Math.max(-1, bound), 1] : [-1, Math.min(1, -bound)];
}

function dominance(x: Float64Array, y: Float64Array): Dominance {
  const rows = netSums(x, y);
  const columns = netSums(y, x);
  return { sum: rows.sum, rowSquares: rows.squares, columnSquares: columns.squares, ties: rows.ties };
}

/** Over all of `a`: how many of `b` each exceeds less how many exceed it, summed and squared; ties. Both ascending. */
function netSums(a: Float64Array, b: Float64Array): { sum: number; squares: number; ties: number } {
  let [sum, squares, ties, below, upTo] = [0, 0, 0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    const value = a[i]!;
    while (below < b.length && b[below]! < value) below++;
    if (upTo < below) upTo = below;
    while (upTo < b.length && b[upTo]! <= value) upTo++;
    const net = below - (b.length - upTo);
    ties += upTo - below;
    sum += net;
    squares += net * net;
  }
  return { sum, squares, ties };
}

/** The same for x and the rest of `all`: between two values of x all of the rest stand alike to x. */
function dominanceWithin(x: Float64Array, all: Float64Array): Dominance {
  const m = x.length;
  const n = all.length - m;
  let [sum, rowSquares, columnSquares, ties] = [0, 0, 0, 0];
  /** Of the rest, those up to the last value of x. */
  let restUpTo = 0;
  for (let i = 0; i < m; ) {
    const value = x[i]!;
    let after = i + 1;
    while (after < m && x[after] === value) after++;
    const below = countBelow(all, value) - i;
    const upTo = countUpTo(all, value) - after;
    const net = below - (n - upTo);
    sum += (after - i) * net;
    rowSquares += (after - i) * net * net;
    ties += (after - i) * (upTo - below);
    columnSquares += (below - restUpTo) * (m - 2 * i) ** 2 + (upTo - below) * (m - i - after) ** 2;
    restUpTo = upTo;
    i = after;
  }
  columnSquares += (n - restUpTo) * m * m;
  return { sum, rowSquares, columnSquares, ties };
}
