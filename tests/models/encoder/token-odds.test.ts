// Word pieces read as a document's tokens: means, beginnings, types and runs, by hand.
import { describe, expect, it } from 'vitest';
import { runsOf, tokenOdds } from '../../../models/encoder/token-odds.js';

/** Logits of O, B and I whose odds are as given: B against I, both against O. */
const row = (inside: number, begins: number): number[] => {
  const b = Math.exp(inside) / (1 + Math.exp(-begins));
  const i = Math.exp(inside) / (1 + Math.exp(begins));
  return [0, Math.log(b), Math.log(i)];
};
// "un|believ|able rain ?": three pieces of one token, one of the next, none of the last.
const pieces = {
  starts: [0, 2, 8, 13],
  ends: [2, 8, 12, 17],
  outputs: {
    cue: {
      classes: 3,
      logits: Float32Array.from([row(1, 2), row(2, -3), row(3, -3), row(-50, 0)].flat()),
    },
    hedge: {
      classes: 5,
      logits: Float32Array.from([...Array(3).fill([0, 1, 1, 3, 0]), [0, 2, 0, 0, 0]].flat()),
    },
  },
};
const [starts, ends] = [
  [0, 13, 18],
  [12, 17, 19],
];

describe('log-odds of tokens', () => {
  const odds = tokenOdds(pieces, 'cue', starts!, ends!, 3);
  it('are the mean of the pieces, at most 6 either way', () => {
    expect(odds.inside[0]).toBeCloseTo(2, 5);
    expect(odds.inside[1]).toBe(-6);
  });
  it('are least for a token without a piece', () => {
    expect(odds.inside[2]).toBe(-6);
    expect(odds.begins[2]).toBe(0);
  });
  it('begin where the first piece does', () => {
    expect(odds.begins[0]).toBeCloseTo(2, 5);
  });
  it('name the likeliest type', () => {
    expect([...tokenOdds(pieces, 'hedge', starts!, ends!, 2).type]).toEqual([1, 0]);
  });
  it('are not to be had of an output that is not there', () => {
    expect(() => tokenOdds(pieces, 'rhyme', starts!, ends!, 3)).toThrow(/rhyme/);
  });
});

describe('runs of tokens', () => {
  const odds = {
    inside: Float64Array.from([-1, 2, 3, 1, 1, -2, 4]),
    begins: Float64Array.from([0, 3, -2, 2, -1, 0, -4]),
    type: new Uint8Array(7),
  };
  it('part where one begins anew, and end with the stretch', () => {
    expect(runsOf(odds, 0, 0, 7)).toEqual([
      [1, 3],
      [3, 5],
      [6, 7],
    ]);
    expect(runsOf(odds, 0, 2, 4)).toEqual([
      [2, 3],
      [3, 4],
    ]);
    expect(runsOf(odds, 9, 0, 7)).toEqual([]);
  });
});
