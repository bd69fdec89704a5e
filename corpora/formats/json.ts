/** Reads JSON files. */
import { isUtf8 } from 'node:buffer';
import { readUtf8 } from '../detect/encoding.js';
import { isRecord, malformedJson, notARecord, parseJson } from '../input/json-value.js';
import { sizeText } from '../input/limits.js';
import { ReadFailure, type RecordOrDefect } from '../input/read-failure.js';
import { wholeBytes } from '../input/whole.js';
import { columnsForField } from '../mapping/column-names.js';
import { isJsonFeed, jsonFeedItem } from './feed/json-feed.js';
import type { Reader } from './format.js';
import { splitJsonArray } from './json-array.js';
import { notUtf8, recordTooLarge } from './json-lines.js';
import { tableOf } from './json-tables.js';

/**
 * A JSON file: an array of objects (streamed), one object that is a document, or an object that holds an
 * array of documents, perhaps one object deeper, such as a JSON Feed, Media Cloud's `{ "stories": […] }` or NewsAPI's `{ "status": …, "articles": […] }`. An object is read
 * as a whole. Objects that follow each other, and the tables of pandas' `to_json`, are read too.
 */
export const readJson: Reader = async function* (source, limits) {
  const chunks = (): AsyncGenerator<Buffer> => readUtf8(source, source.encoding, limits);
  if (await beginsWithBracket(chunks())) {
    let number = 0;
    for await (const element of splitJsonArray(chunks(), limits.maxRecordBytes)) {
      number++;
      const place = `record ${number}`;
      if (element.bytes === null) {
        yield { number, defect: recordTooLarge(`${place}, line ${element.line}`, limits.maxRecordBytes) };
        continue;
      }
      if (!isUtf8(element.bytes)) {
        yield { number, defect: notUtf8(`${place}, line ${element.line}`) };
        continue;
      }
      yield recordOf(element.bytes.toString('utf8'), number, place, element.line, limits.maxNesting);
    }
    return;
  }
  if (await holdsSeveral(chunks(), limits.maxRecordBytes)) {
    let number = 0;
    for await (const { bytes, line } of splitJsonArray(chunks(), limits.maxRecordBytes, 'objects')) {
      number++;
      const place = `record ${number}, line ${line}`;
      if (bytes === null) yield { number, defect: recordTooLarge(place, limits.maxRecordBytes) };
      else if (!isUtf8(bytes)) yield { number, defect: notUtf8(place) };
      else yield recordOf(bytes.toString('utf8'), number, `record ${number}`, line, limits.maxNesting);
    }
    return;
  }
  const text = await wholeText(chunks(), limits.maxRecordBytes);
  let root: unknown;
  try {
    root = parseJson(text, limits.maxNesting);
  } catch (error) {
    throw new ReadFailure(malformedJson(error, text, 1));
  }
  const table = isRecord(root) ? tableOf(root) : null;
  if (table !== null) {
    for (const [i, values] of table.entries()) yield { number: i + 1, place: `record ${i + 1}`, values };
    return;
  }
  const array = isRecord(root) ? documentArray(root) : null;
  if (array === null) {
    yield isRecord(root)
      ? { number: 1, place: 'record 1', values: root }
      : { number: 1, defect: notARecord(root, 'record 1') };
    return;
  }
  const feed = isRecord(root) && array.key === 'items' && isJsonFeed(root) ? root : null;
  for (const [i, value] of array.values.entries()) {
    const place = `${array.key}[${i}]`;
    yield isRecord(value)
      ? { number: i + 1, place, values: feed === null ? flattened(value) : jsonFeedItem(feed, value) }
      : { number: i + 1, defect: notARecord(value, place) };
  }
};

function recordOf(
  text: string,
  number: number,
  place: string,
  line: number,
  maxNesting: number,
): RecordOrDefect {
  let value: unknown;
  try {
    value = parseJson(text, maxNesting);
  } catch (error) {
    return { number, defect: malformedJson(error, text, line) };
  }
  return isRecord(value) ? { number, place, values: value } : { number, defect: notARecord(value, place) };
}

const USUAL_ARRAYS = [
  'articles',
  'documents',
  'docs',
  'stories',
  'items',
  'results',
  'records',
  'hits',
  'data',
];

/** The array of documents that an object holds; null where the object itself is the document. */
function documentArray(root: Record<string, unknown>): { key: string; values: readonly unknown[] } | null {
  if (columnsForField('text', Object.keys(root)).length > 0) return null;
  const [first] = arraysOf(root);
  if (first !== undefined) return { key: first[0], values: first[1] };
  // Responses of the Guardian, the New York Times and Elasticsearch wrap the array: `{ "response": { "docs": […] } }`.
  const inner = Object.entries(root).flatMap(([key, value]) =>
    isRecord(value) ? arraysOf(value).map(([name, values]) => ({ key: `${key}.${name}`, name, values })) : [],
  );
  // An object of objects may be a document: only an array whose name is usual is taken out of it.
  return (
    inner
      .filter(({ name }) => rank(name) < USUAL_ARRAYS.length)
      .sort((a, b) => rank(a.name) - rank(b.name))[0] ?? null
  );
}

/** Arrays of objects, those first whose names are usual. */
const arraysOf = (object: Record<string, unknown>): [string, unknown[]][] =>
  Object.entries(object)
    .filter((entry): entry is [string, unknown[]] => Array.isArray(entry[1]) && entry[1].some(isRecord))
    .sort(([a], [b]) => rank(a) - rank(b));

const rank = (key: string): number => {
  const at = USUAL_ARRAYS.indexOf(key.toLowerCase());
  return at < 0 ? USUAL_ARRAYS.length : at;
};

/** The Guardian puts what was asked for into `fields`, Elasticsearch the document into `_source`. */
function flattened(record: Record<string, unknown>): Record<string, unknown> {
  const { fields, _source, ...rest } = record;
  const inner = isRecord(_source) ? _source : fields;
  if (!isRecord(inner) || columnsForField('text', Object.keys(rest)).length > 0) return record;
  if (columnsForField('text', Object.keys(inner)).length === 0) return record;
  const { body, ...others } = inner;
  // Beside `bodyText`, `body` is the same with its tags.
  const told = typeof inner.bodyText === 'string' ? others : inner;
  const outer = inner === _source && fields !== undefined ? { fields } : {};
  return { ...rest, ...outer, ...told };
}

/** Whether a second object follows the first. What is malformed is one text, whose error the parser tells. */
async function holdsSeveral(chunks: AsyncIterable<Buffer>, maxBytes: number): Promise<boolean> {
  try {
    let count = 0;
    for await (const _ of splitJsonArray(chunks, maxBytes, 'objects')) if (++count > 1) return true;
  } catch (error) {
    if (!(error instanceof ReadFailure)) throw error;
  }
  return false;
}

async function beginsWithBracket(chunks: AsyncIterable<Buffer>): Promise<boolean> {
  for await (const chunk of chunks) {
    for (const byte of chunk) {
      if (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09) continue;
      return byte === 0x5b;
    }
  }
  return false;
}

/** A stream's bytes as one text. */
export async function wholeText(chunks: AsyncIterable<Buffer>, maxBytes: number): Promise<string> {
  const bytes = await wholeBytes(
    chunks,
    maxBytes,
    `the file is one object of more than ${sizeText(maxBytes)}, which must be held whole`,
    'Turn it into JSON lines, for example with `jq -c ".articles[]"`',
  );
  if (!isUtf8(bytes)) throw new ReadFailure({ ...notUtf8('the file'), place: null });
  return bytes.toString('utf8');
}
