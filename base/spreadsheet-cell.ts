/** Cells of CSV that a spreadsheet would run as formulas, guarded by an apostrophe that can be taken off again. */

/**
 * Beginnings that spreadsheets take for a formula (OWASP, CSV injection), full-width signs and line breaks before
 * one too; as a regular expression that JavaScript and DuckDB read alike. A leading apostrophe is guarded as well, so that
 * taking off one apostrophe always gives the text back.
 */
export const FORMULA = "^[=+\\-@\t\r\n'\uff1d\uff0b\uff0d\uff20]";

const formula = new RegExp(FORMULA);

/** A cell that no spreadsheet runs: where the text begins like a formula, with an apostrophe before it. */
export const guardedCell = (text: string): string => (formula.test(text) ? `'${text}` : text);
