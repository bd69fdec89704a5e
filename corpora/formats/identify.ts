/** Format, compression and encoding of a file, before it is read. */
import { EncodingEvidence, utf16ByNuls } from '../detect/detect-encoding.js';
import { encodingOfMark } from '../detect/encoding.js';
import { type ByteSource, compressionOf, firstBytes, readBytes } from '../input/bytes.js';
import type { CorpusLimits } from '../input/limits.js';
import { ReadFailure } from '../input/read-failure.js';
import { csv } from './definitions/csv.js';
import { text } from './definitions/text.js';
import { detectFormat } from './detect-format.js';
import type { FileContent, Format } from './format.js';
import { READABLE } from './format-registry.js';

/** An encoding as manifest and description say it. */
export const encodingText = ({
  encoding,
  encodingIs,
}: Pick<FileContent, 'encoding' | 'encodingIs'>): string =>
  encodingIs === 'found' ? encoding : `${encoding} (${encodingIs})`;

/** Whether a format's bytes are text in an encoding that the file does not tell. */
export const isPlainText = ({ plainText }: Format): boolean => plainText === true;

const HEAD_BYTES = 1 << 16;

/**
 * Format, compression and encoding of a file.
 *
 * @param name - as the user knows it; `path` is where its bytes are.
 * @param given - the encoding that the user named, or null.
 * @throws ReadFailure for a file of no known format, or compressed data that cannot be read.
 */
export async function identify(
  name: string,
  path: string,
  limits: CorpusLimits,
  given: string | null,
): Promise<FileContent> {
  const stored = await firstBytes({ path, compression: null }, limits, 4);
  const source: ByteSource = { path, compression: compressionOf(stored) };
  const head = await firstBytes(source, limits, HEAD_BYTES);
  const guess = detectFormat(name, head);
  if ('unknown' in guess) {
    throw new ReadFailure({
      reason: 'unknown-format',
      message: `the file's format is not known: ${guess.unknown}`,
      remedy: `${guess.remedy ?? 'Convert it or leave it out.'} Readable are ${READABLE}.`,
    });
  }
  const { format } = guess;
  const { compression } = source;
  if (given !== null) return { format, compression, encoding: given, encodingIs: 'given' };
  if (format === text || format === csv)
    return { format, compression, ...(await detectEncoding(source, limits)) };
  const encoding = encodingOfMark(head) ?? (isPlainText(format) ? utf16ByNuls(head) : null) ?? 'utf-8';
  return { format, compression, encoding, encodingIs: 'found' };
}

async function detectEncoding(
  source: ByteSource,
  limits: CorpusLimits,
): Promise<Pick<FileContent, 'encoding' | 'encodingIs'>> {
  const evidence = new EncodingEvidence();
  for await (const chunk of readBytes(source, limits)) {
    const encoding = evidence.push(chunk);
    if (encoding !== null) return { encoding, encodingIs: 'found' };
  }
  const { encoding, assumed } = evidence.finish();
  return { encoding, encodingIs: assumed ? 'assumed' : 'found' };
}
