/** Tables as pandas' `DataFrame.to_json` writes them: by column, by row, or split into names and rows. */
import { isRecord } from '../input/json-value.js';
import { columnsForField } from '../mapping/column-names.js';

type Values = Record<string, unknown>;

const holdsText = (names: readonly string[]): boolean => columnsForField('text', names).length > 0;

/** The rows of a table in an object; null where the object is none. */
export function tableOf(root: Values): readonly Values[] | null {
  return splitTable(root) ?? tableByColumns(root) ?? tableByRows(root);
}

/** `orient="split"`: `{"columns": […], "index": […], "data": [[…], …]}`. */
function splitTable({ columns, data }: Values): readonly Values[] | null {
  if (!Array.isArray(columns) || !Array.isArray(data) || !columns.every((name) => typeof name === 'string'))
    return null;
  if (!data.every((row) => Array.isArray(row) && row.length === columns.length)) return null;
  return (data as unknown[][]).map((row) => Object.fromEntries(columns.map((name, i) => [name, row[i]])));
}

/** `orient="columns"`, the default: `{"text": {"0": …, "1": …}, …}`; R's `toJSON(dataframe = "columns")` has lists there. */
function tableByColumns(root: Values): readonly Values[] | null {
  const names = Object.keys(root);
  const columns = Object.values(root);
  if (names.length < 2 || !holdsText(names)) return null;
  if (columns.every(Array.isArray)) {
    const [first] = columns as unknown[][];
    const { length } = first!;
    if (length === 0 || !columns.every((column) => (column as unknown[]).length === length)) return null;
    // A text may be the list of its paragraphs, of one article: its other values are then no lists.
    return Array.from({ length }, (_, i) =>
      Object.fromEntries(names.map((name, c) => [name, (columns[c] as unknown[])[i]])),
    );
  }
  if (!columns.every(isRecord)) return null;
  const keys = Object.keys(columns[0] as Values);
  if (keys.length === 0) return null;
  const isTable = (columns as Values[]).every(
    (column) => Object.keys(column).length === keys.length && keys.every((key) => Object.hasOwn(column, key)),
  );
  if (!isTable) return null;
  return keys.map((key) => Object.fromEntries(names.map((name, c) => [name, (columns[c] as Values)[key]])));
}

/** `orient="index"`: `{"0": {"text": …}, "1": …}`, perhaps by the documents' ids. */
function tableByRows(root: Values): readonly Values[] | null {
  const rows = Object.entries(root);
  if (rows.length === 0 || !rows.every(([, row]) => isRecord(row) && holdsText(Object.keys(row))))
    return null;
  if (holdsText(rows.map(([key]) => key))) return null;
  const isNumbered = rows.every(([key], i) => key === String(i));
  return rows.map(([key, row]) => {
    const values = row as Values;
    return isNumbered || columnsForField('id', Object.keys(values)).length > 0
      ? values
      : { id: key, ...values };
  });
}
