import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../base/random.js';
import { brunnerMunzelP, permutedBrunnerMunzelP, studentisedDelta } from '../../statistics/brunner-munzel.js';
import { cliffsDelta, cliffsDeltaWithin } from '../../statistics/cliffs-delta.js';
import { dominance, dominanceAt, placesIn, poolOf } from '../../statistics/dominance.js';
import { fisher } from '../../statistics/fisher.js';
import { matchedDifferences } from '../../statistics/matched.js';
import { clusteredMean, meanInterval, moments, skewedMeanInterval } from '../../statistics/mean.js';
import { atomNearMedian, medianInterval } from '../../statistics/median.js';
import { othersOf } from '../../statistics/order-statistics.js';
import { percentileInterval } from '../../statistics/percentile.js';
import { wilson } from '../../statistics/shares.js';
import { studentQuantile, studentTwoSidedP } from '../../statistics/student.js';

const near = (actual: number, expected: number, digits = 9) =>
  expect(Math.abs(actual - expected)).toBeLessThan(10 ** -digits * Math.max(1, Math.abs(expected)));
const sorted = (...values: number[]) => Float64Array.from(values).sort();

// Values said to be SciPy's or statsmodels' were made with SciPy 1.17, NumPy 2 and statsmodels 0.14 on the inputs shown.
describe('Brunner and Munzel', () => {
  const x = sorted(2.1, 3.4, 3.4, 5, 7.7, 8.2);
  const y = sorted(1, 2.1, 3.3, 3.4, 4, 4.9, 6.6);
  it('their own table (2000): pain scores after two treatments, W = 3.1375, 17.683 degrees of freedom, p = 0.005786', () => {
    const scores = studentisedDelta(
      dominance(sorted(3, 3, 4, 3, 1, 2, 3, 1, 1, 5, 4), sorted(1, 2, 1, 1, 1, 1, 1, 1, 1, 1, 2, 4, 1, 1)),
    );
    expect(scores.delta / scores.error).toBeCloseTo(3.1375, 4);
    expect(scores.freedom).toBeCloseTo(17.683, 3);
    expect(brunnerMunzelP(scores)).toBeCloseTo(0.005786, 6);
  });
  it('as scipy.stats.brunnermunzel', () => {
    const scores = studentisedDelta(dominance(x, y));
    near(scores.delta, 0.35714285714285715);
    near(scores.error, 0.3224996850590554);
    near(scores.freedom, 9.3478126261664);
    near(brunnerMunzelP(scores)!, 0.2957932039035504);
  });
  it('dealt anew it is near the test over all 1,716 deals, made with NumPy: 0.28088', () => {
    const pool = poolOf(sorted(...x, ...y));
    const p = permutedBrunnerMunzelP(placesIn(x, pool), pool, seededRandom('deals'))!;
    // Stopped at 20 exceedances: a standard error of p √(1 - p) / √20.
    expect(Math.abs(p - 0.28088)).toBeLessThan(0.16);
    const mean =
      Array.from(
        { length: 200 },
        (_, k) => permutedBrunnerMunzelP(placesIn(x, pool), pool, seededRandom(k))!,
      ).reduce((a, b) => a + b, 0) / 200;
    expect(Math.abs(mean - 0.28088)).toBeLessThan(0.025);
  });
  it('by hand: three against three that do not overlap, 2 of 20 deals are as extreme', () => {
    const pool = poolOf(sorted(1, 2, 3, 4, 5, 6));
    const p =
      Array.from(
        { length: 300 },
        (_, k) => permutedBrunnerMunzelP(Int32Array.of(3, 4, 5), pool, seededRandom(k))!,
      ).reduce((a, b) => a + b, 0) / 300;
    expect(Math.abs(p - 0.1)).toBeLessThan(0.01);
  });
  it('some values against the rest of a pool are those of the two lists', () => {
    const list = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 2, maxLength: 30 });
    fc.assert(
      fc.property(list, list, (few, others) => {
        const [a, b, all] = [sorted(...few), sorted(...others), sorted(...few, ...others)];
        const pool = poolOf(all);
        expect(dominanceAt(placesIn(a, pool), pool)).toEqual(dominance(a, b));
        expect(cliffsDeltaWithin(a, pool, seededRandom(1))).toEqual(cliffsDelta(a, b, seededRandom(1)));
        const rest = othersOf(all, a);
        expect(Array.from({ length: rest.length + 1 }, (_, rank) => rest.at(rank))).toEqual([
          ...b,
          undefined,
        ]);
      }),
    );
  });
  it("the interval of Cliff's delta as NumPy by its formula, null where it would not cover", () => {
    const power = (n: number, from: number, to: number, exponent: number) =>
      sorted(...Array.from({ length: n }, (_, i) => (from + ((to - from) * i) / (n - 1)) ** exponent));
    const { delta, interval } = cliffsDelta(power(30, 1, 4, 1.7), power(34, 0.5, 4.2, 1.6), seededRandom(1))!;
    near(delta, 0.1607843137254902);
    near(interval![0], -0.12938106895651255);
    near(interval![1], 0.43740889832004926);
    expect(cliffsDelta(x, y, seededRandom(1))!.interval).toBeNull();
    // With 15 to 24 it covered 92 to 93% at a delta of .7.
    expect(cliffsDelta(power(24, 1, 4, 1.7), power(60, 0.5, 4.2, 1.6), seededRandom(1))!.interval).toBeNull();
    const rare = sorted(...Array.from({ length: 50 }, (_, i) => (i < 46 ? 0 : i)));
    expect(cliffsDelta(rare, rare, seededRandom(1))!.interval).toBeNull();
  });
  it('turns with the samples; 1 for separate ones; no test under five values or where 95% have one value', () => {
    near(cliffsDelta(y, x, seededRandom(1))!.delta, -0.35714285714285715);
    expect(cliffsDelta(x, x, seededRandom(1))!.delta).toBe(0);
    expect(cliffsDelta(sorted(5, 6, 7), sorted(1, 2, 3), seededRandom(1))!.delta).toBe(1);
    expect(cliffsDelta(sorted(), y, seededRandom(1))).toBeNull();
    expect(cliffsDelta(sorted(5), y, seededRandom(1))).toEqual({
      delta: expect.any(Number),
      interval: null,
      p: null,
    });
    expect(cliffsDelta(sorted(1, 2, 3, 4), y, seededRandom(1))!.p).toBeNull();
    const rare = Float64Array.from({ length: 400 }, (_, i) => (i < 390 ? 0 : i));
    expect(cliffsDelta(rare, rare, seededRandom(1))!.p).toBeNull();
  });
});

describe('small samples', () => {
  it('Student beyond whole degrees of freedom and beyond 300 of them, as scipy.stats.t', () => {
    near(studentTwoSidedP(2.3, 7.4), 0.05302914225287356);
    near(studentTwoSidedP(0.4, 120), 0.6898676535264605);
    near(studentQuantile(0.975, 350.5), 1.9667552679912614);
    near(studentQuantile(0.975, 1e5), 1.9599877075346095);
  });
  it('Fisher, exact as scipy.stats.fisher_exact and mid-p as scipy.stats.hypergeom', () => {
    for (const [a, m, b, n, exact, mid] of [
      [3, 10, 1, 200, 0.00030747284751861403, 0.00015506994912029234],
      [7, 20, 9, 30, 0.7634812806244482, 0.6508533190170426],
      [0, 12, 5, 40, 0.5780312124849938, 0.45144057623049216],
      [56, 70, 48, 80, 0.012521129749209154, 0.01042113995903711],
    ] as const) {
      near(fisher(a, m, b, n)!.exact, exact);
      near(fisher(a, m, b, n)!.mid, mid);
    }
    expect(fisher(0, 5, 0, 9)).toBeNull();
    expect(fisher(5, 5, 9, 9)).toBeNull();
    expect(fisher(0, 0, 1, 9)).toBeNull();
  });
  it("Fisher's tea (1935): three of four cups right and one of four wrong is 34 of 70 deals", () => {
    near(fisher(3, 4, 1, 4)!.exact, 34 / 70);
    near(fisher(3, 4, 1, 4)!.mid, (2 + 32 / 2) / 70);
  });
  const values = [0.2, 0.4, 0.4, 0.9, 1.1, 1.3, 2.2, 3.8, 0.1, 0.6, 0.7, 5.1];
  it("Hall's interval as NumPy by his formula; Student's where there is no skewness", () => {
    const own = moments(values);
    near(own.skewness, 1.4577090197838243);
    const shape = { skewness: 2, modalShare: 0 };
    const [low, high] = skewedMeanInterval(own, shape)!;
    near(low, 0.6374082559469825);
    near(high, 3.471797147971695);
    const even = moments([-3, -2, -1, -1, 0, 0, 1, 1, 2, 3]);
    const student = meanInterval(even.mean, even.sd, 10)!;
    skewedMeanInterval(even, shape)!.forEach((end, k) => {
      near(end, student[k]!);
    });
    expect(skewedMeanInterval(own, { skewness: 5, modalShare: 0 })).toBeNull();
    expect(skewedMeanInterval(own, { skewness: 2, modalShare: 0.5 })).toBeNull();
    expect(meanInterval(0, 1, 9)).toBeNull();
  });
  it("a median's interval as NumPy and scipy.stats.binom by Hettmansperger and Sheather's formula", () => {
    const [low, high] = medianInterval(sorted(...values))!;
    near(low, 0.4);
    near(high, 1.9631934032983502);
    const steps = (n: number) => Float64Array.from({ length: n }, (_, i) => (i + 1) ** 1.5);
    near(medianInterval(steps(29))![0], 30.856453272883662);
    near(medianInterval(steps(29))![1], 90.56853288953174);
    near(medianInterval(steps(400))![0], 2433.4909725380803);
    near(medianInterval(steps(400))![1], 3264.9123123854984);
    expect(medianInterval(sorted(1, 2, 3, 4, 5))).toBeNull();
  });
  it('a value that a tenth share is an atom only where the median may fall', () => {
    const zeros = (share: number) =>
      poolOf(Float64Array.from({ length: 100 }, (_, i) => (i < 100 * share ? 0 : i)));
    expect(atomNearMedian(zeros(0.5), 400)).toBe(true);
    expect(atomNearMedian(zeros(0.3), 400)).toBe(false);
    expect(atomNearMedian(zeros(0.3), 16)).toBe(true);
    expect(atomNearMedian(zeros(0), 16)).toBe(false);
  });
  it('the mean of mentions by sentence as NumPy and SciPy by its definition: CR2, 8.9 sentences of equal size', () => {
    const mentions = [0.5, 0.4, -0.2, 0.1, 0.9, 0.8, 0.7, -0.3, 0.2, 0.25, 0.6, -0.1, 0.05, 0.3];
    const own = clusteredMean(mentions, [0, 0, 1, 2, 3, 3, 3, 4, 5, 6, 7, 8, 9, 10])!;
    near(own.mean, 0.3);
    near(own.interval![0], -0.030857490709913282);
    near(own.interval![1], 0.6308574907099133);
    expect(own.clusters).toBe(11);
    expect(
      clusteredMean(
        mentions,
        mentions.map(() => 1),
      )!.interval,
    ).toBeNull();
    expect(clusteredMean([], [])).toBeNull();
  });
  it("a percentile's interval is Wilson's where nothing is tied, narrower among ties", () => {
    const plain = percentileInterval({ below: 30, equal: 0, n: 100 })!;
    const share = wilson(0.3, 100)!;
    near(plain[0], 100 * share[0]);
    near(plain[1], 100 * share[1]);
    const tied = percentileInterval({ below: 20, equal: 20, n: 100 })!;
    expect(tied[1] - tied[0]).toBeLessThan(plain[1] - plain[0]);
    expect(percentileInterval({ below: 40, equal: 0, n: 40 })![1]).toBe(100);
    expect(percentileInterval({ below: 5, equal: 0, n: 19 })).toBeNull();
    expect(percentileInterval({ below: 0, equal: 40, n: 40 })).toBeNull();
  });
});

describe('matched differences', () => {
  const at = (n: number, value: (i: number) => number) => Array.from({ length: n }, (_, i) => value(i));
  const owner = Int32Array.from(at(60, (i) => [0, 1, 1, 2][i % 4]!));
  const coarse = Int32Array.from(at(60, (i) => Math.floor(i / 3) % 2));
  const fine = coarse.map((c, i) => {
    if (i % 7 === 0) return -1;
    return owner[i] === 0 && i < 12 ? 6 + c : c * 3 + (Math.floor(i / 4) % 3);
  });
  const values = Float64Array.from(at(60, (i) => ((i * 37) % 23) / 3 + coarse[i]!));
  it('as NumPy by the weights of single documents: those without a date or without others are matched on the rest', () => {
    const expected = [
      [15, 8, -0.3933333333333333, -2.017691715710681, 1.2310250490440147],
      [30, 4, -0.30240740740740774, -1.7286523138763183, 1.123837499061503],
      [15, 7, -0.0626666666666661, -1.757350001139213, 1.632016667805881],
    ] as const;
    matchedDifferences(values, owner, { fine, coarse }, 3).forEach((result, g) => {
      const [documents, coarsely, difference, low, high] = expected[g]!;
      expect([result!.documents, result!.of, result!.coarsely]).toEqual([documents, documents, coarsely]);
      near(result!.difference, difference);
      near(result!.interval![0], low);
      near(result!.interval![1], high);
    });
  });
  it('an outlet without any date keeps all its documents', () => {
    const undated = fine.map((s, i) => (owner[i] === 0 ? -1 : s));
    const [result] = matchedDifferences(values, owner, { fine: undated, coarse }, 3);
    expect([result!.documents, result!.coarsely]).toEqual([15, 15]);
  });
  it('null under ten degrees of freedom: two documents in each of five strata have five', () => {
    const ten = Int32Array.from(at(110, (i) => (i < 10 ? 0 : 1)));
    const five = Int32Array.from(at(110, (i) => i % 5));
    const noise = Float64Array.from(at(110, (i) => (i * 31) % 17));
    const [result] = matchedDifferences(noise, ten, { fine: five, coarse: five.map(() => 0) }, 1);
    expect(result!.documents).toBe(10);
    expect(result!.interval).toBeNull();
    const one = Int32Array.from(at(2, (i) => i));
    expect(matchedDifferences(Float64Array.of(1, 2), one, { fine: one, coarse: one }, 2)).toEqual([
      null,
      null,
    ]);
  });
});
