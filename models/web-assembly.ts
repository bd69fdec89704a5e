/** Memory of a WebAssembly module. */
export interface WasmMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

/** What is used of WebAssembly, whose types come with browsers' libraries only. */
interface WebAssemblyApi {
  Memory: new (descriptor: { initial: number }) => WasmMemory;
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: object) => { readonly exports: unknown };
}

declare global {
  var WebAssembly: WebAssemblyApi;
}

export const { Memory, Module, Instance } = globalThis.WebAssembly;

/** Bytes of a page of memory. */
export const PAGE = 65536;
