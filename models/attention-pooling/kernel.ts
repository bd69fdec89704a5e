/** The inner loops of attention pooling in WebAssembly, with memory of their own. */
import { readFileSync } from 'node:fs';
import { fromPackageRoot } from '../../base/package-root.js';
import { Instance, Memory, Module, PAGE, type WasmMemory } from '../web-assembly.js';

export const POOLING_KERNEL = 'models/attention-pooling/kernel.wasm';

/** Addresses and sizes in bytes; see kernel.wat. */
export interface PoolingFunctions {
  join(n: number, list: number, out: number, numbers: number, weights: number): void;
  pool(n: number, list: number, z: number, numbers: number): void;
  perceptron(
    z: number,
    zEnd: number,
    bias: number,
    weights: number,
    hidden: number,
    out: number,
    to: number,
  ): void;
}

let compiled: object | undefined;

/** Results are those of 32-bit IEEE arithmetic in a fixed order: the same on every machine. */
export class PoolingKernel {
  readonly #memory: WasmMemory;
  readonly run: PoolingFunctions;
  /** The memory; replaced when it grows. */
  floats: Float32Array;
  integers: Int32Array;

  constructor(bytes: number) {
    compiled ??= new Module(readFileSync(fromPackageRoot(POOLING_KERNEL)));
    this.#memory = new Memory({ initial: Math.ceil(bytes / PAGE) });
    this.run = new Instance(compiled, { pooling: { memory: this.#memory } }).exports as PoolingFunctions;
    this.floats = new Float32Array(this.#memory.buffer);
    this.integers = new Int32Array(this.#memory.buffer);
  }

  /** Makes the memory at least so large; a half more than it was, so that it seldom grows. */
  reserve(bytes: number): void {
    const has = this.#memory.buffer.byteLength;
    if (bytes <= has) return;
    this.#memory.grow(Math.ceil(Math.max(bytes - has, has / 2) / PAGE));
    this.floats = new Float32Array(this.#memory.buffer);
    this.integers = new Int32Array(this.#memory.buffer);
  }
}
