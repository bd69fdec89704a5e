/**
 * Rows kept column by column: what a stage gives for a column of structs when it has many of them. The codec copies such
 * columns as they are, where rows as objects cost an object each and a look-up for each of their fields.
 */

/** Texts that columns name by their place in it, each encoded once. */
export class TextTable {
  readonly texts: readonly string[];
  #utf8: { readonly bytes: Uint8Array; readonly ends: Int32Array } | undefined;

  constructor(texts: readonly string[]) {
    this.texts = texts;
  }

  /** The texts one after the other; text `k` ends at `ends[k + 1]`, where the next begins. */
  get utf8(): { readonly bytes: Uint8Array; readonly ends: Int32Array } {
    if (this.#utf8 === undefined) {
      const encoded = this.texts.map((text) => encoder.encode(text));
      const ends = new Int32Array(encoded.length + 1);
      encoded.forEach((one, k) => {
        ends[k + 1] = ends[k]! + one.length;
      });
      const bytes = new Uint8Array(ends[encoded.length]!);
      encoded.forEach((one, k) => {
        bytes.set(one, ends[k]);
      });
      this.#utf8 = { bytes, ends };
    }
    return this.#utf8;
  }
}

const encoder = new TextEncoder();

/** Numbers and offsets. */
interface NumberColumn {
  readonly kind: 'numbers';
  readonly values: Int32Array | Float64Array;
}

/** True or false: 1 or 0. */
interface FlagColumn {
  readonly kind: 'flags';
  readonly values: Uint8Array;
}

/** Texts by their code: of the table, and above its size of `more`. */
export interface CodedColumn {
  readonly kind: 'coded';
  readonly codes: Int32Array;
  readonly table: TextTable;
  readonly more: readonly string[];
}

/** Stretches [starts[i], ends[i]) of a text, in UTF-16 code units. */
export interface SliceColumn {
  readonly kind: 'slices';
  readonly text: string;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

/** Texts as they are. */
interface TextColumn {
  readonly kind: 'texts';
  readonly values: readonly (string | null)[];
}

export type RowColumn = NumberColumn | FlagColumn | CodedColumn | SliceColumn | TextColumn;

export const numbers = (values: Int32Array | Float64Array): RowColumn => ({ kind: 'numbers', values });
export const flags = (values: Uint8Array): RowColumn => ({ kind: 'flags', values });
export const texts = (values: readonly (string | null)[]): RowColumn => ({ kind: 'texts', values });
export const coded = (codes: Int32Array, table: TextTable, more: readonly string[] = []): RowColumn => ({
  kind: 'coded',
  codes,
  table,
  more,
});
export const slices = (text: string, starts: Int32Array, ends: Int32Array): RowColumn => ({
  kind: 'slices',
  text,
  starts,
  ends,
});

/** Rows of one document. Only `texts` may be null. */
export class Rows<Row extends object> {
  readonly length: number;
  readonly columns: Readonly<Record<keyof Row & string, RowColumn>>;

  constructor(length: number, columns: Readonly<Record<keyof Row & string, RowColumn>>) {
    this.length = length;
    this.columns = columns;
  }

  /** The rows as objects. */
  toArray(): Row[] {
    const columns = Object.entries<RowColumn>(this.columns);
    return Array.from(
      { length: this.length },
      (_, i) => Object.fromEntries(columns.map(([name, column]) => [name, valueAt(column, i)])) as Row,
    );
  }
}

function valueAt(column: RowColumn, i: number): number | string | boolean | null {
  switch (column.kind) {
    case 'numbers':
    case 'texts':
      return column.values[i]!;
    case 'flags':
      return column.values[i] === 1;
    case 'slices':
      return column.text.slice(column.starts[i]!, column.ends[i]!);
    case 'coded': {
      const code = column.codes[i]!;
      const { texts: known } = column.table;
      return code < known.length ? known[code]! : column.more[code - known.length]!;
    }
  }
}

/** An annotation whose lists of rows may be kept column by column. */
export type WithRows<Annotation> = {
  [Name in keyof Annotation]: Annotation[Name] extends readonly (infer Row extends object)[]
    ? Annotation[Name] | Rows<Row>
    : Annotation[Name];
};
