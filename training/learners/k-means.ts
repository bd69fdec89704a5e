/** Clusters of directions. */
import { seededRandom } from '../../base/random.js';

/** Spherical k-means (Dhillon & Modha 2001, doi:10.1023/A:1007612920971), seeded with drawn rows. */
export function sphericalKMeans(
  rows: Float32Array,
  dimensions: number,
  classes: number,
  iterations: number,
  seed: number,
): { readonly classOf: Uint16Array; readonly centres: Float32Array } {
  const count = rows.length / dimensions;
  const random = seededRandom(seed);
  const centres = new Float32Array(classes * dimensions);
  for (let c = 0; c < classes; c++) {
    const row = random.below(count);
    centres.set(rows.subarray(row * dimensions, (row + 1) * dimensions), c * dimensions);
  }
  const classOf = new Uint16Array(count);
  for (let iteration = 0; iteration < iterations; iteration++) {
    for (let i = 0; i < count; i++) {
      let best = Number.NEGATIVE_INFINITY;
      const at = i * dimensions;
      for (let c = 0; c < classes; c++) {
        const centre = c * dimensions;
        let product = 0;
        for (let k = 0; k < dimensions; k++) product += rows[at + k]! * centres[centre + k]!;
        if (product > best) {
          best = product;
          classOf[i] = c;
        }
      }
    }
    centres.fill(0);
    for (let i = 0; i < count; i++) {
      const centre = classOf[i]! * dimensions;
      for (let k = 0; k < dimensions; k++) centres[centre + k]! += rows[i * dimensions + k]!;
    }
    for (let c = 0; c < classes; c++) {
      const centre = centres.subarray(c * dimensions, (c + 1) * dimensions);
      const length = Math.hypot(...centre) || 1;
      for (let k = 0; k < dimensions; k++) centre[k]! /= length;
    }
  }
  return { classOf, centres };
}
