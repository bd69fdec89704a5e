import { isUtf8 } from 'node:buffer';
import { type ByteSource, readBytes } from './bytes.js';
import type { CorpusLimits } from './limits.js';
import { ReadFailure } from './read-failure.js';

/** The encodings that a text file may have here; further ones are added to `detectEncoding`. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** The encoding that a byte order mark announces. */
export function encodingOfMark(head: Uint8Array): Encoding | null {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8';
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  return null;
}

// WHATWG's windows-1252 maps these five to control characters; no text written in it holds them.
const UNASSIGNED_IN_1252 = [0x81, 0x8d, 0x8f, 0x90, 0x9d];

/**
 * The encoding of a whole text file: by its mark, else UTF-8 if it is valid, else Windows-1252 if every byte
 * is assigned there.
 *
 * @throws ReadFailure `binary-file` where a NUL byte shows that it is no text; `undecodable` where neither
 *   encoding fits.
 */
export async function detectEncoding(source: ByteSource, limits: CorpusLimits): Promise<Encoding> {
  let position = 0;
  let letters = 0;
  let high = 0;
  let utf8 = true;
  let firstInvalid = 0;
  let unassigned = -1;
  // The bytes of a sequence that the end of a chunk cuts.
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of readBytes(source, limits)) {
    if (position === 0) {
      if (isUtf32(chunk)) throw undecodable('the bytes are UTF-32', 'UTF-32');
      const marked = encodingOfMark(chunk);
      if (marked !== null && marked !== 'utf-8') return marked;
    }
    const nul = chunk.indexOf(0);
    if (nul >= 0) throw binaryFile(position + nul);
    if (utf8) {
      const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      const complete = completeLength(bytes);
      if (isUtf8(bytes.subarray(0, complete))) rest = bytes.subarray(complete);
      else {
        utf8 = false;
        firstInvalid = position;
      }
    }
    if (!utf8) {
      for (const byte of chunk) {
        if (byte >= 0x80) high++;
        else if ((byte | 32) >= 97 && (byte | 32) <= 122) letters++;
      }
    }
    if (unassigned < 0) {
      for (const byte of UNASSIGNED_IN_1252) {
        const at = chunk.indexOf(byte);
        if (at >= 0 && (unassigned < 0 || position + at < unassigned)) unassigned = position + at;
      }
    }
    position += chunk.length;
  }
  if (utf8 && rest.length === 0) return 'utf-8';
  const invalid = `the bytes are not UTF-8 (invalid after byte ${firstInvalid})`;
  if (unassigned >= 0) throw undecodable(`${invalid}, nor Windows-1252 (byte ${unassigned})`);
  // Every byte string without those five is Windows-1252 of some kind; text of another script is seen by its
  // share of bytes beyond ASCII: at most a twelfth or so in the languages of Western Europe.
  if (high > MAX_HIGH_SHARE * (letters + high))
    throw undecodable(`${invalid}, and too few of them are ASCII for Windows-1252: another script, perhaps`);
  return 'windows-1252';
}

const MAX_HIGH_SHARE = 0.2;

const isUtf32 = (head: Uint8Array): boolean =>
  (head[0] === 0xff && head[1] === 0xfe && head[2] === 0 && head[3] === 0) ||
  (head[0] === 0 && head[1] === 0 && head[2] === 0xfe && head[3] === 0xff);

function undecodable(message: string, from = 'ENCODING'): ReadFailure {
  return new ReadFailure({
    reason: 'undecodable',
    message,
    remedy: `Convert the file to UTF-8, for example with \`iconv -f ${from} -t UTF-8\`.`,
  });
}

export function binaryFile(position: number): ReadFailure {
  return new ReadFailure({
    reason: 'binary-file',
    message: `this is a binary file, not text: there is a NUL byte at byte ${position}`,
    remedy: 'Give the text itself, or a file whose name and content agree on the format.',
  });
}

/** The length of `bytes` without a UTF-8 sequence that its end cuts. */
function completeLength(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back]!;
    if ((byte & 0xc0) === 0x80) continue;
    const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return needed > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

/** Streams a text file's bytes as UTF-8 without a byte order mark, whatever its encoding. */
export async function* readUtf8(
  source: ByteSource,
  encoding: Encoding,
  limits: CorpusLimits,
): AsyncGenerator<Buffer> {
  if (encoding === 'utf-8') {
    let first = true;
    for await (const chunk of readBytes(source, limits)) {
      yield first && encodingOfMark(chunk) === 'utf-8' ? chunk.subarray(3) : chunk;
      first = false;
    }
    return;
  }
  // Unpaired surrogates of UTF-16 become U+FFFD, as in every WHATWG decoder.
  const decoder = new TextDecoder(encoding);
  for await (const chunk of readBytes(source, limits))
    yield Buffer.from(decoder.decode(chunk, { stream: true }));
  yield Buffer.from(decoder.decode());
}
