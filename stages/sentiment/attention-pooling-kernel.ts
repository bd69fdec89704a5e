import { readFileSync } from 'node:fs';
import { fromPackageRoot } from '../../base/package-root.js';
import { Instance, Memory, Module, PAGE, type WasmMemory } from '../../models/web-assembly.js';

export const BAG_KERNEL = 'stages/sentiment/attention-pooling-kernel.wasm';

/** Addresses and sizes in bytes; see attention-pooling-kernel.wat. */
interface KernelFunctions {
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

/**
 * The inner loops of an attention bag (attention-pooling-kernel.wat) with memory of their own. Addresses count bytes.
 * Results are those of 32-bit IEEE arithmetic in a fixed order: the same on every machine.
 */
export class BagKernel {
  readonly #memory: WasmMemory;
  readonly run: KernelFunctions;
  /** The memory; replaced when it grows. */
  floats: Float32Array;
  integers: Int32Array;

  constructor(bytes: number) {
    compiled ??= new Module(readFileSync(fromPackageRoot(BAG_KERNEL)));
    this.#memory = new Memory({ initial: Math.ceil(bytes / PAGE) });
    this.run = new Instance(compiled, { bag: { memory: this.#memory } }).exports as KernelFunctions;
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
