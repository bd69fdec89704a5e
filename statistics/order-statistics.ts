/** Counts and values by rank in sorted data. */
import { lowerBound, partitionPoint, upperBound } from '../base/bisect.js';

/** Sorted values by their rank, ascending from 0: a typed array, or values that are nowhere in one piece. */
export interface OrderStatistics {
  readonly length: number;
  at(rank: number): number | undefined;
}

/** How many ascending values lie below a value. */
export function countBelow(sorted: Float64Array, value: number): number {
  return lowerBound(sorted, value);
}

/** How many ascending values lie below a value or at it. */
export function countUpTo(sorted: Float64Array, value: number): number {
  return upperBound(sorted, value);
}

/** The values of a whole without some of them, by rank. Both ascending, `some` all among `all`. */
export function othersOf(all: Float64Array, some: Float64Array): OrderStatistics {
  return {
    length: all.length - some.length,
    at(rank) {
      if (rank < 0 || rank >= all.length - some.length) return undefined;
      // The least value up to which more than `rank` of the others lie.
      const most = Math.min(all.length - 1, rank + some.length);
      const othersUpTo = (value: number): number => countUpTo(all, value) - countUpTo(some, value);
      return all[partitionPoint(rank, most, (k) => othersUpTo(all[k]!) <= rank)];
    },
  };
}
