import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../base/random.js';
import { matchingOf, standardisedDifference } from '../../statistics/balance.js';
import { correctedMean } from '../../statistics/corrected-labels.js';
import { matchedDifferences } from '../../statistics/matched.js';
import { roganGladen } from '../../statistics/rogan-gladen.js';

describe('matching within strata', () => {
  it('keeps, leaves and weighs documents as worked out by hand', () => {
    // Coarse stratum 0 has the fine ones 0 (two of the group, one other) and 1 (one of the group alone); coarse 1 has the group alone.
    const owner = Int32Array.from([0, 0, 1, 0, 1, 0]);
    const strata = {
      fine: Int32Array.from([0, 0, 0, 1, -1, 2]),
      coarse: Int32Array.from([0, 0, 0, 0, 0, 1]),
    };
    const { weights, ...kept } = matchingOf(owner, strata, 0);
    // The first other stands against two finely (weight 2) and half of the one left (two others in the coarse stratum).
    expect([...weights]).toEqual([1, 1, 2.5, 1, 0.5, 0]);
    expect(kept).toEqual({ documents: 3, coarsely: 1, others: 2, effectiveOthers: 9 / 6.5 });
  });

  it('gives the difference that matchedDifferences gives, as a difference of weighted means', () => {
    for (let seed = 0; seed < 30; seed++) {
      const random = seededRandom(`matching ${seed}`);
      const n = 60;
      const owner = Int32Array.from({ length: n }, () => random.below(4) - 1);
      const coarse = Int32Array.from({ length: n }, () => random.below(3));
      const fine = coarse.map((c) => (random.next() < 0.15 ? -1 : 4 * c + random.below(4)));
      const values = Float64Array.from({ length: n }, () => random.next());
      const differences = matchedDifferences(values, owner, { fine, coarse }, 3);
      for (let g = 0; g < 3; g++) {
        const { weights, documents, coarsely } = matchingOf(owner, { fine, coarse }, g);
        const side = (own: boolean): number => {
          let [sum, all] = [0, 0];
          values.forEach((value, i) => {
            if ((owner[i] === g) !== own) return;
            sum += weights[i]! * value;
            all += weights[i]!;
          });
          return sum / all;
        };
        expect(documents).toBe(differences[g]!.documents);
        expect(coarsely).toBe(differences[g]!.coarsely);
        expect(side(true) - side(false)).toBeCloseTo(differences[g]!.difference, 12);
      }
    }
  });

  it('standardises by both sides before weighting: 1.5 over the root of the mean of variances 1 and 4', () => {
    const values = Float64Array.from([2, 3, 4, 0, 2, 4, Number.NaN]);
    const inGroup = (row: number): boolean => row < 3;
    expect(standardisedDifference(values, inGroup)).toBeCloseTo(1 / Math.sqrt(2.5), 12);
    const weights = Float64Array.from([1, 1, 1, 1, 1, 2, 1]);
    expect(standardisedDifference(values, inGroup, weights)).toBeCloseTo(0.5 / Math.sqrt(2.5), 12);
    expect(standardisedDifference(Float64Array.from([1, 1, 1]), inGroup)).toBeNull();
  });
});

describe('a mean of labels without the labeller’s errors', () => {
  it('is Rogan and Gladen’s of two classes', () => {
    const found = correctedMean(
      [60, 40],
      [
        [90, 10],
        [30, 70],
      ],
      [0, 1],
      seededRandom('two'),
    )!;
    expect(found.mean).toBeCloseTo(roganGladen(0.4, { sensitivity: 0.7, specificity: 0.9 })!, 12);
    expect(found.interval[0]).toBeLessThan(found.mean);
    expect(found.interval[1]).toBeGreaterThan(found.mean);
  });

  it('leaves labels that are never wrong as they are, and says nothing of those that are chance', () => {
    const sure = [
      [9000, 0, 0],
      [0, 9000, 0],
      [0, 0, 9000],
    ];
    expect(correctedMean([10, 20, 70], sure, [-1, 0, 1], seededRandom('sure'))!.mean).toBeCloseTo(0.6, 12);
    const chance = [
      [5, 5],
      [5, 5],
    ];
    expect(correctedMean([10, 20], chance, [0, 1], seededRandom('chance'))).toBeNull();
    expect(correctedMean([0, 0], sure.slice(1), [0, 1], seededRandom('none'))).toBeNull();
  });

  it('covers the truth where both samples are drawn anew: in 93 of 100 at least', () => {
    const random = seededRandom('covering labels');
    const errors = [
      [0.5, 0.4, 0.1],
      [0.15, 0.75, 0.1],
      [0.1, 0.4, 0.5],
    ];
    const truth = [0.5, 0.4, 0.1];
    const draw = (shares: readonly number[]): number => {
      const u = random.next();
      return shares.findIndex((_, k) => u < shares.slice(0, k + 1).reduce((a, b) => a + b, 0));
    };
    let held = 0;
    const runs = 120;
    for (let run = 0; run < runs; run++) {
      const confusion = [150, 220, 60].map((n, k) => {
        const row = [0, 0, 0];
        for (let i = 0; i < n; i++) row[Math.max(0, draw(errors[k]!))]!++;
        return row;
      });
      const given = [0, 0, 0];
      for (let i = 0; i < 40; i++) given[Math.max(0, draw(errors[Math.max(0, draw(truth))]!))]!++;
      const { interval } = correctedMean(given, confusion, [-1, 0, 1], random)!;
      if (interval[0] <= -0.4 && -0.4 <= interval[1]) held++;
    }
    expect(held / runs).toBeGreaterThan(0.93);
  });
});
