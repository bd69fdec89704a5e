import Papa from 'papaparse';
import { readUtf8 } from '../detect/encoding.js';
import { formatExtension } from '../detect/format.js';
import { limitDefect, sizeText } from '../input/limits.js';
import { type Defect, ReadFailure } from '../input/read-failure.js';
import type { Reader } from './format-reader.js';

/** Papaparse's parser of one string, which tells how far it came; the public `parse` does not. */
interface Parsed {
  readonly data: string[][];
  readonly errors: readonly {
    readonly type: string;
    readonly code: string;
    readonly message: string;
    readonly row?: number;
  }[];
  readonly meta: { readonly cursor: number };
}

const SNIFF_CHARACTERS = 64 * 1024;

/**
 * CSV and TSV (RFC 4180, with the first row as header). The delimiter is the tab for .tsv and .tab, else
 * guessed from `,` `;` tab and `|`. A row with another number of fields than the header is a defect.
 */
export const readDelimited: Reader = async function* (source, limits) {
  const rows = readRows(
    readUtf8(source, source.encoding, limits),
    delimiterOf(source.name),
    limits.maxRecordBytes,
  );
  let header: readonly string[] | null = null;
  let number = 0;
  for await (const row of rows) {
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
      yield { number, place, values };
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

interface Row {
  readonly fields: readonly string[];
  readonly firstLine: number;
  readonly lastLine: number;
  readonly error: string | null;
  /** Whether nothing follows it. */
  readonly last: boolean;
}

function headerOf(row: Row): readonly string[] {
  if (row.error !== null) {
    throw new ReadFailure({ ...malformedRow(`line ${row.firstLine}`, `in the header, ${row.error}`) });
  }
  const seen = new Map<string, number>();
  return row.fields.map((field, i) => {
    const name = field.trim() === '' ? `column_${i + 1}` : field.trim();
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name}_${count}`;
  });
}

function delimiterOf(name: string): string | null {
  return ['.tsv', '.tab'].includes(formatExtension(name)) ? '\t' : null;
}

/** The delimiter that stands most often in the header outside quotes; the comma where none does. */
function guessDelimiter(text: string): string {
  const header = (/^\s*(?:"[^"]*"|[^"\r\n])*/.exec(text)?.[0] ?? '').replace(/"[^"]*"/g, '');
  const count = (delimiter: string): number => header.split(delimiter).length - 1;
  return [',', ';', '\t', '|'].reduce((best, next) => (count(next) > count(best) ? next : best));
}

async function* readRows(
  chunks: AsyncIterable<Buffer>,
  knownDelimiter: string | null,
  maxRecordBytes: number,
): AsyncGenerator<Row> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let parser: Papa.Parser | null = null;
  let text = '';
  let line = 1;
  // Where an open quote holds a row back, more is read before trying again, so that the time stays linear.
  let parseFrom = SNIFF_CHARACTERS;
  const parse = function* (final: boolean): Generator<Row> {
    if (parser === null) {
      const newline = /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
      const delimiter = knownDelimiter ?? guessDelimiter(text.slice(0, SNIFF_CHARACTERS));
      parser = new Papa.Parser({ delimiter, newline: newline as '\n' });
    }
    const parsed = parser.parse(text, 0, !final) as Parsed;
    const errors = new Map(parsed.errors.map((error) => [error.row, quoteError(error.code, error.message)]));
    const consumed = final ? text.length : parsed.meta.cursor;
    for (const [i, fields] of parsed.data.entries()) {
      const error = errors.get(i) ?? null;
      let breaks = 0;
      for (const field of fields) breaks += lineBreaks(field);
      const row = {
        fields,
        firstLine: line,
        lastLine: line + breaks,
        error,
        last: final && i === parsed.data.length - 1,
      };
      line += breaks + 1;
      yield row;
    }
    text = text.slice(consumed);
    parseFrom = Math.max(SNIFF_CHARACTERS, text.length * 2);
  };
  for await (const chunk of chunks) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length < parseFrom) continue;
    yield* parse(false);
    if (text.length > maxRecordBytes) {
      throw new ReadFailure(
        limitDefect(
          'maxRecordBytes',
          `the row that begins on line ${line} is larger than ${sizeText(maxRecordBytes)}; the rest of the file was not read`,
          'Look for a quote that is not closed on that line',
          `line ${line}`,
        ),
      );
    }
  }
  text += decoder.decode();
  if (text !== '') yield* parse(true);
}

function lineBreaks(field: string): number {
  let count = 0;
  for (let at = field.indexOf('\n'); at >= 0; at = field.indexOf('\n', at + 1)) count++;
  return count;
}

function quoteError(code: string, message: string): string {
  if (code === 'MissingQuotes') return 'a quote is opened and never closed';
  if (code === 'InvalidQuotes') return 'there is text after a closing quote';
  return message;
}
