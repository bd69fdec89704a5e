/** Joins record batches into one. */
import { type Data, makeData, RecordBatch, Struct, Type } from 'apache-arrow';
import { bitAt, packBits } from './bits.js';

/**
 * One record batch from several of the same schema, in the form in which one `BatchWriter` would have written
 * it: the bytes of a part then do not depend on how its documents were dealt out.
 */
export function concatenateBatches(batches: readonly RecordBatch[]): RecordBatch {
  const first = batches[0]!;
  if (batches.length === 1) return first;
  const children = first.schema.fields.map((_, column) =>
    concatenate(batches.map((batch) => batch.data.children[column]!)),
  );
  const length = batches.reduce((sum, batch) => sum + batch.numRows, 0);
  return new RecordBatch(
    first.schema,
    makeData({ type: new Struct(first.schema.fields), length, nullCount: 0, children }),
  );
}

function concatenate(pieces: readonly Data[]): Data {
  const type = pieces[0]!.type;
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  const base = { type, length, ...validity(pieces) };
  switch (type.typeId) {
    case Type.Utf8: {
      const valueOffsets = joinOffsets(pieces, length);
      const data = new Uint8Array(valueOffsets[length]!);
      let at = 0;
      for (const piece of pieces) {
        const bytes = (piece.values as Uint8Array).subarray(
          0,
          (piece.valueOffsets as Int32Array)[piece.length]!,
        );
        data.set(bytes, at);
        at += bytes.length;
      }
      return makeData({ ...base, valueOffsets, data } as never);
    }
    case Type.Bool: {
      return makeData({
        ...base,
        data: joinBits(pieces, length, (piece) => piece.values as Uint8Array),
      } as never);
    }
    case Type.Int:
    case Type.Float: {
      const ArrayType = pieces[0]!.values.constructor as new (length: number) => Float64Array;
      const data = new ArrayType(length);
      let at = 0;
      for (const piece of pieces) {
        data.set((piece.values as Float64Array).subarray(0, piece.length), at);
        at += piece.length;
      }
      return makeData({ ...base, data } as never);
    }
    case Type.List:
      return makeData({
        ...base,
        valueOffsets: joinOffsets(pieces, length),
        child: concatenate(pieces.map((piece) => piece.children[0]!)),
      } as never);
    case Type.Struct:
      return makeData({
        ...base,
        children: type.children.map((_: unknown, c: number) =>
          concatenate(pieces.map((piece) => piece.children[c]!)),
        ),
      } as never);
    default:
      throw new TypeError(`no column of an analysis has the Arrow type ${String(type)}`);
  }
}

function joinOffsets(pieces: readonly Data[], length: number): Int32Array {
  const joined = new Int32Array(length + 1);
  let at = 0;
  let base = 0;
  for (const piece of pieces) {
    const offsets = piece.valueOffsets as Int32Array;
    for (let i = 1; i <= piece.length; i++) joined[at + i] = base + offsets[i]!;
    at += piece.length;
    base += offsets[piece.length]!;
  }
  return joined;
}

function validity(pieces: readonly Data[]): { nullCount: number; nullBitmap: Uint8Array | null } {
  const nullCount = pieces.reduce((sum, piece) => sum + piece.nullCount, 0);
  if (nullCount === 0) return { nullCount, nullBitmap: null };
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  const bitmapOf = (piece: Data): Uint8Array | null => (piece.nullCount === 0 ? null : piece.nullBitmap!);
  return { nullCount, nullBitmap: joinBits(pieces, length, bitmapOf) };
}

/** Bitmaps one after the other; null stands for ones. */
function joinBits(
  pieces: readonly Data[],
  length: number,
  bitmapOf: (piece: Data) => Uint8Array | null,
): Uint8Array {
  const values = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    const bitmap = bitmapOf(piece);
    for (let i = 0; i < piece.length; i++) values[at++] = bitmap === null || bitAt(bitmap, i) ? 1 : 0;
  }
  return packBits(values);
}
