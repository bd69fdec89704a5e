/** A name as SQL quotes it. */
export function sqlName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A text as SQL quotes it. */
export function sqlText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A list of texts, for `read_parquet` and `IN`. */
export function sqlList(texts: readonly string[]): string {
  return `[${texts.map(sqlText).join(', ')}]`;
}

/** A path in which DuckDB shall not read `*`, `?` and `[` as patterns. */
export function sqlPath(path: string): string {
  return sqlText(path.replace(/[*?[\]]/g, (mark) => `[${mark}]`));
}

/**
 * The sum of small numbers, such as means and shares, as decimals: threads add in any order, and the sum of floating-point numbers
 * differs in its last digits by the order.
 */
export function exactSum(expression: string): string {
  return `sum((${expression})::DECIMAL(38, 15))::DOUBLE`;
}
