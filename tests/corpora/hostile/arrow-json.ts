import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** Arrow's integration JSON (docs, "Integration Testing"), as far as we compare values. */
interface Field {
  readonly name: string;
  readonly type: { readonly name: string; readonly bitWidth?: number; readonly precision?: string };
  readonly children: readonly Field[];
  readonly dictionary?: { readonly id: number } | undefined;
}
interface ColumnData {
  readonly name: string;
  readonly count: number;
  readonly VALIDITY?: readonly number[];
  readonly DATA?: readonly unknown[];
  readonly OFFSET?: readonly (number | string)[];
  readonly children?: readonly ColumnData[];
}
interface Integration {
  readonly dictionaries?: readonly {
    readonly id: number;
    readonly data: { readonly columns: readonly ColumnData[] };
  }[];
  readonly schema: { readonly fields: readonly Field[] };
  readonly batches: readonly { readonly count: number; readonly columns: readonly ColumnData[] }[];
}

/** What is not compared in a cell, beyond whether it is null; and not even that. */
export const PRESENT = Symbol('present');
export const ANY = Symbol('any');

/** The rows that a golden file should have; cells of types that have no one plain form are `PRESENT`. */
export function expectedRows(path: string): { names: string[]; rows: unknown[][] } {
  const json = JSON.parse(gunzipSync(readFileSync(path)).toString('utf8')) as Integration;
  const names = json.schema.fields.map(({ name }) => name);
  const rows = json.batches.flatMap(({ count, columns }) => {
    const values = columns.map((column, i) => valuesOf(json.schema.fields[i]!, column, json));
    return Array.from({ length: count }, (_, row) => values.map((column) => column[row]));
  });
  return { names, rows };
}

function valuesOf(field: Field, column: ColumnData, json: Integration): unknown[] {
  const dictionary = json.dictionaries?.find(({ id }) => id === field.dictionary?.id)?.data.columns[0];
  const entries =
    dictionary === undefined ? undefined : valuesOf({ ...field, dictionary: undefined }, dictionary, json);
  const present = (row: number): boolean => column.VALIDITY === undefined || column.VALIDITY[row] === 1;
  const at = (row: number): unknown => {
    const value = column.DATA?.[row];
    if (entries !== undefined) return entries[Number(value)];
    switch (field.type.name) {
      case 'int': {
        const integer = BigInt(value as string | number);
        return Number.isSafeInteger(Number(integer)) ? Number(integer) : integer;
      }
      case 'floatingpoint':
        return field.type.precision === 'DOUBLE' ? value : PRESENT;
      case 'bool':
        return value === true || value === 1;
      case 'utf8':
      case 'largeutf8':
        return value;
      case 'binary':
      case 'largebinary':
      case 'fixedsizebinary':
        return Buffer.from(value as string, 'hex').toString('base64');
      case 'list':
      case 'largelist': {
        const inner = valuesOf(field.children[0]!, column.children![0]!, json);
        return inner.slice(Number(column.OFFSET![row]), Number(column.OFFSET![row + 1]));
      }
      default:
        return PRESENT;
    }
  };
  return Array.from({ length: column.count }, (_, row) => {
    if (field.type.name === 'null') return null;
    if (field.type.name === 'union') return ANY;
    return present(row) ? at(row) : null;
  });
}

/** Whether a value read is the one expected. */
export function sameValue(read: unknown, expected: unknown): boolean {
  if (expected === ANY) return true;
  if (expected === PRESENT) return read !== null && read !== undefined;
  if (Array.isArray(expected))
    return (
      Array.isArray(read) &&
      read.length === expected.length &&
      expected.every((e, i) => sameValue(read[i], e))
    );
  return Object.is(read, expected) || (typeof expected === 'number' && read === expected);
}
