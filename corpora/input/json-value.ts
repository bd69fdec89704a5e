/** Parses and prints JSON whose integers may exceed 2^53. */
import { MAY_BE_EXTENDED, withoutWrappers } from './extended-json.js';
import { limitDefect } from './limits.js';
import type { Defect } from './read-failure.js';

/** Marks an integer beyond 2^53 within parsed JSON, until it is made a bigint. */
const MARK = '\u0000bigint:';
const MAY_HOLD_LONG_INTEGER = /[:,[]\s*-?\d{16}/;
const STRING_OR_LONG_INTEGER = /"(?:[^"\\]|\\.)*"|-?\d{16,}(?![\d.eE])/g;

/** Thrown for JSON whose values are nested more deeply than the limit. */
class TooDeep extends Error {}

/**
 * JSON.parse that keeps integers beyond 2^53 (identifiers of posts, say) exact, as bigint, and takes
 * MongoDB's extended JSON for the values that it stands for, and NaN and Infinity within objects for null.
 *
 * @throws SyntaxError, or TooDeep before anything recursive sees the values; `malformedJson` takes both.
 */
export function parseJson(text: string, maxNesting: number): unknown {
  checkNesting(text, maxNesting);
  let value: unknown;
  try {
    value = parseExact(text);
  } catch (error) {
    const standard = withoutNaN(text);
    if (standard === null) throw error;
    value = parseExact(standard);
  }
  return MAY_BE_EXTENDED.test(text) ? withoutWrappers(value) : value;
}

// A string that does not end is taken whole: tried again at each of its quotes, it would take the square of its length.
const STRING_OR_NAN = /"(?:[^"\\]|\\.)*"?|-?\bInfinity\b|\bNaN\b/g;

/** An object as Python and R write it, with null for NaN and infinities; null where it has none. */
function withoutNaN(text: string): string | null {
  if (!/^\s*\{/.test(text) || !/\b(?:NaN|Infinity)\b/.test(text)) return null;
  return text.replace(STRING_OR_NAN, (token) => (token[0] === '"' ? token : 'null'));
}

function parseExact(text: string): unknown {
  if (!MAY_HOLD_LONG_INTEGER.test(text)) return JSON.parse(text);
  JSON.parse(text);
  const marked = text.replace(STRING_OR_LONG_INTEGER, (token) =>
    token[0] === '"' || Number.isSafeInteger(Number(token))
      ? token
      : `"${MARK.replace('\u0000', '\\u0000')}${token}"`,
  );
  return JSON.parse(marked, (_key, value) =>
    typeof value === 'string' && value.startsWith(MARK) ? BigInt(value.slice(MARK.length)) : value,
  );
}

const BRACKET_OR_STRING = /"(?:[^"\\]|\\.)*"?|[[\]{}]/gs;

function checkNesting(text: string, maxNesting: number): void {
  // Nearly no document has as many brackets as that; only one that has is looked at closely.
  let found = 0;
  for (const bracket of ['[', '{'])
    for (let at = text.indexOf(bracket); at >= 0 && found <= maxNesting; at = text.indexOf(bracket, at + 1))
      found++;
  if (found <= maxNesting) return;
  let depth = 0;
  BRACKET_OR_STRING.lastIndex = 0;
  for (let match = BRACKET_OR_STRING.exec(text); match !== null; match = BRACKET_OR_STRING.exec(text)) {
    const first = match[0][0]!;
    if (first === '[' || first === '{') depth++;
    else if (first !== '"') depth--;
    if (depth > maxNesting)
      throw new TooDeep(`values are nested more than ${maxNesting.toLocaleString('en')} deep`);
  }
}

/** JSON text of a nested value, with bigints as numbers. */
export function stringifyJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner) =>
    typeof inner === 'bigint' ? `${MARK}${inner}` : inner,
  ).replace(/"\\u0000bigint:(-?\d+)"/g, '$1');
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Where in a text JSON.parse stopped: line and column, both from 1. */
function errorPosition(error: Error, text: string): { line: number; column: number } {
  const position = Number(/at position (\d+)/.exec(error.message)?.[1] ?? text.length);
  const before = text.slice(0, position);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: position - lineStart + 1 };
}

/** The defect of text that is not JSON; `firstLine` is the line of the file on which the text begins. */
export function malformedJson(error: unknown, text: string, firstLine: number): Defect {
  if (error instanceof TooDeep) {
    const place = `line ${firstLine}`;
    return limitDefect('maxNesting', `${place}: ${error.message}`, 'Flatten them', place);
  }
  const { line, column } = errorPosition(error as Error, text);
  const reason = (error as Error).message
    .replace(/ in JSON at position \d+.*$/s, '')
    .replace(/, (?:\.\.\.)?".*$/s, '')
    .replace(/^Unexpected end of JSON input$/, 'it ends too early');
  return {
    place: `line ${firstLine + line - 1}`,
    reason: 'malformed-json',
    message: `line ${firstLine + line - 1}, column ${column}, is not valid JSON: ${reason}`,
    remedy: 'Correct the line, or export the corpus again; `jq . FILE` shows the same error.',
  };
}

export function notARecord(value: unknown, place: string): Defect {
  const kind = value === null ? 'null' : Array.isArray(value) ? 'an array' : `a ${typeof value}`;
  return {
    place,
    reason: 'not-a-record',
    message: `${place} holds ${kind} where an object with named fields is expected`,
    remedy: `Give every document as an object: {"text": "…", "outlet": "…"}.${Array.isArray(value) ? ' A row of a table lacks the names of its columns: `to_json(orient="records")` of pandas writes them.' : ''}`,
  };
}

/** An integer as number where that is exact. */
export function safeInteger(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}
