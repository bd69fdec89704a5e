/** Decodes a page by what it says of its encoding. */
import { isUtf8 } from 'node:buffer';
import { type DetectedEncoding, detectEncodingOf, utf16ByNuls } from '../../detect/detect-encoding.js';
import { decoderOf, encodingOfMark, isEncoding } from '../../detect/encoding.js';
import { ReadFailure } from '../../input/read-failure.js';

const META_BYTES = 4096;
const META =
  /<meta[^>]{0,500}?charset\s*=\s*["']?\s*([\w.:-]{1,40})|<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})/i;

/** Characters beyond ASCII as UTF-8: hardly any text in another encoding happens to be valid so. */
const isMultibyteUtf8 = (bytes: Buffer): boolean => isUtf8(bytes) && bytes.some((byte) => byte >= 0x80);

/**
 * The encoding of an HTML or XML document: byte order mark, then UTF-8 where the bytes are that and beyond ASCII
 * (pages saved again by scrapers keep the old declaration), then the transport's word, then its own
 * (`<meta charset>`, `<?xml encoding>`), then UTF-8 if it is valid; else null.
 */
function pageEncoding(bytes: Buffer, transport: string | null): string | null {
  const marked = encodingOfMark(bytes);
  if (marked !== null) return marked;
  if (isMultibyteUtf8(bytes)) return 'utf-8';
  if (transport !== null && isEncoding(transport)) return transport;
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, META_BYTES));
  const match = META.exec(head.toString('latin1'));
  const declared = match?.[1] ?? match?.[2];
  // A page whose declaration can be read as ASCII is no UTF-16 (HTML standard, 13.2.3.3).
  if (declared !== undefined && isEncoding(declared))
    return /^utf-?(?:16|32)/i.test(declared) ? 'utf-8' : declared;
  return isUtf8(bytes) ? 'utf-8' : null;
}

/** A page's text, and the encoding that it was read in. */
export interface DecodedPage {
  readonly text: string;
  readonly encoding: string;
}

/**
 * Decodes a page; sequences that its encoding does not have become U+FFFD, as in browsers.
 *
 * @param given - the encoding that the user named; it goes before all that the page says.
 */
export function decodePage(
  bytes: Buffer,
  transport: string | null,
  given: string | null = null,
): DecodedPage {
  if (given !== null) return decoded(bytes, given, `${given} (given)`);
  const encoding = pageEncoding(bytes, transport);
  if (encoding === null) {
    const utf16 = utf16ByNuls(bytes);
    if (utf16 !== null) return decoded(bytes, utf16, utf16);
    const { encoding: found, assumed } = undeclaredEncoding(bytes);
    return decoded(bytes, found, assumed ? `${found} (assumed)` : found);
  }
  // Many pages say ISO-8859-1 and are UTF-8, some the other way round.
  if (/^utf-?8$/i.test(encoding) && !isUtf8(bytes) && mostlyBroken(bytes))
    return decoded(bytes, 'windows-1252', 'windows-1252 (assumed)');
  return decoded(bytes, encoding, /^utf-32/.test(encoding) ? encoding : new TextDecoder(encoding).encoding);
}

function decoded(bytes: Buffer, encoding: string, said: string): DecodedPage {
  const decoder = decoderOf(encoding, false);
  const text = decoder.decode(bytes) + decoder.finish();
  // The survey and the manifest name encodings: what was lost is seen there.
  const lost = text.includes('\ufffd') && !hasReplacement(bytes, encoding);
  return { text, encoding: lost ? `${said} (some characters lost)` : said };
}

/** Whether U+FFFD stands in a document itself, as in one that was already decoded wrongly. */
const hasReplacement = (bytes: Buffer, encoding: string): boolean =>
  /^utf-?8$/i.test(encoding) && isUtf8(bytes);

const TAG = /<[^<>]{0,1000}>/g;

/**
 * Of a page that says nothing: as of a text without its tags, which are ASCII in any script.
 *
 * @throws ReadFailure `undecodable` where that is not decided and it is no UTF-8 with a few broken characters.
 */
function undeclaredEncoding(bytes: Buffer): DetectedEncoding {
  if (!isUtf8(bytes) && !mostlyBroken(bytes)) return { encoding: 'utf-8', assumed: true };
  return detectEncodingOf(Buffer.from(bytes.toString('latin1').replace(TAG, ' '), 'latin1'));
}

/** Whether UTF-8 would lose more than one character in a thousand. */
function mostlyBroken(bytes: Uint8Array): boolean {
  const text = new TextDecoder('utf-8').decode(bytes);
  let lost = 0;
  for (let at = text.indexOf('\ufffd'); at >= 0; at = text.indexOf('\ufffd', at + 1)) lost++;
  return lost * 1000 > text.length;
}

/** @throws ReadFailure for bytes that cannot be a page. */
export function checkNotBinary(text: string): void {
  const nul = text.indexOf('\u0000');
  if (nul < 0) return;
  throw new ReadFailure({
    reason: 'binary-file',
    message: `this is no page of text: there is a NUL character at character ${nul}`,
    remedy: 'Save the page again as HTML.',
  });
}

/**
 * Decodes an XML document (XML 1.0, appendix F): byte order mark, then the pattern of its first characters,
 * then its declaration, then as pages are.
 *
 * @throws ReadFailure for an encoding that is not known.
 */
export function decodeXml(bytes: Buffer, given: string | null = null): DecodedPage {
  if (given !== null) return decodePage(bytes, null, given);
  const [a, b, c, d] = bytes;
  if (a === 0x4c && b === 0x6f && c === 0xa7) throw unknownEncoding('EBCDIC');
  if (a === 0x3c && b === 0) {
    const encoding = c === 0 && d === 0 ? 'utf-32le' : 'utf-16le';
    return decoded(bytes, encoding, encoding);
  }
  if (a === 0 && b === 0 && c === 0 && d === 0x3c) return decoded(bytes, 'utf-32be', 'utf-32be');
  if (a === 0 && b === 0x3c) return decoded(bytes, 'utf-16be', 'utf-16be');
  const head = bytes.subarray(0, 400).toString('latin1');
  const declared = /^\s*<\?xml[^>]*?encoding\s*=\s*["']([^"']{1,60})/i.exec(head)?.[1];
  if (declared !== undefined && !isEncoding(declared)) throw unknownEncoding(declared);
  return decodePage(bytes, null);
}

function unknownEncoding(name: string): ReadFailure {
  return new ReadFailure({
    reason: 'unknown-encoding',
    message: `its encoding '${name}' is not known`,
    remedy:
      'Name one with the option `encoding`, or convert the file to UTF-8, for example with `iconv -f ENCODING -t UTF-8`.',
  });
}
