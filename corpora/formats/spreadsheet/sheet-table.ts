/** Where the table of a sheet begins: titles above it are passed over, headers of two rows are joined. */
import { columnNames } from '../column-headers.js';

export type Cell = string | number | boolean | Date | null;

/** Cells joined into one, from the first row and column to the last; counted from 0. */
export interface MergedCells {
  readonly startRow: number;
  readonly startCol: number;
  readonly endRow: number;
  readonly endCol: number;
}

export interface SheetTable {
  readonly columns: readonly string[];
  /** Of the first row below the header, counted from 0. */
  readonly firstRow: number;
}

/** Rows in which a header is looked for: exports have a title, a date or a query above the table. */
const ROWS_LOOKED_AT = 20;

const isFilled = (cell: Cell | undefined): boolean =>
  cell !== null && cell !== undefined && !(typeof cell === 'string' && cell.trim() === '');

const filled = (row: readonly Cell[] | undefined): number => (row ?? []).filter(isFilled).length;

/**
 * The header of a sheet is its first row that fills at least half as many cells as the widest of the first twenty rows.
 * Where cells of it are joined across columns, the names stand in the row below; what is joined down is named above.
 *
 * @returns null for a sheet with no cell filled.
 */
export function tableOfSheet(
  rows: readonly (readonly Cell[])[],
  merged: readonly MergedCells[] = [],
): SheetTable | null {
  const looked = rows.slice(0, ROWS_LOOKED_AT);
  const widest = Math.max(0, ...looked.map(filled));
  if (widest === 0) return null;
  const joinedAcross = (row: number): readonly MergedCells[] =>
    merged.filter(({ startRow, startCol, endCol }) => startRow === row && endCol > startCol);
  const at = looked.findIndex((row, i) => {
    const covered = joinedAcross(i).reduce((sum, { startCol, endCol }) => sum + endCol - startCol, 0);
    // A title joined over the whole table is one cell, however wide.
    return filled(row) > 1 ? (filled(row) + covered) * 2 >= widest : filled(row) * 2 >= widest;
  });
  if (at < 0) return null;
  const top = looked[at]!;
  const isGrouped = joinedAcross(at).length > 0 && filled(looked[at + 1]) > 1;
  const bottom = isGrouped ? looked[at + 1]! : top;
  const width = Math.max(...rows.map((row) => row.length));
  const header = Array.from({ length: width }, (_, i) => {
    const cell = isFilled(bottom[i]) ? bottom[i] : top[i];
    return isFilled(cell) ? cellText(cell!) : '';
  });
  const last = header.findLastIndex((name) => name !== '');
  const used = Math.max(last, ...rows.slice(at).map((row) => row.findLastIndex(isFilled))) + 1;
  return { columns: columnNames(header.slice(0, used)), firstRow: at + (isGrouped ? 2 : 1) };
}

/** A day as `2021-03-04`, with the time where the cell has one: spreadsheets know no time zones. */
export function cellText(cell: Exclude<Cell, null>): string {
  if (!(cell instanceof Date)) return String(cell);
  if (Number.isNaN(cell.getTime())) return '';
  const text = cell.toISOString();
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text.slice(0, 19);
}

/** A cell as a record's value; null where nothing stands in it. */
export function cellValue(cell: Cell | undefined): string | number | boolean | null {
  if (cell === undefined || !isFilled(cell)) return null;
  return cell instanceof Date ? cellText(cell) || null : cell;
}
