/** The file form of hashed linear models. */
import { encodeModelFile, readModelFile } from '../../models/model-file.js';

/** What a model's file says beside its numbers. */
export interface LinearModelHeader {
  readonly classes: readonly string[];
  readonly features: number;
  readonly bias: readonly number[];
  /** An int8 weight times this is the weight, by class. */
  readonly scale: readonly number[];
  /** Threshold on the probability of being a cue, or of being uncertain. */
  readonly threshold: number;
  /** Words that are asked about at all; empty where all are. */
  readonly words: readonly string[];
  /** Phrases that are one cue though their words stand alone elsewhere, with their class. */
  readonly phrases: Readonly<Record<string, string>>;
  /** Phrases that are no candidates: in training they were next to never a cue. */
  readonly never?: readonly string[];
  /** Thresholds by type, where they differ. */
  readonly thresholds?: Readonly<Record<string, number>>;
  readonly trainedOn: readonly { readonly name: string; readonly rows: number }[];
  /** The hashes of the training texts: tell whether a gold row was trained on. */
  readonly fingerprint: readonly number[];
}

/**
 * A linear model over hashed features: int8 weights looked up by 32-bit key, features that were not kept
 * weigh nothing. File: the tensors `keys` and `weights` (a row of classes a key).
 */
export class HashedLinearModel {
  readonly header: LinearModelHeader;
  /** By slot a key and its row, beside one another so that a look-up touches one cache line. */
  readonly #slots: Int32Array;
  readonly #weights: Int8Array;
  readonly #mask: number;
  /** A bit for each key's last digits: most features were not kept, and are told so without a look at the slots. */
  readonly #kept: Uint32Array;

  constructor(header: LinearModelHeader, keys: Int32Array, weights: Int8Array) {
    this.header = header;
    this.#weights = weights;
    let size = 16;
    while (size < keys.length * 2) size *= 2;
    this.#mask = size - 1;
    this.#slots = new Int32Array(2 * size).fill(-1);
    this.#kept = new Uint32Array((4 * size) >> 5);
    for (const key of keys) this.#kept[(key & (4 * size - 1)) >>> 5]! |= 1 << (key & 31);
    for (let row = 0; row < keys.length; row++) {
      let slot = keys[row]! & this.#mask;
      while (this.#slots[2 * slot + 1]! >= 0) slot = (slot + 1) & this.#mask;
      this.#slots[2 * slot] = keys[row]!;
      this.#slots[2 * slot + 1] = row;
    }
  }

  /** The row of a feature, or -1 where it was not kept. */
  rowOf(key: number): number {
    const slots = this.#slots;
    let slot = key & this.#mask;
    for (;;) {
      const row = slots[2 * slot + 1]!;
      if (row < 0 || slots[2 * slot] === key) return row;
      slot = (slot + 1) & this.#mask;
    }
  }

  /** Writes the class probabilities of the features given; each counts once for each time it stands there. */
  probabilities(features: Int32Array, count: number, out: Float64Array): void {
    const { bias, scale } = this.header;
    const classes = bias.length;
    const weights = this.#weights;
    out.fill(0, 0, classes);
    const kept = this.#kept;
    const digits = kept.length * 32 - 1;
    for (let i = 0; i < count; i++) {
      const key = features[i]!;
      if ((kept[(key & digits) >>> 5]! & (1 << (key & 31))) === 0) continue;
      const row = this.rowOf(key);
      if (row < 0) continue;
      for (let k = 0; k < classes; k++) out[k]! += weights[row * classes + k]!;
    }
    let max = Number.NEGATIVE_INFINITY;
    for (let k = 0; k < classes; k++) {
      out[k] = out[k]! * scale[k]! + bias[k]!;
      if (out[k]! > max) max = out[k]!;
    }
    let sum = 0;
    for (let k = 0; k < classes; k++) {
      out[k] = Math.exp(out[k]! - max);
      sum += out[k]!;
    }
    for (let k = 0; k < classes; k++) out[k]! /= sum;
  }
}

const KIND = 'hedging/hashed-linear';

/** The bytes of a model's file, `NAME.bin`. */
export function encodeHashedLinearModel(
  header: LinearModelHeader,
  keys: Int32Array,
  weights: Int8Array,
): Uint8Array {
  return encodeModelFile(KIND, header, { keys, weights });
}

/** Reads `NAME.bin`. */
export function loadHashedLinearModel(path: string): HashedLinearModel {
  const file = readModelFile<LinearModelHeader>(`${path}.bin`, KIND);
  return new HashedLinearModel(file.facts, file.tensor('keys', 'int32'), file.tensor('weights', 'int8'));
}
