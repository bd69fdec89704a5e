/** Words as numbers, shared by all stages. */
import { copyString } from './copy-string.js';

/**
 * Words as numbers. Stages intern the words of their lexicons at set-up and compare ids afterwards;
 * strings are touched only at a hit. Ids given before `seal()` are permanent; those of later words last
 * until a `renew()` that does not keep them, and are then given to other words, so that memory stays flat over
 * a corpus of any size.
 */
export class Vocabulary {
  readonly #ids = new Map<string, number>();
  readonly #words: string[] = [];
  #sealedSize = 0;
  #sealed = false;
  #generation = 0;
  /** Those of the last renewal. */
  #forgotten: number[] = [];
  /** Forgotten ids that no word has yet. */
  #free: number[] = [];

  /** The id of a word, given to it now if it has none. */
  intern(word: string): number {
    const known = this.#ids.get(word);
    if (known !== undefined) return known;
    const id = this.#free.pop() ?? this.#words.length;
    const own = copyString(word);
    this.#ids.set(own, id);
    this.#words[id] = own;
    return id;
  }

  /** The id of a word, or -1. */
  idOf(word: string): number {
    return this.#ids.get(word) ?? -1;
  }

  wordOf(id: number): string {
    return this.#words[id]!;
  }

  /** All ids are below this. */
  get size(): number {
    return this.#words.length;
  }

  /** Words met since `seal()` that have an id. */
  get learned(): number {
    return this.#sealed ? this.#words.length - this.#sealedSize - this.#free.length : 0;
  }

  /** Raised by `renew()`: tables kept by word id must then empty what `forgottenSince` names. */
  get generation(): number {
    return this.#generation;
  }

  /** Called once, after all stages are set up. */
  seal(): void {
    this.#sealed = true;
    this.#sealedSize = this.#words.length;
  }

  /**
   * Forgets the words met since `seal()`, before which it forgets none; only between documents.
   *
   * @param kept - by id, 1 for those that stay.
   */
  renew(kept: Uint8Array = new Uint8Array(this.#words.length)): void {
    const forgotten: number[] = [];
    const free = new Uint8Array(this.#words.length);
    for (const id of this.#free) free[id] = 1;
    const first = this.#sealed ? this.#sealedSize : this.#words.length;
    for (let id = first; id < this.#words.length; id++) {
      if (kept[id] === 1 || free[id] === 1) continue;
      this.#ids.delete(this.#words[id]!);
      this.#words[id] = '';
      forgotten.push(id);
    }
    for (const id of forgotten) this.#free.push(id);
    this.#forgotten = forgotten;
    this.#generation++;
  }

  /**
   * The ids forgotten since an earlier generation, for tables kept by word id: what such a table holds of them is of
   * words that are gone.
   */
  forgottenSince(generation: number): Iterable<number> {
    if (generation === this.#generation) return [];
    if (generation === this.#generation - 1) return this.#forgotten;
    // What was forgotten before is not kept: all that is not permanent may have changed.
    return Array.from({ length: this.#words.length - this.#sealedSize }, (_, k) => this.#sealedSize + k);
  }

  /**
   * A property of words computed once for each: `const isTitle = vocabulary.table((w) => titles.has(w) ? 1 : 0)`,
   * then `isTitle(id)`. Values are 32-bit integers.
   */
  table(compute: (word: string) => number): (id: number) => number {
    const unknown = -0x80000000;
    let values = new Int32Array(1024).fill(unknown);
    let generation = this.#generation;
    return (id) => {
      if (generation !== this.#generation) {
        for (const forgotten of this.forgottenSince(generation)) values[forgotten] = unknown;
        generation = this.#generation;
      }
      if (id >= values.length) {
        const grown = new Int32Array(Math.max(id + 1, values.length * 2)).fill(unknown);
        grown.set(values);
        values = grown;
      }
      let value = values[id]!;
      if (value === unknown) {
        value = compute(this.wordOf(id)) | 0;
        values[id] = value;
      }
      return value;
    };
  }

  /**
   * As `table`, for all words of a text in one call: `lookUp(ids, count, values)` leaves in `values[i]` the property of the
   * word `ids[i]`.
   */
  tableOfMany(
    compute: (word: string) => number,
  ): (ids: Int32Array, count: number, values: Int32Array) => void {
    const unknown = -0x80000000;
    let known = new Int32Array(1024).fill(unknown);
    let generation = this.#generation;
    return (ids, count, values) => {
      if (generation !== this.#generation) {
        for (const forgotten of this.forgottenSince(generation)) known[forgotten] = unknown;
        generation = this.#generation;
      }
      if (this.#words.length > known.length) {
        const grown = new Int32Array(this.#words.length * 2).fill(unknown);
        grown.set(known);
        known = grown;
      }
      const words = this.#words;
      for (let i = 0; i < count; i++) {
        const id = ids[i]!;
        let value = known[id]!;
        if (value === unknown) {
          value = compute(words[id]!) | 0;
          known[id] = value;
        }
        values[i] = value;
      }
    };
  }
}
