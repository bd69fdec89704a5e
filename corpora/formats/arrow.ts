/** Reads Arrow IPC streams and files. */
import { open } from 'node:fs/promises';
import { type DataType, type RecordBatch, RecordBatchReader, Type, type Vector } from 'apache-arrow';
import { readBytes, seekable } from '../input/bytes.js';
import { safeInteger } from '../input/json-value.js';
import { libraryWords, ReadFailure, type RecordOrDefect } from '../input/read-failure.js';
import { registerCodecs } from './arrow-codecs.js';
import { checkedStream, checkFile, corruptArrow } from './arrow-frames.js';
import type { Reader } from './format.js';

/** Arrow IPC stream, batch by batch. */
export const readArrowStream: Reader = (source, limits) => {
  const frames = checkedStream(readBytes(source, limits), 4 * limits.maxRecordBytes);
  return readBatches(() => RecordBatchReader.from(frames));
};

/** Arrow IPC file (Feather 2), batch by batch through its footer. */
export const readArrowFile: Reader = async function* (source, limits) {
  const { path, remove } = await seekable(source, limits);
  try {
    const file = await open(path);
    try {
      await checkFile(file, 4 * limits.maxRecordBytes);
      yield* readBatches(() => RecordBatchReader.from(file));
    } finally {
      await file.close();
    }
  } finally {
    await remove();
  }
};

async function* readBatches(openReader: () => Promise<RecordBatchReader>): AsyncGenerator<RecordOrDefect> {
  let number = 0;
  try {
    await registerCodecs();
    const reader = await openReader();
    for await (const batch of reader as AsyncIterable<RecordBatch>) {
      const columns = batch.schema.fields.map((field, i) => ({
        name: field.name,
        read: valueReader(field.type as DataType, batch.getChildAt(i) as Vector),
      }));
      for (let row = 0; row < batch.numRows; row++) {
        const values: Record<string, unknown> = {};
        for (const { name, read } of columns) values[name] = read(row);
        number++;
        yield { number, place: `row ${number}`, values };
      }
    }
  } catch (error) {
    if (error instanceof ReadFailure) throw error;
    throw corruptArrow(libraryWords(error), number === 0 ? null : `after row ${number}`);
  }
}

/** Reads a column's values as plain ones. Times are milliseconds in apache-arrow's values; days alone are written as such. */
export function valueReader(type: DataType, column: Vector): (row: number) => unknown {
  if (type.typeId === Type.Date || type.typeId === Type.Timestamp) {
    const day = type.typeId === Type.Date && (type as { unit?: number }).unit === 0;
    return (row) => {
      const value = column.get(row) as number | bigint | Date | null;
      if (value === null) return null;
      const instant = new Date(value instanceof Date ? value : Number(value));
      if (Number.isNaN(instant.getTime())) return null;
      const iso = instant.toISOString();
      if (day) return iso.slice(0, 10);
      const zoned = (type as { timezone?: string | null }).timezone;
      return `${iso.slice(0, -1).replace(/\.000$/, '')}${zoned === undefined || zoned === null ? '' : 'Z'}`;
    };
  }
  return (row) => plainValue(column.get(row));
}

const isNumbers = (value: object): value is object & ArrayLike<unknown> =>
  ArrayBuffer.isView(value) && !(value instanceof DataView);

function plainValue(value: unknown): unknown {
  if (typeof value === 'bigint') return safeInteger(value);
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (isNumbers(value)) return Array.from(value, plainValue);
  if (value instanceof Date) return value.toISOString();
  const json = (value as { toJSON?: () => unknown }).toJSON?.() ?? value;
  if (Array.isArray(json)) return json.map(plainValue);
  if (typeof json !== 'object' || json === null) return json;
  return Object.fromEntries(Object.entries(json).map(([key, inner]) => [key, plainValue(inner)]));
}
