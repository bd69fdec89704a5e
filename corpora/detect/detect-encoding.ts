/** Finds the encoding of a text's bytes. */
import { isUtf8 } from 'node:buffer';
import chardet from 'chardet';
import { ReadFailure } from '../input/read-failure.js';
import { encodingOfMark } from './encoding.js';

/** What the bytes of a text are written in. */
export interface DetectedEncoding {
  /** A WHATWG label, or `utf-32le`, `utf-32be`. */
  readonly encoding: string;
  /** Nothing speaks against it, and nothing but its frequency for it. */
  readonly assumed: boolean;
}

// WHATWG's windows-1252 maps these five to control characters; no text written in it holds them.
const UNASSIGNED_IN_1252 = [0x81, 0x8d, 0x8f, 0x90, 0x9d];

/** Bytes shown to chardet, of chunks that are no UTF-8. */
const SAMPLE_BYTES = 1 << 17;

/** chardet's confidence: of encodings of several bytes, which it finds at 100 or not; of others, and its lead. */
const SURE = 100;
const LIKELY = 50;
const LEAD = 25;

/** Bytes beyond ASCII among the letters: so few are quotation marks, dashes and names in English. */
const FEW = 0.02;
/** Of fewer such bytes nothing can be told. */
const FEWEST = 4;
/** More there are in no language of Western Europe. */
const MANY = 0.2;

/** chardet's names of encodings of several bytes, and of one, to the label by which they are decoded. */
const SEVERAL_BYTES: Readonly<Record<string, string>> = {
  Big5: 'big5',
  GB18030: 'gb18030',
  'EUC-JP': 'euc-jp',
  'EUC-KR': 'euc-kr',
  Shift_JIS: 'shift_jis',
};
const ONE_BYTE: Readonly<Record<string, string>> = {
  'ISO-8859-1': 'windows-1252',
  'windows-1252': 'windows-1252',
  'ISO-8859-2': 'iso-8859-2',
  'windows-1250': 'windows-1250',
  'ISO-8859-5': 'iso-8859-5',
  'windows-1251': 'windows-1251',
  'KOI8-R': 'koi8-r',
  'ISO-8859-7': 'iso-8859-7',
  'windows-1253': 'windows-1253',
  'ISO-8859-9': 'windows-1254',
  'windows-1254': 'windows-1254',
  'ISO-8859-8': 'windows-1255',
  'windows-1255': 'windows-1255',
  'windows-1256': 'windows-1256',
};

/**
 * Gathers what tells the encoding of a text, chunk by chunk: mark, NUL bytes in every other place (UTF-16),
 * validity as UTF-8, escapes (ISO-2022-JP), quotation marks of MacRoman, the euro of ISO-8859-15, then chardet where
 * it is sure, then Windows-1252 where few bytes are beyond ASCII. What remains is not decided.
 */
export class EncodingEvidence {
  #position = 0;
  #letters = 0;
  #high = 0;
  #utf8 = true;
  #firstInvalid = 0;
  /** Its line, where it stands in the first chunk; else 0. */
  #invalidLine = 0;
  #unassigned = -1;
  #controls = 0;
  #currency = 0;
  #macQuotes = 0;
  #escape: 'iso-2022-jp' | 'iso-2022-kr' | null = null;
  /** The bytes of a sequence that the end of a chunk cuts. */
  #rest: Buffer = Buffer.alloc(0);
  readonly #sample: Buffer[] = [];
  #sampled = 0;

  /**
   * @returns the encoding where no further chunk can change it.
   * @throws ReadFailure `binary-file` where a NUL byte shows that it is no text.
   */
  push(chunk: Buffer): string | null {
    if (this.#position === 0) {
      const decided = encodingOfMark(chunk) ?? utf16ByNuls(chunk);
      if (decided !== null && decided !== 'utf-8') return decided;
    }
    const nul = chunk.indexOf(0);
    if (nul >= 0 && isBinary(chunk)) throw binaryFile(this.#position + nul);
    if (this.#utf8) {
      const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
      const complete = completeLength(bytes);
      if (isUtf8(bytes.subarray(0, complete))) this.#rest = bytes.subarray(complete);
      else {
        this.#utf8 = false;
        const valid = validLength(bytes);
        this.#firstInvalid = this.#position - this.#rest.length + valid;
        if (this.#position === 0) this.#invalidLine = lineOf(bytes, valid);
      }
      if (this.#escape === null && chunk.includes(0x1b)) this.#escape = escapeOf(chunk);
    }
    if (!this.#utf8) this.#count(chunk);
    this.#position += chunk.length;
    return null;
  }

  #count(chunk: Buffer): void {
    for (let i = 0; i < chunk.length; i++) {
      const byte = chunk[i]!;
      if (byte < 0x80) {
        if ((byte | 32) >= 97 && (byte | 32) <= 122) this.#letters++;
        continue;
      }
      this.#high++;
      if (byte < 0xa0) {
        this.#controls++;
        if (this.#unassigned < 0 && UNASSIGNED_IN_1252.includes(byte)) this.#unassigned = this.#position + i;
      } else if (byte === 0xa4) this.#currency++;
      else if (isMacQuote(chunk, i)) this.#macQuotes++;
    }
    if (this.#sampled < SAMPLE_BYTES) {
      this.#sample.push(Buffer.from(chunk.subarray(0, SAMPLE_BYTES - this.#sampled)));
      this.#sampled += Math.min(chunk.length, SAMPLE_BYTES - this.#sampled);
    }
  }

  /** @throws ReadFailure `undecodable` where nothing fits, or several encodings fit alike. */
  finish(): DetectedEncoding {
    if (!this.#utf8 || this.#rest.length > 0) return this.#ofOtherText();
    if (this.#escape === 'iso-2022-kr') throw undecodable('the bytes are ISO-2022-KR, which is not read');
    return { encoding: this.#escape ?? 'utf-8', assumed: false };
  }

  #ofOtherText(): DetectedEncoding {
    if (this.#utf8) throw undecodable(`the UTF-8 text ends within a character (byte ${this.#position})`);
    const share = this.#high / (this.#letters + this.#high);
    const few = share <= FEW || this.#high < FEWEST;
    if (share <= MANY && this.#macQuotes * 2 > this.#high) return { encoding: 'macintosh', assumed: false };
    if (few && this.#currency > 0 && this.#controls === 0) return { encoding: 'iso-8859-15', assumed: false };
    const [first, second] = chardet.analyse(Buffer.concat(this.#sample));
    if (first !== undefined && !few) {
      const several = SEVERAL_BYTES[first.name];
      if (several !== undefined && first.confidence >= SURE) return { encoding: several, assumed: false };
      const one = ONE_BYTE[first.name];
      const rival = second !== undefined && ONE_BYTE[second.name] !== one ? second.confidence : 0;
      if (
        one !== undefined &&
        first.confidence >= LIKELY &&
        first.confidence - rival >= LEAD &&
        !(one === 'windows-1252' && (this.#unassigned >= 0 || share > MANY))
      )
        return { encoding: one, assumed: false };
    }
    const line = this.#invalidLine === 0 ? '' : `, line ${this.#invalidLine}`;
    const invalid = `the bytes are not UTF-8 throughout (invalid after byte ${this.#firstInvalid}${line})`;
    if (this.#unassigned >= 0)
      throw undecodable(`${invalid}, nor Windows-1252 (byte ${this.#unassigned})${perhaps(first?.name)}`);
    if (!few)
      throw undecodable(`${invalid}, and it is not certain what else they are${perhaps(first?.name)}`);
    return { encoding: 'windows-1252', assumed: true };
  }
}

/** The encoding of a whole text in memory. */
export function detectEncodingOf(bytes: Buffer): DetectedEncoding {
  const evidence = new EncodingEvidence();
  const decided = evidence.push(bytes);
  return decided === null ? evidence.finish() : { encoding: decided, assumed: false };
}

const perhaps = (name: string | undefined): string =>
  name === undefined || /1252|8859-1$/.test(name) ? '' : `; perhaps ${name}`;

/** UTF-16 without a mark, by its NUL bytes: in Latin script every other byte is one. */
export function utf16ByNuls(head: Buffer): 'utf-16le' | 'utf-16be' | null {
  const length = Math.min(head.length & ~1, 4096);
  if (length < 4) return null;
  const nuls = [0, 0];
  for (let i = 0; i < length; i++) if (head[i] === 0) nuls[i & 1]!++;
  const half = length / 2;
  if (nuls[1]! > half * 0.7 && nuls[0] === 0) return 'utf-16le';
  if (nuls[0]! > half * 0.7 && nuls[1] === 0) return 'utf-16be';
  return null;
}

/** Escapes of ISO-2022 leave a text ASCII, and so valid UTF-8. */
function escapeOf(chunk: Buffer): 'iso-2022-jp' | 'iso-2022-kr' | null {
  if (chunk.includes('\u001b$)C', 0, 'latin1')) return 'iso-2022-kr';
  return chunk.includes('\u001b$B', 0, 'latin1') || chunk.includes('\u001b$@', 0, 'latin1')
    ? 'iso-2022-jp'
    : null;
}

/** MacRoman's quotation marks and dashes, where Windows-1252 has capitals (Ð to Õ) that cannot stand so. */
function isMacQuote(chunk: Buffer, at: number): boolean {
  const byte = chunk[at]!;
  if (byte < 0xd0 || byte > 0xd5) return false;
  const before = chunk[at - 1] ?? 0x20;
  const after = chunk[at + 1] ?? 0x20;
  const lower = (code: number): boolean => code >= 97 && code <= 122;
  const ends = (code: number): boolean =>
    lower(code) || code >= 0x80 || (code >= 0x21 && code <= 0x2e) || code === 0x3f;
  const opens = byte === 0xd2 || byte === 0xd4;
  if (byte <= 0xd1) return (before === 0x20 || ends(before)) && (after === 0x20 || lower(after));
  if (opens) return before <= 0x28 && after > 0x20;
  return ends(before) && (after <= 0x2e || lower(after));
}

/** NUL bytes of a text are few, and no other control bytes stand beside them. */
const MOST_NULS = 0.01;
const FEW_NULS = 3;

function isBinary(chunk: Buffer): boolean {
  let nuls = 0;
  for (let i = 0; i < chunk.length; i++) {
    const byte = chunk[i]!;
    if (byte === 0) nuls++;
    else if (byte < 9 || (byte > 13 && byte < 26)) return true;
  }
  return nuls > Math.max(FEW_NULS, MOST_NULS * chunk.length);
}

/** The length of the longest beginning that is UTF-8. */
function validLength(bytes: Buffer): number {
  let low = 0;
  let high = bytes.length;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    const complete = completeLength(bytes.subarray(0, middle));
    if (isUtf8(bytes.subarray(0, complete))) low = middle;
    else high = middle - 1;
  }
  return completeLength(bytes.subarray(0, low));
}

function lineOf(bytes: Buffer, position: number): number {
  let line = 1;
  for (let at = bytes.indexOf(10); at >= 0 && at < position; at = bytes.indexOf(10, at + 1)) line++;
  return line;
}

function undecodable(message: string): ReadFailure {
  return new ReadFailure({
    reason: 'undecodable',
    message,
    remedy:
      'Name the encoding with the option `encoding`, or convert the file to UTF-8, for example with `iconv -f ENCODING -t UTF-8`.',
  });
}

function binaryFile(position: number): ReadFailure {
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
