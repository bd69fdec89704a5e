import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../base/random.js';
import { PoolingKernel } from '../../models/attention-pooling/kernel.js';
import { poolingTwin } from '../../models/attention-pooling/kernel-twin.js';

/** Two memories with the same numbers: of the kernel and of its twin. */
function memories(seed: number) {
  const kernel = new PoolingKernel(65536);
  const random = seededRandom(seed);
  for (let i = 0; i < kernel.floats.length; i++)
    kernel.floats[i] = (random.below(2001) - 1000) / (1 + random.below(300));
  const buffer = new ArrayBuffer(kernel.floats.byteLength);
  const floats = new Float32Array(buffer);
  floats.set(kernel.floats);
  return { kernel, twin: poolingTwin(buffer), floats, integers: new Int32Array(buffer), random };
}

const bits = (floats: Float32Array): Int32Array => new Int32Array(floats.buffer.slice(0) as ArrayBuffer);

describe('the kernel of attention pooling is equal to its twin, bit for bit', () => {
  const HEADS = 4;
  const NUMBERS = 4 * 8 * HEADS;
  const WEIGHTS = 4 * HEADS;
  const ROW = NUMBERS + WEIGHTS;
  const ROWS = 4096;

  const listed = (n: number, m: ReturnType<typeof memories>): void => {
    for (let k = 0; k < 2 * n; k++) {
      const address = ROWS + m.random.below(40) * ROW;
      m.kernel.integers[k] = address;
      m.integers[k] = address;
    }
  };

  it('where rows are joined', () => {
    fc.assert(
      fc.property(fc.integer(), fc.nat({ max: 30 }), (seed, n) => {
        const m = memories(seed);
        listed(n, m);
        m.kernel.run.join(n, 0, 20480, NUMBERS, WEIGHTS);
        m.twin.join(n, 0, 20480, NUMBERS, WEIGHTS);
        expect(bits(m.floats)).toEqual(bits(m.kernel.floats));
      }),
      { numRuns: 30 },
    );
  });

  it('where tokens are averaged', () => {
    fc.assert(
      fc.property(fc.integer(), fc.nat({ max: 30 }), (seed, n) => {
        const m = memories(seed);
        listed(n, m);
        m.kernel.run.pool(n, 0, 20480, NUMBERS);
        m.twin.pool(n, 0, 20480, NUMBERS);
        expect(bits(m.floats)).toEqual(bits(m.kernel.floats));
      }),
      { numRuns: 30 },
    );
  });

  it('where the perceptron judges', () => {
    fc.assert(
      fc.property(fc.integer(), fc.constantFrom(16, 32, 48), (seed, hidden) => {
        const m = memories(seed);
        const call = [256, 256 + NUMBERS, 1024, 8192, 4 * hidden, 2048, 64] as const;
        m.kernel.run.perceptron(...call);
        m.twin.perceptron(...call);
        expect(bits(m.floats)).toEqual(bits(m.kernel.floats));
      }),
      { numRuns: 30 },
    );
  });
});
