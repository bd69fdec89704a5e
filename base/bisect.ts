/** Binary search. */

/** The first index in [low, high) for which `isBefore` is false, or `high`; it must be true up to there and false from there on. */
export function partitionPoint(low: number, high: number, isBefore: (index: number) => boolean): number {
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The first index in [low, high) of ascending values that is not below `value`, or `high`. */
export function lowerBound(
  values: ArrayLike<number>,
  value: number,
  low = 0,
  high: number = values.length,
): number {
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (values[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The first index in [low, high) of ascending values that is above `value`, or `high`. */
export function upperBound(
  values: ArrayLike<number>,
  value: number,
  low = 0,
  high: number = values.length,
): number {
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (values[middle]! <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
