/** How the values of two samples stand to one another, pair by pair: what Cliff's delta and Brunner and Munzel's test are made of. */
import { countBelow, countUpTo } from './order-statistics.js';

/** Sums over m values x and n values y of the net number of the others that each exceeds. */
export interface Dominance {
  readonly m: number;
  readonly n: number;
  /** Pairs with x > y less pairs with x < y. */
  readonly sum: number;
  /** Over the x: squares of how many y it exceeds less how many exceed it. */
  readonly rowSquares: number;
  /** Over the y: squares of how many x exceed it less how many it exceeds. */
  readonly columnSquares: number;
}

/** @param x - ascending. @param y - ascending. */
export function dominance(x: Float64Array, y: Float64Array): Dominance {
  const rows = netSums(x, y);
  return {
    m: x.length,
    n: y.length,
    sum: rows.sum,
    rowSquares: rows.squares,
    columnSquares: netSums(y, x).squares,
  };
}

/** Over all of `a`: how many of `b` each exceeds less how many exceed it, summed and squared. Both ascending. */
function netSums(a: Float64Array, b: Float64Array): { sum: number; squares: number } {
  let [sum, squares, below, upTo] = [0, 0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    const value = a[i]!;
    while (below < b.length && b[below]! < value) below++;
    if (upTo < below) upTo = below;
    while (upTo < b.length && b[upTo]! <= value) upTo++;
    const net = below - (b.length - upTo);
    sum += net;
    squares += net * net;
  }
  return { sum, squares };
}

/** Every value of two samples or more together, ascending, with the run of equal values that each stands in. */
export interface Pool {
  readonly values: Float64Array;
  /** How many values lie below that at a place. */
  readonly below: Int32Array;
  /** How many lie below it or at it. */
  readonly upTo: Int32Array;
  /** Share of the commonest value: 0.9 where nine documents in ten have no hit at all. */
  readonly modalShare: number;
}

/** @param values - ascending. */
export function poolOf(values: Float64Array): Pool {
  const n = values.length;
  const below = new Int32Array(n);
  const upTo = new Int32Array(n);
  let longest = 0;
  for (let i = 0; i < n; ) {
    let after = i + 1;
    while (after < n && values[after] === values[i]) after++;
    below.fill(i, i, after);
    upTo.fill(after, i, after);
    longest = Math.max(longest, after - i);
    i = after;
  }
  return { values, below, upTo, modalShare: n === 0 ? 0 : longest / n };
}

/** Places in a pool of ascending values that are all in it; of equal ones, the first places. */
export function placesIn(x: Float64Array, { values }: Pool): Int32Array {
  const places = new Int32Array(x.length);
  for (let i = 0; i < x.length; ) {
    const first = countBelow(values, x[i]!);
    const after = countUpTo(x, x[i]!);
    for (let k = i; k < after; k++) places[k] = first + k - i;
    i = after;
  }
  return places;
}

/** Dominance of the values at some places of a pool over all the others in it, in steps of the few. @param places - ascending. */
export function dominanceAt(places: Int32Array, pool: Pool): Dominance {
  const m = places.length;
  const n = pool.values.length - m;
  let [sum, rowSquares, columnSquares] = [0, 0, 0];
  /** Of the others, those up to the last value of x. */
  let othersUpTo = 0;
  for (let i = 0; i < m; ) {
    const place = places[i]!;
    const end = pool.upTo[place]!;
    let after = i + 1;
    while (after < m && places[after]! < end) after++;
    const below = pool.below[place]! - i;
    const upTo = end - after;
    const net = below - (n - upTo);
    sum += (after - i) * net;
    rowSquares += (after - i) * net * net;
    // Between two values of x all others stand alike to x.
    columnSquares += (below - othersUpTo) * (m - 2 * i) ** 2 + (upTo - below) * (m - i - after) ** 2;
    othersUpTo = upTo;
    i = after;
  }
  columnSquares += (n - othersUpTo) * m * m;
  return { m, n, sum, rowSquares, columnSquares };
}
