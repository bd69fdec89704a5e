/** MongoDB's extended JSON: `{ "$oid": … }`, `{ "$date": … }` and numbers by their values. */

/** Whether a JSON text may hold such values: nearly none does. */
export const MAY_BE_EXTENDED = /"\$(?:oid|date|number(?:Long|Int|Double|Decimal)|uuid|symbol)"/;

/**
 * The value without its wrappers, in either mode of MongoDB's Extended JSON (v2, 2017): an identifier as
 * text, a date in ISO 8601, an integer as number, or as bigint beyond 2^53. What no wrapper can hold stays.
 */
export function withoutWrappers(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(withoutWrappers);
  const entries = Object.entries(value);
  if (entries.length === 1) {
    const [[key, inner]] = entries as [[string, unknown]];
    const plain = unwrapped(key, inner);
    if (plain !== undefined) return plain;
  }
  return Object.fromEntries(entries.map(([key, inner]) => [key, withoutWrappers(inner)]));
}

function unwrapped(key: string, inner: unknown): unknown {
  switch (key) {
    case '$oid':
    case '$uuid':
    case '$symbol':
      return typeof inner === 'string' ? inner : undefined;
    case '$date':
      return dateOf(inner);
    case '$numberLong':
    case '$numberInt':
      return integerOf(inner);
    case '$numberDouble':
    case '$numberDecimal': {
      const number = typeof inner === 'string' && inner.trim() !== '' ? Number(inner) : inner;
      return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
    }
    default:
      return undefined;
  }
}

function integerOf(value: unknown): number | bigint | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return value;
  if (typeof value !== 'string' || !/^-?\d{1,19}$/.test(value)) return undefined;
  return Number.isSafeInteger(Number(value)) ? Number(value) : BigInt(value);
}

/** Text in ISO 8601, or milliseconds since 1970, plain or wrapped themselves. */
function dateOf(inner: unknown): string | undefined {
  if (typeof inner === 'string') return inner;
  const wrapped = typeof inner === 'object' && inner !== null ? Object.values(inner) : [inner];
  const milliseconds = wrapped.length === 1 ? Number(integerOf(wrapped[0])) : Number.NaN;
  const date = new Date(milliseconds);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString().replace('.000Z', 'Z');
}
