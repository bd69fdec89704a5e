import { readFileSync } from 'node:fs';
import { fromPackageRoot } from '../../../base/package-root.js';
import type { PassWeights } from './chain-decoder.js';
import { LABEL_COUNT } from './name-features.js';

export const MODEL_PATH = 'stages/actors/recognition/model.bin';

const MAGIC = 0x32524f4e;

/** Labels with weights of their own; those of outside are nothing, all others are relative to them. */
export const WEIGHTED_LABELS = LABEL_COUNT - 1;

/** Weights of a feature for both passes, one after the other. */
export const ROW_WIDTH = 2 * WEIGHTED_LABELS;

/** The chain model: a row of label weights for each feature, and what is each pass's own. */
export interface ChainWeights {
  /** Feature hashes. */
  readonly keys: Int32Array;
  /** `ROW_WIDTH` weights a feature, in units of the passes' scales: labels 1 and up, relative to label 0. */
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

function bytesOf(array: Float32Array | Int32Array | Int8Array): Buffer {
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
    keys: new Int32Array(buffer, at, count),
    weights: new Int8Array(buffer, at + 4 * count, count * ROW_WIDTH),
    passes,
  };
}

export function loadModel(): ChainWeights {
  return decodeModel(readFileSync(fromPackageRoot(MODEL_PATH)));
}
