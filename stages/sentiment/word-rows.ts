import { hashText } from '../../base/random.js';
import { type BagShape, bagLayout, SLICE } from './attention-pooling-layout.js';
import { DIMENSIONS, type WordVectors } from './word-vectors.js';

/** Where a bag's rows of words come from. */
export interface WordRows {
  /** Of the word vectors behind them; 0 where there are none. */
  readonly dimensions: number;
  readonly count: number;
  /** The word's number, or -1. */
  indexOf(word: string): number;
  /** Writes the row of a word by its number. */
  read(index: number, out: Float32Array): void;
}

/** Word vectors times the projection among a bag's parameters. */
export class ProjectedRows implements WordRows {
  readonly dimensions = DIMENSIONS;
  readonly count: number;
  readonly #projection: Float32Array;
  readonly #vectors: WordVectors;
  readonly #vector = new Float32Array(DIMENSIONS);

  constructor(shape: BagShape, parameters: Float32Array, vectors: WordVectors) {
    const { projection, token } = bagLayout(shape, DIMENSIONS);
    this.#projection = parameters.subarray(projection, token);
    this.#vectors = vectors;
    this.count = vectors.count;
  }

  indexOf(word: string): number {
    return this.#vectors.indexOf(word);
  }

  read(index: number, out: Float32Array): void {
    this.#vectors.read(index, this.#vector);
    out.fill(0);
    const row = out.length;
    const projection = this.#projection;
    const vector = this.#vector;
    for (let e = 0; e < DIMENSIONS; e++) {
      const x = vector[e]!;
      const at = e * row;
      for (let d = 0; d < row; d++) out[d]! += x * projection[at + d]!;
    }
  }
}

/**
 * Rows of words of 8 bits a number, words known by hash. In the file: magic, words, heads, parameters (32 bits each);
 * the parameters, the words' hashes, two scales a word (numbers, logits), 32 bits each; the rows.
 */
export class StoredRows implements WordRows {
  readonly dimensions = 0;
  readonly count: number;
  /** The parameters that the rows were trained with. */
  readonly parameters: Float32Array;
  readonly #hashes: Int32Array;
  readonly #scales: Float32Array;
  readonly #numbers: Int8Array;
  readonly #row: number;
  readonly #width: number;
  /** Open addressing: a word's number and 1. */
  readonly #slots: Int32Array;

  constructor(bytes: Uint8Array) {
    // A copy, so that the arrays begin where their numbers may.
    const { buffer } = bytes.slice();
    const [magic, count, heads, parameters] = new Int32Array(buffer, 0, 4) as unknown as [
      number,
      number,
      number,
      number,
    ];
    if (magic !== MAGIC) throw new Error('not a file of word rows');
    this.count = count;
    this.#width = heads * SLICE;
    this.#row = this.#width + heads;
    this.parameters = new Float32Array(buffer, 16, parameters);
    const at = 16 + 4 * parameters;
    this.#hashes = new Int32Array(buffer, at, count);
    this.#scales = new Float32Array(buffer, at + 4 * count, 2 * count);
    this.#numbers = new Int8Array(buffer, at + 12 * count, count * this.#row);
    let capacity = 1024;
    while (capacity < 2 * count) capacity *= 2;
    this.#slots = new Int32Array(capacity);
    for (let i = 0; i < count; i++) {
      let slot = this.#hashes[i]! & (capacity - 1);
      while (this.#slots[slot] !== 0) slot = (slot + 1) & (capacity - 1);
      this.#slots[slot] = i + 1;
    }
  }

  indexOf(word: string): number {
    const hash = hashText(word) | 0;
    const mask = this.#slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const index = this.#slots[slot]! - 1;
      if (index < 0 || this.#hashes[index] === hash) return index;
    }
  }

  read(index: number, out: Float32Array): void {
    const numbers = this.#scales[2 * index]!;
    const logits = this.#scales[2 * index + 1]!;
    const at = index * this.#row;
    const quantised = this.#numbers;
    const width = this.#width;
    for (let d = 0; d < width; d++) out[d] = quantised[at + d]! * numbers;
    for (let d = width; d < this.#row; d++) out[d] = quantised[at + d]! * logits;
  }
}

const MAGIC = 0x52575348;

/** The file's bytes, from words, their rows one after the other, and the other parameters. */
export function encodeWordRows(
  shape: BagShape,
  words: readonly string[],
  rows: Float32Array,
  parameters: Float32Array,
): Uint8Array {
  const width = shape.heads * SLICE;
  const row = width + shape.heads;
  const buffer = new ArrayBuffer(16 + 4 * parameters.length + words.length * (12 + row));
  new Int32Array(buffer, 0, 4).set([MAGIC, words.length, shape.heads, parameters.length]);
  new Float32Array(buffer, 16, parameters.length).set(parameters);
  const at = 16 + 4 * parameters.length;
  new Int32Array(buffer, at, words.length).set(words.map((word) => hashText(word) | 0));
  const scales = new Float32Array(buffer, at + 4 * words.length, 2 * words.length);
  const numbers = new Int8Array(buffer, at + 12 * words.length);
  for (let i = 0; i < words.length; i++)
    for (const [part, begin, end] of [
      [0, 0, width],
      [1, width, row],
    ] as const) {
      let largest = 1e-9;
      for (let d = begin; d < end; d++) largest = Math.max(largest, Math.abs(rows[i * row + d]!));
      scales[2 * i + part] = largest / 127;
      const scale = scales[2 * i + part]!;
      for (let d = begin; d < end; d++) numbers[i * row + d] = Math.round(rows[i * row + d]! / scale);
    }
  return new Uint8Array(buffer);
}
