/** A table from 32-bit hashes to numbers, for the features and words of models. */

/**
 * Open addressing with a key and its value side by side, so that a look-up touches one cache line. Made once, then only
 * read. Hashes of different things that are equal are one key; the first value counts.
 */
export class HashTable {
  readonly #slots: Int32Array;
  readonly #mask: number;

  /** @param values - from 0 to 2^31 - 2; each key's place among the keys where they are left out. */
  constructor(keys: Int32Array, values?: Int32Array) {
    let size = 16;
    while (size < 2 * keys.length) size *= 2;
    this.#mask = size - 1;
    this.#slots = new Int32Array(2 * size).fill(-1);
    for (let k = 0; k < keys.length; k++) {
      let slot = keys[k]! & this.#mask;
      while (this.#slots[2 * slot + 1]! >= 0 && this.#slots[2 * slot] !== keys[k])
        slot = (slot + 1) & this.#mask;
      if (this.#slots[2 * slot + 1]! >= 0) continue;
      this.#slots[2 * slot] = keys[k]!;
      this.#slots[2 * slot + 1] = values === undefined ? k : values[k]!;
    }
  }

  /** The value of a key, or -1. */
  get(key: number): number {
    const slots = this.#slots;
    let slot = key & this.#mask;
    for (;;) {
      const value = slots[2 * slot + 1]!;
      if (value < 0 || slots[2 * slot] === key) return value;
      slot = (slot + 1) & this.#mask;
    }
  }
}
