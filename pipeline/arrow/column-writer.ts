/** The writer of a column of any type, and those of lists and structs. */
import { type DataType as ArrowType, type Data, makeData, type Struct } from 'apache-arrow';
import { type RowColumn, Rows } from '../../stages/column-batch.js';
import type { DataType } from '../../stages/columns.js';
import {
  type ColumnWriter,
  NullableColumn,
  type ToCodePoints,
  withRoom,
  wrongType,
} from './nullable-column.js';
import { BigIntColumn, BoolColumn, FloatColumn, IntColumn, TextColumn } from './scalar-columns.js';
import { arrowType } from './schema.js';

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
