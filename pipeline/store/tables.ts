/** Writes an analysis as flat tables. */
import { join } from 'node:path';
import { makeFolder, moveWhole } from '../../base/output-file.js';
import { BYTE_ORDER_MARK, FORMULA, guardedCell } from '../../base/spreadsheet-cell.js';
import type { Column, DataType } from '../../stages/columns.js';
import { field, utf8 } from '../../stages/columns.js';
import { AnalysisStore, listColumns } from './analysis-store.js';
import type { DatabaseOptions } from './database.js';
import type { Analysis } from './manifest.js';
import { sqlName, sqlText } from './sql.js';

export interface WrittenTable {
  readonly name: string;
  readonly file: string;
  readonly rows: number;
}

/**
 * Writes an analysis as flat tables: `documents` with the columns that hold one value, and a table for every
 * list of hits, keyed by `document_id` and `index`. Lists inside a table are JSON text in CSV. A CSV cell
 * that a spreadsheet would take for a formula has an apostrophe put before it, and the file begins with a byte order mark.
 *
 * @returns the tables in the order written.
 */
export async function writeTables(
  analysis: Analysis,
  folder: string,
  format: 'parquet' | 'csv',
  options: DatabaseOptions = {},
): Promise<readonly WrittenTable[]> {
  makeFolder(folder);
  const store = await AnalysisStore.open(analysis, options);
  try {
    const lists = listColumns(analysis.manifest);
    const flat = analysis.manifest.columns.filter((column) => !lists.includes(column));
    const tables = [
      { name: 'documents', columns: flat as readonly Named[] },
      ...lists.map(({ name, type }) => ({ name, columns: [...KEYS, ...structFields(type)] })),
    ];
    const written: WrittenTable[] = [];
    for (const { name, columns } of tables) {
      const file = join(folder, `${name}.${format}`);
      const cells = columns.map((column, k) =>
        format === 'csv' ? csvCell(column, k === 0) : sqlName(column.name),
      );
      const temporary = `${file}.${process.pid}.tmp`;
      await store.run(
        `COPY (SELECT ${cells.join(', ')} FROM ${sqlName(name)}) TO ${sqlText(temporary)} ${FORMATS[format]}`,
      );
      moveWhole(temporary, file);
      const [count] = await store.query<{ n: number }>(`SELECT count(*) AS n FROM ${sqlName(name)}`);
      written.push({ name, file, rows: count!.n });
    }
    return written;
  } finally {
    store.close();
  }
}

type Named = Pick<Column, 'name' | 'type'>;

const KEYS: readonly Named[] = [field('document_id', utf8, ''), field('index', { kind: 'int32' }, '')];

const FORMATS = {
  parquet: '(FORMAT parquet, COMPRESSION zstd)',
  csv: "(FORMAT csv, HEADER, QUOTE '\"', ESCAPE '\"', NULLSTR '')",
} as const;

function structFields(type: DataType): readonly Named[] {
  return type.kind === 'list' && type.item.kind === 'struct' ? type.item.fields : [];
}

function csvCell({ name, type }: Named, first: boolean): string {
  const column = sqlName(name);
  const text = type.kind === 'utf8' ? column : type.kind === 'list' ? `to_json(${column})::VARCHAR` : null;
  const header = sqlName(`${first ? BYTE_ORDER_MARK : ''}${guardedCell(name)}`);
  if (text === null) return `${column} AS ${header}`;
  return `CASE WHEN regexp_matches(${text}, ${sqlText(FORMULA)}) THEN '''' || ${text} ELSE ${text} END AS ${header}`;
}
