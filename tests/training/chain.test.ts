import { describe, expect, it } from 'vitest';
import { decodeModel, encodeModel, ROW_WIDTH, RowIndex } from '../../stages/actors/name-model.js';
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
    const weights = Int8Array.from({ length: 3 * ROW_WIDTH }, (_, i) => i - 40);
    const pass = { scale: 0.25, transitions: model.transitions };
    const whole = { keys: Uint32Array.of(5, 9, 4_000_000_000), weights, passes: [pass, pass] as const };
    expect(decodeModel(encodeModel(whole))).toEqual(whole);
    const index = new RowIndex(whole.keys);
    expect([5, 9, 4_000_000_000, 6].map((key) => index.rowOf(key))).toEqual([0, 1, 2, -1]);
  });
});
