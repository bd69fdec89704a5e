import type { Random } from '../base/random.js';

/** Below so many values a bootstrap interval is too short to be honest. */
export const BOOTSTRAP_MINIMUM = 5;

/**
 * 95% percentile-bootstrap interval of a mean (Efron 1979, doi:10.1214/aos/1176344552): the 2.5% and 97.5% points
 * of the means of `resamples` samples of n drawn with replacement. Values are stretched about their mean by
 * `√(n / (n - 1))`, which removes the bootstrap's known downward bias of the variance in small samples (Davison &
 * Hinkley 1997, doi:10.1017/CBO9780511802843, section 2.3).
 *
 * @returns null under 5 values.
 */
export function bootstrapMean(
  values: ArrayLike<number>,
  random: Random,
  resamples = 1000,
): [number, number] | null {
  const n = values.length;
  if (n < BOOTSTRAP_MINIMUM) return null;
  let mean = 0;
  for (let i = 0; i < n; i++) mean += values[i]! / n;
  const stretch = Math.sqrt(n / (n - 1));
  const draws = new Float64Array(resamples);
  for (let r = 0; r < resamples; r++) {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += values[random.below(n)]!;
    draws[r] = mean + stretch * (sum / n - mean);
  }
  draws.sort();
  return [draws[Math.floor(0.025 * resamples)]!, draws[Math.ceil(0.975 * resamples) - 1]!];
}
