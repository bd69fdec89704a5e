// Binary features of one candidate, each hashed to a place in a table of weights.

/** Places in a table of weights. */
export const TABLE_BITS = 19;
export const TABLE_SIZE = 1 << TABLE_BITS;
const SHIFT = 32 - TABLE_BITS;

/** The place of a feature: its template and up to three values (multiplicative hashing, Knuth 1973, 6.4). */
export function place(template: number, a = 0, b = 0, c = 0): number {
  let h = Math.imul(template + 1, 0x9e3779b1) ^ a;
  h = Math.imul(h ^ (h >>> 15), 0x85ebca6b) ^ b;
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35) ^ c;
  h = Math.imul(h ^ (h >>> 16), 0x27d4eb2f);
  return Math.imul(h ^ (h >>> 15), 0x9e3779b1) >>> SHIFT;
}

/** What features are given to. */
export interface FeatureSink {
  add(template: number, a?: number, b?: number, c?: number): void;
}

/** Sums the weights of features as they come, without listing them. */
export class FeatureScorer implements FeatureSink {
  readonly #weights: Int8Array;
  sum = 0;

  constructor(weights: Int8Array) {
    this.#weights = weights;
  }

  add(template: number, a = 0, b = 0, c = 0): void {
    this.sum += this.#weights[place(template, a, b, c)]!;
  }

  /** The sum since it was last taken. */
  take(): number {
    const { sum } = this;
    this.sum = 0;
    return sum;
  }
}

/** A list of places that is filled anew for each candidate. */
export class SparseFeatures implements FeatureSink {
  places = new Int32Array(256);
  length = 0;

  clear(): void {
    this.length = 0;
  }

  add(template: number, a = 0, b = 0, c = 0): void {
    if (this.length === this.places.length) {
      const grown = new Int32Array(this.length * 2);
      grown.set(this.places);
      this.places = grown;
    }
    this.places[this.length++] = place(template, a, b, c);
  }

  /** The sum of the features' weights. */
  score(weights: Float32Array | Int8Array): number {
    let sum = 0;
    for (let k = 0; k < this.length; k++) sum += weights[this.places[k]!]!;
    return sum;
  }

  copy(): Int32Array {
    return this.places.slice(0, this.length);
  }
}
