/** Reads web archives: each page is a document. */
import { readBytes } from '../../input/bytes.js';
import type { CorpusLimits } from '../../input/limits.js';
import { libraryWords, ReadFailure, type RecordOrDefect } from '../../input/read-failure.js';
import type { Reader } from '../format.js';
import { articleOfPage, domainOf } from '../html/article.js';
import { checkNotBinary, decodePage } from '../html/charset.js';
import { digestFits } from './digest.js';
import { dechunk, decodeBody, type HttpMessage, parseHttp } from './http-message.js';
import { readWebArchive, type WebArchiveRecord } from './records.js';

const HTML = /^(?:text\/html|application\/xhtml\+xml)\b/i;
const PLAIN = /^text\/plain\b/i;

/**
 * A web archive (WARC or ARC, Common Crawl's news among them): each HTML page that was fetched with success
 * is a document, with the address and time of the crawl; so is each text of a WET file. Other media,
 * redirects, requests and records about the crawl hold no document and are passed over.
 */
export const readWarc: Reader = async function* (source, limits) {
  let number = 0;
  let records = 0;
  for await (const item of readWebArchive(readBytes(source, limits), limits.maxRecordBytes)) {
    records++;
    if ('defect' in item) {
      yield { number: ++number, defect: item.defect };
      continue;
    }
    const read = await documentOf(item, number + 1, limits);
    if (read === null) continue;
    number++;
    yield read;
  }
  if (number > 0) return;
  throw new ReadFailure({
    reason: 'no-documents',
    message: `the web archive holds no page: of its ${records} records that could hold one, none is an HTML page that was fetched with success`,
    remedy: 'Leave it out, or check that the crawl saved pages.',
  });
};

async function documentOf(
  record: WebArchiveRecord,
  number: number,
  limits: CorpusLimits,
): Promise<RecordOrDefect | null> {
  const { place, headers } = record;
  const defective = (reason: string, what: string, remedy: string): RecordOrDefect => ({
    number,
    defect: { place, reason, message: `${place} (${address ?? 'no address'}): ${what}`, remedy },
  });
  const address = headers.get('warc-target-uri')?.replace(/^<|>$/g, '') ?? null;
  const http = record.type === 'response' ? parseHttp(record.block) : null;
  // Where only what follows the page is cut off, the page is whole.
  if (record.missing > 0 && !(Number(http?.headers.get('content-length')) <= (http?.stored.length ?? 0))) {
    return defective(
      'malformed-warc',
      `it is cut: its last ${record.missing} bytes are missing`,
      'Fetch the archive again.',
    );
  }
  const mediaType = (http?.headers ?? headers).get('content-type') ?? '';
  const isHtml =
    HTML.test(mediaType) || (mediaType === '' && /^\s*<(?:!doctype html|html)/i.test(begin(http, record)));
  const isText = record.type === 'conversion' && PLAIN.test(mediaType);
  if (!isHtml && !isText) return null;
  if (http !== null && http.status >= 300 && http.status < 400) return null;
  if (http !== null && (http.status < 200 || http.status >= 400)) {
    return defective(
      'http-error',
      `the server answered with status ${http.status}`,
      'Crawl the page again, or leave it out.',
    );
  }
  const damaged = record.missing > 0 ? null : wrongDigest(record, http);
  if (damaged !== null)
    return defective('bad-digest', `its content is not what the ${damaged} says`, 'Fetch the archive again.');
  if (headers.has('warc-truncated')) {
    return defective(
      'truncated-record',
      `the crawler cut the page (${headers.get('warc-truncated')})`,
      'Fetch the page itself; its text would be incomplete.',
    );
  }
  const values = { url: address, crawled: headers.get('warc-date') ?? null };
  try {
    const body = http === null ? record.block : await decodeBody(http, limits.maxRecordBytes);
    const { text, encoding } = decodePage(
      body,
      /charset\s*=\s*["']?([\w.:-]+)/i.exec(mediaType)?.[1] ?? null,
    );
    checkNotBinary(text);
    if (isText) return { number, place, values: { text, domain: domainOf(address), ...values }, encoding };
    const article = articleOfPage(text, address);
    return { number, place, values: { text: article.text, ...article.values, ...values }, encoding };
  } catch (error) {
    if (error instanceof ReadFailure) {
      const { reason, message, remedy } = error.defect;
      return defective(reason, message, remedy);
    }
    return defective('malformed-http', libraryWords(error), 'Fetch the page again, or leave it out.');
  }
}

const begin = (http: HttpMessage | null, record: WebArchiveRecord): string =>
  (http?.stored ?? record.block).subarray(0, 200).toString('latin1');

/** The digest that the record's content does not have; null where all is well or none is given. */
function wrongDigest({ headers, block }: WebArchiveRecord, http: HttpMessage | null): string | null {
  const blockDigest = headers.get('warc-block-digest');
  const blockFits = blockDigest === undefined ? null : digestFits(blockDigest, [block]);
  if (blockFits !== null) return blockFits ? null : 'WARC-Block-Digest';
  const payloadDigest = headers.get('warc-payload-digest');
  if (payloadDigest === undefined || http === null) return null;
  // Crawlers differ on whether the payload is the body as sent or without its chunks.
  const bodies = [http.stored, dechunk(http.stored)].filter((body) => body !== null);
  return digestFits(payloadDigest, bodies) === false ? 'WARC-Payload-Digest' : null;
}
