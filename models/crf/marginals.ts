/** Scores and marginal probabilities of linear chains of four labels, in WebAssembly. */
import { readFileSync } from 'node:fs';
import { fromPackageRoot } from '../../base/package-root.js';
import { Instance, Memory, Module, PAGE, type WasmMemory } from '../web-assembly.js';

export const MARGINALS_KERNEL = 'models/crf/marginals.wasm';

/** Labels, and rows of words read on each side of a token: the kernel's own. */
const K = 4;
export const MARGIN = 3;

interface KernelFunctions {
  marginals(
    tokens: number,
    rows: number,
    features: number,
    tables: number,
    matrix: number,
    alpha: number,
    out: number,
  ): void;
}

/** The transition factors twice, and the unit of the weights four times. */
const MATRIX_BYTES = 4 * (2 * K * K + 4);

let compiled: object | undefined;

/**
 * Scores and marginals of sequences of tokens (marginals.wat), with the model's weights in its memory. The
 * arithmetic is that of 32-bit IEEE numbers in a fixed order: the same on every machine.
 */
export class ChainMarginals {
  readonly #memory: WasmMemory;
  readonly #run: KernelFunctions;
  readonly #matrix: number;
  readonly #rows: number;
  readonly #tables: number;
  #capacity = 0;
  #tokens = 0;
  /**
   * Positions of the rows and features of one sequence, byte offsets among the weights: of each token's row, from `MARGIN` tokens before the first to
   * `MARGIN` after the last, and of its `tables` features.
   */
  rows = new Int32Array(0);
  features = new Int32Array(0);
  /** The marginals of a document, K for each token. */
  marginals = new Float32Array(0);

  /**
   * @param weights - K bytes an entry, at the positions of the features.
   * @param unit - what a weight of 1 is worth.
   * @param transition - K x K weights, from row to column.
   * @param tables - features a token beside those of the words around it; a multiple of three.
   */
  constructor(weights: Int8Array, unit: number, transition: readonly number[], tables: number) {
    this.#tables = tables;
    compiled ??= new Module(readFileSync(fromPackageRoot(MARGINALS_KERNEL)));
    this.#matrix = (weights.length + 15) & ~15;
    this.#rows = this.#matrix + MATRIX_BYTES;
    this.#memory = new Memory({ initial: Math.ceil(this.#rows / PAGE) });
    this.#run = new Instance(compiled, { kernel: { memory: this.#memory } }).exports as KernelFunctions;
    new Int8Array(this.#memory.buffer).set(weights);
    const matrix = new Float32Array(this.#memory.buffer, this.#matrix, 2 * K * K + 4);
    for (let from = 0; from < K; from++) {
      for (let to = 0; to < K; to++) {
        const factor = Math.exp(transition[from * K + to]!);
        matrix[from * K + to] = factor;
        matrix[K * K + to * K + from] = factor;
      }
    }
    matrix.fill(unit, 2 * K * K);
    this.reserve(1000);
  }

  /** Makes room for a document of so many tokens; its marginals are those of the document before until they are written. */
  reserve(tokens: number): void {
    this.#tokens = tokens;
    if (tokens <= this.#capacity) return;
    this.#capacity = Math.ceil(tokens * 1.5);
    const perToken = 4 * (1 + this.#tables + 2 * K);
    const bytes = this.#rows + 4 * 2 * MARGIN + perToken * this.#capacity;
    const has = this.#memory.buffer.byteLength;
    if (bytes > has) this.#memory.grow(Math.ceil((bytes - has) / PAGE));
    const { buffer } = this.#memory;
    let at = this.#rows;
    this.rows = new Int32Array(buffer, at, this.#capacity + 2 * MARGIN);
    at += this.rows.byteLength;
    this.features = new Int32Array(buffer, at, this.#capacity * this.#tables);
    at += this.features.byteLength + this.#capacity * K * 4;
    this.marginals = new Float32Array(buffer, at, this.#capacity * K);
  }

  /** Writes the marginals of the sequence in `rows` and `features` to those of the document's tokens from `first` on. */
  run(first: number, tokens: number): void {
    if (first + tokens > this.#tokens) throw new RangeError('more tokens than were reserved');
    const { rows, features, marginals } = this;
    this.#run.marginals(
      tokens,
      rows.byteOffset,
      features.byteOffset,
      this.#tables,
      this.#matrix,
      features.byteOffset + features.byteLength,
      marginals.byteOffset + first * K * 4,
    );
  }
}
