/** Splits a text file into its header and its text. */
import { LineCounter, parseDocument } from 'yaml';
import { isRecord } from '../input/json-value.js';
import { ReadFailure } from '../input/read-failure.js';
import { FIELD_COLUMNS } from '../mapping/column-names.js';
import { readDate } from '../mapping/dates.js';

/** A text file's header and what stands below it. */
export interface FrontMatter {
  readonly values: Readonly<Record<string, unknown>>;
  /** The text below the header, from its first character that is no line end; unchanged otherwise. */
  readonly body: string;
}

const YAML_BEGIN = /^---[ \t]{0,200}\r?\n/;
const YAML_END = /^(?:---|\.\.\.)[ \t]*$/;

/** The lines between two of `---` and where the text goes on below them; null where the second is missing. */
function yamlBlock(text: string): { readonly yaml: string; readonly end: number } | null {
  const begin = YAML_BEGIN.exec(text)?.[0].length;
  if (begin === undefined) return null;
  for (let at = begin; at < text.length; ) {
    const lineEnd = text.indexOf('\n', at);
    const end = lineEnd < 0 ? text.length : lineEnd;
    if (end - at < 200 && YAML_END.test(text.slice(at, end).replace(/\r$/, '')))
      return { yaml: text.slice(begin, at).replace(/\r?\n$/, ''), end: Math.min(end + 1, text.length) };
    at = end + 1;
  }
  return null;
}

/**
 * Parts a text from its header: YAML front matter between lines of `---`, or bare lines such as
 * `date 2024-11-05` or `Source: The Herald`, set off from the text by an empty line. A bare line counts
 * as header only if its first word is a usual name of a field (see `FIELD_COLUMNS`).
 *
 * @throws ReadFailure where the front matter is not YAML.
 */
export function splitFrontMatter(text: string): FrontMatter {
  if (text.startsWith('---')) {
    const block = yamlBlock(text);
    if (block !== null) {
      const values = parseYamlHeader(block.yaml);
      if (values !== null) return { values, body: withoutLeadingLines(text.slice(block.end)) };
    }
  }
  return splitBareHeader(text);
}

/** No header is longer; the parser takes seconds for a million characters. */
const LONGEST_HEADER = 50_000;

function parseYamlHeader(yaml: string): Record<string, unknown> | null {
  if (yaml.length > LONGEST_HEADER)
    throw new ReadFailure({
      place: 'line 1',
      reason: 'malformed-front-matter',
      message: `the front matter is longer than ${LONGEST_HEADER} characters`,
      remedy: 'Close it with a line of `---` in front of the text, or give the text without it.',
    });
  let error: { readonly message: string; readonly pos?: readonly [number, number] };
  const lines = new LineCounter();
  try {
    // Dates stay as they are written; aliases are not expanded without end.
    const document = parseDocument(yaml, {
      schema: 'core',
      uniqueKeys: false,
      lineCounter: lines,
      // Each pretty error quotes its line: thousands in one line would take quadratic time.
      prettyErrors: false,
      // Its warnings would stand between the command's own lines.
      logLevel: 'error',
    });
    const first = document.errors[0];
    if (first === undefined) {
      const value: unknown = document.toJS({ maxAliasCount: 100 });
      if (value === null || value === undefined) return {};
      // Two lines of dashes around prose are no header.
      return isRecord(value) ? value : null;
    }
    error = first;
  } catch (thrown) {
    // Too many aliases, or values nested so deeply that the parser gives up.
    error =
      thrown instanceof RangeError ? { message: 'its values are nested too deeply' } : (thrown as Error);
  }
  const line = (error.pos === undefined ? 1 : lines.linePos(error.pos[0]).line) + 1;
  throw new ReadFailure({
    place: `line ${line}`,
    reason: 'malformed-front-matter',
    message: `the front matter is not valid YAML at line ${line}: ${error.message.split('\n')[0]!.replace(/ at line.*$/, '')}`,
    remedy: 'Correct the lines between the two lines of `---`; put values with a colon into quotes.',
  });
}

const columnNames = (field?: string): string[] =>
  FIELD_COLUMNS.filter((entry) =>
    field === undefined ? entry.field !== 'text' : entry.field === field,
  ).flatMap(({ columns }) => columns.map((column) => column.toLowerCase()));
const HEADER_NAMES = new Set(columnNames());
const DATE_NAMES = new Set(columnNames('published'));
const HEADER_LINE = /^[ \t]*([A-Za-z][\w-]{0,60})(?:([ \t]{0,20}:)|[ \t])[ \t]*(\S.*)$/;
/** A longer line is no header. */
const HEADER_CHARACTERS = 2000;

/** Prose can begin with "Author Jane Doe has …": without a colon, a header line must look like nothing else. */
function isHeaderLine(name: string, hasColon: boolean, value: string): boolean {
  const lower = name.toLowerCase();
  if (!HEADER_NAMES.has(lower)) return false;
  if (hasColon) return value.length <= 500;
  if (DATE_NAMES.has(lower)) return readDate(value, null) !== null;
  return name === lower && value.length <= 80 && !/[.!?…"'”’]$/.test(value);
}

function splitBareHeader(text: string): FrontMatter {
  const values: Record<string, unknown> = {};
  let position = /^(?:[ \t]*\r?\n)*/.exec(text)![0].length;
  let found = false;
  while (position < text.length) {
    const end = text.indexOf('\n', position);
    const lineEnd = end < 0 ? text.length : end;
    const line = text.slice(position, lineEnd).replace(/\r$/, '');
    if (line.trim() === '')
      return found ? { values, body: withoutLeadingLines(text.slice(lineEnd)) } : plain(text);
    const match = line.length > HEADER_CHARACTERS ? null : HEADER_LINE.exec(line);
    if (match === null) return plain(text);
    const value = match[3]!.trimEnd();
    if (!isHeaderLine(match[1]!, match[2] !== undefined, value)) return plain(text);
    const name = match[1]!.toLowerCase();
    if (Object.hasOwn(values, name)) return plain(text);
    values[name] = value;
    found = true;
    position = lineEnd + 1;
  }
  // A file of header lines alone has more likely no header than no text.
  return plain(text);
}

const plain = (text: string): FrontMatter => ({ values: {}, body: text });

const withoutLeadingLines = (text: string): string => text.replace(/^(?:[ \t]*\r?\n)+/, '');
