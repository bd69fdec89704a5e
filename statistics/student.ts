/** Student's distribution. */
import { betaCdf, betaQuantile } from './beta.js';
import { normalQuantile } from './normal.js';

const known = new Map<string, number>();

/**
 * The t at which Student's distribution with `freedom` degrees of freedom reaches p > 1/2, by its tie to the beta
 * distribution: `t² = ν (1 - x) / x` with x the `2 (1 - p)` quantile of Beta(ν/2, 1/2) (Abramowitz & Stegun 1964, 26.5.27); beyond 300 degrees by their expansion 26.7.5,
 * exact to ten places.
 */
export function studentQuantile(p: number, freedom: number): number {
  if (freedom > 300) return nearNormal(normalQuantile(p), freedom);
  const key = `${p}/${freedom}`;
  let t = known.get(key);
  if (t === undefined) {
    const x = betaQuantile(2 * (1 - p), freedom / 2, 0.5);
    t = Math.sqrt((freedom * (1 - x)) / x);
    if (known.size < 10_000) known.set(key, t);
  }
  return t;
}

/** Two-sided p-value of Student's t: `I_x(ν/2, 1/2)`, x = ν / (ν + t²) (Abramowitz & Stegun 1964, 26.5.27). */
export function studentTwoSidedP(t: number, freedom: number): number {
  return betaCdf(freedom / (freedom + t * t), freedom / 2, 0.5);
}

function nearNormal(z: number, freedom: number): number {
  const z2 = z * z;
  return (
    z +
    (z * (z2 + 1)) / (4 * freedom) +
    (z * ((5 * z2 + 16) * z2 + 3)) / (96 * freedom ** 2) +
    (z * (((3 * z2 + 19) * z2 + 17) * z2 - 15)) / (384 * freedom ** 3) +
    (z * ((((79 * z2 + 776) * z2 + 1482) * z2 - 1920) * z2 - 945)) / (92_160 * freedom ** 4)
  );
}
