/** Finds the types of the user's own columns. */
import type { ExtraType, ExtraValue } from '../document.js';
import { stringifyJson } from '../input/json-value.js';

/** The kinds of values that a column was seen to hold, as flags. */
export const SEEN = { text: 1, boolean: 2, integer: 4, longInteger: 8, float: 16, nested: 32 } as const;

export function kindOf(value: unknown): number {
  switch (typeof value) {
    case 'string':
      return SEEN.text;
    case 'boolean':
      return SEEN.boolean;
    case 'number':
      return Number.isSafeInteger(value) ? SEEN.integer : SEEN.float;
    case 'bigint':
      return BigInt.asIntN(64, value) === value ? SEEN.longInteger : SEEN.text;
    default:
      return value === null || value === undefined ? 0 : SEEN.nested;
  }
}

/**
 * The narrowest type that holds all values seen without loss: int64 widens to float64 beside fractions (not
 * where an integer exceeds 2^53), anything else that is mixed to utf8, nested values to json. A column
 * without any value is utf8.
 */
export function typeOf(seen: number): ExtraType {
  if ((seen & SEEN.nested) !== 0) return 'json';
  if (seen === SEEN.boolean) return 'bool';
  if (seen === 0 || (seen & (SEEN.text | SEEN.boolean)) !== 0) return 'utf8';
  if ((seen & SEEN.float) === 0) return 'int64';
  return (seen & SEEN.longInteger) === 0 ? 'float64' : 'utf8';
}

/** A value as its column's type holds it. */
export function asType(value: unknown, type: ExtraType): ExtraValue {
  if (value === null || value === undefined) return null;
  switch (type) {
    case 'json':
      return stringifyJson(value);
    case 'utf8':
      return typeof value === 'string' ? value : String(value);
    default:
      return value as ExtraValue;
  }
}
