/** A file's bytes, decompressed within bounds. */
import type { Hash } from 'node:crypto';
import { createReadStream, createWriteStream, readFileSync, statSync } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream';
import { pipeline as pipelineDone } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { type CorpusLimits, limitDefect, sizeText } from './limits.js';
import { ReadFailure } from './read-failure.js';
import { ZstdError, ZstdStream } from './zstd.js';

const CHUNK_BYTES = 1 << 18;
const RATIO_APPLIES_FROM_BYTES = 64_000_000;

export type Compression = 'gzip' | 'zstd';

/** A file's bytes, decompressed where it is compressed. */
export interface ByteSource {
  readonly path: string;
  readonly compression: Compression | null;
}

/** How a file is compressed, by its first four bytes; null where it is not. */
export function compressionOf(head: Uint8Array): Compression | null {
  const begins = (...bytes: number[]): boolean => bytes.every((byte, i) => head[i] === byte);
  if (begins(0x1f, 0x8b, 0x08)) return 'gzip';
  // A Zstandard file may begin with a frame to be skipped.
  const skippable = head[0]! >> 4 === 5 && head[1] === 0x2a && head[2] === 0x4d && head[3] === 0x18;
  return begins(0x28, 0xb5, 0x2f, 0xfd) || skippable ? 'zstd' : null;
}

/**
 * Streams a file's bytes, decompressed.
 *
 * @param hash - updated with the bytes as stored.
 * @throws ReadFailure for corrupt data, or more output than the limits allow.
 */
export async function* readBytes(
  source: ByteSource,
  limits: CorpusLimits,
  hash?: Hash,
): AsyncGenerator<Buffer> {
  const { size } = statSync(source.path);
  if (source.compression === null && size <= CHUNK_BYTES) {
    // A corpus of many small files: a stream and a large buffer for each would cost more than reading it.
    const bytes = readFileSync(source.path);
    hash?.update(bytes);
    if (bytes.length > 0) yield bytes;
    return;
  }
  const file = createReadStream(source.path, { highWaterMark: Math.min(CHUNK_BYTES, Math.max(size, 1024)) });
  if (hash !== undefined) file.on('data', (chunk) => hash.update(chunk));
  if (source.compression === null) {
    yield* file as AsyncIterable<Buffer>;
    return;
  }
  const decompressed = source.compression === 'gzip' ? gunzip(file, source.path) : unzstd(file);
  let written = 0;
  try {
    for await (const chunk of decompressed) {
      written += chunk.length;
      checkGrowth(written, file.bytesRead, limits);
      yield chunk;
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (!code.startsWith('Z_') && !(error instanceof ZstdError)) throw error;
    const [reason, name, test] =
      source.compression === 'gzip'
        ? ['corrupt-gzip', 'gzip', 'gzip -t']
        : ['corrupt-zstd', 'Zstandard', 'zstd -t'];
    throw new ReadFailure({
      reason,
      message: `the ${name} data are corrupt after ${sizeText(written)} of output (${(error as Error).message})`,
      remedy: `Fetch or compress the file again; \`${test}\` tests it.`,
    });
  } finally {
    file.destroy();
  }
}

/** @throws ReadFailure where decompressed bytes exceed the limits. */
export function checkGrowth(written: number, read: number, limits: CorpusLimits): void {
  if (written > limits.maxDecompressedBytes) {
    throw new ReadFailure(
      limitDefect(
        'maxDecompressedBytes',
        `the file holds more than ${sizeText(limits.maxDecompressedBytes)} when decompressed`,
        'Split it',
      ),
    );
  }
  if (written <= RATIO_APPLIES_FROM_BYTES || written <= limits.maxCompressionRatio * (read || 1)) return;
  throw new ReadFailure(
    limitDefect(
      'maxCompressionRatio',
      `the file grows to more than ${limits.maxCompressionRatio} times its size (${sizeText(written)} so far) when decompressed`,
      'If it is meant to, decompress it first',
    ),
  );
}

async function* gunzip(file: ReturnType<typeof createReadStream>, path: string): AsyncGenerator<Buffer> {
  const inflate = createGunzip({ chunkSize: CHUNK_BYTES });
  // The error reaches us through the iteration below.
  pipeline(file, inflate, () => {});
  try {
    yield* inflate as AsyncIterable<Buffer>;
    await checkRest(path, inflate.bytesWritten);
  } finally {
    inflate.destroy();
  }
}

/** Node takes a zero byte after a member for padding, and passes over whatever follows it. */
async function checkRest(path: string, position: number): Promise<void> {
  const file = await open(path);
  try {
    const buffer = Buffer.alloc(CHUNK_BYTES);
    for (let at = position; ; ) {
      const { bytesRead } = await file.read(buffer, 0, buffer.length, at);
      if (bytesRead === 0) return;
      if (buffer.subarray(0, bytesRead).some((byte) => byte !== 0))
        throw Object.assign(new Error('what follows a member is no gzip'), { code: 'Z_DATA_ERROR' });
      at += bytesRead;
    }
  } finally {
    await file.close();
  }
}

async function* unzstd(file: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const stream = await ZstdStream.open();
  try {
    for await (const chunk of file) yield* stream.push(chunk);
    stream.end();
  } finally {
    stream.close();
  }
}

/** The first bytes of a file, decompressed: enough to tell its format. */
export async function firstBytes(source: ByteSource, limits: CorpusLimits, count: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of readBytes(source, limits)) {
    chunks.push(chunk);
    length += chunk.length;
    if (length >= count) break;
  }
  return Buffer.concat(chunks).subarray(0, count);
}

/** A path at which the file's own bytes stand: itself, or a decompressed copy. */
export async function seekable(
  source: ByteSource,
  limits: CorpusLimits,
): Promise<{ path: string; remove: () => Promise<void> }> {
  if (source.compression === null) return { path: source.path, remove: async () => {} };
  const folder = await mkdtemp(join(tmpdir(), 'hedgerow-'));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  const path = join(folder, 'decompressed');
  try {
    await pipelineDone(readBytes(source, limits), createWriteStream(path));
  } catch (error) {
    await remove();
    throw error;
  }
  return { path, remove };
}
