import { readFileSync } from 'node:fs';
import { fromPackageRoot } from '../../package-root.js';
import { LABEL_COUNT } from './name-features.js';

export const MODEL_PATH = 'stages/actors/model.bin';

const MAGIC = 0x31524f4e;

/** One pass of the chain model: a row of label weights for each feature, and weights of label pairs. */
export interface ChainWeights {
  /** Feature hashes. */
  readonly keys: Uint32Array;
  /** `LABEL_COUNT` weights a feature, in units of `scale`. */
  readonly weights: Int8Array;
  readonly scale: number;
  /** From label (LABEL_COUNT: the chain's beginning) times LABEL_COUNT + 1 to label (LABEL_COUNT: its end). */
  readonly transitions: Float32Array;
}

/** Writes passes one after another: count, scale, transitions, keys, weights; little endian. */
export function encodeModel(passes: readonly ChainWeights[]): Buffer {
  const parts: Buffer[] = [];
  const head = Buffer.alloc(8);
  head.writeUInt32LE(MAGIC, 0);
  head.writeUInt32LE(passes.length, 4);
  parts.push(head);
  for (const { keys, weights, scale, transitions } of passes) {
    const own = Buffer.alloc(8);
    own.writeUInt32LE(keys.length, 0);
    own.writeFloatLE(scale, 4);
    parts.push(
      own,
      bytesOf(transitions),
      bytesOf(keys),
      bytesOf(weights),
      Buffer.alloc((4 - (weights.length % 4)) % 4),
    );
  }
  return Buffer.concat(parts);
}

function bytesOf(array: Float32Array | Uint32Array | Int8Array): Buffer {
  return Buffer.from(array.buffer, array.byteOffset, array.byteLength);
}

export function decodeModel(bytes: Buffer): ChainWeights[] {
  const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer;
  const view = new DataView(buffer);
  if (view.getUint32(0, true) !== MAGIC) throw new Error('not a model of names');
  let at = 8;
  const size = (LABEL_COUNT + 1) ** 2;
  return Array.from({ length: view.getUint32(4, true) }, () => {
    const count = view.getUint32(at, true);
    const scale = view.getFloat32(at + 4, true);
    at += 8;
    const transitions = new Float32Array(buffer, at, size);
    at += 4 * size;
    const keys = new Uint32Array(buffer, at, count);
    at += 4 * count;
    const weights = new Int8Array(buffer, at, count * LABEL_COUNT);
    at += count * LABEL_COUNT + ((4 - ((count * LABEL_COUNT) % 4)) % 4);
    return { keys, weights, scale, transitions };
  });
}

export function loadModel(): ChainWeights[] {
  return decodeModel(readFileSync(fromPackageRoot(MODEL_PATH)));
}

/** Finds a feature's row by open addressing. */
export class RowIndex {
  readonly #slots: Int32Array;
  readonly #keys: Uint32Array;
  readonly #mask: number;

  constructor(keys: Uint32Array) {
    let size = 1024;
    while (size < keys.length * 2) size *= 2;
    this.#mask = size - 1;
    this.#keys = keys;
    this.#slots = new Int32Array(size).fill(-1);
    for (let row = 0; row < keys.length; row++) {
      let slot = keys[row]! & this.#mask;
      while (this.#slots[slot]! >= 0) slot = (slot + 1) & this.#mask;
      this.#slots[slot] = row;
    }
  }

  /** The row of a feature, or -1. */
  rowOf(key: number): number {
    let slot = key & this.#mask;
    for (;;) {
      const row = this.#slots[slot]!;
      if (row < 0) return -1;
      if (this.#keys[row] === key) return row;
      slot = (slot + 1) & this.#mask;
    }
  }
}
