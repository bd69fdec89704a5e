import { studentQuantile } from './student.js';

/** Mean and standard deviation with n - 1; 0 for one value. */
export function moments(values: ArrayLike<number>): { readonly mean: number; readonly sd: number } {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  const mean = sum / values.length;
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += (values[i]! - mean) ** 2;
  return { mean, sd: values.length < 2 ? 0 : Math.sqrt(squares / (values.length - 1)) };
}

/**
 * Student's 95% interval of a mean over documents (1908, doi:10.1093/biomet/6.1.1): `x̄ ± t s / √n` with n - 1 degrees of
 * freedom.
 *
 * @returns null under 5, where it would mislead.
 */
export function meanInterval(mean: number, sd: number, n: number): readonly [number, number] | null {
  if (n < 5) return null;
  const half = (studentQuantile(0.975, n - 1) * sd) / Math.sqrt(n);
  return [mean - half, mean + half];
}
