/** Parses archived HTTP responses. */
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, inflateRaw } from 'node:zlib';
import { sizeText } from '../../input/limits.js';

/** An HTTP response as it was archived. */
export interface HttpMessage {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  /** As stored: perhaps chunked and compressed. */
  readonly stored: Buffer;
}

const decoders: Readonly<
  Record<string, (bytes: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>>
> = {
  gzip: promisify<Buffer, object, Buffer>(gunzip),
  'x-gzip': promisify<Buffer, object, Buffer>(gunzip),
  deflate: (bytes, options) =>
    promisify<Buffer, object, Buffer>(inflate)(bytes, options).catch(() =>
      promisify<Buffer, object, Buffer>(inflateRaw)(bytes, options),
    ),
  br: promisify<Buffer, object, Buffer>(brotliDecompress),
};

/** Parts a response's head from its body; null where the block is no HTTP response. */
export function parseHttp(block: Buffer): HttpMessage | null {
  const status = /^HTTP\/\d(?:\.\d)? +(\d{3})/.exec(block.subarray(0, 32).toString('latin1'));
  if (status === null) return null;
  const crlf = block.indexOf('\r\n\r\n');
  const lf = block.indexOf('\n\n');
  const useLf = lf >= 0 && (crlf < 0 || lf < crlf);
  const end = useLf ? lf : crlf < 0 ? block.length : crlf;
  const headers = new Map<string, string>();
  for (const line of block.subarray(0, end).toString('latin1').split(/\r?\n/).slice(1)) {
    const colon = line.indexOf(':');
    if (colon > 0) headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  return { status: Number(status[1]), headers, stored: block.subarray(end + (useLf ? 2 : 4)) };
}

/**
 * A response's body without its transfer and content encodings. Archives often keep the headers of encodings
 * that they have taken off; a body that does not begin as they say is taken as it is.
 *
 * @throws Error with a sentence for a person.
 */
export async function decodeBody(message: HttpMessage, maxBytes: number): Promise<Buffer> {
  let body = message.stored;
  if (/chunked/i.test(message.headers.get('transfer-encoding') ?? '')) body = dechunk(body) ?? body;
  const encodings = (message.headers.get('content-encoding') ?? '')
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity' && name !== 'utf-8');
  for (const name of encodings.reverse()) {
    const decode = decoders[name];
    if (decode === undefined) {
      if (looksLikeText(body)) continue;
      throw new Error(`its content encoding '${name.slice(0, 40)}' is not read`);
    }
    try {
      body = await decode(body, { maxOutputLength: maxBytes });
    } catch (error) {
      if (looksLikeText(body)) continue;
      const { code, message: what } = error as NodeJS.ErrnoException;
      throw new Error(
        code === 'ERR_BUFFER_TOO_LARGE'
          ? `its body has more than ${sizeText(maxBytes)} when decompressed`
          : `its ${name} body is corrupt (${what})`,
      );
    }
  }
  return body;
}

const looksLikeText = (body: Buffer): boolean =>
  /^\s*[<\w]/.test(body.subarray(0, 200).toString('latin1')) && !body.subarray(0, 200).includes(0);

/** Takes off chunked transfer encoding; null where the body is not, or not wholly, in chunks. */
export function dechunk(body: Buffer): Buffer | null {
  const parts: Buffer[] = [];
  let at = 0;
  while (at < body.length) {
    const end = body.indexOf('\n', at);
    if (end < 0 || end - at > 100) return null;
    const size = /^([\da-f]{1,8})[ \t]*(?:;.*)?\r?$/i.exec(body.subarray(at, end).toString('latin1'));
    if (size === null) return null;
    const length = Number.parseInt(size[1]!, 16);
    if (length === 0) return Buffer.concat(parts);
    at = end + 1;
    if (at + length > body.length) return null;
    parts.push(body.subarray(at, at + length));
    at += length;
    if (body[at] === 13) at++;
    if (body[at] === 10) at++;
  }
  return parts.length === 0 ? null : Buffer.concat(parts);
}
