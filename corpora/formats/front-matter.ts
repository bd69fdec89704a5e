import { parseDocument } from 'yaml';
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

const YAML_BLOCK = /^---[ \t]*\r?\n([\s\S]*?)(?:^|\r?\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/m;

/**
 * Parts a text from its header: YAML front matter between lines of `---`, or bare lines such as
 * `date 2024-11-05` or `Source: The Herald`, set off from the text by an empty line. A bare line counts
 * as header only if its first word is a usual name of a field (see `FIELD_COLUMNS`).
 *
 * @throws ReadFailure where the front matter is not YAML.
 */
export function splitFrontMatter(text: string): FrontMatter {
  if (text.startsWith('---')) {
    const match = YAML_BLOCK.exec(text);
    if (match !== null && match.index === 0) {
      const values = parseYamlHeader(match[1]!);
      if (values !== null) return { values, body: withoutLeadingLines(text.slice(match[0].length)) };
    }
  }
  return splitBareHeader(text);
}

function parseYamlHeader(yaml: string): Record<string, unknown> | null {
  let error: {
    readonly message: string;
    readonly linePos?: readonly { readonly line: number }[] | undefined;
  };
  try {
    // Dates stay as they are written; aliases are not expanded without end.
    const document = parseDocument(yaml, { schema: 'core', uniqueKeys: false });
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
  const line = (error.linePos?.[0]?.line ?? 1) + 1;
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
const HEADER_LINE = /^[ \t]*([A-Za-z][\w-]*)([ \t]*:[ \t]*|[ \t]+)(\S.*?)[ \t]*$/;

/** Prose can begin with "Author Jane Doe has …": without a colon, a header line must look like nothing else. */
function isHeaderLine(name: string, separator: string, value: string): boolean {
  const lower = name.toLowerCase();
  if (!HEADER_NAMES.has(lower)) return false;
  if (separator.includes(':')) return value.length <= 500;
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
    const match = HEADER_LINE.exec(line);
    if (match === null || !isHeaderLine(match[1]!, match[2]!, match[3]!)) return plain(text);
    const name = match[1]!.toLowerCase();
    if (name in values) return plain(text);
    values[name] = match[3]!;
    found = true;
    position = lineEnd + 1;
  }
  // A file of header lines alone has more likely no header than no text.
  return plain(text);
}

const plain = (text: string): FrontMatter => ({ values: {}, body: text });

const withoutLeadingLines = (text: string): string => text.replace(/^(?:[ \t]*\r?\n)+/, '');
