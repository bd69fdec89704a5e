import { limitDefect, sizeText } from './limits.js';
import { ReadFailure } from './read-failure.js';

/** A stream's bytes, for formats that cannot be read piece by piece. */
export async function wholeBytes(chunks: AsyncIterable<Buffer>, maxBytes: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > maxBytes) {
      throw new ReadFailure(
        limitDefect(
          'maxRecordBytes',
          `it has more than ${sizeText(maxBytes)}, and its format must be held whole`,
          'Split it into documents',
        ),
      );
    }
    parts.push(chunk);
  }
  return Buffer.concat(parts);
}
