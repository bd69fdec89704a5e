/** The mean of what is coded for a few units and predicted for all: prediction-powered inference with a tuned weight. */
import { normalQuantile } from './normal.js';

export interface PredictionPowered {
  readonly mean: number;
  /** Of the predictions, 0 to 1. */
  readonly lambda: number;
  readonly error: number;
  readonly interval: readonly [number, number];
}

interface Spread {
  readonly mean: number;
  /** Divided by n. */
  readonly variance: number;
}

function spreadOf(values: readonly number[]): Spread {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  return { mean, variance: values.reduce((a, x) => a + (x - mean) ** 2, 0) / values.length };
}

/**
 * PPI++ (Angelopoulos, Duchi & Zrnic 2023, arXiv:2311.01453) for a mean: of n units coded y with predictions f, and N others with
 * predictions g,
 *
 * `θ = λ ḡ + mean(y - λ f)`, `se² = λ² Var(g) / N + Var(y - λ f) / n`, `λ = Cov(y, f) / ((1 + n / N) Var(f, g))`, kept within 0 and 1.
 *
 * With λ = 1 it is the difference estimator of survey statistics, with units drawn at known probabilities the design-based
 * estimator (DSL) of Egami, Hinck, Stewart & Wei (2023, arXiv:2306.04746). `stratifiedDifference` is the form for a
 * stratified sample.
 *
 * @param level - of the interval, by the normal distribution.
 */
export function predictionPoweredMean(
  y: readonly number[],
  f: readonly number[],
  g: readonly number[],
  level = 0.95,
  given?: number,
): PredictionPowered {
  const n = y.length;
  const lambda = given ?? tunedLambda(y, f, g);
  const unlabelled = spreadOf(g);
  const rest = spreadOf(y.map((value, i) => value - lambda * f[i]!));
  const mean = lambda * unlabelled.mean + rest.mean;
  const error = Math.sqrt((lambda ** 2 * unlabelled.variance) / g.length + rest.variance / n);
  const half = normalQuantile((1 + level) / 2) * error;
  return { mean, lambda, error, interval: [mean - half, mean + half] };
}

function tunedLambda(y: readonly number[], f: readonly number[], g: readonly number[]): number {
  const n = y.length;
  const [meanY, meanF] = [spreadOf(y).mean, spreadOf(f).mean];
  const covariance = y.reduce((a, value, i) => a + (value - meanY) * (f[i]! - meanF), 0) / n;
  const all = [...f, ...g];
  const variance = (spreadOf(all).variance * all.length) / (all.length - 1);
  return variance === 0 ? 0 : Math.min(1, Math.max(0, covariance / ((1 + n / g.length) * variance)));
}
