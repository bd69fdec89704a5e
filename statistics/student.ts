import { betaQuantile } from './beta.js';

const known = new Map<string, number>();

/**
 * The t at which Student's distribution with `freedom` degrees of freedom reaches p > 1/2, by its tie to the beta
 * distribution: `t² = ν (1 - x) / x` with x the `2 (1 - p)` quantile of Beta(ν/2, 1/2) (Abramowitz & Stegun 1964, 26.5.27).
 */
export function studentQuantile(p: number, freedom: number): number {
  const key = `${p}/${freedom}`;
  let t = known.get(key);
  if (t === undefined) {
    const x = betaQuantile(2 * (1 - p), freedom / 2, 0.5);
    t = Math.sqrt((freedom * (1 - x)) / x);
    if (known.size < 10_000) known.set(key, t);
  }
  return t;
}
