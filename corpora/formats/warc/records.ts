/** The records of a web archive, WARC or ARC. */
import { limitDefect, sizeText } from '../../input/limits.js';
import type { Defect } from '../../input/read-failure.js';
import { ByteCursor } from './byte-cursor.js';

/** A record of a web archive: its headers by lower-case name, and its block. */
export interface WebArchiveRecord {
  readonly number: number;
  readonly place: string;
  /** `response`, `resource`, `conversion` …; of ARC always `response`. */
  readonly type: string;
  readonly headers: ReadonlyMap<string, string>;
  readonly block: Buffer;
  /** Bytes that the end of the file cuts off. */
  readonly missing: number;
}

export type RecordOrArchiveDefect = WebArchiveRecord | { readonly number: number; readonly defect: Defect };

const MAX_LINE = 1 << 16;
const MAX_HEADERS = 1000;
/** Types that can hold a document; the others (warcinfo, request, metadata, revisit …) are about the crawl. */
const DOCUMENT_TYPES = new Set(['response', 'resource', 'conversion']);

const VERSION = /^WARC\/\d+\.\d+$/;
// URL, IP address, date, media type, length; version 2 has further fields before the length.
const ARC_LINE =
  /^(\S.*) (\d{1,3}(?:\.\d{1,3}){3}|[\da-fA-F:]+:[\da-fA-F:]*|-) (\d{12,18}) (\S+) (?:.* )?(-?\w+)$/;

interface Head {
  readonly type: string;
  readonly headers: ReadonlyMap<string, string>;
  readonly length: string;
}

/**
 * Reads WARC 0.17 to 1.1 (ISO 28500) and ARC record by record, holding one at a time. After a broken record
 * it goes on at the next line that begins one. Records that hold no document are passed over unread.
 */
export async function* readWebArchive(
  chunks: AsyncIterable<Buffer>,
  maxRecordBytes: number,
): AsyncGenerator<RecordOrArchiveDefect> {
  const cursor = new ByteCursor(chunks);
  let number = 0;
  let lost = false;
  try {
    for (;;) {
      const start = cursor.position;
      const line = (await cursor.line(MAX_LINE))?.toString('latin1');
      if (line === undefined) return;
      if (line === '') continue;
      const place = `record ${number + 1} at byte ${start}`;
      const broken = (what: string): RecordOrArchiveDefect => ({
        number,
        defect: {
          place,
          reason: 'malformed-warc',
          message: `${place}: ${what}`,
          remedy: 'Fetch the archive again; `warcio check FILE` tests it. Other records of it are read.',
        },
      });
      const head = await readHead(cursor, line);
      if (head === null) {
        if (lost) continue;
        lost = true;
        number++;
        yield broken(`no record begins here, but '${line.slice(0, 40)}'`);
        continue;
      }
      lost = false;
      number++;
      const length = /^\d{1,15}$/.test(head.length) ? Number(head.length) : null;
      if (length === null) {
        lost = true;
        yield broken(`its length is not a number ('${head.length.slice(0, 40)}')`);
        continue;
      }
      const wanted = DOCUMENT_TYPES.has(head.type);
      const block = await cursor.bytes(length, wanted && length <= maxRecordBytes);
      const missing = length - block.length;
      if (missing > 0 && block.bytes === null) {
        yield broken(`it is cut: ${block.length} of ${length} bytes are there`);
        return;
      }
      if (!wanted) continue;
      if (block.bytes === null) {
        yield {
          number,
          defect: limitDefect(
            'maxRecordBytes',
            `${place} has ${sizeText(length)}, more than ${sizeText(maxRecordBytes)}`,
            'Leave the record out',
            place,
          ),
        };
        continue;
      }
      yield { number, place, type: head.type, headers: head.headers, block: block.bytes, missing };
    }
  } finally {
    await cursor.close();
  }
}

async function readHead(cursor: ByteCursor, line: string): Promise<Head | null> {
  if (!VERSION.test(line)) return arcHead(line);
  const headers = new Map<string, string>();
  let last = '';
  for (let count = 0; count < MAX_HEADERS; count++) {
    const next = (await cursor.line(MAX_LINE))?.toString('utf8');
    if (next === undefined || next === '') break;
    const colon = next.indexOf(':');
    if (/^[ \t]/.test(next)) headers.set(last, `${headers.get(last) ?? ''} ${next.trim()}`);
    else if (colon > 0) {
      last = next.slice(0, colon).trim().toLowerCase();
      headers.set(last, next.slice(colon + 1).trim());
    }
  }
  return {
    type: headers.get('warc-type')?.toLowerCase() ?? '',
    headers,
    length: headers.get('content-length') ?? '',
  };
}

function arcHead(line: string): Head | null {
  const match = ARC_LINE.exec(line);
  if (match === null) return null;
  const [, address, , date, mediaType, length] = match;
  const at = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})/.exec(date!);
  const headers = new Map([
    ['warc-target-uri', address!],
    ['content-type', mediaType!],
  ]);
  if (at !== null) headers.set('warc-date', `${at[1]}-${at[2]}-${at[3]}T${at[4]}:${at[5]}:${at[6]}Z`);
  return { type: address!.startsWith('filedesc:') ? 'warcinfo' : 'response', headers, length: length! };
}
