/** A report as flat tables. */

export type TableRow = Readonly<Record<string, string | number | boolean | null>>;
export interface Table {
  readonly name: string;
  readonly rows: readonly TableRow[];
}

/**
 * A record as one row: nested records become `outer_inner`, intervals `name_low` and `name_high`; longer lists are left
 * out, since they are tables of their own.
 */
export function flatRow(value: object, prefix = ''): TableRow {
  const row: Record<string, string | number | boolean | null> = {};
  for (const [name, item] of Object.entries(value)) {
    const key = prefix === '' ? name : `${prefix}_${name}`;
    if (item === null && /interval$/i.test(name)) {
      row[`${key}_low`] = null;
      row[`${key}_high`] = null;
    } else if (
      item === null ||
      typeof item === 'string' ||
      typeof item === 'number' ||
      typeof item === 'boolean'
    )
      row[key] = item;
    else if (Array.isArray(item)) {
      if (item.length === 2 && item.every((part) => typeof part === 'number')) {
        row[`${key}_low`] = item[0] as number;
        row[`${key}_high`] = item[1] as number;
      }
    } else if (typeof item === 'object') Object.assign(row, flatRow(item as object, key));
  }
  return row;
}

export const rowsOf = (items: readonly object[], more: (item: object) => TableRow = () => ({})): TableRow[] =>
  items.map((item) => ({ ...more(item), ...flatRow(item) }));
