/** Gives apache-arrow decompressors that keep to bounds. */
import { CompressionType, compressionRegistry } from 'apache-arrow';
import { decompressLz4 } from '../input/lz4.js';
import { ZstdStream } from '../input/zstd.js';

/** Bytes that one buffer of a column may have when decompressed, and how many times the stored ones, from 64 MB on. */
const MAX_BUFFER_BYTES = 320_000_000;
const MAX_GROWTH = 200;
const GROWTH_APPLIES_FROM = 64_000_000;

let registered: Promise<void> | undefined;

/** Makes apache-arrow read record batches with ZSTD and LZ4 bodies. */
export function registerCodecs(): Promise<void> {
  registered ??= (async () => {
    const openZstd = await ZstdStream.opener();
    const zstd = (bytes: Uint8Array, length: number): Uint8Array => {
      const stream = openZstd();
      try {
        const output = new Uint8Array(length);
        let written = 0;
        for (const piece of stream.push(bytes)) {
          if (written + piece.length > length) throw new Error('more comes out of a buffer than it declares');
          output.set(piece, written);
          written += piece.length;
        }
        stream.end();
        if (written !== length) throw new Error('less comes out of a buffer than it declares');
        return output;
      } finally {
        stream.close();
      }
    };
    const codec = (decompress: (bytes: Uint8Array, length: number) => Uint8Array) => ({
      decode: (bytes: Uint8Array) => decompress(bytes, declaredLength(bytes)),
    });
    compressionRegistry.set(CompressionType.ZSTD, codec(zstd));
    compressionRegistry.set(CompressionType.LZ4_FRAME, codec(decompressLz4));
  })();
  return registered;
}

/** The length that stands before a compressed buffer: apache-arrow hands over what comes behind it. */
function declaredLength(bytes: Uint8Array): number {
  const length = Number(new DataView(bytes.buffer, bytes.byteOffset - 8, 8).getBigInt64(0, true));
  if (
    length < 0 ||
    length > MAX_BUFFER_BYTES ||
    (length > GROWTH_APPLIES_FROM && length > MAX_GROWTH * bytes.length)
  )
    throw new Error(`a buffer of ${bytes.length} bytes declares ${length} bytes when decompressed`);
  return length;
}
