/** One row of a table in text at a time, as RFC 4180 has it; and what can be made of rows whose quotes are not doubled. */
import type { Dialect } from './dialect.js';

export interface ParsedRow {
  readonly fields: readonly string[];
  /** Where the next row begins. */
  readonly end: number;
  /** What is wrong with its quotes; null where nothing is. */
  readonly fault: 'stray' | 'open' | null;
}

/**
 * How quotes within quotes are taken. `strict`: as the dialect has them, a backslash before a field's end being one of the
 * field's own; `escaped`: a backslash always escapes; `lenient`: a quote that no delimiter or line end follows is a character;
 * `prose`: so is one that a delimiter and a blank follow, as in `"It may", and left`.
 */
export type QuoteReading = 'strict' | 'escaped' | 'lenient' | 'prose';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const TAB = 0x09;

/** Parses rows of one dialect. Null stands for a row of which more has to be read. */
export class RowParser {
  readonly #delimiter: number;
  readonly #tabIsSpace: boolean;

  constructor(readonly dialect: Dialect) {
    this.#delimiter = dialect.delimiter.charCodeAt(0);
    this.#tabIsSpace = dialect.delimiter !== '\t';
  }

  /**
   * The row that begins at `from`.
   *
   * @param most - fields after which the rest is not read.
   */
  parse(
    text: string,
    from: number,
    final: boolean,
    reading: QuoteReading = 'strict',
    most = Number.POSITIVE_INFINITY,
  ): ParsedRow | null {
    const fields: string[] = [];
    const { length } = text;
    let at = from;
    for (;;) {
      let value = '';
      if (text.charCodeAt(at) === QUOTE) {
        const quoted = this.#quoted(text, at + 1, final, reading);
        if (quoted === null) return null;
        if (quoted.fault !== null)
          return { fields: [...fields, quoted.value], end: quoted.end, fault: quoted.fault };
        value = quoted.value;
        at = quoted.end;
      } else {
        const begin = at;
        while (at < length && text.charCodeAt(at) !== this.#delimiter && this.#breakAt(text, at) === 0) at++;
        value = this.#unescaped(text.slice(begin, at));
      }
      if (at >= length && !final) return null;
      fields.push(value);
      if (at >= length) return { fields, end: length, fault: null };
      if (text.charCodeAt(at) !== this.#delimiter) {
        // The other half of a line end may be still to come.
        if (text.charCodeAt(at) === CR && at + 1 === length && !final) return null;
        return { fields, end: at + this.#breakAt(text, at), fault: null };
      }
      if (fields.length > most) return { fields, end: at, fault: null };
      at++;
      if (at === length && !final) return null;
    }
  }

  /** The length of the line end at a place; 0 where there is none. */
  #breakAt(text: string, at: number): number {
    const code = text.charCodeAt(at);
    if (code === LF) return 1;
    if (code !== CR) return 0;
    if (text.charCodeAt(at + 1) === LF) return 2;
    return this.dialect.carriageReturn ? 1 : 0;
  }

  /** What stands from behind an opening quote to the delimiter or line end behind the closing one. */
  #quoted(
    text: string,
    from: number,
    final: boolean,
    reading: QuoteReading,
  ): { value: string; end: number; fault: ParsedRow['fault'] } | null {
    const { backslash } = this.dialect;
    const { length } = text;
    let value = '';
    let kept = from;
    let at = from;
    for (;;) {
      const quote = text.indexOf('"', at);
      if (quote < 0) return final ? { value: value + text.slice(kept), end: length, fault: 'open' } : null;
      if (backslash && this.#isEscaped(text, from, quote)) {
        const next = text.charCodeAt(quote + 1);
        // A backslash that ends a field is one of the field's own.
        const ends = next === this.#delimiter || quote + 1 === length || this.#breakAt(text, quote + 1) > 0;
        if (!ends || reading === 'escaped') {
          at = quote + 1;
          continue;
        }
      }
      if (text.charCodeAt(quote + 1) === QUOTE && !backslash) {
        value += text.slice(kept, quote + 1);
        kept = at = quote + 2;
        continue;
      }
      let after = quote + 1;
      while (text.charCodeAt(after) === SPACE || (this.#tabIsSpace && text.charCodeAt(after) === TAB))
        after++;
      if (after >= length && !final) return null;
      const delimited = text.charCodeAt(after) === this.#delimiter;
      const goesOn = reading === 'prose' && delimited && text.charCodeAt(after + 1) === SPACE;
      if (!goesOn && (after >= length || delimited || this.#breakAt(text, after) > 0))
        return { value: this.#unescaped(value + text.slice(kept, quote)), end: after, fault: null };
      if (reading === 'strict' || reading === 'escaped')
        return { value: value + text.slice(kept, quote), end: quote, fault: 'stray' };
      at = quote + 1;
    }
  }

  /** Whether an odd number of backslashes stands before a quote. */
  #isEscaped(text: string, from: number, quote: number): boolean {
    let at = quote;
    while (at > from && text.charCodeAt(at - 1) === BACKSLASH) at--;
    return (quote - at) % 2 === 1;
  }

  #unescaped(value: string): string {
    return this.dialect.backslash && value.includes('\\') ? value.replace(/\\(["\\])/g, '$1') : value;
  }

  /** Where the line behind a blank one begins; the place itself where its line is not blank, or more has to be read. */
  behindBlankLine(text: string, from: number, final: boolean): number {
    let at = from;
    while (text.charCodeAt(at) === SPACE || (this.#tabIsSpace && text.charCodeAt(at) === TAB)) at++;
    if (at + 1 >= text.length && !final) return from;
    const breaks = this.#breakAt(text, at);
    return breaks > 0 ? at + breaks : at >= text.length ? at : from;
  }

  /** A line's end, and where the next begins. */
  lineAt(text: string, from: number): { readonly end: number; readonly next: number } {
    let at = from;
    while (at < text.length && this.#breakAt(text, at) === 0) at++;
    return { end: at, next: at + this.#breakAt(text, at) };
  }

  /** The fields of a line in which quotes mean nothing but where they enclose a whole field. */
  literal(line: string): string[] {
    return line
      .split(this.dialect.delimiter)
      .map((field) => (/^"(?:[^"]|"")*"$/.test(field) ? field.slice(1, -1).replaceAll('""', '"') : field));
  }
}
