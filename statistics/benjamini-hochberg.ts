/**
 * Benjamini-Hochberg adjusted p-values: for ascending p of m tests, `q_(i) = min_{j >= i} m p_(j) / j`, at most 1
 * (Benjamini & Hochberg 1995, doi:10.1111/j.2517-6161.1995.tb02031.x).
 *
 * @param p - p-values of one family of tests; null where a test could not be made, which is not counted.
 * @returns adjusted values in the same order.
 */
export function benjaminiHochberg(p: readonly (number | null)[]): (number | null)[] {
  const order = p.flatMap((value, index) => (value === null ? [] : [{ value, index }]));
  order.sort((a, b) => b.value - a.value);
  const m = order.length;
  const adjusted: (number | null)[] = p.map(() => null);
  let least = 1;
  order.forEach(({ value, index }, k) => {
    least = Math.min(least, (m * value) / (m - k));
    adjusted[index] = least;
  });
  return adjusted;
}
