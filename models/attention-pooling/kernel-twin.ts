/** What kernel.wat does, in TypeScript: a test holds the two equal to the bit. */
import type { PoolingFunctions } from './kernel.js';
import { SLICE } from './layout.js';

const { fround } = Math;
const HIDDEN_BLOCK = 16;

/** @param buffer - the memory that addresses point into. */
export function poolingTwin(buffer: ArrayBuffer): PoolingFunctions {
  const floats = new Float32Array(buffer);
  const integers = new Int32Array(buffer);
  return {
    join(n, list, out, numbers, weights) {
      const added = numbers >> 2;
      const all = added + (weights >> 2);
      for (let k = 0; k < n; k++) {
        const a = integers[(list >> 2) + 2 * k]! >> 2;
        const b = integers[(list >> 2) + 2 * k + 1]! >> 2;
        const to = (out >> 2) + k * all;
        for (let d = 0; d < added; d++) floats[to + d] = floats[a + d]! + floats[b + d]!;
        for (let d = added; d < all; d++) floats[to + d] = floats[a + d]! * floats[b + d]!;
      }
    },
    pool(n, list, z, numbers) {
      const width = numbers >> 2;
      for (let head = 0; head * SLICE < width; head++) {
        const sums = new Float32Array(SLICE);
        let total = 0;
        for (let k = 0; k < n; k++) {
          const a = integers[(list >> 2) + 2 * k]! >> 2;
          const b = integers[(list >> 2) + 2 * k + 1]! >> 2;
          const weight = fround(floats[a + width + head]! * floats[b + width + head]!);
          total = fround(total + weight);
          for (let d = 0; d < SLICE; d++) {
            const at = head * SLICE + d;
            const rectified = Math.max(0, fround(floats[a + at]! + floats[b + at]!));
            sums[d] = sums[d]! + fround(weight * rectified);
          }
        }
        const per = total > 0 ? fround(1 / total) : 0;
        for (let d = 0; d < SLICE; d++) floats[(z >> 2) + head * SLICE + d] = per * sums[d]!;
      }
    },
    perceptron(z, zEnd, bias, weights, hidden, out, to) {
      const width = hidden >> 2;
      const sums = floats.slice(out >> 2, (out >> 2) + 4);
      for (let block = 0; block < width; block += HIDDEN_BLOCK) {
        for (let m = block; m < block + HIDDEN_BLOCK; m++) {
          let sum = floats[(bias >> 2) + m]!;
          for (let at = z; at < zEnd; at += 4) {
            const weight = floats[(weights >> 2) + ((at - z) >> 2) * width + m]!;
            sum = fround(sum + fround(floats[at >> 2]! * weight));
          }
          floats[(to >> 2) + m - block] = Math.max(0, sum);
        }
        for (let m = 0; m < HIDDEN_BLOCK; m++)
          for (let k = 0; k < 4; k++)
            sums[k] =
              sums[k]! + fround(floats[(to >> 2) + m]! * floats[(out >> 2) + 4 * (block + m + 1) + k]!);
      }
      floats.set(sums, to >> 2);
    },
  };
}
