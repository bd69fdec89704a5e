/** Records that hold their document one object deeper, such as a Parquet struct `article` of text and title. */
import { isRecord } from '../input/json-value.js';
import { columnsForField } from './column-names.js';

type Values = Readonly<Record<string, unknown>>;

/**
 * The record with the fields of the one object in it that holds a text taken out of it, beside its own. Where both have a
 * column of one name, the inner is called `article_source`. A record that has a text of its own is left as it is.
 */
export function withDocumentTakenOut(values: Values): Values {
  let inner: string | null = null;
  for (const key in values) {
    const value = values[key];
    if (typeof value !== 'object' || value === null || !isRecord(value) || value instanceof Date) continue;
    if (columnsForField('text', Object.keys(value)).length === 0) continue;
    if (inner !== null) return values;
    inner = key;
  }
  if (inner === null) return values;
  const { [inner]: document, ...own } = values;
  if (columnsForField('text', Object.keys(own)).length > 0) return values;
  const named = Object.entries(document as Values).map(([name, value]) => [
    Object.hasOwn(own, name) ? `${inner}_${name}` : name,
    value,
  ]);
  return { ...own, ...Object.fromEntries(named) };
}
