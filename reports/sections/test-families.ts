/** Families of tests, adjusted together. */
import { benjaminiHochberg } from '../../statistics/benjamini-hochberg.js';
import type { Family } from './family.js';

/** Adjusted p below which a difference is called one. */
export const LEVEL = 0.05;

/** Puts the p-values of one family, adjusted by Benjamini and Hochberg, into `q`. */
export function adjust(
  name: string,
  test: string,
  figures: readonly { p: number | null; q: number | null }[],
): Family {
  const adjusted = benjaminiHochberg(figures.map(({ p }) => p));
  figures.forEach((figure, index) => {
    figure.q = adjusted[index] ?? null;
  });
  return {
    name,
    test,
    tests: adjusted.filter((q) => q !== null).length,
    level: LEVEL,
    found: adjusted.filter((q) => q !== null && q < LEVEL).length,
  };
}
