/** Writers of columns of texts, flags and numbers. */
import { Bool, type Data, Float64, Int32, Int64, makeData, Utf8 } from 'apache-arrow';
import type { RowColumn } from '../../stages/column-batch.js';
import { packBits } from './bits.js';
import { NullableColumn, type ToCodePoints, withRoom, wrongType } from './nullable-column.js';
import { Utf8Writer } from './utf8-writer.js';

export class TextColumn extends NullableColumn {
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

export class BoolColumn extends NullableColumn {
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

export class IntColumn extends NullableColumn {
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

export class FloatColumn extends NullableColumn {
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

export class BigIntColumn extends NullableColumn {
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
