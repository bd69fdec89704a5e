/**
 * Words as numbers. Stages intern the words of their lexicons at set-up and compare ids afterwards;
 * strings are touched only at a hit. Ids given before `seal()` are permanent; those of later words last
 * until `renew()`, which keeps memory flat over a corpus of any size.
 */
export class Vocabulary {
  readonly #ids = new Map<string, number>();
  readonly #words: string[] = [];
  #sealedSize = 0;
  #sealed = false;
  #generation = 0;

  /** The id of a word, given to it now if it has none. */
  intern(word: string): number {
    let id = this.#ids.get(word);
    if (id === undefined) {
      id = this.#words.length;
      this.#ids.set(word, id);
      this.#words.push(word);
    }
    return id;
  }

  /** The id of a word, or -1. */
  idOf(word: string): number {
    return this.#ids.get(word) ?? -1;
  }

  wordOf(id: number): string {
    return this.#words[id]!;
  }

  get size(): number {
    return this.#words.length;
  }

  /** Raised by `renew()`: tables kept by word id must be emptied above `permanentSize` when it changes. */
  get generation(): number {
    return this.#generation;
  }

  /** Ids below this never change. */
  get permanentSize(): number {
    return this.#sealed ? this.#sealedSize : this.#words.length;
  }

  /** Called once, after all stages are set up. */
  seal(): void {
    this.#sealed = true;
    this.#sealedSize = this.#words.length;
  }

  /** Forgets the words met since `seal()`; only between documents. */
  renew(): void {
    for (let id = this.#sealedSize; id < this.#words.length; id++) this.#ids.delete(this.#words[id]!);
    this.#words.length = this.#sealedSize;
    this.#generation++;
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
        values.fill(unknown, this.#sealedSize);
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
        known.fill(unknown, this.#sealedSize);
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
