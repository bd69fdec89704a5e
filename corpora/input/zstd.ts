/** Decompresses Zstandard as a stream. */
import { ZSTDDecoder } from 'zstddec/stream';

/** The functions of libzstd (zstd.h) that the WebAssembly build gives; sizes and pointers are 32 bits. */
interface LibZstd {
  readonly memory: { readonly buffer: ArrayBuffer };
  malloc(size: number): number;
  free(pointer: number): void;
  ZSTD_createDCtx(): number;
  ZSTD_freeDCtx(context: number): number;
  ZSTD_decompressStream(context: number, output: number, input: number): number;
}

let library: Promise<LibZstd> | undefined;

/**
 * Zstddec's own `decodeStreaming` takes libzstd's error codes for progress, and never ends; so libzstd's
 * streaming function is called here, as its manual says.
 */
function loadLibrary(): Promise<LibZstd> {
  library ??= new Promise((resolve, reject) => {
    const decoder = new ZSTDDecoder();
    const keep = decoder._init;
    decoder._init = (result: { instance: { exports: unknown } }) => {
      keep.call(decoder, result);
      resolve(result.instance.exports as LibZstd);
    };
    decoder.init().catch(reject);
  });
  return library;
}

/** Why Zstandard data cannot be decompressed, in words. */
export class ZstdError extends Error {}

// zstd_errors.h; a function's negative result is one of them.
const ERRORS: Readonly<Record<number, string>> = {
  10: 'the bytes are no Zstandard frame',
  14: 'a frame has a parameter that is not known',
  16: 'a frame needs a window of more than 128 MB (it was compressed with --long)',
  22: 'the checksum does not fit the content',
  32: 'the frame needs a dictionary',
  64: 'there is not enough memory for the frame',
};

const CHUNK_BYTES = 1 << 17;

/** Decompresses one sequence of Zstandard frames, piece by piece; checksums are verified. Close it in the end. */
export class ZstdStream {
  readonly #zstd: LibZstd;
  readonly #context: number;
  readonly #input: number;
  readonly #output: number;
  /** Two structs of pointer, size and position: of the input and of the output buffer. */
  readonly #buffers: number;
  /** Bytes that libzstd still wants; 0 where a frame has ended. */
  #wanted = 0;

  private constructor(zstd: LibZstd) {
    this.#zstd = zstd;
    this.#context = zstd.ZSTD_createDCtx();
    this.#input = zstd.malloc(CHUNK_BYTES);
    this.#output = zstd.malloc(CHUNK_BYTES);
    this.#buffers = zstd.malloc(24);
    if (this.#context === 0 || this.#input === 0 || this.#output === 0 || this.#buffers === 0)
      throw new ZstdError(ERRORS[64]);
  }

  static async open(): Promise<ZstdStream> {
    return (await ZstdStream.opener())();
  }

  /** Loads the library; what it gives opens streams at once. */
  static async opener(): Promise<() => ZstdStream> {
    const zstd = await loadLibrary();
    return () => new ZstdStream(zstd);
  }

  /**
   * Decompresses further bytes.
   *
   * @throws ZstdError where they are corrupt.
   */
  *push(bytes: Uint8Array): Generator<Buffer> {
    const { memory } = this.#zstd;
    for (let start = 0; start < bytes.length; start += CHUNK_BYTES) {
      const piece = bytes.subarray(start, start + CHUNK_BYTES);
      new Uint8Array(memory.buffer).set(piece, this.#input);
      let position = 0;
      let produced = CHUNK_BYTES;
      // What fills the output may not have been all.
      while (position < piece.length || produced === CHUNK_BYTES) {
        const before = position;
        new DataView(memory.buffer).setUint32(this.#buffers, this.#input, true);
        new DataView(memory.buffer).setUint32(this.#buffers + 4, piece.length, true);
        new DataView(memory.buffer).setUint32(this.#buffers + 8, position, true);
        new DataView(memory.buffer).setUint32(this.#buffers + 12, this.#output, true);
        new DataView(memory.buffer).setUint32(this.#buffers + 16, CHUNK_BYTES, true);
        new DataView(memory.buffer).setUint32(this.#buffers + 20, 0, true);
        const result = this.#zstd.ZSTD_decompressStream(this.#context, this.#buffers + 12, this.#buffers);
        if (result < 0) throw new ZstdError(ERRORS[-result] ?? `libzstd's error ${-result}`);
        position = new DataView(memory.buffer).getUint32(this.#buffers + 8, true);
        produced = new DataView(memory.buffer).getUint32(this.#buffers + 20, true);
        // After the last frame, a call without input asks for the next frame's header.
        if (position > before || produced > 0) this.#wanted = result;
        if (produced > 0) yield Buffer.from(new Uint8Array(memory.buffer, this.#output, produced));
      }
    }
  }

  /** @throws ZstdError where the data end within a frame. */
  end(): void {
    if (this.#wanted !== 0) throw new ZstdError('they end within a frame: they were cut');
  }

  close(): void {
    this.#zstd.ZSTD_freeDCtx(this.#context);
    this.#zstd.free(this.#input);
    this.#zstd.free(this.#output);
    this.#zstd.free(this.#buffers);
  }
}
