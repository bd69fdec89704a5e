import { type ByteSource, type Compression, compressionOf, firstBytes } from './bytes.js';
import { detectEncoding, type Encoding, encodingOfMark } from './encoding.js';
import { detectFormat, type Format, READABLE } from './format.js';
import type { CorpusLimits } from './limits.js';
import { ReadFailure } from './read-failure.js';

/** How a file is to be read. */
export interface FileContent {
  readonly format: Format;
  readonly compression: Compression | null;
  readonly encoding: Encoding;
}

const HEAD_BYTES = 1 << 16;

/**
 * Format, compression and encoding of a file.
 *
 * @param name - as the user knows it; `path` is where its bytes are.
 * @throws ReadFailure for a file of no known format, or compressed data that cannot be read.
 */
export async function identify(name: string, path: string, limits: CorpusLimits): Promise<FileContent> {
  const stored = await firstBytes({ path, compression: null }, limits, 4);
  const source: ByteSource = { path, compression: compressionOf(stored) };
  const head = await firstBytes(source, limits, HEAD_BYTES);
  const guess = detectFormat(name, head);
  if ('unknown' in guess) {
    throw new ReadFailure({
      reason: 'unknown-format',
      message: `the file's format is not known: ${guess.unknown}`,
      remedy: `Convert it or leave it out. Readable are ${READABLE}.`,
    });
  }
  const { format } = guess;
  if (format === 'text' || format === 'csv')
    return { format, compression: source.compression, encoding: await detectEncoding(source, limits) };
  return { format, compression: source.compression, encoding: encodingOfMark(head) ?? 'utf-8' };
}
