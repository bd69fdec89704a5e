import { isUtf8 } from 'node:buffer';
import { encodingOfMark } from '../../encoding.js';
import { ReadFailure } from '../../read-failure.js';

const META_BYTES = 4096;
const META =
  /<meta[^>]{0,500}?charset\s*=\s*["']?\s*([\w.:-]{1,40})|<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})/i;

/**
 * The encoding of an HTML or XML document: byte order mark, then the transport's word, then its own
 * (`<meta charset>`, `<?xml encoding>`), then UTF-8 if it is valid, else Windows-1252, as in browsers.
 */
export function pageEncoding(bytes: Uint8Array, transport: string | null): string {
  const marked = encodingOfMark(bytes);
  if (marked !== null) return marked;
  if (transport !== null && known(transport)) return transport;
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, META_BYTES));
  const match = META.exec(head.toString('latin1'));
  const declared = match?.[1] ?? match?.[2];
  // A page whose declaration can be read as ASCII is no UTF-16 (HTML standard, 13.2.3.3).
  if (declared !== undefined && known(declared))
    return /^utf-?(?:16|32)/i.test(declared) ? 'utf-8' : declared;
  return isUtf8(bytes) ? 'utf-8' : 'windows-1252';
}

const known = (label: string): boolean => {
  try {
    new TextDecoder(label);
    return true;
  } catch {
    return false;
  }
};

/** Decodes a page; sequences that its encoding does not have become U+FFFD, as in browsers. */
export function decodePage(bytes: Uint8Array, transport: string | null): string {
  let encoding = pageEncoding(bytes, transport);
  // Many pages say ISO-8859-1 and are UTF-8, some the other way round.
  if (/^utf-?8$/i.test(encoding) && !isUtf8(bytes) && mostlyBroken(bytes)) encoding = 'windows-1252';
  const decoder = new TextDecoder(encoding);
  // Node 20 takes windows-1252 for ISO-8859-1, and so loses its quotation marks, unless it decodes a stream.
  return decoder.decode(bytes, { stream: true }) + decoder.decode();
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
export function decodeXml(bytes: Uint8Array): string {
  const [a, b, c, d] = bytes;
  if (a === 0 && b === 0) throw unknownEncoding('UTF-32');
  if ((a === 0xff && b === 0xfe && c === 0 && d === 0) || (a === 0x3c && b === 0 && c === 0 && d === 0))
    throw unknownEncoding('UTF-32');
  if (a === 0x4c && b === 0x6f && c === 0xa7) throw unknownEncoding('EBCDIC');
  if (a === 0x3c && b === 0) return new TextDecoder('utf-16le').decode(bytes);
  if (a === 0 && b === 0x3c) return new TextDecoder('utf-16be').decode(bytes);
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 400)).toString('latin1');
  const declared = /^\s*<\?xml[^>]*?encoding\s*=\s*["']([^"']{1,60})/i.exec(head)?.[1];
  if (declared !== undefined && !known(declared)) throw unknownEncoding(declared);
  return decodePage(bytes, null);
}

function unknownEncoding(name: string): ReadFailure {
  return new ReadFailure({
    reason: 'unknown-encoding',
    message: `its encoding '${name}' is not known`,
    remedy: 'Convert the file to UTF-8, for example with `iconv -f ENCODING -t UTF-8`.',
  });
}
