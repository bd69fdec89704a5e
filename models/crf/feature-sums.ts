/** Sums of feature weights for the tokens of chains, in WebAssembly. */
import { readFileSync } from 'node:fs';
import { fromPackageRoot } from '../../base/package-root.js';
import { Instance, Memory, Module, PAGE, type WasmMemory } from '../web-assembly.js';

export const FEATURE_SUMS_KERNEL = 'models/crf/feature-sums.wasm';

/** Weights of a feature; the kernel's own. */
export const ROW_WIDTH = 24;

const FILTER_BYTES = 65536;
const SLOT_BYTES = 32;
/** Bytes of a row of sums: 16 bits a weight. */
const SUM_BYTES = 2 * ROW_WIDTH;

/** Candidates scored in one call. */
export const BLOCK = 256;
/** Numbers of each candidate that a call reads: addresses of sums, then features. */
const LONGEST_LIST = 40;
/** Rows of sums that are kept for forms at their places in the window. */
export const KEPT_SUMS = 131_072;

interface KernelFunctions {
  add(n: number, rows: number, keys: number, list: number, to: number): void;
}

let compiled: object | undefined;

/**
 * The model's weights in WebAssembly memory, and the loop that looks features up and adds their weights
 * (feature-sums.wat). Sums are integers: the same on every machine.
 */
export class FeatureSums {
  readonly #memory: WasmMemory;
  readonly #run: KernelFunctions;
  /** Byte addresses: the lists that a call reads, kept sums, sums of the document's candidates. */
  readonly #list: number;
  readonly #kept: number;
  readonly #scores: number;
  #integers: Int32Array;
  #shorts: Int16Array;

  /**
   * @param keys - hashes of the features that were kept.
   * @param weights - `ROW_WIDTH` a key.
   */
  constructor(keys: Int32Array, weights: Int8Array) {
    let slots = 1024;
    while (slots < keys.length * 1.6) slots *= 2;
    this.#list = FILTER_BYTES + slots * SLOT_BYTES;
    this.#kept = this.#list + (BLOCK + 1) * LONGEST_LIST * 4;
    this.#scores = this.#kept + KEPT_SUMS * SUM_BYTES;
    this.#memory = new Memory({ initial: Math.ceil((this.#scores + BLOCK * SUM_BYTES) / PAGE) });
    compiled ??= new Module(readFileSync(fromPackageRoot(FEATURE_SUMS_KERNEL)));
    this.#run = new Instance(compiled, { chain: { memory: this.#memory, mask: slots - 1 } })
      .exports as KernelFunctions;
    this.#integers = new Int32Array(this.#memory.buffer);
    this.#shorts = new Int16Array(this.#memory.buffer);
    this.#fillTable(keys, weights, slots - 1);
  }

  #fillTable(keys: Int32Array, weights: Int8Array, mask: number): void {
    const bytes = new Int8Array(this.#memory.buffer);
    const integers = this.#integers;
    for (let row = 0; row < keys.length; row++) {
      const key = keys[row]!;
      bytes[key >>> 16]! |= 1 << ((key >>> 13) & 7);
      let slot = key & mask;
      while (integers[(FILTER_BYTES + slot * SLOT_BYTES) / 4 + 7] !== 0) slot = (slot + 1) & mask;
      const at = FILTER_BYTES + slot * SLOT_BYTES;
      for (let k = 0; k < ROW_WIDTH; k++) bytes[at + k] = weights[row * ROW_WIDTH + k]!;
      integers[at / 4 + 6] = key;
      integers[at / 4 + 7] = 1;
    }
  }

  /** Makes room for so many candidates and empties their sums. */
  begin(candidates: number): void {
    const bytes = this.#scores + candidates * SUM_BYTES;
    const has = this.#memory.buffer.byteLength;
    if (bytes > has) {
      this.#memory.grow(Math.ceil(Math.max(bytes - has, (candidates * SUM_BYTES) / 2) / PAGE));
      this.#integers = new Int32Array(this.#memory.buffer);
      this.#shorts = new Int16Array(this.#memory.buffer);
    }
    this.#shorts.fill(0, this.#scores / 2, bytes / 2);
  }

  /** The memory as 32-bit numbers, where lists are written from `listAt` on; good until the next `begin`. */
  get integers(): Int32Array {
    return this.#integers;
  }

  /** The index in `integers` from which lists are written. */
  get listAt(): number {
    return this.#list / 4;
  }

  /** The memory as 16-bit numbers, where the sums of candidates stand, `ROW_WIDTH` each from `scoresAt` on; good until the next `begin`. */
  get shorts(): Int16Array {
    return this.#shorts;
  }

  get scoresAt(): number {
    return this.#scores / 2;
  }

  /** Where the kept sum of a number below `KEPT_SUMS` stands, as lists name it. */
  addressOfKept(sum: number): number {
    return this.#kept + sum * SUM_BYTES;
  }

  /** Sums up the weights of features into a kept sum. */
  keep(sum: number, features: Int32Array, count: number): void {
    const to = this.addressOfKept(sum);
    this.#shorts.fill(0, to / 2, to / 2 + ROW_WIDTH);
    // Lists of candidates may be waiting: this one goes behind them.
    const list = this.#list / 4 + BLOCK * LONGEST_LIST;
    for (let f = 0; f < count; f++) this.#integers[list + f] = features[f]!;
    this.#run.add(1, 0, count, list * 4, to);
  }

  /** Adds to the sums of `count` candidates from `first` on what their lists name: kept sums, then features. */
  add(first: number, count: number, sums: number, features: number): void {
    this.#run.add(count, sums, features, this.#list, this.#scores + first * SUM_BYTES);
  }
}
