/** Verifies the page checksums of a Parquet file. */
import type { FileHandle } from 'node:fs/promises';
import { crc32 } from 'node:zlib';

/** A column chunk of a row group, as the footer places it. */
export interface ColumnChunk {
  readonly column: string;
  readonly offset: number;
  readonly length: number;
}

/**
 * Verifies the checksums of a file's pages, which DuckDB passes over: CRC-32 of a page as it is stored, where
 * its header has one (parquet.thrift, PageHeader).
 *
 * @throws Error naming the column whose page is damaged.
 */
export async function verifyChecksums(file: FileHandle, chunks: readonly ColumnChunk[]): Promise<void> {
  for (const { column, offset, length } of chunks) {
    const head = Buffer.alloc(Math.min(length, HEAD_BYTES));
    await file.read(head, 0, head.length, offset);
    // A writer that gives one page a checksum gives it to all. What the decoder has read is not refused for a
    // header that we do not understand.
    if (!beginsWithChecksum(head)) continue;
    const bytes = Buffer.alloc(length);
    await file.read(bytes, 0, length, offset);
    for (let at = 0; at < length; ) {
      const { headerBytes, pageBytes, checksum } = readPageHeader(bytes.subarray(at));
      const page = bytes.subarray(at + headerBytes, at + headerBytes + pageBytes);
      if (page.length !== pageBytes) throw new Error(`a page of the column '${column}' is cut`);
      if (checksum !== null && crc32(page) !== checksum)
        throw new Error(`the checksum of a page of the column '${column}' does not fit its content`);
      at += headerBytes + pageBytes;
    }
  }
}

const HEAD_BYTES = 1 << 16;

function beginsWithChecksum(head: Buffer): boolean {
  try {
    return readPageHeader(head).checksum !== null;
  } catch {
    return false;
  }
}

interface PageHeader {
  readonly headerBytes: number;
  readonly pageBytes: number;
  readonly checksum: number | null;
}

/** Reads a PageHeader (Thrift compact protocol): fields 3, size as stored, and 4, checksum. */
function readPageHeader(bytes: Buffer): PageHeader {
  const thrift = new CompactReader(bytes);
  let pageBytes = -1;
  let checksum: number | null = null;
  for (const { id, type } of thrift.fields()) {
    if (id === 3) pageBytes = thrift.integer();
    else if (id === 4) checksum = thrift.integer() >>> 0;
    else thrift.skip(type, 0);
  }
  if (pageBytes < 0) throw new Error('a page header is malformed');
  return { headerBytes: thrift.position, pageBytes, checksum };
}

const MAX_DEPTH = 16;

/** As much of Thrift's compact protocol as it takes to pass over a struct. */
class CompactReader {
  readonly #bytes: Buffer;
  position = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  *fields(): Generator<{ id: number; type: number }> {
    let id = 0;
    for (;;) {
      const byte = this.#byte();
      if (byte === 0) return;
      id = byte >> 4 === 0 ? this.integer() : id + (byte >> 4);
      yield { id, type: byte & 15 };
    }
  }

  /** A zigzag integer of up to 32 bits. */
  integer(): number {
    const value = this.#varint();
    return Math.floor(value / 2) * (value % 2 === 0 ? 1 : -1) - (value % 2);
  }

  skip(type: number, depth: number): void {
    if (depth > MAX_DEPTH) throw new Error('a page header is malformed');
    switch (type) {
      case 1:
      case 2:
        return;
      case 3:
        this.position += 1;
        return;
      case 4:
      case 5:
      case 6:
        this.#varint();
        return;
      case 7:
        this.position += 8;
        return;
      case 8:
        this.#skipBytes(this.#varint());
        return;
      case 9:
      case 10: {
        const byte = this.#byte();
        const count = byte >> 4 === 15 ? this.#varint() : byte >> 4;
        for (let i = 0; i < count; i++) {
          // A boolean takes a byte within a list, none as a field.
          if ((byte & 15) <= 2) this.position += 1;
          else this.skip(byte & 15, depth + 1);
          if (this.position > this.#bytes.length) throw new Error('a page header is malformed');
        }
        return;
      }
      case 12:
        for (const field of this.fields()) this.skip(field.type, depth + 1);
        return;
      default:
        throw new Error('a page header is malformed');
    }
  }

  #skipBytes(count: number): void {
    this.position += count;
  }

  #byte(): number {
    if (this.position >= this.#bytes.length) throw new Error('a page header is malformed');
    return this.#bytes[this.position++]!;
  }

  #varint(): number {
    let value = 0;
    for (let shift = 0; shift < 63; shift += 7) {
      const byte = this.#byte();
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
    throw new Error('a page header is malformed');
  }
}
