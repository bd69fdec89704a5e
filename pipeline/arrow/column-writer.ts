import {
  type DataType as ArrowType,
  Bool,
  type Data,
  Float64,
  Int32,
  Int64,
  makeData,
  type Struct,
  Utf8,
} from 'apache-arrow';
import { type RowColumn, Rows } from '../../stages/column-batch.js';
import type { DataType } from '../../stages/columns.js';
import { packBits } from './bits.js';
import { arrowType } from './schema.js';
import { Utf8Writer } from './utf8-writer.js';

/** Converts an offset in UTF-16 code units to code points; null where the two are the same. */
export type ToCodePoints = ((offset: number) => number) | null;

/**
 * Appends values of one column to typed arrays; `finish` gives them to Arrow without copying values one by one. Values
 * come in runs: all items of a list, then one field after the other of all its structs, so that each loop meets
 * one type.
 */
export interface ColumnWriter {
  readonly length: number;
  /**
   * Appends values, all of them.
   *
   * @throws TypeError for a value that is not of the column's type; `truncate` then undoes the row.
   */
  push(values: readonly unknown[], toCodePoints: ToCodePoints): void;
  /**
   * Appends a column of rows that are kept column by column.
   *
   * @throws TypeError where it is of another type.
   */
  append(column: RowColumn, toCodePoints: ToCodePoints): void;
  /** Forgets the rows from `length` on; `truncate(0)` makes it ready for another batch, with the room it has. */
  truncate(length: number): void;
  /** What was appended, not copied: to be read before the next `push`. */
  finish(): Data;
}

export function columnWriter(type: DataType, name: string): ColumnWriter {
  switch (type.kind) {
    case 'utf8':
      return new TextColumn(name);
    case 'bool':
      return new BoolColumn(name);
    case 'int32':
    case 'offset':
      return new IntColumn(name, type.kind === 'offset');
    case 'float64':
      return new FloatColumn(name);
    case 'int64':
      return new BigIntColumn(name);
    case 'list':
      return new ListColumn(name, arrowType(type), columnWriter(type.item, `${name}[]`));
    case 'struct':
      return new StructColumn(
        name,
        arrowType(type) as Struct,
        type.fields.map((field) => ({
          name: field.name,
          nullable: field.nullable,
          column: columnWriter(field.type, `${name}.${field.name}`),
        })),
      );
  }
}

function wrongType(name: string, wanted: string, value: unknown): TypeError {
  const found = value === undefined ? 'no value' : `a ${typeof value} (${String(value).slice(0, 40)})`;
  return new TypeError(`the column '${name}' wants ${wanted} and was given ${found}`);
}

/** What the columns with a validity bitmap share: most have no null, so only the nulls are kept. */
abstract class NullableColumn implements ColumnWriter {
  length = 0;
  readonly nulls: number[] = [];

  constructor(readonly name: string) {}

  abstract push(values: readonly unknown[], toCodePoints: ToCodePoints): void;
  abstract finish(): Data;

  append(column: RowColumn, _toCodePoints: ToCodePoints): void {
    throw this.wrongColumn(column);
  }

  protected wrongColumn({ kind }: RowColumn): TypeError {
    return new TypeError(`the column '${this.name}' takes no column of ${kind}`);
  }

  truncate(length: number): void {
    this.length = Math.min(length, this.length);
    while (this.nulls.length > 0 && this.nulls.at(-1)! >= length) this.nulls.pop();
  }

  /** Arrow's canonical form: no bitmap where nothing is null. */
  protected validity(): { length: number; nullCount: number; nullBitmap: Uint8Array | null } {
    const { length, nulls } = this;
    if (nulls.length === 0) return { length, nullCount: 0, nullBitmap: null };
    const valid = new Uint8Array(length).fill(1);
    for (const at of nulls) valid[at] = 0;
    return { length, nullCount: nulls.length, nullBitmap: packBits(valid) };
  }
}

class TextColumn extends NullableColumn {
  readonly #texts = new Utf8Writer();

  push(values: readonly unknown[]): void {
    const texts = values as readonly (string | null)[];
    for (let i = 0; i < texts.length; i++) {
      const value: unknown = values[i];
      if (value === null) this.nulls.push(this.length + i);
      else if (typeof value !== 'string') throw wrongType(this.name, 'text', value);
    }
    this.#texts.push(texts);
    this.length += texts.length;
  }

  override append(column: RowColumn): void {
    switch (column.kind) {
      case 'coded':
        this.#texts.pushCoded(column);
        this.length += column.codes.length;
        break;
      case 'slices':
        this.#texts.pushSlices(column);
        this.length += column.starts.length;
        break;
      case 'texts':
        this.push(column.values);
        break;
      default:
        throw this.wrongColumn(column);
    }
  }

  override truncate(length: number): void {
    super.truncate(length);
    this.#texts.truncate(length);
  }

  finish(): Data {
    const { valueOffsets, data } = this.#texts.finish();
    return makeData({ type: new Utf8(), ...this.validity(), valueOffsets, data });
  }
}

class BoolColumn extends NullableColumn {
  #values = new Uint8Array(16);

  push(values: readonly unknown[]): void {
    const count = values.length;
    this.#values = withRoom(this.#values, this.length + count);
    for (let i = 0; i < count; i++) {
      const value = values[i];
      if (value === null) this.nulls.push(this.length);
      else if (typeof value !== 'boolean') throw wrongType(this.name, 'true or false', value);
      this.#values[this.length++] = value === true ? 1 : 0;
    }
  }

  override append(column: RowColumn): void {
    if (column.kind !== 'flags') throw this.wrongColumn(column);
    this.#values = withRoom(this.#values, this.length + column.values.length);
    this.#values.set(column.values, this.length);
    this.length += column.values.length;
  }

  finish(): Data {
    const data = packBits(this.#values.subarray(0, this.length));
    return makeData({ type: new Bool(), ...this.validity(), data });
  }
}

class IntColumn extends NullableColumn {
  #values = new Int32Array(16);

  constructor(
    name: string,
    readonly isOffset: boolean,
  ) {
    super(name);
  }

  push(values: readonly unknown[], toCodePoints: ToCodePoints): void {
    const count = values.length;
    this.#values = withRoom(this.#values, this.length + count);
    const to = this.#values;
    const convert = this.isOffset ? toCodePoints : null;
    for (let i = 0; i < count; i++) {
      const value = values[i];
      if (typeof value === 'number') {
        const number = convert === null ? value : convert(value);
        to[this.length] = number;
        if (to[this.length] !== number) throw wrongType(this.name, 'a whole number of 32 bits', value);
      } else if (value === null) {
        this.nulls.push(this.length);
        to[this.length] = 0;
      } else throw wrongType(this.name, 'a number', value);
      this.length++;
    }
  }

  override append(column: RowColumn, toCodePoints: ToCodePoints): void {
    if (column.kind !== 'numbers' || !(column.values instanceof Int32Array)) throw this.wrongColumn(column);
    const { values } = column;
    this.#values = withRoom(this.#values, this.length + values.length);
    if (this.isOffset && toCodePoints !== null) {
      for (let i = 0; i < values.length; i++) this.#values[this.length + i] = toCodePoints(values[i]!);
    } else this.#values.set(values, this.length);
    this.length += values.length;
  }

  finish(): Data {
    return makeData({ type: new Int32(), ...this.validity(), data: this.#values.subarray(0, this.length) });
  }
}

class FloatColumn extends NullableColumn {
  #values = new Float64Array(16);

  push(values: readonly unknown[]): void {
    const count = values.length;
    this.#values = withRoom(this.#values, this.length + count);
    const to = this.#values;
    for (let i = 0; i < count; i++) {
      const value = values[i];
      // -0 and 0 are equal everywhere but in the file's bytes.
      if (typeof value === 'number' && !Number.isNaN(value)) to[this.length] = value === 0 ? 0 : value;
      else if (value === null) {
        this.nulls.push(this.length);
        to[this.length] = 0;
      } else throw wrongType(this.name, 'a number', value);
      this.length++;
    }
  }

  override append(column: RowColumn): void {
    if (column.kind !== 'numbers' || !(column.values instanceof Float64Array)) throw this.wrongColumn(column);
    const { values } = column;
    this.#values = withRoom(this.#values, this.length + values.length);
    const to = this.#values;
    for (let i = 0; i < values.length; i++) {
      const value = values[i]!;
      if (Number.isNaN(value)) throw wrongType(this.name, 'a number', value);
      to[this.length++] = value === 0 ? 0 : value;
    }
  }

  finish(): Data {
    return makeData({ type: new Float64(), ...this.validity(), data: this.#values.subarray(0, this.length) });
  }
}

class BigIntColumn extends NullableColumn {
  readonly #values: bigint[] = [];

  push(values: readonly unknown[]): void {
    const count = values.length;
    for (let i = 0; i < count; i++) {
      const value = values[i];
      if (value === null) {
        this.nulls.push(this.length);
        this.#values.push(0n);
      } else if (typeof value === 'bigint') this.#values.push(value);
      else if (typeof value === 'number' && Number.isInteger(value)) this.#values.push(BigInt(value));
      else throw wrongType(this.name, 'a whole number', value);
      this.length++;
    }
  }

  override truncate(length: number): void {
    super.truncate(length);
    this.#values.length = this.length;
  }

  finish(): Data {
    return makeData({ type: new Int64(), ...this.validity(), data: BigInt64Array.from(this.#values) });
  }
}

class ListColumn extends NullableColumn {
  #offsets = new Int32Array(17);
  /** The items of all lists of the run. */
  readonly #items: unknown[] = [];

  constructor(
    name: string,
    readonly type: ArrowType,
    readonly item: ColumnWriter,
  ) {
    super(name);
  }

  push(values: readonly unknown[], toCodePoints: ToCodePoints): void {
    const count = values.length;
    this.#offsets = withRoom(this.#offsets, this.length + count + 1);
    if (values.some((value) => value instanceof Rows)) {
      for (const value of values) this.#appendRows(value, toCodePoints);
      return;
    }
    const gathered = this.#items;
    gathered.length = 0;
    let end = this.item.length;
    for (let i = 0; i < count; i++) {
      const value = values[i];
      if (value === null) this.nulls.push(this.length);
      else if (!Array.isArray(value)) throw wrongType(this.name, 'a list', value);
      else {
        end += value.length;
        // A single list is handed on as it is.
        if (count > 1) for (let k = 0; k < value.length; k++) gathered.push(value[k]);
      }
      this.#offsets[++this.length] = end;
    }
    if (end > this.item.length)
      this.item.push(count > 1 ? gathered : (values[0] as readonly unknown[]), toCodePoints);
    gathered.length = 0;
  }

  #appendRows(rows: unknown, toCodePoints: ToCodePoints): void {
    if (rows === null) this.nulls.push(this.length);
    else if (!(rows instanceof Rows && this.item instanceof StructColumn))
      throw wrongType(this.name, 'rows', rows);
    else this.item.appendRows(rows, toCodePoints);
    this.#offsets[++this.length] = this.item.length;
  }

  override truncate(length: number): void {
    super.truncate(length);
    this.item.truncate(this.#offsets[this.length]!);
  }

  finish(): Data {
    return makeData({
      type: this.type as never,
      ...this.validity(),
      valueOffsets: this.#offsets.subarray(0, this.length + 1),
      child: this.item.finish() as never,
    });
  }
}

interface StructField {
  readonly name: string;
  readonly nullable: boolean;
  readonly column: ColumnWriter;
}

/** Reads one field of many objects, null of null, and counts the nulls. */
export type ReadField = (objects: readonly unknown[], values: unknown[]) => number;

/**
 * Compiled for each field, since reading a property whose name is not a constant takes ten times as long, and
 * an analysis reads some ten a token.
 */
export function readerOf(name: string): ReadField {
  const property = JSON.stringify(name);
  const body = `let nulls = 0;
for (let i = 0; i < objects.length; i++) {
  const value = objects[i] === null ? null : objects[i][${property}];
  if (value === null) nulls++;
  values[i] = value;
}
return nulls;`;
  return new Function('objects', 'values', body) as ReadField;
}

class StructColumn extends NullableColumn {
  readonly #readers: readonly ReadField[];
  /** The values of one field of the run. */
  readonly #values: unknown[] = [];

  constructor(
    name: string,
    readonly type: Struct,
    readonly fields: readonly StructField[],
  ) {
    super(name);
    this.#readers = fields.map((field) => readerOf(field.name));
  }

  push(objects: readonly unknown[], toCodePoints: ToCodePoints): void {
    for (let i = 0; i < objects.length; i++) {
      const object = objects[i];
      if (object === null) this.nulls.push(this.length + i);
      else if (typeof object !== 'object') throw wrongType(this.name, 'an object', object);
    }
    const values = this.#values;
    values.length = objects.length;
    for (let f = 0; f < this.fields.length; f++) {
      const { name, nullable, column } = this.fields[f]!;
      const nulls = this.#readers[f]!(objects, values);
      if (nulls > 0 && !nullable && values.some((value, i) => value === null && objects[i] !== null))
        throw new TypeError(`the field '${this.name}.${name}' may not be null`);
      column.push(values, toCodePoints);
    }
    values.length = 0;
    this.length += objects.length;
  }

  appendRows(rows: Rows<object>, toCodePoints: ToCodePoints): void {
    const columns: Readonly<Record<string, RowColumn>> = rows.columns;
    for (const { name, nullable, column } of this.fields) {
      const values = columns[name];
      if (values === undefined) throw new TypeError(`the rows of '${this.name}' have no column '${name}'`);
      if (!nullable && values.kind === 'texts' && values.values.includes(null))
        throw new TypeError(`the field '${this.name}.${name}' may not be null`);
      column.append(values, toCodePoints);
    }
    this.length += rows.length;
    for (const { name, column } of this.fields)
      if (column.length !== this.length)
        throw new TypeError(`the column '${this.name}.${name}' is not as long as its rows`);
  }

  override truncate(length: number): void {
    super.truncate(length);
    for (const { column } of this.fields) column.truncate(length);
  }

  finish(): Data {
    return makeData({
      type: this.type as never,
      ...this.validity(),
      children: this.fields.map(({ column }) => column.finish()),
    });
  }
}

function withRoom<T extends Uint8Array | Int32Array | Float64Array>(array: T, size: number): T {
  if (size <= array.length) return array;
  const larger = new (array.constructor as new (length: number) => T)(Math.max(size, array.length * 2));
  larger.set(array);
  return larger;
}
