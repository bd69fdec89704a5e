/** The Arrow schema of a plan's columns. */
import {
  Field as ArrowField,
  type DataType as ArrowType,
  Bool,
  Float64,
  Int32,
  Int64,
  List,
  Schema,
  Struct,
  Utf8,
} from 'apache-arrow';
import type { Column, DataType, Field } from '../../stages/columns.js';

/** How every offset in an output is to be read; part of the metadata of each offset field. */
export const OFFSETS_ARE = 'Unicode code points, half-open, into the column text';

/**
 * The Arrow type of a column. Integers are signed: Spark has no unsigned ones and R makes doubles of them.
 */
export function arrowType(type: DataType): ArrowType {
  switch (type.kind) {
    case 'utf8':
      return new Utf8();
    case 'bool':
      return new Bool();
    case 'int32':
    case 'offset':
      return new Int32();
    case 'int64':
      return new Int64();
    case 'float64':
      return new Float64();
    case 'list':
      return new List(new ArrowField('item', arrowType(type.item), false, offsetMetadata(type.item)));
    case 'struct':
      return new Struct(type.fields.map(arrowField));
  }
}

/**
 * One key with JSON in it, since writers keep the order of a map's keys as they please and the same analysis
 * must give the same bytes.
 */
function arrowField(field: Field): ArrowField {
  const metadata = new Map([
    [
      'hedgerow',
      JSON.stringify({
        description: field.description,
        ...(field.unit === null ? {} : { unit: field.unit }),
        ...(field.type.kind === 'offset' ? { offsets: OFFSETS_ARE } : {}),
      }),
    ],
  ]);
  return new ArrowField(field.name, arrowType(field.type), field.nullable, metadata);
}

function offsetMetadata(item: DataType): Map<string, string> {
  return item.kind === 'offset'
    ? new Map([['hedgerow', JSON.stringify({ unit: 'code points', offsets: OFFSETS_ARE })]])
    : new Map();
}

/**
 * The schema of an analysis. Every column but `id` and `text` is nullable, so that a row can keep its place
 * in a stream when a stage had to give it up; inside lists and structs fields are as their stage declares.
 */
export function arrowSchema(columns: readonly Column[]): Schema {
  return new Schema(
    columns.map((column) => {
      const field = arrowField(column);
      return column.name === 'id' || column.name === 'text'
        ? field
        : new ArrowField(field.name, field.type, true, field.metadata);
    }),
    new Map([['hedgerow', JSON.stringify({ offsets: OFFSETS_ARE })]]),
  );
}
