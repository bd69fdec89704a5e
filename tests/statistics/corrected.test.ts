import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chiSquareUpper } from '../../statistics/chi-square.js';
import { clopperPearson } from '../../statistics/clopper-pearson.js';
import {
  inverted,
  sharedErrors,
  sharedErrorVariance,
  trueShares,
} from '../../statistics/misclassification.js';
import { difference, weightedSum } from '../../statistics/mover.js';
import { neymanAllocation } from '../../statistics/neyman.js';
import { predictionPoweredMean } from '../../statistics/prediction-powered.js';
import { roganGladen } from '../../statistics/rogan-gladen.js';
import { shareDifference, wilson } from '../../statistics/shares.js';
import { stratifiedDifference } from '../../statistics/stratified-difference.js';

const Y = [1, 0, 0, 1, 1, 0, 1, 0, 0, 0, 1, 1];
const F = [0.9, 0.2, 0.4, 0.7, 0.6, 0.1, 0.8, 0.5, 0.3, 0.2, 0.4, 0.95];
const G = [
  0.1, 0.3, 0.2, 0.8, 0.9, 0.4, 0.6, 0.2, 0.1, 0.7, 0.5, 0.3, 0.2, 0.6, 0.05, 0.15, 0.85, 0.45, 0.33, 0.28,
];

describe('prediction-powered inference', () => {
  it('is ppi_py 0.2.3, with λ tuned, 1, 0 and .5', () => {
    const close = (lambda: number | undefined, mean: number, low: number, high: number): void => {
      const found = predictionPoweredMean(Y, F, G, 0.95, lambda);
      expect(found.mean).toBeCloseTo(mean, 7);
      expect(found.interval[0]).toBeCloseTo(low, 7);
      expect(found.interval[1]).toBeCloseTo(high, 7);
    };
    close(undefined, 0.40366707, 0.18904209, 0.61829204);
    close(1, 0.39633333, 0.18167739, 0.61098928);
    close(0, 0.5, 0.21710357, 0.78289643);
    close(0.5, 0.44816667, 0.21607033, 0.680263);
  });

  it('takes no part of predictions that point the other way, as ppi_py', () => {
    const found = predictionPoweredMean(
      [-1, 0, 0, 1, -1, 0, 0, 1],
      [-0.2, 0.5, -0.3, -0.1, 0.4, 0.1, 0.2, -0.6],
      G,
    );
    expect(found.lambda).toBe(0);
    expect(found.interval[1]).toBeCloseTo(0.489991, 6);
  });
});

describe('the difference estimator over strata', () => {
  const strata = [
    { units: 900, predicted: 0, y: [...Array(28).fill(0), 1, 1], f: Array(30).fill(0) },
    { units: 100, predicted: 1, y: [...Array(16).fill(1), 0, 0, 0, 0], f: Array(20).fill(1) },
  ];

  it('is by hand the stratified mean where the strata are the predicted classes', () => {
    expect(stratifiedDifference(strata, [0, 1])!.value).toBeCloseTo(
      (900 * (2 / 30) + 100 * (16 / 20)) / 1000,
    );
  });

  it('is the weighted sum of inclusion probabilities: mean of f + (y - f) / π over all units (DSL)', () => {
    const f = [...Array(900).fill(0), ...Array(100).fill(1)];
    const pseudo = f.reduce((a, b) => a + b, 0) + 2 / (30 / 900) - 4 / (20 / 100);
    expect(stratifiedDifference(strata, [0, 1])!.value).toBeCloseTo(pseudo / 1000, 12);
  });

  it('in one stratum is the point of PPI++ with its own λ', () => {
    const stratum = { units: 10_000, predicted: 0.41, y: Y, f: F };
    const found = stratifiedDifference([stratum], [0, 1])!;
    const rest = Y.map((y, i) => y - found.lambda * F[i]!).reduce((a, b) => a + b, 0) / Y.length;
    expect(found.value).toBeCloseTo(found.lambda * 0.41 + rest, 12);
    // Of very many predicted units PPI++'s λ has the same numerator and denominator.
    const many = predictionPoweredMean(
      Y,
      F,
      Array.from({ length: 6000 }, (_, i) => F[i % 12]!),
    );
    expect(found.lambda).toBeCloseTo(many.lambda, 2);
  });

  it('gives a cell without an error an interval, and one coded whole none', () => {
    const clean = strata.map((stratum) => ({ ...stratum, y: stratum.y.map((_, i) => stratum.f[i]!) }));
    const { value, interval } = stratifiedDifference(clean, [0, 1])!;
    expect(value).toBeCloseTo(0.1, 12);
    expect(interval[0]).toBeCloseTo(0.1 - 0.1 * (1 - clopperPearson(20, 20)[0]), 10);
    expect(interval[1]).toBeCloseTo(0.1 + 0.9 * clopperPearson(0, 30)[1], 10);
    const whole = strata.map((stratum) => ({ ...stratum, units: stratum.y.length }));
    const sure = stratifiedDifference(whole, [0, 1])!;
    expect(sure.value).toBeCloseTo(18 / 50, 12);
    expect(sure.interval).toEqual([sure.value, sure.value]);
  });

  it('adds the variation of documents, clustered: by hand with one unit a document', () => {
    // Then the clustered variance is that of the class: p (1 - p) / (D - 1).
    const exact = [
      { units: 60, predicted: 0, y: Array(60).fill(0), f: Array(60).fill(0) },
      { units: 40, predicted: 1, y: Array(40).fill(1), f: Array(40).fill(1) },
    ];
    const products = [
      [60, 0, 0],
      [0, 40, 40],
      [0, 40, 40],
    ];
    const { interval } = stratifiedDifference(exact, [0, 1], { documents: 100, products })!;
    expect(interval[1] - 0.4).toBeCloseTo(1.9842169515 * Math.sqrt((0.4 * 0.6) / 99), 8);
  });

  it('is null where a class that occurs has no coded unit', () => {
    expect(stratifiedDifference([{ units: 5, predicted: 1, y: [], f: [] }], [0, 1])).toBeNull();
  });
});

describe('shared errors', () => {
  it('are Rogan and Gladen’s in two classes', () => {
    const cells = [
      { group: 0, predicted: 0, units: 900, coded: [28, 2] },
      { group: 0, predicted: 1, units: 100, coded: [4, 16] },
      { group: 1, predicted: 0, units: 800, coded: [27, 3] },
      { group: 1, predicted: 1, units: 200, coded: [6, 14] },
    ];
    const errors = sharedErrors(cells, 2)!;
    const there = (900 * 2) / 30 + 80 + 80 + 140;
    const sensitivity = (80 + 140) / there;
    const specificity = (840 + 720) / (2000 - there);
    expect(errors.matrix[1]![1]).toBeCloseTo(sensitivity, 12);
    expect(errors.matrix[0]![0]).toBeCloseTo(specificity, 12);
    const shares = trueShares(errors, [0.85, 0.15]);
    expect(shares[1]).toBeCloseTo(roganGladen(0.15, { sensitivity, specificity })!, 12);
    expect(shares[0]! + shares[1]!).toBeCloseTo(1, 12);
    expect(sharedErrorVariance(errors, shares, [0, 1])).toBeGreaterThan(0);
  });

  it('have a variance that agrees with drawing the codes anew', () => {
    // Jackknife-like check: the linearised variance against a numerical derivative by cell.
    const cells = [
      { group: 0, predicted: 0, units: 5000, coded: [270, 30] },
      { group: 0, predicted: 1, units: 1000, coded: [40, 160] },
    ];
    const errors = sharedErrors(cells, 2)!;
    const predicted = [0.7, 0.3];
    const shares = trueShares(errors, predicted);
    let variance = 0;
    cells.forEach((cell, h) => {
      const n = cell.coded[0]! + cell.coded[1]!;
      const p = cell.coded[1]! / n;
      const step = 1e-5;
      const moved = cells.map((other, j) =>
        j === h ? { ...other, coded: [n * (1 - p - step), n * (p + step)] } : other,
      );
      const slope = (trueShares(sharedErrors(moved, 2)!, predicted)[1]! - shares[1]!) / step;
      variance += (slope ** 2 * (p * (1 - p))) / (n - 1);
    });
    expect(sharedErrorVariance(errors, shares, [0, 1]) / variance).toBeCloseTo(1, 1);
  });

  it('are null for a tool no better than chance, and a class never coded', () => {
    const cell = (predicted: number, coded: number[]) => ({ group: 0, predicted, units: 100, coded });
    expect(sharedErrors([cell(0, [10, 10]), cell(1, [10, 10])], 2)).toBeNull();
    expect(sharedErrors([cell(0, [20, 0]), cell(1, [20, 0])], 2)).toBeNull();
    expect(
      inverted([
        [1, 2],
        [2, 4],
      ]),
    ).toBeNull();
    expect(
      inverted([
        [0, 2],
        [4, 0],
      ]),
    ).toEqual([
      [0, 0.25],
      [0.5, 0],
    ]);
  });
});

describe('parts of intervals', () => {
  it('Clopper and Pearson: scipy 1.x beta quantiles, 0 of n in closed form', () => {
    expect(clopperPearson(3, 30)[0]).toBeCloseTo(0.02111713702972257, 10);
    expect(clopperPearson(3, 30)[1]).toBeCloseTo(0.2652884504742081, 10);
    expect(clopperPearson(0, 30)[1]).toBeCloseTo(1 - 0.025 ** (1 / 30), 10);
    expect(clopperPearson(0, 0)).toEqual([0, 1]);
  });

  it('the difference of two Wilson intervals is Newcombe’s', () => {
    const a = { value: 0.3, interval: wilson(0.3, 50)! };
    const b = { value: 0.1, interval: wilson(0.1, 40)! };
    const newcombe = shareDifference(15, 50, 4, 40)!.interval!;
    expect(difference(a, b).interval[0]).toBeCloseTo(newcombe[0], 12);
    expect(difference(a, b).interval[1]).toBeCloseTo(newcombe[1], 12);
    expect(weightedSum([{ ...a, weight: 0.5 }]).value).toBe(0.15);
  });

  it('chi-square: scipy 1.x', () => {
    expect(chiSquareUpper(3.841458820694124, 1)).toBeCloseTo(0.05, 12);
    expect(chiSquareUpper(5, 4)).toBeCloseTo(0.2872974951836458, 12);
    expect(chiSquareUpper(30, 4)).toBeCloseTo(4.894437128029217e-6, 14);
    expect(chiSquareUpper(1, 10)).toBeCloseTo(0.9998278843700441, 12);
    expect(chiSquareUpper(0, 1)).toBe(1);
  });
});

describe('allocation', () => {
  it('is Neyman’s above the floor', () => {
    const cells = [
      { units: 9000, deviation: 0.2 },
      { units: 1000, deviation: 0.4 },
    ];
    expect(neymanAllocation(cells, 220, 20)).toEqual([180, 40]);
    expect(neymanAllocation(cells, 60, 20)).toEqual([40, 20]);
    expect(neymanAllocation([{ units: 7, deviation: 0.2 }, cells[1]!], 60, 20)).toEqual([7, 53]);
  });

  it('gives every cell its floor and never more than there are, whatever the cells', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ units: fc.nat(400), deviation: fc.double({ min: 0, max: 1, noNaN: true }) }), {
          minLength: 1,
          maxLength: 5,
        }),
        fc.nat(300),
        (cells, total) => {
          const drawn = neymanAllocation(cells, total, 20);
          const all = cells.reduce((sum, { units }) => sum + units, 0);
          expect(drawn.reduce((a, b) => a + b, 0)).toBe(Math.min(total, all));
          drawn.forEach((n, h) => {
            expect(n).toBeLessThanOrEqual(cells[h]!.units);
            if (total >= 20 * cells.length) expect(n).toBeGreaterThanOrEqual(Math.min(20, cells[h]!.units));
          });
        },
      ),
      { numRuns: 200 },
    );
  });

  it('counts what was drawn before', () => {
    const cells = [
      { units: 9000, deviation: 0.2, drawn: 180 },
      { units: 1000, deviation: 0.4, drawn: 0 },
    ];
    expect(neymanAllocation(cells, 40, 20)).toEqual([0, 40]);
  });
});
