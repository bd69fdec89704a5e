/** The mean of a group that is predicted for all of its units and coded for a stratified sample of them. */
import { clopperPearson } from './clopper-pearson.js';
import { type Bounded, weightedSum } from './mover.js';
import { studentQuantile } from './student.js';

/** The units of a group that the tool put into one class. */
export interface CodedStratum {
  /** All of them: N_h. */
  readonly units: number;
  /** Mean of the prediction over all of them. */
  readonly predicted: number;
  /** Coded values of those drawn. */
  readonly y: readonly number[];
  /** Predictions of the same units. */
  readonly f: readonly number[];
}

/**
 * How the documents of a group vary: of each document d the vector of its units by stratum and of the sum of its predictions,
 * `x_d = (n_d1, …, n_dH, s_d)`, summed as `Σ x_d x_d'`.
 */
export interface DocumentVariation {
  readonly documents: number;
  readonly products: readonly (readonly number[])[];
}

export interface StratifiedDifference extends Bounded {
  /** Weight of the predictions, from 0 to 1; without effect where they are equal within each stratum. */
  readonly lambda: number;
  readonly coded: number;
}

/** Documents under which their variation has no interval: then the figure is of these documents only. */
export const DOCUMENTS_MINIMUM = 5;

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

/**
 * The difference estimator over strata,
 *
 * `θ = Σ_h W_h (λ F_h + mean_h(y - λ f))`, `W_h = N_h / N`,
 *
 * which is the design-based estimator (DSL) of Egami, Hinck, Stewart & Wei (2023, arXiv:2306.04746) with inclusion probabilities
 * n_h / N_h, and prediction-powered inference with the weight λ that makes its variance least (Angelopoulos, Duchi & Zrnic 2023,
 * arXiv:2311.01453; in survey terms the combined regression estimator, Cochran 1977, §7.10). It is unbiased for any predictions.
 * Where the strata are the predicted classes and the prediction is the class, λ cancels and θ is the stratified mean.
 *
 * The interval joins the error of each stratum (weightedSum): where only two values can be coded, Clopper and Pearson's, so that
 * a cell without an error still has one; else Student's with a variance to which half a unit of each possible value is added.
 * The variation of documents is added as a part of its own, clustered by document (`D / (D - 1) Σ_d r_d² / N²`, r_d the residuals of a
 * document summed), with D - 1 degrees of freedom: the figure then speaks of documents like these.
 *
 * @param values - those that can be coded.
 * @returns null where a stratum with units has none coded.
 */
export function stratifiedDifference(
  strata: readonly CodedStratum[],
  values: readonly number[],
  variation: DocumentVariation | null = null,
): StratifiedDifference | null {
  const filled = strata.filter(({ units }) => units > 0);
  const total = filled.reduce((sum, { units }) => sum + units, 0);
  if (filled.length === 0 || filled.some(({ y }) => y.length === 0)) return null;
  const lambda = tunedWeight(filled, total);
  const parts = filled.map((stratum) => ({
    ...stratumMean(stratum, lambda, values),
    weight: stratum.units / total,
  }));
  const summed = weightedSum(parts);
  const own = variation === null ? null : documentPart(strata, lambda, summed.value, total, variation);
  const { value, interval } = own === null ? summed : weightedSum([...parts, { ...own, weight: 1 }]);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return {
    value,
    interval: [Math.max(low, interval[0]), Math.min(high, interval[1])],
    lambda,
    coded: filled.reduce((sum, { y }) => sum + y.length, 0),
  };
}

/** λ that makes the variance least: of one stratum it is that of `predictionPoweredMean`, but for N, which here holds the n. */
function tunedWeight(strata: readonly CodedStratum[], total: number): number {
  let [above, below] = [0, 0];
  for (const { units, y, f } of strata) {
    const n = y.length;
    if (n < 2) continue;
    const [my, mf] = [mean(y), mean(f)];
    const weight = (units / total) ** 2 / n / (n - 1);
    above += weight * y.reduce((a, value, i) => a + (value - my) * (f[i]! - mf), 0);
    below += weight * f.reduce((a, value) => a + (value - mf) ** 2, 0);
  }
  return below > 1e-18 ? Math.min(1, Math.max(0, above / below)) : 0;
}

function stratumMean(
  { units, predicted, y, f }: CodedStratum,
  lambda: number,
  values: readonly number[],
): Bounded {
  const n = y.length;
  const value = mean(y) + lambda * (predicted - mean(f));
  // All of them coded: nothing is estimated.
  if (n >= units) return { value, interval: [value, value] };
  if (values.length === 2 && f.every((one) => one === f[0])) {
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const [from, to] = clopperPearson(y.filter((one) => one === high).length, n);
    return { value, interval: [low + (high - low) * from, low + (high - low) * to] };
  }
  const meanF = mean(f);
  // Half a unit of each value that can be coded stands in for the errors that so few units did not show.
  const rests = [...y.map((one, i) => one - lambda * f[i]!), ...values.map((one) => one - lambda * meanF)];
  const weights = rests.map((_, i) => (i < n ? 1 : 0.5));
  const all = n + values.length / 2;
  const centre = rests.reduce((sum, rest, i) => sum + weights[i]! * rest, 0) / all;
  const variance = rests.reduce((sum, rest, i) => sum + weights[i]! * (rest - centre) ** 2, 0) / (all - 1);
  const half = studentQuantile(0.975, Math.max(1, n - 1)) * Math.sqrt(variance / n);
  return { value, interval: [value - half, value + half] };
}

function documentPart(
  strata: readonly CodedStratum[],
  lambda: number,
  value: number,
  total: number,
  { documents, products }: DocumentVariation,
): Bounded | null {
  if (documents < DOCUMENTS_MINIMUM) return null;
  const levels = [
    ...strata.map(({ y, f }) => (y.length === 0 ? 0 : mean(y) - lambda * mean(f)) - value),
    lambda,
  ];
  return { value: 0, interval: spreadOfDocuments(levels, documents, products, total) };
}

/**
 * 95% bounds around 0 that documents alone give to a mean over units, whose value in a document is `levels · x_d / Σ n`: Student's
 * with D - 1 degrees of freedom (Liang & Zeger 1986, doi:10.1093/biomet/73.1.13).
 */
export function spreadOfDocuments(
  levels: readonly number[],
  documents: number,
  products: readonly (readonly number[])[],
  total: number,
): [number, number] {
  let squares = 0;
  levels.forEach((a, i) => {
    levels.forEach((b, j) => {
      squares += a * b * products[i]![j]!;
    });
  });
  const error = Math.sqrt(((documents / (documents - 1)) * Math.max(0, squares)) / total ** 2);
  const half = studentQuantile(0.975, documents - 1) * error;
  return [-half, half];
}
