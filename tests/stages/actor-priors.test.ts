import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adjustToActors } from '../../stages/sentiment/actor-priors.js';

const PRIORS = { shares: [0.2, 0.6, 0.2], concentration: 2 } as const;

function adjusted(
  key: readonly string[],
  sentence: readonly number[],
  probabilities: readonly number[],
  concentration: number | null = PRIORS.concentration,
): number[] {
  const out = Float64Array.from(probabilities);
  adjustToActors(key, sentence, out, { ...PRIORS, concentration });
  return [...out];
}

const probabilities = (n: number) =>
  fc
    .array(
      fc.tuple(
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        fc.double({ min: 0.01, max: 1, noNaN: true }),
      ),
      { minLength: n, maxLength: n },
    )
    .map((rows) => rows.flatMap((row) => row.map((p) => p / (row[0] + row[1] + row[2]))));

describe('priors of an actor', () => {
  it('move a doubtful mention toward what the other sentences say', () => {
    const doubtful = [0.4, 0.5, 0.1];
    const blamed = [0.9, 0.08, 0.02];
    const out = adjusted(['author a', 'author a'], [0, 1], [...doubtful, ...blamed]);
    expect(out[0]).toBeGreaterThan(out[1]!);
    // The fixed point of q1 ∝ q01 / a · (c a + q2), and the same for q2, worked out apart from the code.
    expect(out.slice(0, 3)).toEqual([0.6865, 0.2617, 0.0518].map((p) => expect.closeTo(p, 3)));
  });

  it('are not shared between actors or voices, nor within a sentence', () => {
    const p = [0.4, 0.5, 0.1, 0.9, 0.08, 0.02];
    expect(adjusted(['author a', 'author b'], [0, 1], p)).toEqual(p);
    expect(adjusted(['author a', 'source a'], [0, 1], p)).toEqual(p);
    expect(adjusted(['author a', 'author a'], [3, 3], p)).toEqual(p);
    expect(adjusted(['author a', 'author a'], [0, 1], p, null)).toEqual(p);
  });

  it('give probabilities, and vanish as the concentration grows', () => {
    fc.assert(
      fc.property(probabilities(5), fc.array(fc.nat(3), { minLength: 5, maxLength: 5 }), (p, sentence) => {
        const key = ['a', 'a', 'b', 'a', 'b'];
        const out = adjusted(key, sentence, p);
        for (let i = 0; i < 5; i++) {
          const own = out.slice(3 * i, 3 * i + 3);
          expect(own.reduce((sum, x) => sum + x, 0)).toBeCloseTo(1, 9);
          expect(Math.min(...own)).toBeGreaterThanOrEqual(0);
        }
        adjusted(key, sentence, p, 1e9).forEach((x, i) => {
          expect(x).toBeCloseTo(p[i]!, 6);
        });
      }),
    );
  });
});
