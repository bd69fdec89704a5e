/** Word vectors of 8 bits a number. */
import { decodeModelFile, encodeModelFile, type ModelFile, readModelFile } from './model-file.js';
import { quantise, unitOf } from './quantise.js';

const KIND = 'word-vectors';

export class WordVectors {
  /** Numbers of a vector. */
  readonly dimensions: number;
  readonly #index = new Map<string, number>();
  readonly #scale: Float32Array;
  readonly #numbers: Int8Array;

  private constructor({ facts, tensor }: ModelFile<{ readonly dimensions: number }>) {
    this.dimensions = facts.dimensions;
    this.#scale = tensor('scales', 'float32');
    this.#numbers = tensor('numbers', 'int8');
    const words = new TextDecoder().decode(tensor('words', 'uint8')).split('\n');
    for (let i = 0; i < this.#scale.length; i++) this.#index.set(words[i]!, i);
  }

  static load(path: string): WordVectors {
    return new WordVectors(readModelFile(path, KIND));
  }

  static from(bytes: Uint8Array): WordVectors {
    return new WordVectors(decodeModelFile(bytes, KIND));
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
    const { dimensions } = this;
    const scale = this.#scale[index]!;
    const base = index * dimensions;
    const numbers = this.#numbers;
    for (let d = 0; d < dimensions; d++) out[d] = numbers[base + d]! * scale;
  }
}

/** The file's bytes, from words and their vectors. */
export function encodeWordVectors(
  words: readonly string[],
  vectors: readonly ArrayLike<number>[],
): Uint8Array {
  const dimensions = vectors[0]?.length ?? 0;
  const scales = new Float32Array(words.length);
  const numbers = new Int8Array(words.length * dimensions);
  vectors.forEach((vector, i) => {
    scales[i] = unitOf(vector);
    quantise(vector, scales[i]!, numbers, i * dimensions);
  });
  return encodeModelFile(
    KIND,
    { dimensions },
    {
      words: new TextEncoder().encode(words.join('\n')),
      scales,
      numbers,
    },
  );
}
