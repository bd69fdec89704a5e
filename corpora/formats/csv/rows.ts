/** The rows of a table in text, streamed, with their lines; a faulty row costs no more than itself. */
import { limitDefect, sizeText } from '../../input/limits.js';
import { ReadFailure } from '../../input/read-failure.js';
import { type Dialect, dialectOf } from './dialect.js';
import { type ParsedRow, type QuoteReading, RowParser } from './row-parser.js';

export interface Row {
  readonly fields: readonly string[];
  readonly firstLine: number;
  readonly lastLine: number;
  /** What is wrong with it, for a person; null where nothing is. */
  readonly error: string | null;
  /** Whether its quotes were not doubled, and it was read all the same. */
  readonly repaired: boolean;
  /** Whether nothing follows it. */
  readonly last: boolean;
}

/** A row and where the next begins. */
interface Found extends Row {
  last: boolean;
  readonly end: number;
}

const SNIFF_CHARACTERS = 64 * 1024;
/** Lines of a faulty row at which the next row is looked for, and characters looked at for each. */
const LINES_TRIED = 2000;
const CHARACTERS_TRIED = 200_000;

const FAULTS = {
  open: 'a quote is opened and never closed',
  stray: 'there is text after a closing quote',
} as const;

/**
 * The rows, as many at a time as were read: lists, since handing over each by itself takes longer than parsing it.
 * Blank lines below the header are passed over where the table has several columns.
 *
 * @param knownDelimiter - null where it is to be guessed.
 * @throws ReadFailure for a row larger than `maxRecordBytes`.
 */
export async function* readRows(
  chunks: AsyncIterable<Buffer>,
  knownDelimiter: string | null,
  maxRecordBytes: number,
): AsyncGenerator<readonly Row[]> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let rows: Rows | null = null;
  let text = '';
  // Where an open quote holds a row back, more is read before trying again, so that the time stays linear.
  let parseFrom = SNIFF_CHARACTERS;
  const parse = (final: boolean): Row[] => {
    const found: Row[] = [];
    if (rows === null) {
      const dialect = dialectOf(text.slice(0, SNIFF_CHARACTERS), knownDelimiter);
      rows = new Rows(dialect);
      rows.skip(text.slice(0, dialect.from));
      text = text.slice(dialect.from);
    }
    let at = 0;
    while (at < text.length) {
      at = rows.behindBlankLines(text, at, final);
      if (at >= text.length) break;
      const row = rows.next(text, at, final);
      if (row === null) break;
      at = row.end;
      row.last = final && at >= text.length;
      found.push(row);
    }
    text = text.slice(at);
    parseFrom = Math.max(SNIFF_CHARACTERS, text.length * 2);
    return found;
  };
  for await (const chunk of chunks) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length < parseFrom) continue;
    yield parse(false);
    if (text.length > maxRecordBytes) {
      const line = (rows as Rows | null)?.line ?? 1;
      throw new ReadFailure(
        limitDefect(
          'maxRecordBytes',
          `the row that begins on line ${line} is larger than ${sizeText(maxRecordBytes)}; the rest of the file was not read`,
          'Look for a quote that is not closed on that line',
          `line ${line}`,
        ),
      );
    }
  }
  text += decoder.decode();
  if (text !== '') yield parse(true);
}

class Rows {
  line = 1;
  readonly #parser: RowParser;
  /** Fields of the header; 0 before it is read. */
  #width = 0;
  /** Whether every row so far begins with a number. */
  #numbered = true;
  #read = 0;

  constructor(dialect: Dialect) {
    this.#parser = new RowParser(dialect);
  }

  /** Counts the lines of what is passed over. */
  skip(text: string): void {
    this.line += lineBreaks(text);
  }

  /** Where, at or behind a place that begins a line, the first line begins that is not blank. */
  behindBlankLines(text: string, from: number, final: boolean): number {
    if (this.#width < 2) return from;
    let at = from;
    for (;;) {
      const next = this.#parser.behindBlankLine(text, at, final);
      if (next === at) return at;
      at = next;
      this.line++;
    }
  }

  /** The row that begins at a place; null where more has to be read. */
  next(text: string, at: number, final: boolean): Found | null {
    const parsed = this.#parser.parse(text, at, final);
    if (this.#width === 0) {
      if (parsed === null) return null;
      if (parsed.fields.length > 1 || parsed.fields[0]!.trim() !== '') this.#width = parsed.fields.length;
      return this.#take(text, at, parsed, false);
    }
    if (parsed === null) {
      // A quote may have been opened that is closed only rows below.
      const next = text.length - at > CHARACTERS_TRIED ? this.#rowWithin(text, at, text.length) : null;
      return next === null ? null : this.#reject(text, at, next, FAULTS.open);
    }
    if (parsed.fault === null) {
      if (parsed.fields.length === this.#width) return this.#take(text, at, parsed, false);
      const escaped = this.#otherwise(text, at, final, 'escaped');
      if (escaped !== null) return this.#take(text, at, escaped, false);
      // Quotes that are not doubled may look like ends of fields: `"It may", she said`.
      const prose = this.#otherwise(text, at, final, 'prose');
      if (prose !== null) return this.#take(text, at, prose, true);
      const next = this.#rowWithin(text, at, parsed.end);
      return next === null ? this.#take(text, at, parsed, false) : this.#reject(text, at, next, FAULTS.open);
    }
    return this.#repaired(text, at, final, parsed);
  }

  /** The row by another reading of its quotes, where its fields are then as many as the header's; else null. */
  #otherwise(text: string, at: number, final: boolean, reading: QuoteReading): ParsedRow | null {
    if (reading === 'escaped' && !this.#parser.dialect.backslash) return null;
    const row = this.#parser.parse(text.slice(at, at + CHARACTERS_TRIED), 0, final, reading, this.#width);
    return row !== null && row.fault === null && row.fields.length === this.#width && row.end > 0
      ? { ...row, end: at + row.end }
      : null;
  }

  /** A row in whose fields quotes stand that are not doubled. */
  #repaired(text: string, at: number, final: boolean, strict: ParsedRow): Found | null {
    const line = this.#parser.lineAt(text, at);
    if (line.next === text.length && !final) return null;
    const literal = this.#parser.literal(text.slice(at, line.end));
    if (literal.length === this.#width && this.#width > 1 && literal.every(hasPairedQuotes))
      return this.#take(text, at, { fields: literal, end: line.next, fault: null }, true);
    const escaped = this.#otherwise(text, at, final, 'escaped');
    if (escaped !== null) return this.#take(text, at, escaped, false);
    const lenient = this.#parser.parse(text, at, final, 'lenient');
    if (lenient === null) {
      const next = text.length - at > CHARACTERS_TRIED ? this.#rowWithin(text, at, text.length) : null;
      return next === null ? null : this.#reject(text, at, next, FAULTS[strict.fault!]);
    }
    const next = this.#rowWithin(text, at, lenient.end);
    if (next !== null) return this.#reject(text, at, next, FAULTS[strict.fault!]);
    if (lenient.fault === null && lenient.fields.length === this.#width)
      return this.#take(text, at, lenient, true);
    const prose = this.#otherwise(text, at, final, 'prose');
    if (prose !== null) return this.#take(text, at, prose, true);
    return this.#reject(text, at, lenient.end, FAULTS[lenient.fault ?? strict.fault!]);
  }

  /** Where, at the beginning of a line within a faulty row, a whole row begins; null where none does. */
  #rowWithin(text: string, from: number, to: number): number | null {
    let at = this.#parser.lineAt(text, from).next;
    for (let tried = 0; at < to && tried < LINES_TRIED; tried++) {
      const piece = text.slice(at, at + CHARACTERS_TRIED);
      const row = this.#parser.parse(piece, 0, at + CHARACTERS_TRIED >= text.length, 'strict', this.#width);
      if (
        row !== null &&
        row.fault === null &&
        row.fields.length === this.#width &&
        this.#beginsLikeOthers(row)
      )
        return at;
      at = this.#parser.lineAt(text, at).next;
    }
    return null;
  }

  #beginsLikeOthers({ fields }: ParsedRow): boolean {
    const first = fields[0]!;
    if (this.#read > 1 && this.#numbered) return isNumber(first);
    return this.#width > 2 && first.length <= 80 && !/[.!?]\s/.test(first);
  }

  #take(text: string, at: number, { fields, end, fault }: ParsedRow, repaired: boolean): Found {
    if (this.#width > 0 && (this.#read > 0 || fields.length === this.#width)) {
      if (this.#read > 0 && !isNumber(fields[0] ?? '')) this.#numbered = false;
      this.#read++;
    }
    return this.#found(text, at, end, fields, fault === null ? null : FAULTS[fault], repaired);
  }

  #reject(text: string, at: number, end: number, error: string): Found {
    return this.#found(text, at, end, [], error, false);
  }

  #found(
    text: string,
    at: number,
    end: number,
    fields: readonly string[],
    error: string | null,
    repaired: boolean,
  ): Found {
    const written = text.slice(at, end);
    const breaks = lineBreaks(written);
    const firstLine = this.line;
    const ended = written.endsWith('\n') || written.endsWith('\r') ? 1 : 0;
    this.line += breaks;
    const lastLine = firstLine + breaks - (breaks > 0 ? ended : 0);
    return { fields, error, repaired, firstLine, lastLine, last: false, end };
  }
}

/** A field with one quote of a pair is cut within a quotation. */
const hasPairedQuotes = (field: string): boolean => (field.split('"').length - 1) % 2 === 0;

const isNumber = (field: string): boolean => /^\d{1,12}(?:\.\d+)?$/.test(field.trim());

/** Line ends, those of old Macs where there are no others. */
function lineBreaks(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
  if (count > 0) return count;
  for (let at = text.indexOf('\r'); at >= 0; at = text.indexOf('\r', at + 1)) count++;
  return count;
}
