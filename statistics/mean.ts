/** Means over documents and their intervals. */
import { studentQuantile } from './student.js';

/** What a mean's interval is made of. */
export interface Moments {
  readonly n: number;
  readonly mean: number;
  /** With n - 1; 0 for one value. */
  readonly sd: number;
  /** `m3 / m2^(3/2)` of the central moments; 0 where all values are equal. */
  readonly skewness: number;
}

export function moments(values: ArrayLike<number>): Moments {
  const n = values.length;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += values[i]!;
  const mean = sum / n;
  let [squares, cubes] = [0, 0];
  for (let i = 0; i < n; i++) {
    const d = values[i]! - mean;
    squares += d * d;
    cubes += d * d * d;
  }
  // Rounding alone is no spread.
  const flat = !(squares > 1e-24 * n * mean * mean);
  return {
    n,
    mean,
    sd: n < 2 ? 0 : Math.sqrt(squares / (n - 1)),
    skewness: flat ? 0 : cubes / n / (squares / n) ** 1.5,
  };
}

/** Values under which a mean has no interval. */
export const MEAN_MINIMUM = 10;

/**
 * Student's 95% interval of a mean (1908, doi:10.1093/biomet/6.1.1): `x̄ ± t s / √n` with n - 1 degrees of freedom. For values
 * without much skewness, such as sentiment; others: `skewedMeanInterval`.
 *
 * @returns null under 10 values.
 */
export function meanInterval(mean: number, sd: number, n: number): readonly [number, number] | null {
  if (n < MEAN_MINIMUM) return null;
  const half = (studentQuantile(0.975, n - 1) * sd) / Math.sqrt(n);
  return [mean - half, mean + half];
}

/** The shape of a measure over all documents, by which intervals are given or not: never the sample's own, which would choose on the outcome. */
export interface Shape {
  readonly skewness: number;
  /** Share of the commonest value. */
  readonly modalShare: number;
}

/** Beyond this skewness (an exponential distribution has 2, the logarithm's inverse of a standard normal one 6.2) more values are asked for. */
const SKEWED = 3;
const SKEWED_MINIMUM = 50;
/** Values off the commonest one to be expected in the sample: n (1 - z). */
const UNTIED_MINIMUM = 10;

/**
 * 95% interval of a mean of skewed values, by Hall's transformation of Student's t (1992,
 * doi:10.1111/j.2517-6161.1992.tb01876.x): with a = g / √n, g the sample's skewness,
 *
 * `x̄ - s / √n · h(t)` to `x̄ - s / √n · h(-t)`, `h(u) = 3 / a · (∛(1 + a (u - a / 6)) - 1)`.
 *
 * Rates over short texts are skewed, and there Student's interval covers 81 to 93%, this one 93 to 97% (docs/statistics.md).
 *
 * @param shape - of the measure over all documents.
 * @returns null under 10 values, under 50 where the shape is very skewed, and where fewer than ten values off the commonest one
 *   are to be expected.
 */
export function skewedMeanInterval(
  { n, mean, sd, skewness }: Moments,
  shape: Shape,
): readonly [number, number] | null {
  if (n < (Math.abs(shape.skewness) > SKEWED ? SKEWED_MINIMUM : MEAN_MINIMUM)) return null;
  if (n * (1 - shape.modalShare) < UNTIED_MINIMUM) return null;
  const a = skewness / Math.sqrt(n);
  if (Math.abs(a) < 1e-9) return meanInterval(mean, sd, n);
  const error = sd / Math.sqrt(n);
  const t = studentQuantile(0.975, n - 1);
  const h = (u: number): number => (3 / a) * (Math.cbrt(1 + a * (u - a / 6)) - 1);
  return [mean - error * h(t), mean - error * h(-t)];
}

/**
 * Mean of values that stand in clusters, as mentions stand in sentences, with its 95% interval: the clusters are what was drawn,
 * so the variance is that of their sums of residuals, `v = Σ_c u_c² / (1 - n_c / n) / n²`, `u_c = Σ_i (x_ci - x̄)` (Liang & Zeger 1986,
 * doi:10.1093/biomet/73.1.13; adjusted for leverage as CR2 of Bell and McCaffrey 2002, see Cameron & Miller 2015,
 * doi:10.3368/jhr.50.2.317), with as many degrees of freedom as the clusters of equal size that these are worth,
 * `n² / Σ n_c²` (Kish 1965), less one.
 *
 * @param clusters - the cluster of each value.
 * @returns the interval null under ten clusters; null for no values.
 */
export function clusteredMean(
  values: ArrayLike<number>,
  clusters: ArrayLike<number>,
): { readonly mean: number; readonly interval: [number, number] | null; readonly clusters: number } | null {
  const n = values.length;
  if (n === 0) return null;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += values[i]!;
  const mean = sum / n;
  const residuals = new Map<number, { size: number; sum: number }>();
  for (let i = 0; i < n; i++) {
    const cluster = residuals.get(clusters[i]!) ?? { size: 0, sum: 0 };
    if (cluster.size++ === 0) residuals.set(clusters[i]!, cluster);
    cluster.sum += values[i]! - mean;
  }
  const k = residuals.size;
  if (k < MEAN_MINIMUM) return { mean, interval: null, clusters: k };
  let [squares, sizes] = [0, 0];
  for (const { size, sum: residual } of residuals.values()) {
    squares += (residual * residual) / (1 - size / n);
    sizes += size * size;
  }
  const half = (studentQuantile(0.975, (n * n) / sizes - 1) * Math.sqrt(squares)) / n;
  return { mean, interval: [mean - half, mean + half], clusters: k };
}
