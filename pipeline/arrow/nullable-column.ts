/** What the writers of all columns share: the interface, nulls, room to grow. */
import type { Data } from 'apache-arrow';
import type { RowColumn } from '../../stages/column-batch.js';
import { packBits } from './bits.js';

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

export function wrongType(name: string, wanted: string, value: unknown): TypeError {
  const found = value === undefined ? 'no value' : `a ${typeof value} (${String(value).slice(0, 40)})`;
  return new TypeError(`the column '${name}' wants ${wanted} and was given ${found}`);
}

/** What the columns with a validity bitmap share: most have no null, so only the nulls are kept. */
export abstract class NullableColumn implements ColumnWriter {
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

export function withRoom<T extends Uint8Array | Int32Array | Float64Array>(array: T, size: number): T {
  if (size <= array.length) return array;
  const larger = new (array.constructor as new (length: number) => T)(Math.max(size, array.length * 2));
  larger.set(array);
  return larger;
}
