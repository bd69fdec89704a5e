/** Splits a JSON array into its elements as a stream. */
import { ReadFailure } from '../input/read-failure.js';

/** An element of the array, as bytes, with the line on which it begins. */
export interface ArrayElement {
  readonly line: number;
  /** Null where the element is larger than the limit: it was skipped without being held. */
  readonly bytes: Buffer | null;
}

type Expect = 'open' | 'value-or-end' | 'value' | 'comma-or-end' | 'nothing';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const RECORD_SEPARATOR = 0x1e;
const isSpace = (b: number): boolean => b === 0x20 || b === 0x0a || b === 0x0d || b === 0x09;
const opens = (b: number): boolean => b === 0x7b || b === 0x5b;
const closes = (b: number): boolean => b === 0x7d || b === 0x5d;

/**
 * Cuts a JSON array, or objects that follow each other (concatenated JSON), into its elements without holding more than
 * one of them. Only the array's own brackets and commas are checked here; what stands between them is for JSON.parse.
 *
 * @param container - `objects`: no brackets enclose them, and commas and record separators (RFC 7464) may part them.
 * @throws ReadFailure where the array itself is malformed: nothing after that point can be told apart.
 */
export async function* splitJsonArray(
  chunks: AsyncIterable<Buffer>,
  maxBytes: number,
  container: 'array' | 'objects' = 'array',
): AsyncGenerator<ArrayElement> {
  const isBare = container === 'objects';
  let expect = (isBare ? 'value-or-end' : 'open') as Expect;
  let line = 1;
  let lineStart = 0;
  let position = 0;
  // The element being collected: its depth of brackets, and whether we stand in one of its strings.
  let collecting = false;
  let depth = 0;
  let inString = false;
  let escaped = false;
  let elementLine = 1;
  let parts: Buffer[] = [];
  let size = 0;
  const malformed = (what: string, column: number): ReadFailure =>
    new ReadFailure({
      place: `line ${line}`,
      reason: 'malformed-json',
      message: `line ${line}, column ${column}, is not valid JSON: ${what}; the rest of the file was not read`,
      remedy: 'Correct the file, or export the corpus again; `jq . FILE` shows the same error.',
    });
  const keep = (part: Buffer): void => {
    size += part.length;
    if (size <= maxBytes) parts.push(part);
    else parts = [];
  };
  const finish = (): ArrayElement => {
    const element = { line: elementLine, bytes: size <= maxBytes ? Buffer.concat(parts) : null };
    parts = [];
    size = 0;
    collecting = false;
    expect = 'comma-or-end';
    return element;
  };
  for await (const chunk of chunks) {
    let start = 0;
    for (let i = 0; i < chunk.length; i++) {
      const byte = chunk[i]!;
      if (byte === 0x0a) {
        line++;
        lineStart = position + i + 1;
      }
      if (collecting) {
        let end = -1;
        if (inString) {
          if (escaped) escaped = false;
          else if (byte === BACKSLASH) escaped = true;
          else if (byte === QUOTE) {
            inString = false;
            if (depth === 0) end = i + 1;
          }
        } else if (byte === QUOTE) inString = true;
        else if (opens(byte)) depth++;
        else if (closes(byte) && depth > 0) {
          if (--depth === 0) end = i + 1;
        } else if (depth === 0 && (byte === 0x2c || byte === 0x5d || isSpace(byte))) end = i;
        if (end < 0) continue;
        keep(chunk.subarray(start, end));
        yield finish();
        // The byte that ends a bare value (a number, true, null) is no part of it: it is read again below.
        if (end > i) continue;
      }
      if (
        isSpace(byte) ||
        (isBare && (byte === RECORD_SEPARATOR || (byte === 0x2c && expect === 'comma-or-end')))
      )
        continue;
      if (isBare) {
        if (byte !== 0x7b)
          throw malformed('only objects may follow each other', position + i - lineStart + 1);
        expect = 'value';
      }
      switch (expect) {
        case 'open':
          if (byte !== 0x5b) throw malformed("expected '['", position + i - lineStart + 1);
          expect = 'value-or-end';
          break;
        case 'comma-or-end':
          if (byte === 0x2c) expect = 'value';
          else if (byte === 0x5d) expect = 'nothing';
          else throw malformed("expected ',' or ']' after an element", position + i - lineStart + 1);
          break;
        case 'nothing':
          throw malformed('there is more after the end of the array', position + i - lineStart + 1);
        default:
          if (byte === 0x5d && expect === 'value-or-end') expect = 'nothing';
          else if (byte === 0x2c || byte === 0x5d)
            throw malformed('an element is missing', position + i - lineStart + 1);
          else {
            collecting = true;
            elementLine = line;
            start = i;
            depth = opens(byte) ? 1 : 0;
            inString = byte === QUOTE;
          }
      }
    }
    if (collecting) keep(chunk.subarray(start));
    position += chunk.length;
  }
  if (collecting || (expect !== 'nothing' && !isBare))
    throw malformed(isBare ? 'an object is not closed' : 'the array is not closed', position - lineStart + 1);
}
