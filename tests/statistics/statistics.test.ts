import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../base/random.js';
import { benjaminiHochberg } from '../../statistics/benjamini-hochberg.js';
import { betaCdf, betaQuantile } from '../../statistics/beta.js';
import { binomialDraws, binomialQuantile, logGamma } from '../../statistics/binomial.js';
import { cliffsDelta } from '../../statistics/cliffs-delta.js';
import { dispersion } from '../../statistics/dispersion.js';
import { conservativeLogRatio, logLikelihood, logRatio, weightedLogOdds } from '../../statistics/keyness.js';
import { normalCdf } from '../../statistics/normal.js';
import { midRankPercentile } from '../../statistics/percentile.js';
import { distributionOf, quantile, sharesAt } from '../../statistics/quantiles.js';

const near = (actual: number, expected: number) =>
  expect(Math.abs(actual - expected)).toBeLessThan(1e-9 * Math.max(1, Math.abs(expected)));
const sorted = (...values: number[]) => Float64Array.from(values).sort();

// Values said to be SciPy's or NumPy's were made with SciPy 1.x and NumPy on the inputs shown.
describe('distributions', () => {
  it('normalCdf as scipy.stats.norm.cdf', () => {
    const at = [-6, -3.2, -1.3, 0, 0.7, 2.9, 4.5];
    const expected = [
      9.865876450376946e-10, 0.0006871379379158471, 0.09680048458561036, 0.5, 0.758036347776927,
      0.998134186699616, 0.9999966023268753,
    ];
    at.forEach((z, k) => {
      near(normalCdf(z), expected[k]!);
    });
    expect(normalCdf(-6) / expected[0]!).toBeCloseTo(1, 9);
  });
  it('logGamma as math.lgamma', () => {
    near(logGamma(0.3), 1.0957979948180752);
    near(logGamma(1.5), -0.12078223763524543);
    near(logGamma(10), 12.801827480081467);
    near(logGamma(37000), 352186.567694365);
  });
  it('beta as scipy.stats.beta.cdf and ppf', () => {
    near(betaCdf(0.2, 3, 10), 0.44165425152000026);
    near(betaCdf(0.9, 40, 7), 0.8281158170004261);
    near(betaQuantile(0.025, 3, 10), 0.05486064452799272);
    near(betaQuantile(0.025 / 300, 20, 2001), 0.003643612716794006);
    near(betaQuantile(0.975, 1, 50), 0.07112173646419764);
    near(betaQuantile(1 - 1e-6, 4, 9000), 0.0023690670999218914);
  });
  it('binomialQuantile as scipy.stats.binom.ppf', () => {
    const cases = [
      [0.025, 200, 0.3, 48],
      [0.975, 200, 0.3, 73],
      [0.025, 37213, 0.9964, 37056],
      [0.975, 37213, 0.5, 18796],
      [0.025, 40, 0.02, 0],
      [0.5, 7, 0.9, 6],
    ] as const;
    for (const [q, n, p, k] of cases) expect(binomialQuantile(q, n, p)).toBe(k);
    expect([binomialQuantile(0.5, 5, 0), binomialQuantile(0.5, 5, 1)]).toEqual([0, 5]);
  });
  it('binomialDraws has the mean and variance of the binomial', () => {
    const random = seededRandom('binomial');
    const draw = binomialDraws(40, 0.3);
    const draws = Array.from({ length: 20_000 }, () => draw(random));
    const mean = draws.reduce((a, b) => a + b, 0) / draws.length;
    const variance = draws.reduce((a, b) => a + (b - mean) ** 2, 0) / draws.length;
    expect(Math.abs(mean - 12)).toBeLessThan(0.08);
    expect(Math.abs(variance - 8.4)).toBeLessThan(0.35);
    expect(binomialDraws(5, 0)(random)).toBe(0);
    expect(binomialDraws(5, 1)(random)).toBe(5);
  });
});

describe('quantiles and percentiles', () => {
  it('quantile as numpy.quantile of [3, 1, 4, 1, 5, 9, 2, 6]', () => {
    const values = sorted(3, 1, 4, 1, 5, 9, 2, 6);
    near(quantile(values, 0.1)!, 1);
    near(quantile(values, 0.5)!, 3.5);
    near(quantile(values, 0.77)!, 5.39);
    expect(quantile([], 0.5)).toBeNull();
  });
  it('mid-rank percentile as scipy percentileofscore(kind="mean") over [1, 2, 2, 3, 9]', () => {
    expect(midRankPercentile({ below: 1, equal: 2, n: 5 })).toBe(40);
    expect(midRankPercentile({ below: 4, equal: 1, n: 5 })).toBe(90);
    expect(midRankPercentile({ below: 0, equal: 0, n: 0 })).toBeNull();
  });
  it('standing read off 201 quantiles is within half a point of that among the documents', () => {
    const random = seededRandom('reference');
    const values = Array.from({ length: 3000 }, () => Math.max(0, random.next() ** 3 * 20 - 2));
    const distribution = distributionOf(values)!;
    for (const value of [0, 0.1, 1, 5, 17]) {
      const below = values.filter((v) => v < value).length;
      const equal = values.filter((v) => v === value).length;
      const read = sharesAt(distribution, value);
      expect(
        Math.abs(100 * (read.below + read.equal / 2) - midRankPercentile({ below, equal, n: 3000 })!),
      ).toBeLessThan(0.5);
    }
  });
});

describe('effects and families of tests', () => {
  it('Benjamini-Hochberg as scipy.stats.false_discovery_control; untested ones do not count', () => {
    const adjusted = benjaminiHochberg([0.01, 0.04, 0.03, null, 0.005, 0.5, 0.2]);
    [0.03, 0.06, 0.06, null, 0.03, 0.5, 0.24].forEach((expected, k) => {
      if (expected === null) expect(adjusted[k]).toBeNull();
      else near(adjusted[k]!, expected);
    });
  });
  it("claims a difference in at most 5% of families without one, give or take the draw's error, in 200 runs", () => {
    const random = seededRandom('null');
    let claims = 0;
    for (let run = 0; run < 200; run++) {
      const family = Array.from({ length: 10 }, () => {
        const a = sorted(...Array.from({ length: 40 }, () => random.next()));
        const b = sorted(...Array.from({ length: 160 }, () => random.next()));
        return cliffsDelta(a, b, random)!.p;
      });
      if (benjaminiHochberg(family).some((q) => q !== null && q < 0.05)) claims++;
    }
    // 5% of 200 is 10; two standard errors of a binomial draw more are 16.
    expect(claims).toBeLessThanOrEqual(16);
  });
});

describe('keyness', () => {
  const frequencies = { target: 30, targetTokens: 1000, reference: 120, referenceTokens: 100_000 };
  it('G² as scipy chi2_contingency(lambda_="log-likelihood") of [[30, 120], [970, 99880]]', () => {
    near(logLikelihood(frequencies), 130.00489582553735);
    const reversed = { target: 120, targetTokens: 100_000, reference: 30, referenceTokens: 1000 };
    near(logLikelihood(reversed), -130.00489582553735);
  });
  it('is 0 for equal rates', () => {
    const even = { target: 10, targetTokens: 1000, reference: 100, referenceTokens: 10_000 };
    near(logLikelihood(even), 0);
    near(logRatio(even), 0);
    expect(conservativeLogRatio(even, 1)).toBe(0);
    near(weightedLogOdds(even, 500).logOdds, 0);
  });
  it('Log Ratio by hand: 3% against 0.12% is log2 25; a zero counts as one half', () => {
    near(logRatio(frequencies), Math.log2(25));
    near(logRatio({ ...frequencies, reference: 0 }), Math.log2(0.03 / (0.5 / 100_000)));
  });
  it('LRC by hand from scipy.stats.beta.ppf(0.025, 30, 121), and nearer to 0 than Log Ratio', () => {
    const low = betaQuantile(0.025, 30, 121);
    near(conservativeLogRatio(frequencies, 1), Math.log2((low / (1 - low)) * 100));
    expect(conservativeLogRatio(frequencies, 1000)).toBeLessThan(conservativeLogRatio(frequencies, 1));
    expect(conservativeLogRatio({ ...frequencies, target: 2 }, 1)).toBe(0);
    const under = conservativeLogRatio({ ...frequencies, target: 0, reference: 5000 }, 1);
    expect(under).toBeLessThan(0);
  });
  it('weighted log-odds by hand', () => {
    const prior = (1000 * 150) / 101_000;
    const d =
      Math.log((30 + prior) / (1000 + 1000 - 30 - prior)) -
      Math.log((120 + prior) / (100_000 + 1000 - 120 - prior));
    const { logOdds, z } = weightedLogOdds(frequencies, 1000);
    near(logOdds, d);
    near(z, d / Math.sqrt(1 / (30 + prior) + 1 / (120 + prior)));
  });
  it("DP as in Gries's (2008) example: parts of 9, 10, 10, 10, 10 words, frequencies 1, 2, 3, 4, 5", () => {
    const expected =
      [9, 10, 10, 10, 10].reduce((sum, size, k) => sum + Math.abs((k + 1) / 15 - size / 49), 0) / 2;
    near(dispersion([1, 2, 3, 4, 5], [9, 10, 10, 10, 10])!, expected / (1 - 9 / 49));
    near(dispersion([0, 0, 7], [10, 10, 10])!, 1);
    near(dispersion([2, 2, 2], [10, 10, 10])!, 0);
    expect(dispersion([0, 0], [5, 5])).toBeNull();
  });
});
