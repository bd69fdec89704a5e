/** Reads a stream whole, within a bound. */
import { limitDefect, sizeText } from './limits.js';
import { ReadFailure } from './read-failure.js';

/** A stream's bytes, for formats that cannot be read piece by piece. */
export async function wholeBytes(
  chunks: AsyncIterable<Buffer>,
  maxBytes: number,
  tooLarge = `it has more than ${sizeText(maxBytes)}, and its format must be held whole`,
  instead = 'Split it into documents',
): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > maxBytes) {
      throw new ReadFailure(limitDefect('maxRecordBytes', tooLarge, instead));
    }
    parts.push(chunk);
  }
  return Buffer.concat(parts);
}
