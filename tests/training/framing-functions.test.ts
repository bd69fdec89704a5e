/** Thresholds of functions: surer than the best F1 where that costs little, never so sure that passages fall silent. */
import { expect, it } from 'vitest';
import { sureThreshold } from '../../training/framing/functions.js';

it('takes the surer threshold where F1 is flat', () => {
  // Eight right at .9 to .2; wrong ones among the last make the best F1 and one a little under it nearly equal.
  const probability = Float64Array.of(0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.35, 0.3);
  const positive = Uint8Array.of(1, 1, 1, 1, 0, 0, 0, 1);
  // F1 at .6 is 2 * 4 / (4 + 5) = .889, at .3 it is 2 * 5 / (8 + 5) = .769.
  expect(sureThreshold(probability, positive, [0, 1, 2, 3, 0, 0, 0, 4])).toBe(0.6);
});

it('keeps a sentence in most passages that were coded', () => {
  const n = 400;
  // Every second is right, whatever its probability: F1 grows to the end, slowly.
  const probability = Float64Array.from({ length: n }, (_, i) => 1 - i / n);
  const positive = Uint8Array.from({ length: n }, (_, i) => (i % 2 === 0 ? 1 : 0));
  const passage = Array.from({ length: n }, (_, i) => Math.floor(i / 4));
  const threshold = sureThreshold(probability, positive, passage);
  const kept = new Set(passage.filter((_, i) => probability[i]! >= threshold));
  expect(kept.size).toBeGreaterThanOrEqual(72);
  expect(threshold).toBeGreaterThan(probability[n - 1]!);
});
