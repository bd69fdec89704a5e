/** What feature-sums.wat does, in TypeScript: a test holds the two equal. */
import { HashTable } from '../hash-table.js';
import { ROW_WIDTH } from './feature-sums.js';

/** Adds to a row of 16-bit sums the weights of features; those that were not kept weigh nothing. */
export function featureSumsTwin(
  keys: Int32Array,
  weights: Int8Array,
): (features: Int32Array, sums: Int16Array) => void {
  const table = new HashTable(keys);
  return (features, sums) => {
    for (const feature of features) {
      const row = table.get(feature);
      if (row < 0) continue;
      for (let k = 0; k < ROW_WIDTH; k++) sums[k]! += weights[row * ROW_WIDTH + k]!;
    }
  };
}
