import { describe, expect, it } from 'vitest';
import { BORROWED_DESIGNS, borrowedCoverage } from '../../simulation/borrowed.js';
import { EQUALITY_DESIGNS, equalityRate } from '../../simulation/equal-errors.js';

const SIZES = [50, 100, 200] as const;

// The small version of the tables of docs/validation.md: each design at one size, by turns.
describe('the test of equal errors', () => {
  const rows = EQUALITY_DESIGNS.map((design, k) => equalityRate(design, SIZES[k % 3]!, 60, 99));
  it('rejects equal errors in 5% of samples: of 600 over ten designs', () => {
    const null_ = rows.filter(({ equal }) => equal);
    const rejected = null_.reduce((sum, row) => sum + row.rejected * row.made * row.runs, 0);
    const made = null_.reduce((sum, row) => sum + row.made * row.runs, 0);
    expect(rejected / made).toBeLessThan(0.05 + 3 * Math.sqrt((0.05 * 0.95) / made));
    expect(rejected / made).toBeGreaterThan(0.05 - 3 * Math.sqrt((0.05 * 0.95) / made));
  });
  it('rejects unequal ones more often', () => {
    for (const row of rows.filter(({ equal }) => !equal)) expect(row.rejected).toBeGreaterThan(0.1);
  });
});

describe('figures with borrowed errors', () => {
  const rows = BORROWED_DESIGNS.map((design, k) => borrowedCoverage(design, SIZES[k % 3]!, 120, 200));
  it('cover where the errors are those of the coded corpus, as counted ones do not', () => {
    for (const { covered, given, runs } of rows.filter(({ same }) => same))
      expect(covered).toBeGreaterThan(0.93 - 3 * Math.sqrt((0.05 * 0.95) / (runs * given)));
    expect(rows.filter(({ counted }) => counted < 0.5).length).toBeGreaterThanOrEqual(4);
  });
  it('do not where the errors are others: nothing can tell, so they are marked', () => {
    for (const { covered } of rows.filter(({ same }) => !same)) expect(covered).toBeLessThan(0.8);
  });
});
