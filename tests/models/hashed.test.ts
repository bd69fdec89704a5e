import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HashTable } from '../../models/hash-table.js';
import { HashedLinear } from '../../models/hashed-linear.js';
import { quantise, unitOf } from '../../models/quantise.js';
import { softmax } from '../../models/softmax.js';

const key = fc.oneof(fc.integer(), fc.integer({ min: -3, max: 3 }), fc.constant(0));

describe('the hash table', () => {
  it('finds what a map finds', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(key, fc.nat())), fc.array(key), (entries, asked) => {
        const map = new Map<number, number>();
        for (const [k, value] of entries) if (!map.has(k)) map.set(k, value);
        const table = new HashTable(
          Int32Array.from(entries, ([k]) => k),
          Int32Array.from(entries, ([, value]) => value),
        );
        for (const k of [...asked, ...map.keys()]) expect(table.get(k)).toBe(map.get(k) ?? -1);
      }),
    );
  });
});

describe('a hashed linear model', () => {
  it('adds up the weights of the features that it keeps', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(key, { minLength: 1, maxLength: 30 }),
        fc.array(fc.tuple(key, fc.integer({ min: -4, max: 4 })), { maxLength: 30 }),
        (keys, features) => {
          const weights = Int8Array.from({ length: 3 * keys.length }, (_, i) => ((i * 37) % 255) - 127);
          const scale = [0.5, 0.25, 2];
          const bias = [1, -1, 0];
          const linear = new HashedLinear({ keys: Int32Array.from(keys), weights, scale, bias });
          const expected = (valued: boolean) =>
            scale.map((unit, k) => {
              let sum = 0;
              for (const [feature, value] of features) {
                const row = keys.indexOf(feature);
                if (row >= 0) sum += weights[3 * row + k]! * (valued ? value : 1);
              }
              return sum * unit + bias[k]!;
            });
          const hashes = Int32Array.from(features, ([feature]) => feature);
          const values = Float64Array.from(features, ([, value]) => value);
          const out = new Float64Array(3);
          linear.scores(hashes, features.length, out);
          expect([...out]).toEqual(expected(false));
          linear.weightedScores(hashes, values, features.length, out);
          expect([...out]).toEqual(expected(true));
        },
      ),
    );
  });
});

describe('quantised numbers', () => {
  it('are off by half a unit at most', () => {
    fc.assert(
      fc.property(fc.float32Array({ noNaN: true, noDefaultInfinity: true, minLength: 1 }), (numbers) => {
        const bounded = numbers.map((x) => Math.max(-1e6, Math.min(1e6, x)));
        const unit = unitOf(bounded);
        const units = new Int8Array(bounded.length);
        quantise(bounded, unit, units);
        bounded.forEach((x, i) => {
          expect(Math.abs(units[i]! * unit - x)).toBeLessThanOrEqual(unit * 0.5001);
        });
      }),
    );
  });
});

describe('softmax', () => {
  it('adds up to 1 and keeps the order, however large the scores', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1e4, max: 1e4, noNaN: true }), { minLength: 1 }), (scores) => {
        const out = Float64Array.from(scores);
        softmax(out);
        expect(out.reduce((sum, p) => sum + p)).toBeCloseTo(1, 9);
        for (let i = 1; i < scores.length; i++)
          if (scores[i]! > scores[i - 1]!) expect(out[i]!).toBeGreaterThanOrEqual(out[i - 1]!);
      }),
    );
  });
});
