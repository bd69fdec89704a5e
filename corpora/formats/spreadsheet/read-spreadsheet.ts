/** Spreadsheets: a record a row of each sheet that holds the table. */
import { readFile } from 'node:fs/promises';
import type { Workbook } from 'hucre';
import { seekable } from '../../input/bytes.js';
import { type CorpusLimits, limitDefect } from '../../input/limits.js';
import { libraryWords, ReadFailure, type RecordOrDefect } from '../../input/read-failure.js';
import { columnsForField } from '../../mapping/column-names.js';
import { readZipParts } from '../archive/zip-file.js';
import type { Reader } from '../format.js';
import { type Cell, cellValue, type SheetTable, tableOfSheet } from './sheet-table.js';

interface Sheet extends SheetTable {
  readonly name: string;
  readonly rows: readonly (readonly Cell[])[];
}

/** An Excel workbook (.xlsx, .xlsm): values as Excel last reckoned them, days as their cells are formatted. */
export const readXlsxFile: Reader = (source, limits) =>
  readSpreadsheet(source, limits, 'Excel workbook', async (bytes) =>
    (await import('hucre/xlsx')).readXlsx(bytes),
  );

/** An OpenDocument spreadsheet (.ods). */
export const readOdsFile: Reader = (source, limits) =>
  readSpreadsheet(source, limits, 'OpenDocument spreadsheet', async (bytes) =>
    (await import('hucre/ods')).readOds(bytes),
  );

/**
 * Sheets with the columns of the main one, which has a text, or else the most rows, are read in their order. Any other
 * that is not empty, and a hidden one, is told as one defect.
 */
async function* readSpreadsheet(
  source: Parameters<Reader>[0],
  limits: CorpusLimits,
  what: string,
  parse: (bytes: Uint8Array) => Promise<Workbook>,
): AsyncGenerator<RecordOrDefect> {
  const { path, remove } = await seekable(source, limits);
  try {
    // The library bounds no sum of parts and checks no checksum: here both are checked first.
    await readZipParts(path, limits, () => true);
    const workbook = await parse(await readFile(path)).catch((error: unknown) => {
      throw new ReadFailure({
        reason: 'corrupt-spreadsheet',
        message: `the ${what} cannot be read: ${libraryWords(error)}`,
        remedy: 'Open it in a spreadsheet program and save it again, or save the sheet as CSV.',
      });
    });
    yield* recordsOf(workbook, limits);
  } finally {
    await remove();
  }
}

function* recordsOf(workbook: Workbook, limits: CorpusLimits): Generator<RecordOrDefect> {
  const sheets: Sheet[] = [];
  const left: { readonly name: string; readonly why: string }[] = [];
  for (const { name, rows: given, merges, hidden, veryHidden } of workbook.sheets) {
    const rows = given as readonly (readonly Cell[])[];
    const table = tableOfSheet(rows, merges);
    if (table === null) continue;
    if (table.columns.length > limits.maxColumns) {
      const count = table.columns.length.toLocaleString('en');
      const message = `the sheet '${name}' has ${count} columns, more than ${limits.maxColumns.toLocaleString('en')}`;
      throw new ReadFailure(limitDefect('maxColumns', message, 'Leave out the columns that are not needed'));
    }
    if (hidden === true || veryHidden === true) left.push({ name, why: 'it is hidden' });
    else sheets.push({ name, rows, ...table });
  }
  const main = mainSheet(sheets);
  let number = 0;
  for (const sheet of sheets) {
    if (!hasColumnsOf(sheet, main!)) {
      left.push({ name: sheet.name, why: `its columns are not those of '${main!.name}'` });
      continue;
    }
    for (let i = sheet.firstRow; i < sheet.rows.length; i++) {
      const values = Object.fromEntries(
        sheet.columns.map((column, at) => [column, cellValue(sheet.rows[i]![at])]),
      );
      if (Object.values(values).every((value) => value === null)) continue;
      const row = `row ${i + 1}`;
      yield { number: ++number, place: sheets.length === 1 ? row : `sheet '${sheet.name}', ${row}`, values };
    }
  }
  for (const { name, why } of left)
    yield {
      number: ++number,
      defect: {
        place: `sheet '${name}'`,
        reason: 'sheet-not-read',
        message: `the sheet '${name}' is not read: ${why}`,
        remedy: 'Nothing, where it holds no documents; else save it as a file of its own.',
      },
    };
}

function mainSheet(sheets: readonly Sheet[]): Sheet | undefined {
  const rank = ({ columns, rows }: Sheet): number =>
    (columnsForField('text', [...columns]).length > 0 ? 1e9 : 0) + rows.length;
  return sheets.toSorted((a, b) => rank(b) - rank(a))[0];
}

/** Whether at least half of the named columns of the smaller are the other's too. */
function hasColumnsOf({ columns }: Sheet, main: Sheet): boolean {
  const shared = columns.filter((column) => main.columns.includes(column)).length;
  return shared * 2 >= Math.min(columns.length, main.columns.length);
}
