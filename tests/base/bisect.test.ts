import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lowerBound, partitionPoint, upperBound } from '../../base/bisect.js';

const ascending = fc
  .array(fc.integer({ min: -20, max: 20 }), { maxLength: 40 })
  .map((values) => values.sort((a, b) => a - b));

describe('binary search', () => {
  it('finds the places that a search from the beginning finds', () => {
    fc.assert(
      fc.property(ascending, fc.integer({ min: -21, max: 21 }), (values, value) => {
        const first = (test: (v: number) => boolean): number => {
          const found = values.findIndex(test);
          return found < 0 ? values.length : found;
        };
        expect(lowerBound(values, value)).toBe(first((v) => v >= value));
        expect(upperBound(values, value)).toBe(first((v) => v > value));
        expect(partitionPoint(0, values.length, (k) => values[k]! < value)).toBe(first((v) => v >= value));
      }),
    );
  });

  it('looks only between the bounds that it is given', () => {
    const values = [1, 2, 2, 3, 5, 8];
    expect(lowerBound(values, 2, 2, 5)).toBe(2);
    expect(upperBound(values, 9, 1, 4)).toBe(4);
    expect(lowerBound([], 1)).toBe(0);
  });
});
