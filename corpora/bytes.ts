import type { Hash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream';
import { pipeline as pipelineDone } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { type CorpusLimits, limitDefect, sizeText } from './limits.js';
import { ReadFailure } from './read-failure.js';

const CHUNK_BYTES = 1 << 18;
const RATIO_APPLIES_FROM_BYTES = 64_000_000;

/** A file's bytes, decompressed where it is gzipped. */
export interface ByteSource {
  readonly path: string;
  readonly gzip: boolean;
}

/**
 * Streams a file's bytes, decompressed.
 *
 * @param hash - updated with the bytes as stored.
 * @throws ReadFailure for corrupt gzip data, or more output than the limits allow.
 */
export async function* readBytes(
  source: ByteSource,
  limits: CorpusLimits,
  hash?: Hash,
): AsyncGenerator<Buffer> {
  const file = createReadStream(source.path, { highWaterMark: CHUNK_BYTES });
  if (hash !== undefined) file.on('data', (chunk) => hash.update(chunk));
  if (!source.gzip) {
    yield* file as AsyncIterable<Buffer>;
    return;
  }
  const gunzip = createGunzip({ chunkSize: CHUNK_BYTES });
  // The error reaches us through the iteration below.
  pipeline(file, gunzip, () => {});
  let written = 0;
  try {
    for await (const chunk of gunzip as AsyncIterable<Buffer>) {
      written += chunk.length;
      if (
        written > RATIO_APPLIES_FROM_BYTES &&
        written > limits.maxCompressionRatio * (file.bytesRead || 1)
      ) {
        throw new ReadFailure(
          limitDefect(
            'maxCompressionRatio',
            `the file grows to more than ${limits.maxCompressionRatio} times its size (${sizeText(written)} so far) when decompressed`,
            'If it is meant to, decompress it first',
          ),
        );
      }
      yield chunk;
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (!code.startsWith('Z_')) throw error;
    throw new ReadFailure({
      reason: 'corrupt-gzip',
      message: `the gzip data are corrupt after ${sizeText(written)} of output (${(error as Error).message})`,
      remedy: 'Fetch or compress the file again; `gzip -t` tests it.',
    });
  } finally {
    file.destroy();
    gunzip.destroy();
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
  if (!source.gzip) return { path: source.path, remove: async () => {} };
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
