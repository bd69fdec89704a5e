/** The rows that words add in attention pooling: projected word vectors, or rows of their own. */
import { hashText } from '../../base/random.js';
import { HashTable } from '../hash-table.js';
import { decodeModelFile, encodeModelFile, type ModelFile, readModelFile } from '../model-file.js';
import { quantise, unitOf } from '../quantise.js';
import type { WordVectors } from '../word-vectors.js';
import { type PoolingShape, SLICE } from './layout.js';

export interface WordRows {
  /** Of the word vectors behind them; 0 where there are none. */
  readonly dimensions: number;
  readonly count: number;
  /** The word's number, or -1. */
  indexOf(word: string): number;
  /** Writes the row of a word by its number. */
  read(index: number, out: Float32Array): void;
}

/** Word vectors times a projection, the block of a model's parameters that stands first. */
export class ProjectedRows implements WordRows {
  readonly dimensions: number;
  readonly count: number;
  readonly #projection: Float32Array;
  readonly #vectors: WordVectors;
  readonly #vector: Float32Array;

  constructor(parameters: Float32Array, vectors: WordVectors) {
    this.#projection = parameters;
    this.#vectors = vectors;
    this.dimensions = vectors.dimensions;
    this.count = vectors.count;
    this.#vector = new Float32Array(vectors.dimensions);
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
    for (let e = 0; e < vector.length; e++) {
      const x = vector[e]!;
      const at = e * row;
      for (let d = 0; d < row; d++) out[d]! += x * projection[at + d]!;
    }
  }
}

const KIND = 'attention-pooling/word-rows';

/** Rows of 8 bits a number; words are known by their hashes. */
export class StoredRows implements WordRows {
  readonly dimensions = 0;
  readonly count: number;
  /** The parameters that the rows were trained with. */
  readonly parameters: Float32Array;
  /** Two a word: of its numbers, of its logits. */
  readonly #scales: Float32Array;
  readonly #numbers: Int8Array;
  readonly #row: number;
  readonly #width: number;
  readonly #table: HashTable;

  private constructor({ facts, tensor }: ModelFile<{ readonly heads: number }>) {
    const hashes = tensor('hashes', 'int32');
    this.count = hashes.length;
    this.#width = facts.heads * SLICE;
    this.#row = this.#width + facts.heads;
    this.parameters = tensor('parameters', 'float32');
    this.#scales = tensor('scales', 'float32');
    this.#numbers = tensor('numbers', 'int8');
    this.#table = new HashTable(hashes);
  }

  static load(path: string): StoredRows {
    return new StoredRows(readModelFile(path, KIND));
  }

  static from(bytes: Uint8Array): StoredRows {
    return new StoredRows(decodeModelFile(bytes, KIND));
  }

  indexOf(word: string): number {
    return this.#table.get(hashText(word) | 0);
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

/** The file's bytes, from words, their rows one after the other, and the other parameters. */
export function encodeWordRows(
  { heads }: PoolingShape,
  words: readonly string[],
  rows: Float32Array,
  parameters: Float32Array,
): Uint8Array {
  const width = heads * SLICE;
  const row = width + heads;
  const scales = new Float32Array(2 * words.length);
  const numbers = new Int8Array(words.length * row);
  for (let i = 0; i < words.length; i++)
    for (const [part, begin, end] of [
      [0, i * row, i * row + width],
      [1, i * row + width, (i + 1) * row],
    ] as const) {
      const unit = unitOf(rows, begin, end);
      scales[2 * i + part] = unit;
      quantise(rows, unit, numbers, begin, begin, end);
    }
  return encodeModelFile(
    KIND,
    { heads },
    {
      parameters,
      hashes: Int32Array.from(words, (word) => hashText(word) | 0),
      scales,
      numbers,
    },
  );
}
