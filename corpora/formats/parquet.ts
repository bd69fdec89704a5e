/** Reads Parquet. */
import {
  DuckDBArrayValue,
  DuckDBBlobValue,
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBInstance,
  DuckDBListValue,
  DuckDBMapValue,
  DuckDBStructValue,
  DuckDBTimestampMillisecondsValue,
  DuckDBTimestampNanosecondsValue,
  DuckDBTimestampSecondsValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  DuckDBUnionValue,
} from '@duckdb/node-api';
import { seekable } from '../input/bytes.js';
import { safeInteger } from '../input/json-value.js';
import { ReadFailure } from '../input/read-failure.js';
import type { Reader } from './format.js';
import { checkParquet, literalPath, ParquetError } from './parquet-check.js';

/**
 * Parquet, read by DuckDB as a stream in the file's row order, once another process has decoded it unharmed. A database is opened for each file, because
 * an internal error of DuckDB makes the database it happens in unusable.
 */
export const readParquet: Reader = async function* (source, limits) {
  const { path, remove } = await seekable(source, limits);
  try {
    const { binaryAsString } = await checkParquet(path, limits).catch((error: unknown) => {
      throw error instanceof ParquetError ? unreadableParquet(error, path, 0) : error;
    });
    const instance = await DuckDBInstance.create(':memory:', {
      threads: '1',
      memory_limit: '1GB',
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
    });
    const connection = await instance.connect();
    let number = 0;
    try {
      const result = await connection.stream(
        `SELECT * FROM read_parquet($path, binary_as_string = ${binaryAsString})`,
        { path: literalPath(path) },
      );
      const names = result.deduplicatedColumnNames();
      for (;;) {
        const chunk = await result.fetchChunk();
        if (chunk === null || chunk.rowCount === 0) break;
        // Row by row: the same long text in every row may stand but once in the chunk.
        const columns = names.map((_, c) => chunk.getColumnVector(c));
        for (let row = 0; row < chunk.rowCount; row++) {
          const values: Record<string, unknown> = {};
          for (let c = 0; c < names.length; c++) values[names[c]!] = plainValue(columns[c]!.getItem(row));
          number++;
          yield { number, place: `row ${number}`, values };
        }
      }
    } catch (error) {
      if (error instanceof ReadFailure) throw error;
      throw unreadableParquet(error as Error, path, number);
    } finally {
      connection.closeSync();
      instance.closeSync();
    }
  } finally {
    await remove();
  }
};

function unreadableParquet(error: Error, path: string, rowsRead: number): ReadFailure {
  const first = error.message
    .split('\n')[0]!
    .replace(/^(?:\w+ )*Error: /, '')
    .replace(/ ?(?:in|for|of|from)? ?(?:Parquet )?file ['"][^'"]*['"]/gi, '')
    .replaceAll(path, 'the file')
    // What DuckDB says of pages that are encrypted under a footer that is not; it cannot tell the two.
    .replace(/^TProtocolException.*/, 'its pages are damaged or encrypted');
  const encrypted = /encrypt/i.test(error.message);
  return new ReadFailure({
    place: rowsRead === 0 ? null : `after row ${rowsRead}`,
    reason: encrypted ? 'encrypted' : 'corrupt-parquet',
    message: encrypted ? 'encrypted Parquet is not read' : `the Parquet file cannot be read: ${first}`,
    remedy: encrypted ? 'Write it again without encryption.' : 'Write or fetch the file again.',
  });
}

/** DuckDB's value as plain data: integers as numbers where these are exact, times as ISO 8601 text. */
function plainValue(value: unknown): unknown {
  if (typeof value === 'bigint') return safeInteger(value);
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof DuckDBDateValue) return value.toString();
  if (value instanceof DuckDBTimestampTZValue)
    return `${value
      .toString()
      .replace(' ', 'T')
      .replace(/([+-]\d{2})$/, '$1:00')}`;
  if (
    value instanceof DuckDBTimestampValue ||
    value instanceof DuckDBTimestampSecondsValue ||
    value instanceof DuckDBTimestampMillisecondsValue ||
    value instanceof DuckDBTimestampNanosecondsValue
  )
    return value.toString().replace(' ', 'T');
  if (value instanceof DuckDBDecimalValue) return value.toDouble();
  if (value instanceof DuckDBListValue || value instanceof DuckDBArrayValue)
    return value.items.map(plainValue);
  if (value instanceof DuckDBStructValue)
    return Object.fromEntries(Object.entries(value.entries).map(([key, inner]) => [key, plainValue(inner)]));
  if (value instanceof DuckDBMapValue)
    return value.entries.map(({ key, value: inner }) => ({ key: plainValue(key), value: plainValue(inner) }));
  if (value instanceof DuckDBUnionValue) return plainValue(value.value);
  if (value instanceof DuckDBBlobValue) return Buffer.from(value.bytes).toString('base64');
  return String(value);
}
