import { describe, expect, it } from 'vitest';
import { gwetAc1 } from '../../statistics/gwet-ac1.js';
import { krippendorffAlpha } from '../../statistics/krippendorff-alpha.js';
import { percentAgreement } from '../../statistics/percent-agreement.js';
import { ratingsOf } from '../../statistics/ratings.js';

const ratings = (rows: readonly (readonly (number | null)[])[], categories?: readonly string[]) =>
  ratingsOf(
    rows.map((row) => row.map((code) => (code === null ? null : String(code)))),
    categories,
  );

/** Krippendorff (2011), reliability data of four coders, twelve units, codes missing; also Gwet's example of four raters. */
const PUBLISHED = ratings([
  [1, 1, null, 1],
  [2, 2, 3, 2],
  [3, 3, 3, 3],
  [3, 3, 3, 3],
  [2, 2, 2, 2],
  [1, 2, 3, 4],
  [4, 4, 4, 4],
  [1, 1, 2, 1],
  [2, 2, 2, 2],
  [null, 5, 5, 5],
  [null, null, 1, 1],
  [null, null, 3, null],
]);
/** Two coders: 45 both 1, 15 and 25 apart, 15 both 0. */
const TWO = ratings([
  ...Array.from({ length: 45 }, () => [1, 1]),
  ...Array.from({ length: 15 }, () => [1, 0]),
  ...Array.from({ length: 25 }, () => [0, 1]),
  ...Array.from({ length: 15 }, () => [0, 0]),
]);
/** The skewed table of Gwet (2008): 118 both positive, 5 and 2 apart, none both negative. */
const SKEWED = ratings([
  ...Array.from({ length: 118 }, () => [1, 1]),
  ...Array.from({ length: 5 }, () => [1, 0]),
  ...Array.from({ length: 2 }, () => [0, 1]),
]);
const RAGGED = ratings([
  [1, 1],
  [0, 0],
  [1, 0],
  [0, null],
  [null, 1],
  [1, 1],
  [0, 0],
  [0, 0],
  [2, 2],
  [2, 1],
  [1, 1],
]);

describe('agreement of coders', () => {
  it("Krippendorff's alpha is .743 on his own example (2011), and .743421 by `krippendorff` 0.9.0", () => {
    expect(krippendorffAlpha(PUBLISHED).value).toBeCloseTo(0.743, 3);
    expect(krippendorffAlpha(PUBLISHED).value).toBeCloseTo(0.743421052631579, 12);
    expect(krippendorffAlpha(TWO).value).toBeCloseTo(0.12527472527472527, 12);
    expect(krippendorffAlpha(SKEWED).value).toBeCloseTo(-0.024691358024691468, 12);
    expect(krippendorffAlpha(RAGGED).value).toBeCloseTo(0.6633663366336634, 12);
  });

  it('alpha by hand: ten units of two coders, one apart', () => {
    // 20 codes, 11 and 9; coincidences off the diagonal 2: 1 - 19 * 2 / (2 * 11 * 9).
    const rows = [...Array.from({ length: 5 }, () => [1, 1]), ...Array.from({ length: 4 }, () => [0, 0])];
    expect(krippendorffAlpha(ratings([...rows, [1, 0]])).value).toBeCloseTo(1 - (19 * 2) / (2 * 11 * 9), 12);
  });

  it("intervals of alpha and AC1 are irrCAC 0.4.4's", () => {
    const close = (given: readonly [number, number] | null, low: number, high: number): void => {
      expect(given![0]).toBeCloseTo(low, 6);
      expect(given![1]).toBeCloseTo(high, 6);
    };
    close(krippendorffAlpha(PUBLISHED).interval, 0.419062219209, 1);
    close(krippendorffAlpha(TWO).interval, -0.076612850698, 0.327162301247);
    close(krippendorffAlpha(SKEWED).interval, -0.046319235691, -0.003063480359);
    close(gwetAc1(PUBLISHED).interval, 0.460813348132, 1);
    close(gwetAc1(TWO).interval, 0.059852386155, 0.472257705588);
    close(gwetAc1(SKEWED).interval, 0.895140146616, 0.986412528601);
  });

  it("Gwet's AC1 is that of irrCAC 0.4.4, and .9408 on his skewed table (2008), where alpha is below 0", () => {
    expect(gwetAc1(SKEWED).value).toBeCloseTo(0.9408, 4);
    expect(gwetAc1(PUBLISHED).value).toBeCloseTo(0.775444068127, 10);
    expect(gwetAc1(TWO).value).toBeCloseTo(0.266055045872, 10);
    expect(gwetAc1(SKEWED).value).toBeCloseTo(0.940776337609, 10);
    expect(gwetAc1(RAGGED).value).toBeCloseTo(0.680844048797, 10);
  });

  it('percent agreement by hand, with Wilson’s interval of two coders', () => {
    expect(percentAgreement(TWO).value).toBeCloseTo(0.6, 12);
    expect(percentAgreement(TWO).interval![0]).toBeCloseTo(0.502, 3);
    expect(percentAgreement(TWO).interval![1]).toBeCloseTo(0.6906, 3);
    expect(percentAgreement(PUBLISHED).value).toBeCloseTo(0.818181818182, 10);
  });

  it('says nothing where there is nothing to say', () => {
    expect(krippendorffAlpha(ratings([[1, 1]]))).toEqual({ value: null, interval: null, units: 1 });
    expect(krippendorffAlpha(ratings(Array.from({ length: 20 }, () => [1, 1]))).value).toBeNull();
    expect(gwetAc1(ratings([[1, null]]))).toEqual({ value: null, interval: null, units: 0 });
    const alike = ratings([
      ...Array.from({ length: 10 }, () => [1, 1]),
      ...Array.from({ length: 10 }, () => [0, 0]),
    ]);
    expect(krippendorffAlpha(alike).value).toBe(1);
    expect(percentAgreement(ratings([])).value).toBeNull();
  });
});
