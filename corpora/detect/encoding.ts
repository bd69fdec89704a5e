/** The names of encodings, and byte order marks. */
import { UserError } from '../../base/user-error.js';
import { type ByteSource, readBytes } from '../input/bytes.js';
import type { CorpusLimits } from '../input/limits.js';
import { ReadFailure } from '../input/read-failure.js';

/** The encodings offered by name; every other WHATWG label is taken too. */
const COMMON =
  'utf-8, utf-16le, utf-16be, utf-32le, utf-32be, windows-1250 to windows-1258, iso-8859-1 to iso-8859-16, macintosh, koi8-r, big5, gb18030, euc-jp, euc-kr, shift_jis, iso-2022-jp';

/** The encoding that a byte order mark announces. */
export function encodingOfMark(head: Uint8Array): string | null {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8';
  if (head[0] === 0xff && head[1] === 0xfe) return head[2] === 0 && head[3] === 0 ? 'utf-32le' : 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  if (head[0] === 0 && head[1] === 0 && head[2] === 0xfe && head[3] === 0xff) return 'utf-32be';
  return null;
}

/** Whether a label is one of an encoding that can be decoded. */
export function isEncoding(label: string): boolean {
  if (/^utf-?32(?:le|be)$/i.test(label)) return true;
  try {
    new TextDecoder(label);
    return true;
  } catch {
    return false;
  }
}

/** @throws UserError for a name of no encoding. */
export function checkEncoding(name: string | undefined): string | null {
  if (name === undefined) return null;
  if (!isEncoding(name))
    throw new UserError({
      what: `there is no encoding '${name}'`,
      where: 'the option `encoding`',
      remedy: `Known are: ${COMMON}.`,
    });
  return /^utf-?32/i.test(name)
    ? name.toLowerCase().replace(/^utf-?32/, 'utf-32')
    : new TextDecoder(name).encoding;
}

/** Decodes a text chunk by chunk; its byte order mark is left out. */
export interface Decoder {
  decode(chunk: Uint8Array): string;
  finish(): string;
}

/**
 * @param fatal - whether bytes that the encoding does not have throw a TypeError; else they become U+FFFD.
 *   Unpaired surrogates of UTF-16 and UTF-32 always become U+FFFD.
 */
export function decoderOf(encoding: string, fatal: boolean): Decoder {
  if (encoding.startsWith('utf-32')) return new Utf32Decoder(encoding === 'utf-32le', fatal);
  const decoder = new TextDecoder(encoding, { fatal: fatal && !encoding.startsWith('utf-16') });
  return {
    // Node 20 takes windows-1252 for ISO-8859-1, and so loses its quotation marks, unless it decodes a stream.
    decode: (chunk) => decoder.decode(chunk, { stream: true }),
    finish: () => decoder.decode(),
  };
}

/** TextDecoder does not know UTF-32. */
class Utf32Decoder implements Decoder {
  #rest: Buffer = Buffer.alloc(0);
  #begun = false;

  constructor(
    readonly littleEndian: boolean,
    readonly fatal: boolean,
  ) {}

  decode(chunk: Uint8Array): string {
    const bytes = Buffer.concat([this.#rest, chunk]);
    const length = bytes.length & ~3;
    this.#rest = bytes.subarray(length);
    let text = '';
    for (let i = 0; i < length; i += 4) {
      const code = this.littleEndian ? bytes.readUInt32LE(i) : bytes.readUInt32BE(i);
      const isMark = code === 0xfeff && !this.#begun;
      this.#begun = true;
      if (isMark) continue;
      if (code > 0x10ffff && this.fatal) throw new TypeError('no code point');
      text += code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? '\ufffd' : String.fromCodePoint(code);
    }
    return text;
  }

  finish(): string {
    if (this.#rest.length === 0) return '';
    if (this.fatal) throw new TypeError('it ends within a character');
    return '\ufffd';
  }
}

/**
 * Streams a text file's bytes as UTF-8 without a byte order mark, whatever its encoding.
 *
 * @throws ReadFailure `undecodable` at bytes that an encoding other than UTF-8 does not have.
 */
export async function* readUtf8(
  source: ByteSource,
  encoding: string,
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
  const decoder = decoderOf(encoding, true);
  let position = 0;
  const decoded = (decode: () => string): Buffer => {
    try {
      return Buffer.from(decode());
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      throw new ReadFailure({
        reason: 'undecodable',
        message: `the bytes are not ${encoding} throughout (invalid after byte ${position})`,
        remedy: 'Name the right encoding with the option `encoding`, or repair the file.',
      });
    }
  };
  for await (const chunk of readBytes(source, limits)) {
    yield decoded(() => decoder.decode(chunk));
    position += chunk.length;
  }
  yield decoded(() => decoder.finish());
}
