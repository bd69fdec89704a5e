import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ChainKernel } from '../../stages/actors/recognition/chain-kernel.js';
import { LABEL_COUNT } from '../../stages/actors/recognition/name-features.js';
import { decodeModel, encodeModel, ROW_WIDTH } from '../../stages/actors/recognition/name-model.js';
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
  const pass = { scale: 1, transitions: new Float32Array((LABEL_COUNT + 1) ** 2) };

  it('adds up kept sums and the weights of the features that it knows, whatever their keys', () => {
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
          const weightOf = (key: number, k: number): number => {
            const row = known.indexOf(key);
            return row < 0 ? 0 : weights[row * ROW_WIDTH + k]!;
          };
          const kernel = new ChainKernel({ keys: known, weights, passes: [pass, pass] });
          const asked = wanted.map((w) => crowded[w % crowded.length]!);
          kernel.begin(2);
          kernel.keep(1, Int32Array.of(asked[0]!, asked[1]!), 2);
          const { integers, listAt } = kernel;
          // Two candidates: a kept sum and a feature each.
          integers.set([kernel.addressOfKept(1), asked[2]!, kernel.addressOfKept(0), asked[3]!], listAt);
          kernel.add(0, 2, 1, 1);
          const got = [...kernel.shorts.subarray(kernel.scoresAt, kernel.scoresAt + 2 * ROW_WIDTH)];
          const columns = Array.from({ length: ROW_WIDTH }, (_, k) => k);
          expect(got).toEqual([
            ...columns.map((k) => weightOf(asked[0]!, k) + weightOf(asked[1]!, k) + weightOf(asked[2]!, k)),
            ...columns.map((k) => weightOf(asked[3]!, k)),
          ]);
        },
      ),
      { numRuns: 30 },
    );
  });
});
