import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FeatureSums, ROW_WIDTH } from '../../models/crf/feature-sums.js';
import { featureSumsTwin } from '../../models/crf/feature-sums-twin.js';
import { decodeModel, encodeModel } from '../../stages/actors/recognition/name-model.js';
import { type Chain, fitChain, labelChain } from '../../training/actors/chain.js';

const options = { epochs: 20, rate: 0.2, penalty: 0, seed: 3 };
// Feature 0 begins a person, feature 1 is inside when it follows one, and outside at a chain's beginning.
const rows = (...features: number[]): Uint32Array[] => features.map((f) => Uint32Array.of(f));
const chains: Chain[] = Array.from({ length: 30 }, (_, i) =>
  i % 2 === 0
    ? { features: rows(0, 1), labels: Uint8Array.of(1, 2) }
    : { features: rows(1, 2), labels: Uint8Array.of(0, 0) },
);

describe('the chain model', () => {
  const model = fitChain(chains, 3, options);

  it('learns from the neighbour what the token itself does not say', () => {
    expect([...labelChain(rows(0, 1), model)]).toEqual([1, 2]);
    expect([...labelChain(rows(1, 2), model)]).toEqual([0, 0]);
  });

  it('is the same to the bit for the same seed', () => {
    expect(fitChain(chains, 3, options)).toEqual(model);
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
