/** Properties of words as records of numbers. */
import type { Vocabulary } from '../vocabulary.js';

/**
 * Properties of words, `stride` numbers each, for loops over all tokens: such a loop reads the array itself and
 * calls `learn` where a word's first number is still 0.
 *
 *     const values = records.ready();
 *     for (const id of document.word) if (values[id * stride] === 0) records.learn(id);
 */
export class WordRecords {
  readonly #vocabulary: Vocabulary;
  readonly #stride: number;
  readonly #compute: (word: string, values: Int32Array, at: number) => void;
  #values = new Int32Array(0);
  #generation = 0;

  /** @param compute - writes a word's numbers at `at`; the first one must not be 0. */
  constructor(
    vocabulary: Vocabulary,
    stride: number,
    compute: (word: string, values: Int32Array, at: number) => void,
  ) {
    this.#vocabulary = vocabulary;
    this.#stride = stride;
    this.#compute = compute;
  }

  /** The numbers of all words, word `id` from `id * stride` on; serves until the next document. */
  ready(): Int32Array {
    const { size, generation } = this.#vocabulary;
    if (generation !== this.#generation) {
      // A word whose first number is 0 is learned again.
      for (const id of this.#vocabulary.forgottenSince(this.#generation)) this.#values[id * this.#stride] = 0;
      this.#generation = generation;
    }
    if (size * this.#stride > this.#values.length) {
      const grown = new Int32Array(Math.max(size * this.#stride, this.#values.length * 2));
      grown.set(this.#values);
      this.#values = grown;
    }
    return this.#values;
  }

  learn(id: number): void {
    this.#compute(this.#vocabulary.wordOf(id), this.#values, id * this.#stride);
  }
}
