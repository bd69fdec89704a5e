/** Writes the tables of a report as Parquet or CSV. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder, moveWhole } from '../base/output-file.js';
import { BYTE_ORDER_MARK, guardedCell } from '../base/spreadsheet-cell.js';
import { Database } from '../pipeline/store/database.js';
import { sqlName, sqlText } from '../pipeline/store/sql.js';
import type { Table, TableRow } from './tables.js';

/**
 * Writes tables as Parquet or CSV, each under a temporary name and renamed. CSV is for spreadsheets: a byte order mark, whole
 * numbers as such, and an apostrophe before a cell that would be taken for a formula.
 *
 * @returns the files in the order written.
 */
export async function writeReportTables(
  tables: readonly Table[],
  folder: string,
  format: 'parquet' | 'csv',
): Promise<readonly string[]> {
  makeFolder(folder);
  const database = await Database.open({ threads: 1 });
  const files: string[] = [];
  try {
    for (const { name, rows } of tables) {
      const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
      const types = columns.map((column) => {
        const values = rows
          .map((row) => row[column])
          .filter((value) => value !== null && value !== undefined);
        if (format === 'csv' && values.every((value) => Number.isSafeInteger(value))) return 'BIGINT';
        return values.every((value) => typeof value === 'number')
          ? 'DOUBLE'
          : values.every((value) => typeof value === 'boolean')
            ? 'BOOLEAN'
            : 'VARCHAR';
      });
      const safe = (value: TableRow[string] | undefined): TableRow[string] =>
        typeof value !== 'string'
          ? (value ?? null)
          : format === 'csv'
            ? guardedCell(value.toWellFormed())
            : value.toWellFormed();
      const lines = rows.map((row) =>
        JSON.stringify(Object.fromEntries(columns.map((column) => [column, safe(row[column])]))),
      );
      const longest = 2 * lines.reduce((most, line) => Math.max(most, Buffer.byteLength(line)), 1 << 19);
      const file = join(folder, `${name}.${format}`);
      const source = `${file}.${process.pid}.jsonl.tmp`;
      const temporary = `${file}.${process.pid}.tmp`;
      writeFileSync(source, `${lines.join('\n')}\n`);
      const named = columns
        .map((column, k) => {
          const header =
            format === 'csv' ? `${k === 0 ? BYTE_ORDER_MARK : ''}${guardedCell(column)}` : column;
          return `${sqlName(column)} AS ${sqlName(header)}`;
        })
        .join(', ');
      const schema = columns.map((column, k) => `${sqlText(column)}: ${sqlText(types[k]!)}`).join(', ');
      try {
        await database.run(
          `COPY (SELECT ${named} FROM read_json(${sqlText(source)}, format = 'newline_delimited', columns = {${schema}}, maximum_object_size = ${longest}))
           TO ${sqlText(temporary)} ${format === 'csv' ? '(FORMAT csv, HEADER)' : '(FORMAT parquet, COMPRESSION zstd)'}`,
        );
        moveWhole(temporary, file);
      } finally {
        rmSync(source, { force: true });
        rmSync(temporary, { force: true });
      }
      files.push(file);
    }
  } finally {
    database.close();
  }
  return files;
}
