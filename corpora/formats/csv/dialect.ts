/** How a table in text is written: delimiter, escape, line ends, told by its beginning. */
import { columnsForField, FIELD_COLUMNS } from '../../mapping/column-names.js';

export interface Dialect {
  readonly delimiter: string;
  /** Whether a quote within quotes has a backslash before it (R, Spark, MySQL), and not a second quote. */
  readonly backslash: boolean;
  /** Whether lines end with a carriage return alone, as on old Macs. */
  readonly carriageReturn: boolean;
  /** Where the header begins: behind Excel's `sep=;`. */
  readonly from: number;
}

const DELIMITERS = [',', ';', '\t', '|'];

/** Excel's first line, which names the delimiter. */
const SEPARATOR_LINE = /^\s*"?sep=(.)"?[ \t]*(?:\r\n|\n|\r)/i;

/**
 * @param head - the beginning of the file, its byte order mark left out.
 * @param known - the delimiter that the file's name tells; null where it tells none.
 */
export function dialectOf(head: string, known: string | null): Dialect {
  const named = SEPARATOR_LINE.exec(head);
  const from = named?.[0].length ?? 0;
  const text = head.slice(from);
  const end = /\r\n|\n|\r/.exec(text)?.[0];
  return {
    delimiter: named?.[1] ?? known ?? guessDelimiter(text),
    backslash: hasBackslashes(text),
    carriageReturn: end === '\r',
    from,
  };
}

/** The delimiter that stands most often in the header outside quotes; the comma where none does. */
function guessDelimiter(text: string): string {
  const header = (/^\s*(?:"[^"]*"|[^"\r\n])*/.exec(text)?.[0] ?? '').replace(/"[^"]*"/g, '');
  const count = (delimiter: string): number => header.split(delimiter).length - 1;
  return DELIMITERS.reduce((best, next) => (count(next) > count(best) ? next : best));
}

/** A backslash before quotes within fields, and nowhere a quote that is doubled within one. */
function hasBackslashes(text: string): boolean {
  const escaped = text.match(/\\"(?![,;\t|\r\n]|$)/g)?.length ?? 0;
  return escaped > 0 && !/[^",;\t|\r\n]""(?!")|(?<!")""[^",;\t|\r\n]/.test(text.replaceAll('\\"', ''));
}

/** Letters in a header cell at most; longer ones are prose. */
const LONGEST_NAME = 40;

/**
 * Whether a text file is a table: its first line names the column of the text and another that is known, and the line
 * after it has the delimiter too. Excel saves tables as "Unicode Text" under `.txt`.
 */
export function looksLikeTable(head: string): boolean {
  const { delimiter, from } = dialectOf(head.slice(0, 1 << 14), null);
  const [first = '', second = ''] = head.slice(from).split(/\r\n|\n|\r/, 2);
  if (!first.includes(delimiter) || !second.includes(delimiter)) return false;
  const names = first.split(delimiter).map((name) => name.trim().replace(/^"(.*)"$/, '$1'));
  if (names.some((name) => name.length > LONGEST_NAME)) return false;
  if (columnsForField('text', names).length === 0) return false;
  const known = FIELD_COLUMNS.filter(({ field }) => columnsForField(field, names).length > 0);
  return known.length >= (delimiter === '\t' ? 2 : 3) || (from > 0 && known.length >= 2);
}
