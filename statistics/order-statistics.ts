/** Sorted values by their rank, ascending from 0: a typed array, or values that are nowhere in one piece. */
export interface OrderStatistics {
  readonly length: number;
  at(rank: number): number | undefined;
}

/** How many ascending values lie below a value. */
export function countBelow(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How many ascending values lie below a value or at it. */
export function countUpTo(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The values of a whole without some of them, by rank. Both ascending, `some` all among `all`. */
export function othersOf(all: Float64Array, some: Float64Array): OrderStatistics {
  return {
    length: all.length - some.length,
    at(rank) {
      if (rank < 0 || rank >= all.length - some.length) return undefined;
      // The least value up to which more than `rank` of the others lie.
      let low = rank;
      let high = Math.min(all.length - 1, rank + some.length);
      while (low < high) {
        const middle = (low + high) >>> 1;
        const value = all[middle]!;
        if (countUpTo(all, value) - countUpTo(some, value) > rank) high = middle;
        else low = middle + 1;
      }
      return all[low];
    },
  };
}
