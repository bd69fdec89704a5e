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
import type { DataType } from '../../stages/columns.js';
import { BitWriter } from './bits.js';
import { arrowType } from './schema.js';
import { Utf8Writer } from './utf8-writer.js';

/** Converts an offset in UTF-16 code units to code points. */
export type ToCodePoints = (offset: number) => number;

/** Appends values of one column to typed arrays; `finish` gives them to Arrow without copying values one by one. */
export interface ColumnWriter {
  readonly length: number;
  /** @throws TypeError for a value that is not of the column's type; `truncate` then undoes the row. */
  push(value: unknown, toCodePoints: ToCodePoints): void;
  /** Forgets the rows from `length` on. */
  truncate(length: number): void;
  finish(): Data;
}

export function columnWriter(type: DataType, name: string): ColumnWriter {
  switch (type.kind) {
    case 'utf8':
      return new TextColumn(name);
    case 'bool':
      return new BoolColumn(name);
    case 'int32':
      return new NumberColumn(name, new Int32(), Int32Array, false);
    case 'offset':
      return new NumberColumn(name, new Int32(), Int32Array, true);
    case 'float64':
      return new NumberColumn(name, new Float64(), Float64Array, false);
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

/** What the columns with a validity bitmap share. */
abstract class NullableColumn implements ColumnWriter {
  readonly valid = new BitWriter();

  constructor(readonly name: string) {}

  get length(): number {
    return this.valid.length;
  }

  abstract push(value: unknown, toCodePoints: ToCodePoints): void;
  abstract truncate(length: number): void;
  abstract finish(): Data;

  /** Arrow's canonical form: no bitmap where nothing is null. */
  protected validity(): { length: number; nullCount: number; nullBitmap: Uint8Array | null } {
    const nullCount = this.valid.zeros;
    return { length: this.length, nullCount, nullBitmap: nullCount === 0 ? null : this.valid.finish() };
  }
}

class TextColumn extends NullableColumn {
  readonly #texts = new Utf8Writer();

  push(value: unknown): void {
    if (typeof value === 'string') {
      this.#texts.push(value);
      this.valid.push(true);
    } else if (value === null) {
      this.#texts.push('');
      this.valid.push(false);
    } else throw wrongType(this.name, 'text', value);
  }

  truncate(length: number): void {
    this.valid.truncate(length);
    this.#texts.truncate(length);
  }

  finish(): Data {
    const { valueOffsets, data } = this.#texts.finish();
    return makeData({ type: new Utf8(), ...this.validity(), valueOffsets, data });
  }
}

class BoolColumn extends NullableColumn {
  readonly #values = new BitWriter();

  push(value: unknown): void {
    if (typeof value !== 'boolean' && value !== null) throw wrongType(this.name, 'true or false', value);
    this.#values.push(value === true);
    this.valid.push(value !== null);
  }

  truncate(length: number): void {
    this.valid.truncate(length);
    this.#values.truncate(length);
  }

  finish(): Data {
    return makeData({ type: new Bool(), ...this.validity(), data: this.#values.finish() });
  }
}

type NumberArray = Int32Array | Float64Array;

class NumberColumn extends NullableColumn {
  #values: NumberArray;

  constructor(
    name: string,
    readonly type: Int32 | Float64,
    readonly arrayType: new (length: number) => NumberArray,
    readonly isOffset: boolean,
  ) {
    super(name);
    this.#values = new arrayType(16);
  }

  push(value: unknown, toCodePoints: ToCodePoints): void {
    const at = this.valid.length;
    if (at === this.#values.length) {
      const grown = new this.arrayType(at * 2);
      grown.set(this.#values);
      this.#values = grown;
    }
    if (value === null) {
      this.#values[at] = 0;
      this.valid.push(false);
      return;
    }
    if (typeof value !== 'number' || Number.isNaN(value)) throw wrongType(this.name, 'a number', value);
    const number = this.isOffset ? toCodePoints(value) : value;
    // -0 and 0 are equal everywhere but in the file's bytes.
    this.#values[at] = number === 0 ? 0 : number;
    if (this.arrayType === Int32Array && this.#values[at] !== number)
      throw wrongType(this.name, 'a whole number of 32 bits', value);
    this.valid.push(true);
  }

  truncate(length: number): void {
    this.valid.truncate(length);
  }

  finish(): Data {
    const data = this.#values.slice(0, this.length);
    return this.isInt()
      ? makeData({ type: new Int32(), ...this.validity(), data: data as Int32Array })
      : makeData({ type: new Float64(), ...this.validity(), data: data as Float64Array });
  }

  private isInt(): boolean {
    return this.arrayType === Int32Array;
  }
}

class BigIntColumn extends NullableColumn {
  readonly #values: bigint[] = [];

  push(value: unknown): void {
    if (value === null) this.#values.push(0n);
    else if (typeof value === 'bigint') this.#values.push(value);
    else if (typeof value === 'number' && Number.isInteger(value)) this.#values.push(BigInt(value));
    else throw wrongType(this.name, 'a whole number', value);
    this.valid.push(value !== null);
  }

  truncate(length: number): void {
    this.valid.truncate(length);
    this.#values.length = length;
  }

  finish(): Data {
    return makeData({ type: new Int64(), ...this.validity(), data: BigInt64Array.from(this.#values) });
  }
}

class ListColumn extends NullableColumn {
  #offsets = new Int32Array(17);

  constructor(
    name: string,
    readonly type: ArrowType,
    readonly item: ColumnWriter,
  ) {
    super(name);
  }

  push(value: unknown, toCodePoints: ToCodePoints): void {
    if (value !== null && !Array.isArray(value)) throw wrongType(this.name, 'a list', value);
    const at = this.valid.length;
    if (at + 1 === this.#offsets.length) {
      const grown = new Int32Array(at * 2 + 2);
      grown.set(this.#offsets);
      this.#offsets = grown;
    }
    if (value !== null) for (const item of value) this.item.push(item, toCodePoints);
    this.#offsets[at + 1] = this.item.length;
    this.valid.push(value !== null);
  }

  truncate(length: number): void {
    this.valid.truncate(length);
    this.item.truncate(this.#offsets[length]!);
  }

  finish(): Data {
    return makeData({
      type: this.type as never,
      ...this.validity(),
      valueOffsets: this.#offsets.slice(0, this.length + 1),
      child: this.item.finish() as never,
    });
  }
}

interface StructField {
  readonly name: string;
  readonly nullable: boolean;
  readonly column: ColumnWriter;
}

class StructColumn extends NullableColumn {
  constructor(
    name: string,
    readonly type: Struct,
    readonly fields: readonly StructField[],
  ) {
    super(name);
  }

  push(value: unknown, toCodePoints: ToCodePoints): void {
    if (value !== null && typeof value !== 'object') throw wrongType(this.name, 'an object', value);
    const object = value as Readonly<Record<string, unknown>> | null;
    const fields = this.fields;
    for (let f = 0; f < fields.length; f++) {
      const { name, nullable, column } = fields[f]!;
      const inner = object === null ? null : object[name];
      if (inner === null && !nullable && object !== null)
        throw new TypeError(`the field '${this.name}.${name}' may not be null`);
      column.push(inner, toCodePoints);
    }
    this.valid.push(object !== null);
  }

  truncate(length: number): void {
    this.valid.truncate(length);
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
