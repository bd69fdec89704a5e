import { readFileSync } from 'node:fs';
import { fromPackageRoot } from '../../package-root.js';
import type { PassWeights } from './chain-decoder.js';
import { LABEL_COUNT } from './name-features.js';

export const MODEL_PATH = 'stages/actors/model.bin';

const MAGIC = 0x31524f4e;

/** Weights of a feature for both passes, one after the other. */
export const ROW_WIDTH = 2 * LABEL_COUNT;

/** The chain model: a row of label weights for each feature, and what is each pass's own. */
export interface ChainWeights {
  /** Feature hashes. */
  readonly keys: Uint32Array;
  /** `ROW_WIDTH` weights a feature, in units of the passes' scales. */
  readonly weights: Int8Array;
  readonly passes: readonly [PassWeights, PassWeights];
}

/** Writes mark, row count, scale and transitions of each pass, keys, weights; little endian. */
export function encodeModel({ keys, weights, passes }: ChainWeights): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32LE(MAGIC, 0);
  head.writeUInt32LE(keys.length, 4);
  const own = passes.flatMap(({ scale, transitions }) => [
    bytesOf(Float32Array.of(scale)),
    bytesOf(transitions),
  ]);
  return Buffer.concat([head, ...own, bytesOf(keys), bytesOf(weights)]);
}

function bytesOf(array: Float32Array | Uint32Array | Int8Array): Buffer {
  return Buffer.from(array.buffer, array.byteOffset, array.byteLength);
}

export function decodeModel(bytes: Buffer): ChainWeights {
  const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer;
  const view = new DataView(buffer);
  if (view.getUint32(0, true) !== MAGIC) throw new Error('not a model of names');
  const count = view.getUint32(4, true);
  const size = (LABEL_COUNT + 1) ** 2;
  const passAt = (at: number): PassWeights => ({
    scale: view.getFloat32(at, true),
    transitions: new Float32Array(buffer, at + 4, size),
  });
  const passes = [passAt(8), passAt(12 + 4 * size)] as const;
  const at = 8 + 2 * (4 + 4 * size);
  return {
    keys: new Uint32Array(buffer, at, count),
    weights: new Int8Array(buffer, at + 4 * count, count * ROW_WIDTH),
    passes,
  };
}

export function loadModel(): ChainWeights {
  return decodeModel(readFileSync(fromPackageRoot(MODEL_PATH)));
}

/** Finds a feature's row by open addressing; key and row stand side by side, so that a look-up is one cache line. */
export class RowIndex {
  readonly #table: Int32Array;
  readonly #mask: number;

  constructor(keys: Uint32Array) {
    let size = 1024;
    while (size < keys.length * 2) size *= 2;
    this.#mask = size - 1;
    this.#table = new Int32Array(size * 2);
    for (let row = 0; row < keys.length; row++) {
      let slot = keys[row]! & this.#mask;
      while (this.#table[2 * slot + 1] !== 0) slot = (slot + 1) & this.#mask;
      this.#table[2 * slot] = keys[row]!;
      this.#table[2 * slot + 1] = row + 1;
    }
  }

  /** The row of a feature, or -1. */
  rowOf(key: number): number {
    const signed = key | 0;
    let slot = key & this.#mask;
    for (;;) {
      const row = this.#table[2 * slot + 1]!;
      if (row === 0 || this.#table[2 * slot] === signed) return row - 1;
      slot = (slot + 1) & this.#mask;
    }
  }
}
