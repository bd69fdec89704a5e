/** Multinomial linear models over hashed features. */
import { HashTable } from './hash-table.js';

/** What a hashed linear model consists of. */
export interface HashedLinearWeights {
  /** Hashes of the features that were kept; all others weigh nothing. */
  readonly keys: Int32Array;
  /** A row of classes for each key. */
  readonly weights: Int8Array;
  /** By class: what a weight of 1 is worth, and the score without features. */
  readonly scale: ArrayLike<number>;
  readonly bias: ArrayLike<number>;
}

export class HashedLinear {
  readonly classes: number;
  readonly #table: HashTable;
  /** Of three classes the weights stand in the table itself, 8 bits each: one cache line a feature. */
  readonly #packed: HashTable | null;
  readonly #weights: Int8Array;
  readonly #scale: ArrayLike<number>;
  readonly #bias: ArrayLike<number>;

  constructor({ keys, weights, scale, bias }: HashedLinearWeights) {
    this.classes = bias.length;
    this.#table = new HashTable(keys);
    this.#packed =
      bias.length === 3
        ? new HashTable(
            keys,
            Int32Array.from(
              keys,
              (_, row) =>
                ((weights[3 * row]! & 255) << 16) |
                ((weights[3 * row + 1]! & 255) << 8) |
                (weights[3 * row + 2]! & 255),
            ),
          )
        : null;
    this.#weights = weights;
    this.#scale = scale;
    this.#bias = bias;
  }

  /** The row of a feature, or -1 where it was not kept. */
  rowOf(key: number): number {
    return this.#table.get(key);
  }

  /** Writes the class scores (log-odds) of features; each counts once for each time it stands there. */
  scores(features: Int32Array, count: number, out: Float64Array): void {
    const classes = this.classes;
    const table = this.#table;
    const weights = this.#weights;
    out.fill(0, 0, classes);
    for (let i = 0; i < count; i++) {
      const row = table.get(features[i]!);
      if (row < 0) continue;
      for (let k = 0; k < classes; k++) out[k]! += weights[row * classes + k]!;
    }
    this.#finish(out);
  }

  /** As `scores`, of features with values. */
  weightedScores(features: Int32Array, values: ArrayLike<number>, count: number, out: Float64Array): void {
    if (this.#packed !== null) {
      this.#packedScores(this.#packed, features, values, count, out);
      return;
    }
    const classes = this.classes;
    const table = this.#table;
    const weights = this.#weights;
    out.fill(0, 0, classes);
    for (let i = 0; i < count; i++) {
      const row = table.get(features[i]!);
      if (row < 0) continue;
      const value = values[i]!;
      for (let k = 0; k < classes; k++) out[k]! += value * weights[row * classes + k]!;
    }
    this.#finish(out);
  }

  #packedScores(
    table: HashTable,
    features: Int32Array,
    values: ArrayLike<number>,
    count: number,
    out: Float64Array,
  ): void {
    let a = 0;
    let b = 0;
    let c = 0;
    for (let i = 0; i < count; i++) {
      const packed = table.get(features[i]!);
      if (packed < 0) continue;
      const value = values[i]!;
      a += value * ((packed << 8) >> 24);
      b += value * ((packed << 16) >> 24);
      c += value * ((packed << 24) >> 24);
    }
    out[0] = a;
    out[1] = b;
    out[2] = c;
    this.#finish(out);
  }

  #finish(out: Float64Array): void {
    const scale = this.#scale;
    const bias = this.#bias;
    for (let k = 0; k < this.classes; k++) out[k] = out[k]! * scale[k]! + bias[k]!;
  }
}
