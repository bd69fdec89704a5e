/** CSV as spreadsheets take it: told to be UTF-8, and with no cell that would be run as a formula. */

/**
 * Beginnings that spreadsheets take for a formula (OWASP, CSV injection), full-width signs and line breaks before
 * one too; as a regular expression that JavaScript and DuckDB read alike. A leading apostrophe is guarded as well, so that
 * taking off one apostrophe always gives the text back.
 */
export const FORMULA = "^[=+\\-@\t\r\n'\uff1d\uff0b\uff0d\uff20]";

const formula = new RegExp(FORMULA);

/** A cell that no spreadsheet runs: where the text begins like a formula, with an apostrophe before it. */
export const guardedCell = (text: string): string => (formula.test(text) ? `'${text}` : text);

/** At the head of a CSV file: without it spreadsheets take UTF-8 for the encoding of their country. */
export const BYTE_ORDER_MARK = '\uFEFF';

/** CSV with a header: numbers as they are, unknown empty, texts guarded. */
export function csvText<Name extends string>(
  columns: readonly Name[],
  rows: readonly Readonly<Record<Name, string | number | boolean | null>>[],
): string {
  const cell = (value: string | number | boolean | null): string => {
    if (value === null) return '';
    if (typeof value !== 'string') return String(value);
    const text = guardedCell(value.toWellFormed());
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const lines = rows.map((row) => columns.map((column) => cell(row[column])).join(','));
  return `${BYTE_ORDER_MARK}${[columns.map(cell).join(','), ...lines].join('\n')}\n`;
}
