import { readFileSync } from 'node:fs';
import { fromPackageRoot } from '../../base/package-root.js';

export const WORD_VECTORS = 'stages/sentiment/word-vectors.bin';
export const DIMENSIONS = 100;
const MAGIC = 0x56575348;

/**
 * Word vectors of 8 bits a number. In the file: magic, words, bytes of the word list (32 bits each), the words
 * joined by line feeds, a scale for each word (32-bit float), the numbers.
 */
export class WordVectors {
  readonly #index = new Map<string, number>();
  readonly #scale: Float32Array;
  readonly #numbers: Int8Array;

  constructor(bytes: Uint8Array) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (view.getUint32(0, true) !== MAGIC) throw new Error('not a file of word vectors');
    const count = view.getUint32(4, true);
    const listBytes = view.getUint32(8, true);
    const words = new TextDecoder().decode(bytes.subarray(12, 12 + listBytes)).split('\n');
    for (let i = 0; i < count; i++) this.#index.set(words[i]!, i);
    this.#scale = Float32Array.from({ length: count }, (_, i) =>
      view.getFloat32(12 + listBytes + 4 * i, true),
    );
    const at = bytes.byteOffset + 12 + listBytes + 4 * count;
    this.#numbers = new Int8Array(bytes.buffer, at, count * DIMENSIONS);
  }

  static load(path = WORD_VECTORS): WordVectors {
    return new WordVectors(readFileSync(fromPackageRoot(path)));
  }

  get count(): number {
    return this.#scale.length;
  }

  /** The words, by their numbers. */
  get words(): string[] {
    return [...this.#index.keys()];
  }

  /** The word's number, or -1. */
  indexOf(word: string): number {
    return this.#index.get(word) ?? -1;
  }

  /** Writes the vector of a word by its number. */
  read(index: number, out: Float32Array): void {
    const scale = this.#scale[index]!;
    const base = index * DIMENSIONS;
    const numbers = this.#numbers;
    for (let d = 0; d < DIMENSIONS; d++) out[d] = numbers[base + d]! * scale;
  }
}

/** The file's bytes, from words and their vectors. */
export function encodeWordVectors(
  words: readonly string[],
  vectors: readonly ArrayLike<number>[],
): Uint8Array {
  const listed = new TextEncoder().encode(words.join('\n'));
  const bytes = new Uint8Array(12 + listed.length + words.length * (4 + DIMENSIONS));
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, words.length, true);
  view.setUint32(8, listed.length, true);
  bytes.set(listed, 12);
  const numbersAt = 12 + listed.length + 4 * words.length;
  vectors.forEach((vector, i) => {
    let largest = 1e-9;
    for (let d = 0; d < DIMENSIONS; d++) largest = Math.max(largest, Math.abs(vector[d]!));
    const scale = Math.fround(largest / 127);
    view.setFloat32(12 + listed.length + 4 * i, scale, true);
    for (let d = 0; d < DIMENSIONS; d++)
      view.setInt8(numbersAt + i * DIMENSIONS + d, Math.round(vector[d]! / scale));
  });
  return bytes;
}
