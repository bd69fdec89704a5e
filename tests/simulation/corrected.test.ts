import { describe, expect, it } from 'vitest';
import { CODED_SIZES, CORRECTED_DESIGNS, correctedCoverage } from '../../simulation/corrected.js';

// The small version of docs/validation.md's table: each design at one size, by turns.
describe('corrected figures', () => {
  const rows = CORRECTED_DESIGNS.map((design, k) => correctedCoverage(design, CODED_SIZES[k % 3]!, 150));
  it('cover 93% or more, of a group and of a difference, also where groups err differently', () => {
    const least = 0.93 - 3 * Math.sqrt((0.05 * 0.95) / 150);
    expect(
      rows.filter(({ corrected, correctedDifference }) => Math.min(corrected, correctedDifference) < least),
    ).toEqual([]);
  });
  it('are unbiased where the uncorrected figure is not, which does not cover', () => {
    for (const { countedBias, correctedBias, correctedError, runs } of rows)
      expect(Math.abs(correctedBias)).toBeLessThan(
        Math.max(0.1 * Math.abs(countedBias), 0) + (3 * correctedError) / Math.sqrt(runs),
      );
    expect(rows.filter(({ counted }) => counted < 0.5).length).toBeGreaterThan(6);
  });
});
