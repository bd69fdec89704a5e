/** Weights as whole numbers of 8 bits and the unit that they count in. */

/** The unit in which the largest number is 127, as a 32-bit float; never 0. */
export function unitOf(numbers: ArrayLike<number>, begin = 0, end = numbers.length): number {
  let largest = 1e-9;
  for (let i = begin; i < end; i++) largest = Math.max(largest, Math.abs(numbers[i]!));
  return Math.fround(largest / 127);
}

/** Writes numbers [begin, end) in units, from -127 to 127, to `out` from `at` on. */
export function quantise(
  numbers: ArrayLike<number>,
  unit: number,
  out: Int8Array,
  at = 0,
  begin = 0,
  end = numbers.length,
): void {
  for (let i = begin; i < end; i++)
    out[at + i - begin] = Math.max(-127, Math.min(127, Math.round(numbers[i]! / unit)));
}
