/** Gathers texts as UTF-8. */
import type { CodedColumn, SliceColumn } from '../../stages/column-batch.js';

const encoder = new TextEncoder();
const SHORT = 48;
/** Texts under which joining them does not pay. */
const FEW = 6;

/** A growing run of UTF-8 texts. A lone surrogate becomes U+FFFD: one code point, as it counted before. */
export class Utf8Writer {
  #bytes = new Uint8Array(256);
  #offsets = new Int32Array(17);
  #length = 0;

  /** Appends texts; null is written as an empty one. */
  push(texts: readonly (string | null)[]): void {
    this.#makeRoomForOffsets(texts.length);
    if (texts.length < FEW || !this.#pushAscii(texts)) for (const text of texts) this.#pushOne(text ?? '');
  }

  /** All at once, joined by native code; false where a text is not plain ASCII. */
  #pushAscii(texts: readonly (string | null)[]): boolean {
    const joined = texts.join('');
    const from = this.#offsets[this.#length]!;
    this.#makeRoom(from + joined.length);
    const { read, written } = encoder.encodeInto(joined, this.#bytes.subarray(from, from + joined.length));
    if (read !== joined.length || written !== joined.length) return false;
    const offsets = this.#offsets;
    let at = from;
    for (let i = 0; i < texts.length; i++) {
      at += texts[i]?.length ?? 0;
      offsets[++this.#length] = at;
    }
    return true;
  }

  /** Appends texts by their codes, copied from the bytes of their table. */
  pushCoded({ codes, table, more }: CodedColumn): void {
    this.#makeRoomForOffsets(codes.length);
    const { bytes: known, ends } = table.utf8;
    const size = ends.length - 1;
    let bytes = this.#bytes;
    let at = this.#offsets[this.#length]!;
    for (let i = 0; i < codes.length; i++) {
      const code = codes[i]!;
      if (code >= size) {
        this.#pushOne(more[code - size]!);
        bytes = this.#bytes;
        at = this.#offsets[this.#length]!;
        continue;
      }
      const from = ends[code]!;
      const to = ends[code + 1]!;
      if (at + to - from > bytes.length) {
        this.#makeRoom(at + to - from);
        bytes = this.#bytes;
      }
      for (let k = from; k < to; k++) bytes[at++] = known[k]!;
      this.#offsets[++this.#length] = at;
    }
  }

  /** Appends stretches of a text. */
  pushSlices({ text, starts, ends }: SliceColumn): void {
    this.#makeRoomForOffsets(starts.length);
    for (let i = 0; i < starts.length; i++) {
      const start = starts[i]!;
      const end = ends[i]!;
      const from = this.#offsets[this.#length]!;
      this.#makeRoom(from + (end - start) * 3);
      this.#offsets[++this.#length] = this.#pushShort(text, start, end, from);
    }
  }

  #pushOne(text: string): void {
    const from = this.#offsets[this.#length]!;
    const units = text.length;
    // At most three bytes a code unit; counted exactly where that would waste memory.
    this.#makeRoom(from + (units > 1024 ? Buffer.byteLength(text) : units * 3));
    this.#offsets[++this.#length] =
      units <= SHORT ? this.#pushShort(text, 0, units, from) : this.#encode(text, from);
  }

  /** The native encoder costs a call of about 0.1 µs, much for a word. */
  #pushShort(text: string, start: number, end: number, from: number): number {
    const bytes = this.#bytes;
    let at = from;
    for (let i = start; i < end; i++) {
      const code = text.charCodeAt(i);
      if (code >= 0x80) return this.#encode(text.slice(start, end), from);
      bytes[at++] = code;
    }
    return at;
  }

  #encode(text: string, from: number): number {
    return from + encoder.encodeInto(text, this.#bytes.subarray(from)).written;
  }

  #makeRoom(size: number): void {
    if (size <= this.#bytes.length) return;
    const grown = new Uint8Array(Math.max(size, this.#bytes.length * 2));
    grown.set(this.#bytes.subarray(0, this.#offsets[this.#length]!));
    this.#bytes = grown;
  }

  #makeRoomForOffsets(count: number): void {
    const size = this.#length + count + 1;
    if (size <= this.#offsets.length) return;
    const grown = new Int32Array(Math.max(size, this.#offsets.length * 2));
    grown.set(this.#offsets);
    this.#offsets = grown;
  }

  truncate(length: number): void {
    this.#length = Math.min(length, this.#length);
  }

  /** What was appended, not copied: to be read before the next `push`. */
  finish(): { readonly valueOffsets: Int32Array; readonly data: Uint8Array } {
    return {
      valueOffsets: this.#offsets.subarray(0, this.#length + 1),
      data: this.#bytes.subarray(0, this.#offsets[this.#length]!),
    };
  }
}
