/** The lead as it is calibrated: what is usual in news, and offsets that few coded texts move little. */
import { describe, expect, it } from 'vitest';
import {
  type CodedDensities,
  crossValidateLead,
  fitLead,
  leadsOf,
  usualDensities,
} from '../../training/framing/calibrate-cues.js';

/** Texts with two frames; the first has twice the cues of the second whatever the text is about. */
function coded(texts: readonly (readonly [a: number, b: number, primary: 0 | 1])[]): CodedDensities {
  return {
    frames: ['common', 'rare'],
    density: texts.map(([a, b]) => Float64Array.of(a, b)),
    positive: [Uint8Array.from(texts, () => 1), Uint8Array.from(texts, () => 1)],
    primary: Int32Array.from(texts, ([, , primary]) => primary),
  };
}

describe('the lead', () => {
  it('knows what is usual: the geometric mean where a frame has a cue', () => {
    const densities = [Float64Array.of(1, 0, 2), Float64Array.of(4, 0, 0), Float64Array.of(2, 0, 8)];
    const usual = usualDensities(3, densities);
    expect(usual[0]).toBeCloseTo(2, 5);
    expect(usual[1]).toBe(1);
    expect(usual[2]).toBeCloseTo(4, 5);
  });

  it('leans to news: coded texts that are nearly all of one frame do not make it lead everywhere', () => {
    const set = coded([
      ...Array.from({ length: 9 }, () => [4, 1, 0] as const),
      [6, 1, 0],
      [2, 5, 1],
      [3, 4, 1],
      [4, 2, 0],
    ]);
    const rows = set.density.map((_, r) => r);
    const lead = fitLead(set, rows, [4, 1]);
    const [common, rare] = lead;
    expect(common!.slope).toBe(rare!.slope);
    expect(common!.offset).toBeGreaterThan(0);
    expect(common!.offset + rare!.offset).toBeCloseTo(0, 3);
    // Twice its usual density beats the other at its usual one, for either frame.
    const asked = coded([
      [8, 1, 0],
      [4, 2.5, 1],
    ]);
    expect(leadsOf(asked, [0, 1], lead).map(({ first }) => first)).toEqual([0, 1]);
  });

  it('is cross-validated: no text is judged by claims fitted on it', () => {
    const set = coded(
      Array.from({ length: 40 }, (_, i) => (i % 2 === 0 ? ([6, 1, 0] as const) : ([2, 4, 1] as const))),
    );
    const figures = crossValidateLead(
      set,
      set.density.map((_, r) => r % 5),
      [3, 2],
    );
    expect(figures).toMatchObject({ texts: 40, right: 1, rightInTwo: 1 });
  });
});
