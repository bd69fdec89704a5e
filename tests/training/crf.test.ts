import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../base/random.js';
import { FeatureSums, ROW_WIDTH } from '../../models/crf/feature-sums.js';
import { featureSumsTwin } from '../../models/crf/feature-sums-twin.js';
import { decodeModel, encodeModel } from '../../stages/actors/recognition/name-model.js';
import {
  bestLabels,
  type ChainTraining,
  fitChain,
  marginalsOf,
  type Sequence,
} from '../../training/learners/crf.js';

const training = (seed: number): ChainTraining => ({
  epochs: 20,
  rate: 0.2,
  decay: 0,
  squares: { weights: 1e-2, transitions: 1e-1 },
  negligible: { label: 1e-4 },
  averaged: true,
  random: seededRandom(seed),
});

/** A sequence of one feature a token. */
const sequence = (labels: readonly number[], features: readonly number[], count: number): Sequence => ({
  labels: Uint8Array.from(labels),
  features: Int32Array.from(features, (feature) => feature * count),
  first: Uint32Array.from({ length: labels.length + 1 }, (_, t) => t),
});

const form = { labels: 3, features: 3, boundaries: true };
// Feature 0 begins a person, feature 1 is inside when it follows one, and outside at a chain's beginning.
const chains = Array.from({ length: 30 }, (_, i) =>
  i % 2 === 0 ? sequence([1, 2], [0, 1], 3) : sequence([0, 0], [1, 2], 3),
);

/** Sequences of random labels, each token with five features of which some tell its label. */
function randomSequences(count: number): Sequence[] {
  const random = seededRandom('chains');
  return Array.from({ length: 60 }, () => {
    const n = 1 + random.below(12);
    const labels = Uint8Array.from({ length: n }, () => random.below(count));
    const feature = (t: number): number => (random.below(3) === 0 ? labels[t]! : random.below(40));
    return {
      labels,
      features: Int32Array.from({ length: n * 5 }, (_, f) => count * feature(Math.floor(f / 5))),
      first: Uint32Array.from({ length: n + 1 }, (_, t) => t * 5),
    };
  });
}

const squaresOf = (weights: Float32Array): number => weights.reduce((sum, w) => sum + w * w, 0);

describe('the chain model', () => {
  const model = fitChain(chains, form, training(3));

  it('learns from the neighbour what the token itself does not say', () => {
    expect([...bestLabels(model, chains[0]!)]).toEqual([1, 2]);
    expect([...bestLabels(model, chains[1]!)]).toEqual([0, 0]);
  });

  it('is the same to the bit for the same seed', () => {
    expect(fitChain(chains, form, training(3))).toEqual(model);
  });

  it.each([true, false])('gives what summing over all labellings gives (boundaries: %s)', (boundaries) => {
    const [count, n] = [3, 4];
    const states = boundaries ? count + 1 : count;
    const weights = Float32Array.from({ length: n * count }, (_, i) => Math.sin(i * 1.7) * 2);
    const transitions = Float32Array.from({ length: states * states }, (_, i) => Math.cos(i * 0.9));
    const chain = sequence([0, 0, 0, 0], [0, 1, 2, 3], count);
    const expected = new Float64Array(n * count);
    let total = 0;
    let best = { path: [] as number[], likelihood: 0 };
    for (let code = 0; code < count ** n; code++) {
      const path = Array.from({ length: n }, (_, t) => Math.floor(code / count ** t) % count);
      let score = 0;
      path.forEach((label, t) => {
        score += weights[t * count + label]!;
        if (t > 0) score += transitions[path[t - 1]! * states + label]!;
      });
      if (boundaries)
        score += transitions[count * states + path[0]!]! + transitions[path[n - 1]! * states + count]!;
      const likelihood = Math.exp(score);
      if (likelihood > best.likelihood) best = { path, likelihood };
      total += likelihood;
      path.forEach((label, t) => {
        expected[t * count + label]! += likelihood;
      });
    }
    const whole = { labels: count, features: n, boundaries, weights, transitions };
    marginalsOf(whole, chain).forEach((p, i) => {
      expect(p).toBeCloseTo(expected[i]! / total, 6);
    });
    expect([...bestLabels(whole, chain)]).toEqual(best.path);
  });

  // What the two trainers gave that this one took the place of; the models in the package were fitted with them.
  it('gives the weights of the trainer that fitted the model of names', () => {
    const fitted = fitChain(
      randomSequences(13),
      { labels: 13, features: 40, boundaries: true },
      { ...training(3), epochs: 6, decay: 1e-4 },
    );
    expect([...fitted.weights.slice(0, 3)]).toEqual([
      2.001140594482422, -0.8033249974250793, -1.0783313512802124,
    ]);
    expect(squaresOf(fitted.weights)).toBeCloseTo(483.9293606587781, 9);
    expect(squaresOf(fitted.transitions)).toBeCloseTo(76.91775435678913, 9);
  });

  it('gives the weights of the trainer that fitted the model of attributions', () => {
    const { weights, transitions } = fitChain(
      randomSequences(4),
      { labels: 4, features: 40, boundaries: false },
      {
        epochs: 6,
        rate: 0.02,
        slowing: 0.9,
        decay: 1e-4,
        dropout: 0.1,
        squares: { weights: 0.1, transitions: 1 },
        negligible: { token: 1e-3 },
        random: seededRandom('x'),
      },
    );
    const before = [0.6160888075828552, -0.4800335466861725, -0.5334374904632568, -0.4652954339981079];
    before.forEach((w, i) => {
      expect(weights[i]).toBeCloseTo(w, 6);
    });
    expect(transitions[12]).toBeCloseTo(0.031554169952869415, 6);
  });

  it('comes back from its file as it was', () => {
    const pass = { scale: 0.25, transitions: model.transitions };
    const weights = Int8Array.from({ length: 3 * ROW_WIDTH }, (_, i) => i - 40);
    const whole = { keys: Int32Array.of(-9, 5, 77), weights, passes: [pass, pass] as const };
    expect(decodeModel(encodeModel(whole))).toEqual(whole);
  });
});

describe('the kernel', () => {
  it('adds up kept sums and the weights of the features that it knows as its twin does, whatever their keys', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: -0x80000000, max: 0x7fffffff }), { minLength: 1, maxLength: 60 }),
        fc.array(fc.nat({ max: 79 }), { minLength: 4, maxLength: 4 }),
        (keys, wanted) => {
          // Keys of equal lowest bits fall into one slot and have to be told apart.
          const crowded = [...new Set(keys.map((key, i) => (i % 3 === 0 ? key & ~0xfff : key)))];
          const known = Int32Array.from(crowded.filter((_, i) => i % 4 !== 3)).sort();
          const weights = Int8Array.from(
            { length: known.length * ROW_WIDTH },
            (_, i) => ((i * 37) % 255) - 127,
          );
          const kernel = new FeatureSums(known, weights);
          const asked = wanted.map((w) => crowded[w % crowded.length]!);
          kernel.begin(2);
          kernel.keep(1, Int32Array.of(asked[0]!, asked[1]!), 2);
          const { integers, listAt } = kernel;
          // Two candidates: a kept sum and a feature each.
          integers.set([kernel.addressOfKept(1), asked[2]!, kernel.addressOfKept(0), asked[3]!], listAt);
          kernel.add(0, 2, 1, 1);
          const got = [...kernel.shorts.subarray(kernel.scoresAt, kernel.scoresAt + 2 * ROW_WIDTH)];
          const twin = featureSumsTwin(known, weights);
          const sums = [new Int16Array(ROW_WIDTH), new Int16Array(ROW_WIDTH)] as const;
          twin(Int32Array.of(asked[0]!, asked[1]!, asked[2]!), sums[0]);
          twin(Int32Array.of(asked[3]!), sums[1]);
          expect(got).toEqual([...sums[0], ...sums[1]]);
        },
      ),
      { numRuns: 30 },
    );
  });
});
