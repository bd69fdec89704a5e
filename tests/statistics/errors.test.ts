import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../base/random.js';
import { borrowedFigure, drawnErrors } from '../../statistics/borrowed-errors.js';
import { equalErrors, recallOf } from '../../statistics/equal-errors.js';
import { sharedErrors } from '../../statistics/misclassification.js';
import { roganGladen } from '../../statistics/rogan-gladen.js';

const cell = (group: number, predicted: number, units: number, coded: number[]) => ({
  group,
  predicted,
  units,
  coded,
});

describe('the test of equal errors', () => {
  const ALIKE = [
    cell(0, 0, 900, [28, 2]),
    cell(0, 1, 100, [4, 16]),
    cell(1, 0, 800, [27, 3]),
    cell(1, 1, 200, [6, 14]),
  ];
  const APART = [
    cell(0, 0, 900, [58, 2]),
    cell(0, 1, 100, [3, 37]),
    cell(1, 0, 700, [57, 3]),
    cell(1, 1, 300, [32, 8]),
  ];

  it('is Cochran’s Q, by hand', () => {
    // Of the first class: units that are there and found, over those that are there.
    const of = (g: number) =>
      recallOf(
        ALIKE.filter(({ group }) => group === g),
        1,
      )!.value;
    expect(of(0)).toBeCloseTo(80 / (80 + 60), 12);
    expect(of(1)).toBeCloseTo(140 / (140 + 80), 12);
    let statistic = 0;
    for (const k of [0, 1]) {
      const common = recallOf(ALIKE, k)!.value;
      const [a, b] = [0, 1].map(
        (g) =>
          recallOf(
            ALIKE.filter(({ group }) => group === g),
            k,
            common,
          )!,
      );
      // Of two groups Q is the squared difference over the sum of the variances.
      statistic += (a!.value - b!.value) ** 2 / (a!.variance + b!.variance);
    }
    const found = equalErrors(ALIKE, 2, 2)!;
    expect(found.statistic).toBeCloseTo(statistic, 10);
    expect(found.freedom).toBe(2);
  });

  it('rejects where a group’s specificity is far off, and not where errors look alike', () => {
    expect(equalErrors(ALIKE, 2, 2)!.p).toBeGreaterThan(0.1);
    expect(equalErrors(APART, 2, 2)!.p).toBeLessThan(0.01);
  });

  it('gives the same p for the same seed, a p that a seed hardly moves, and never 0', () => {
    expect(equalErrors(ALIKE, 2, 2)).toEqual(equalErrors(ALIKE, 2, 2));
    expect(
      Math.abs(equalErrors(ALIKE, 2, 2, { seed: 'a' })!.p - equalErrors(ALIKE, 2, 2, { seed: 'b' })!.p),
    ).toBeLessThan(0.06);
    expect(
      equalErrors(
        APART.map((one) => ({ ...one, coded: one.coded.map((n) => n * 9) })),
        2,
        2,
      )!.p,
    ).toBe(1 / 2000);
  });

  it('is null for one group, an answer never coded, a tool no better than chance', () => {
    expect(equalErrors(ALIKE.slice(0, 2), 1, 2)).toBeNull();
    expect(
      equalErrors(
        ALIKE.map((one) => ({ ...one, coded: [20, 0] })),
        2,
        2,
      ),
    ).toBeNull();
    expect(
      equalErrors(
        ALIKE.map((one) => ({ ...one, coded: [10, 10] })),
        2,
        2,
      ),
    ).toBeNull();
  });
});

describe('a figure with borrowed errors', () => {
  const CELLS = [cell(0, 0, 900, [280, 20]), cell(0, 1, 100, [20, 80])];
  const errors = sharedErrors(CELLS, 2)!;
  const drawn = drawnErrors(CELLS, 2, seededRandom('a'));
  const of = (found: number, half = 0, values = [0, 1]) =>
    borrowedFigure(
      { predicted: [1 - found, found], half: () => half },
      values,
      errors,
      drawn,
      seededRandom('b'),
    );

  it('is Rogan and Gladen’s, within an interval that holds it and its bounds', () => {
    const sensitivity = 80 / 140;
    const specificity = 840 / 860;
    expect(of(0.2).value).toBeCloseTo(roganGladen(0.2, { sensitivity, specificity })!, 12);
    const [low, high] = of(0.2).interval!;
    expect(low).toBeLessThan(of(0.2).value);
    expect(high).toBeGreaterThan(of(0.2).value);
    expect(low).toBeGreaterThanOrEqual(0);
    expect(high).toBeLessThanOrEqual(1);
  });

  it('stays within what can be: fewer found than the tool finds of nothing, more than of all', () => {
    expect(of(0).value).toBe(0);
    expect(of(0).interval![0]).toBe(0);
    expect(of(1).value).toBe(1);
    expect(of(1).interval![1]).toBe(1);
  });

  it('widens with the variation of documents and with fewer codes', () => {
    const width = ({ interval }: ReturnType<typeof of>) => interval![1] - interval![0];
    expect(width(of(0.2, 0.05))).toBeGreaterThan(width(of(0.2)));
    const few = CELLS.map((one) => ({ ...one, coded: one.coded.map((n) => n / 10) }));
    const fewer = borrowedFigure(
      { predicted: [0.8, 0.2], half: () => 0 },
      [0, 1],
      errors,
      drawnErrors(few, 2, seededRandom('a')),
      seededRandom('b'),
    );
    expect(width(fewer)).toBeGreaterThan(2 * width(of(0.2)));
  });

  it('has the interval of Monte Carlo over known errors alone in closed form where nothing else is open', () => {
    // Errors certain, documents varying: normal around the value.
    const sure = Array.from({ length: 2000 }, () => errors);
    const { value, interval } = borrowedFigure(
      { predicted: [0.7, 0.3], half: () => 0.05 },
      [0, 1],
      errors,
      sure,
      seededRandom('c'),
    );
    expect(interval![0]).toBeCloseTo(value - 0.05, 1.7);
    expect(interval![1]).toBeCloseTo(value + 0.05, 1.7);
  });

  it('has none where most draws leave the tool no better than chance', () => {
    expect(
      borrowedFigure(
        { predicted: [0.5, 0.5], half: () => 0 },
        [0, 1],
        errors,
        drawn.slice(0, 10),
        seededRandom('d'),
      ).interval,
    ).toBeNull();
  });
});
