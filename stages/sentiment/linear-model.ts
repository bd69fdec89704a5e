import { readFileSync } from 'node:fs';
import { fromPackageRoot } from '../../base/package-root.js';
import type { FeatureList } from './features.js';

/** The classes in the models' order. */
export const LABELS = ['negative', 'neutral', 'positive'] as const;

export const LINEAR_MODEL = 'stages/sentiment/linear-model.bin';

/**
 * A multinomial linear model over hashed features. In the file: magic, count, scale, three biases (32-bit
 * floats), then the features' hashes (32 bits, ascending) and three weights of 8 bits each.
 */
export class LinearModel {
  /** Open addressing, two numbers a slot: the feature's hash, and the three weights in the low 24 bits. */
  readonly #slots: Int32Array;
  readonly #mask: number;
  readonly #scale: number;
  readonly #bias: Float32Array;

  constructor(bytes: Uint8Array) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (view.getUint32(0, true) !== LINEAR_MAGIC) throw new Error('not a linear sentiment model');
    const count = view.getUint32(4, true);
    this.#scale = view.getFloat32(8, true);
    this.#bias = Float32Array.from([12, 16, 20], (at) => view.getFloat32(at, true));
    let capacity = 1024;
    while (capacity < 2 * count) capacity *= 2;
    this.#mask = capacity - 1;
    this.#slots = new Int32Array(2 * capacity);
    const weightsAt = HEADER + 4 * count;
    for (let i = 0; i < count; i++) {
      const key = view.getInt32(HEADER + 4 * i, true);
      const at = weightsAt + 3 * i;
      const packed = (bytes[at]! << 16) | (bytes[at + 1]! << 8) | bytes[at + 2]!;
      let slot = key & this.#mask;
      while (this.#slots[2 * slot] !== 0) slot = (slot + 1) & this.#mask;
      this.#slots[2 * slot] = key;
      this.#slots[2 * slot + 1] = packed;
    }
  }

  static load(path = LINEAR_MODEL): LinearModel {
    return new LinearModel(readFileSync(fromPackageRoot(path)));
  }

  /** Writes the three scores (logits). */
  score(features: FeatureList, out: Float64Array): void {
    const slots = this.#slots;
    const mask = this.#mask;
    let a = 0;
    let b = 0;
    let c = 0;
    for (let i = 0; i < features.count; i++) {
      const key = features.hash[i]!;
      let slot = key & mask;
      let found = slots[2 * slot]!;
      while (found !== key && found !== 0) {
        slot = (slot + 1) & mask;
        found = slots[2 * slot]!;
      }
      if (found === 0) continue;
      const packed = slots[2 * slot + 1]!;
      const value = features.value[i]!;
      a += value * ((packed << 8) >> 24);
      b += value * ((packed << 16) >> 24);
      c += value * ((packed << 24) >> 24);
    }
    out[0] = a * this.#scale + this.#bias[0]!;
    out[1] = b * this.#scale + this.#bias[1]!;
    out[2] = c * this.#scale + this.#bias[2]!;
  }
}

const LINEAR_MAGIC = 0x4e4c5348;
const HEADER = 24;

/** The file's bytes, from weights per feature hash: [negative, neutral, positive]. */
export function encodeLinearModel(
  weights: ReadonlyMap<number, readonly [number, number, number]>,
  bias: readonly [number, number, number],
): Uint8Array {
  const entries = [...weights].filter(([key]) => key !== 0).sort(([a], [b]) => a - b);
  let largest = 1e-9;
  for (const [, w] of entries) for (const x of w) largest = Math.max(largest, Math.abs(x));
  const scale = Math.fround(largest / 127);
  const kept = entries
    .map(([key, w]) => [key, w.map((x) => Math.round(x / scale))] as const)
    .filter(([, w]) => w.some((x) => x !== 0));
  const bytes = new Uint8Array(HEADER + 7 * kept.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, LINEAR_MAGIC, true);
  view.setUint32(4, kept.length, true);
  view.setFloat32(8, scale, true);
  bias.forEach((b, k) => {
    view.setFloat32(12 + 4 * k, b, true);
  });
  kept.forEach(([key, w], i) => {
    view.setInt32(HEADER + 4 * i, key, true);
    w.forEach((x, k) => {
      view.setInt8(HEADER + 4 * kept.length + 3 * i + k, x);
    });
  });
  return bytes;
}
