// The fits that put models together: against closed forms, and against weights that made the data.
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../base/random.js';
import { encoderFold } from '../../training/learners/fold-of.js';
import { fitChoice, fitLogistic } from '../../training/learners/stacking.js';

describe('logistic regression of few features', () => {
  it('gives the log-odds where there is a constant alone', () => {
    const rows = Array.from({ length: 10 }, () => [1]);
    const [w] = fitLogistic(
      rows,
      rows.map((_, i) => (i < 3 ? 1 : 0)),
    );
    expect(w).toBeCloseTo(Math.log(3 / 7), 2);
  });
  it('finds the weights that made the data', () => {
    const random = seededRandom('stack');
    const rows = Array.from({ length: 4000 }, () => [1, 4 * random.next() - 2, 4 * random.next() - 2]);
    const y = rows.map(([, a, b]) =>
      random.next() < 1 / (1 + Math.exp(-(0.5 + 1.5 * a! - b!))) ? (1 as const) : (0 as const),
    );
    const [constant, a, b] = fitLogistic(rows, y);
    expect(Math.abs(constant! - 0.5)).toBeLessThan(0.2);
    expect(Math.abs(a! - 1.5)).toBeLessThan(0.2);
    expect(Math.abs(b! + 1)).toBeLessThan(0.2);
  });
});

describe('a choice among candidates', () => {
  it('weighs a feature by how often it is right', () => {
    // The candidate with the feature is right three times of four: log-odds ln 3.
    const choices = Array.from({ length: 400 }, (_, i) => ({
      rows: [[1], [0]],
      targets: i % 4 === 0 ? [0, 1] : [1, 0],
    }));
    expect(fitChoice(choices, 0.01)[0]).toBeCloseTo(Math.log(3), 2);
  });
  it('learns nothing where no candidate is right', () => {
    expect(fitChoice([{ rows: [[1], [0]], targets: [0, 0] }])).toEqual([0]);
  });
});

it('divides passages as the training of the encoder does', () => {
  // zlib.crc32(b"...") % 5 in Python.
  expect(['a', 'passage-1', 'é'].map((name) => encoderFold(name))).toEqual([2, 0, 1]);
});
