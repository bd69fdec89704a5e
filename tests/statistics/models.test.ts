import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../base/random.js';
import { burstTail } from '../../statistics/burst.js';
import { fitLogistic, logisticProbability } from '../../statistics/logistic.js';
import { correctedRate, roganGladen } from '../../statistics/rogan-gladen.js';

const near = (actual: number, expected: number, digits = 9) =>
  expect(Math.abs(actual - expected)).toBeLessThan(10 ** -digits * Math.max(1, Math.abs(expected)));

describe('words in bursts', () => {
  const word = { count: 300, documents: 100, n: 1000 };
  it('by hand: β = 2, a tenth of documents hold it, two thirds of those once more, and so on', () => {
    near(burstTail(1, word, 1), 0.1);
    near(burstTail(2, word, 1), 0.1 * (2 / 3));
    near(burstTail(5, word, 1), 0.1 * (2 / 3) ** 4);
    near(burstTail(1, word, 2), 0.2);
    expect(burstTail(1, word, 100)).toBe(1);
    expect(burstTail(3, { count: 0, documents: 0, n: 10 }, 1)).toBe(0);
  });
  it('all probabilities add up to the count: Σ P(X ≥ k) = λ', () => {
    let sum = 0;
    for (let k = 1; k < 400; k++) sum += burstTail(k, word, 1);
    near(sum, 0.3);
  });
  it('a word that hardly repeats itself is given one repetition, not none', () => {
    near(burstTail(3, { count: 21, documents: 20, n: 1000 }, 1), 0.02 / 4);
  });
  it('of drawn documents the share that it says holds the word so often', () => {
    const random = seededRandom('bursts');
    let often = 0;
    for (let i = 0; i < 100_000; i++) {
      if (random.next() >= 0.1) continue;
      let k = 1;
      while (random.next() < 2 / 3) k++;
      if (k >= 5) often++;
    }
    expect(Math.abs(often / 100_000 - burstTail(5, word, 1))).toBeLessThan(0.0015);
  });
});

describe('logistic regression', () => {
  // SciPy's minimize of the same penalised likelihood.
  const at = (value: (i: number) => number) => Array.from({ length: 40 }, (_, i) => value(i));
  const a = at((i) => (i * 7) % 11);
  const b = at((i) => (i * 5) % 13);
  const labels = Uint8Array.from(a, (_, i) => (a[i]! * 0.4 - b[i]! * 0.2 + ((i * 3) % 5) * 0.5 > 1 ? 1 : 0));
  const model = fitLogistic([Float64Array.from(a), Float64Array.from(b)], labels);
  it('as scipy.optimize.minimize', () => {
    near(model.bias, 0.714031179175988, 7);
    near(model.weights[0]!, 2.00689690670475, 7);
    near(model.weights[1]!, -1.0411179250728488, 7);
    near(logisticProbability(model, [3, 8]), 0.24439324576646498, 7);
  });
  it('an unknown variable counts as its mean', () => {
    near(logisticProbability(model, [Number.NaN, 8]), logisticProbability(model, [model.means[0]!, 8]));
  });
});

describe('errors of a classifier', () => {
  it('Rogan and Gladen by hand: of 30% found with Se .9 and Sp .8 there are (0.3 + 0.8 - 1) / 0.7', () => {
    near(roganGladen(0.3, { sensitivity: 0.9, specificity: 0.8 })!, 1 / 7);
    expect(roganGladen(0.1, { sensitivity: 0.9, specificity: 0.8 })).toBe(0);
    expect(roganGladen(0.95, { sensitivity: 0.9, specificity: 0.9 })).toBe(1);
    expect(roganGladen(0.3, { sensitivity: 0.5, specificity: 0.5 })).toBeNull();
  });
  it('turns what is there into what is found and back', () => {
    for (const there of [0, 0.2, 0.7, 1])
      near(
        roganGladen(there * 0.85 + (1 - there) * (1 - 0.7), { sensitivity: 0.85, specificity: 0.7 })!,
        there,
      );
  });
  it('a rate by precision and recall', () => {
    near(correctedRate(20, { precision: 0.8, recall: 0.5 })!, 32);
    expect(correctedRate(20, { precision: 0.8, recall: 0 })).toBeNull();
  });
});
