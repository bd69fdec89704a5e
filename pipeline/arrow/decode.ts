/** Reads Arrow values as plain JavaScript. */
import { type Data, type RecordBatch, Type } from 'apache-arrow';
import { bitAt } from './bits.js';

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** One value of an Arrow column as a plain JavaScript value: lists are arrays, structs are objects. */
export function valueAt(data: Data, index: number): unknown {
  if (data.nullBitmap && data.nullBitmap.length > 0 && !bitAt(data.nullBitmap, data.offset + index))
    return null;
  switch (data.typeId) {
    case Type.Utf8: {
      const offsets = data.valueOffsets as Int32Array;
      return decoder.decode((data.values as Uint8Array).subarray(offsets[index]!, offsets[index + 1]!));
    }
    case Type.Bool:
      return bitAt(data.values as Uint8Array, data.offset + index);
    case Type.Int:
    case Type.Float:
      return (data.values as Int32Array | Float64Array | BigInt64Array)[index];
    case Type.List: {
      const offsets = data.valueOffsets as Int32Array;
      const child = data.children[0]!;
      const items: unknown[] = [];
      for (let i = offsets[index]!; i < offsets[index + 1]!; i++) items.push(valueAt(child, i));
      return items;
    }
    case Type.Struct: {
      const object: Record<string, unknown> = {};
      data.type.children.forEach((field: { name: string }, f: number) => {
        object[field.name] = valueAt(data.children[f]!, index);
      });
      return object;
    }
    default:
      throw new TypeError(`no column of an analysis has the Arrow type ${String(data.type)}`);
  }
}

/** The rows of a record batch as plain objects. */
export function* rowsOf(batch: RecordBatch): Generator<Record<string, unknown>> {
  for (let row = 0; row < batch.numRows; row++) yield valueAt(batch.data, row) as Record<string, unknown>;
}
