/** Reads CSV and TSV. */
import { readUtf8 } from '../detect/encoding.js';
import { extensionOf } from '../input/file-names.js';
import { limitDefect } from '../input/limits.js';
import { type Defect, ReadFailure } from '../input/read-failure.js';
import { columnNames } from './column-headers.js';
import { type Row, readRows } from './csv/rows.js';
import type { Reader } from './format.js';

/**
 * CSV and TSV (RFC 4180, with the first row as header). The delimiter is the tab for .tsv and .tab, that of Excel's
 * `sep=` line, else guessed from `,` `;` tab and `|`. Quotes within quotes may be doubled or have a backslash before
 * them; where they have neither, a row is read if its fields are as many as the header's. Any other row is a defect.
 */
export const readDelimited: Reader = async function* (source, limits) {
  const rows = readRows(
    readUtf8(source, source.encoding, limits),
    delimiterOf(source.name),
    limits.maxRecordBytes,
  );
  let header: readonly string[] | null = null;
  let number = 0;
  for await (const batch of withRowNames(rows))
    for (const row of batch) {
      const blank = row.fields.length === 1 && row.fields[0]!.trim() === '';
      if (header === null) {
        if (blank && row.error === null) continue;
        if (row.fields.length > limits.maxColumns) {
          const message = `the header has ${row.fields.length.toLocaleString('en')} columns, more than ${limits.maxColumns.toLocaleString('en')}`;
          throw new ReadFailure(
            limitDefect('maxColumns', message, 'Leave out the columns that are not needed'),
          );
        }
        header = headerOf(row);
        continue;
      }
      // A blank line is no record, except in a file of one column, where it may be an empty value.
      if (blank && row.error === null && row.firstLine === row.lastLine && (header.length > 1 || row.last))
        continue;
      number++;
      const place =
        row.firstLine === row.lastLine ? `line ${row.firstLine}` : `lines ${row.firstLine}-${row.lastLine}`;
      if (row.error !== null) {
        yield { number, defect: malformedRow(place, row.error) };
      } else if (row.fields.length !== header.length) {
        const counts = `${row.fields.length} field${row.fields.length === 1 ? '' : 's'}, the header ${header.length}`;
        yield { number, defect: malformedRow(place, `the row has ${counts}`) };
      } else {
        const values: Record<string, unknown> = {};
        for (let i = 0; i < header.length; i++)
          values[header[i]!] = row.fields[i] === '' ? null : row.fields[i];
        yield { number, place, values, ...(row.repaired ? { repaired: true } : {}) };
      }
    }
};

function malformedRow(place: string, what: string): Defect {
  return {
    place,
    reason: 'malformed-row',
    message: `${place}: ${what}`,
    remedy:
      'Put fields that hold the delimiter, a quote or a line break into double quotes, and double the quotes within.',
  };
}

function headerOf(row: Row): readonly string[] {
  if (row.error !== null) {
    throw new ReadFailure({ ...malformedRow(`line ${row.firstLine}`, `in the header, ${row.error}`) });
  }
  return columnNames(row.fields);
}

function delimiterOf(name: string): string | null {
  return ['.tsv', '.tab'].includes(extensionOf(name)) ? '\t' : null;
}

/** Rows that show that the header lacks a name for the first column. */
const ROWS_LOOKED_AT = 3;

/** R's `write.table` gives the column of row names no name: the header is then one field shorter than every row. */
async function* withRowNames(batches: AsyncIterable<readonly Row[]>): AsyncGenerator<readonly Row[]> {
  let waiting: readonly Row[] | null = [];
  for await (const batch of batches) {
    if (waiting === null) {
      yield batch;
      continue;
    }
    waiting = [...waiting, ...batch];
    if (waiting.length <= ROWS_LOOKED_AT) continue;
    yield named(waiting);
    waiting = null;
  }
  if (waiting !== null) yield named(waiting);
}

function named([header, ...rows]: readonly Row[]): readonly Row[] {
  if (header === undefined) return [];
  const lacksOne =
    rows.length >= 2 &&
    rows
      .slice(0, ROWS_LOOKED_AT)
      .every(({ fields, error }) => error === null && fields.length === header.fields.length + 1);
  return [lacksOne ? { ...header, fields: ['row_name', ...header.fields] } : header, ...rows];
}
