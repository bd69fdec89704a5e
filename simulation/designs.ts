/** Distributions with known truths, in which tests and intervals are tried. */
import type { Random } from '../base/random.js';

/** Draws one value. */
export type Draw = (random: Random) => number;

/** Box and Muller (1958). */
export const normal: Draw = (random) =>
  Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());

/** exp(μ + σ Z): skewness 2.3 at σ = 0.6, 6.2 at σ = 1. */
export const lognormal =
  (mu: number, sigma: number): Draw =>
  (random) =>
    Math.exp(mu + sigma * normal(random));

export const exponential: Draw = (random) => -Math.log(1 - random.next());

/** Zero in a share of cases: documents without a hit. */
export const withZeros =
  (share: number, draw: Draw): Draw =>
  (random) =>
    random.next() < share ? 0 : draw(random);

/** Sentiment of documents: between -1 and 1, in three heaps. */
export const sentiment: Draw = (random) => {
  const u = random.next();
  return Math.tanh((u < 0.3 ? -0.9 : u < 0.8 ? 0 : 0.7) + 0.35 * normal(random));
};

export function sample(draw: Draw, n: number, random: Random): Float64Array {
  return Float64Array.from({ length: n }, () => draw(random));
}

/** Clusters of a group and of the others. */
export const CLUSTERS = [
  [3, 9],
  [10, 10],
  [10, 30],
  [20, 20],
] as const;

/**
 * Documents of two groups that consist of whole clusters: about a dozen in each, correlated at .2.
 *
 * @param spread - of the logarithm of the clusters' sizes. @param shift - of the group, in standard deviations.
 */
export function clusteredSample(own: number, others: number, spread: number, shift: number, random: Random) {
  const [values, inGroup, cluster]: [number[], number[], number[]] = [[], [], []];
  for (let c = 0; c < own + others; c++) {
    const common = Math.sqrt(0.2) * normal(random) + (c < own ? shift : 0);
    const size = Math.max(2, Math.round(Math.exp(2.5 + spread * normal(random))));
    for (let k = 0; k < size; k++) {
      values.push(common + Math.sqrt(0.8) * normal(random));
      inGroup.push(c < own ? 1 : 0);
      cluster.push(c);
    }
  }
  return {
    values: Float64Array.from(values),
    inGroup: Uint8Array.from(inGroup),
    cluster: Int32Array.from(cluster),
  };
}

/** One distribution, with its mean. */
export interface Population {
  readonly name: string;
  readonly draw: Draw;
  readonly mean: number;
}

const lognormalMean = (sigma: number): number => Math.exp((sigma * sigma) / 2);

export const POPULATIONS: readonly Population[] = [
  { name: 'normal', draw: normal, mean: 0 },
  { name: 'exponential', draw: exponential, mean: 1 },
  { name: 'skewed (lognormal, σ 0.6)', draw: lognormal(0, 0.6), mean: lognormalMean(0.6) },
  { name: 'very skewed (lognormal, σ 1)', draw: lognormal(0, 1), mean: lognormalMean(1) },
  {
    name: 'skewed, half zeros',
    draw: withZeros(0.5, lognormal(0, 0.6)),
    mean: 0.5 * lognormalMean(0.6),
  },
  {
    name: 'skewed, nine tenths zeros',
    draw: withZeros(0.9, lognormal(0, 0.6)),
    mean: 0.1 * lognormalMean(0.6),
  },
];

/** Two distributions that are compared. */
export interface Pair {
  readonly name: string;
  readonly x: Draw;
  readonly y: Draw;
  /** Both are one: every rejection is an error. */
  readonly alike: boolean;
  /** Neither lies above the other: Cliff's delta is 0, though variances differ. */
  readonly level: boolean;
}

const pair = (name: string, x: Draw, y: Draw, alike = false, level = alike): Pair => ({
  name,
  x,
  y,
  alike,
  level,
});

const base = lognormal(0, 1);
const above = lognormal(1.5, 1);

export const PAIRS: readonly Pair[] = [
  pair('alike, no ties', base, base, true),
  pair('alike, half zeros', withZeros(0.5, base), withZeros(0.5, base), true),
  pair('alike, nine tenths zeros', withZeros(0.9, base), withZeros(0.9, base), true),
  pair('alike but for the variance, 9 to 1', (r) => 3 * normal(r), normal, false, true),
  pair('alike but for the variance, 1 to 9', normal, (r) => 3 * normal(r), false, true),
  pair('far apart, no ties', above, base),
  pair('far apart, half zeros', withZeros(0.5, above), withZeros(0.5, base)),
  pair('far apart, nine tenths zeros', withZeros(0.9, above), withZeros(0.9, base)),
  pair('zeros .5 against .9', withZeros(0.5, base), withZeros(0.9, base)),
];
