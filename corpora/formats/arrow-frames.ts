/** Checks the messages of an Arrow stream or file before apache-arrow reads them. */
import type { FileHandle } from 'node:fs/promises';
import type { Block } from 'apache-arrow/fb/block';
import { BodyCompression } from 'apache-arrow/fb/body-compression';
import { CompressionType } from 'apache-arrow/fb/compression-type';
import { Endianness } from 'apache-arrow/fb/endianness';
import type { Field } from 'apache-arrow/fb/field';
import { Footer } from 'apache-arrow/fb/footer';
import { Message } from 'apache-arrow/fb/message';
import { MessageHeader } from 'apache-arrow/fb/message-header';
import { MetadataVersion } from 'apache-arrow/fb/metadata-version';
import { RecordBatch } from 'apache-arrow/fb/record-batch';
import { Schema } from 'apache-arrow/fb/schema';
import { Type } from 'apache-arrow/fb/type';
import { ByteBuffer } from 'flatbuffers';
import { sizeText } from '../input/limits.js';
import { ReadFailure } from '../input/read-failure.js';

export function corruptArrow(what: string, place: string | null = null): ReadFailure {
  return new ReadFailure({
    place,
    reason: 'corrupt-arrow',
    // What apache-arrow says of damaged metadata may hold values that a person can do nothing with.
    message: `the Arrow data cannot be read: ${/undefined|\[object|\n/.test(what) ? 'its metadata are damaged' : what}`,
    remedy: 'Write or fetch the data again.',
  });
}

function unsupportedArrow(what: string, remedy: string): ReadFailure {
  return new ReadFailure({ reason: 'unsupported-arrow', message: `${what} is not read`, remedy });
}

const CONTINUATION = 0xffffffff;

/**
 * Cuts an Arrow IPC stream into its messages and checks each before apache-arrow sees it, which reads
 * big-endian data as little-endian, takes a stream that is cut between batches for a whole one, and trusts
 * declared lengths.
 *
 * @throws ReadFailure for what is not supported (big-endian, compressed bodies), corrupt or cut.
 */
export function checkedStream(
  bytes: AsyncIterable<Buffer>,
  maxFrameBytes: number,
): AsyncGenerator<Uint8Array> {
  return checkedFrames(new ByteQueue(bytes), maxFrameBytes);
}

/** The messages of one stream, as `checkedStream`; what follows its end is left in the queue. */
export async function* checkedFrames(source: ByteQueue, maxFrameBytes: number): AsyncGenerator<Uint8Array> {
  let sawSchema = false;
  for (;;) {
    const prefix = await source.take(4);
    if (prefix === null) {
      throw corruptArrow(
        sawSchema ? 'the stream ends without its end-of-stream mark: it was cut' : 'there is nothing in it',
      );
    }
    let length = prefix.readUInt32LE(0);
    let head: Buffer = prefix;
    if (length === CONTINUATION) {
      const second = await source.take(4);
      if (second === null) throw corruptArrow('it was cut within a message');
      length = second.readUInt32LE(0);
      head = Buffer.concat([prefix, second]);
    }
    if (length === 0) {
      if (!sawSchema) throw corruptArrow('it has no schema');
      yield head;
      return;
    }
    if (length > maxFrameBytes) throw corruptArrow(`a message declares ${sizeText(length)} of metadata`);
    const metadata = await source.take(length);
    if (metadata === null) throw corruptArrow('it was cut within a message');
    const bodyLength = checkMessage(metadata, sawSchema, maxFrameBytes);
    sawSchema = true;
    const body = bodyLength === 0 ? Buffer.alloc(0) : await source.take(bodyLength);
    if (body === null) throw corruptArrow("it was cut within a message's body");
    // One aligned copy: apache-arrow makes typed arrays of 64-bit numbers over it.
    const frame = new Uint8Array(head.length + length + bodyLength);
    frame.set(head, 0);
    frame.set(metadata, head.length);
    frame.set(body, head.length + length);
    yield frame;
  }
}

/**
 * Checks an Arrow file by its footer: schema, and the message at every place that the footer names. (Its
 * messages need not form a stream: Polars writes files that do not.)
 *
 * @throws ReadFailure as `checkedStream`.
 */
export async function checkFile(file: FileHandle, maxFrameBytes: number): Promise<void> {
  const { size } = await file.stat();
  if (size < 24) throw corruptArrow('the file is too short to be an Arrow file');
  const read = async (position: number, length: number): Promise<Buffer> => {
    const buffer = Buffer.alloc(length);
    const { bytesRead } = await file.read(buffer, 0, length, position);
    if (bytesRead !== length) throw corruptArrow('it was cut');
    return buffer;
  };
  const tail = await read(size - 10, 10);
  if (tail.toString('latin1', 4) !== 'ARROW1')
    throw corruptArrow('the file does not end with the mark ARROW1: it was cut');
  const footerLength = tail.readInt32LE(0);
  if (footerLength <= 0 || footerLength > size - 18)
    throw corruptArrow('its footer declares an impossible length');
  const bytes = await read(size - 10 - footerLength, footerLength);
  const blocks: { offset: number; metadata: number; body: number }[] = [];
  try {
    const footer = Footer.getRootAsFooter(new ByteBuffer(bytes));
    checkVersion(footer.version());
    checkSchema(footer.schema(), footer.version());
    for (let i = 0; i < footer.dictionariesLength(); i++) blocks.push(blockOf(footer.dictionaries(i)));
    for (let i = 0; i < footer.recordBatchesLength(); i++) blocks.push(blockOf(footer.recordBatches(i)));
  } catch (error) {
    if (error instanceof ReadFailure) throw error;
    throw corruptArrow('its footer is malformed');
  }
  for (const { offset, metadata, body } of blocks) {
    if (
      !(
        offset >= 8 &&
        metadata > 8 &&
        metadata <= maxFrameBytes &&
        body >= 0 &&
        offset + metadata + body <= size
      )
    )
      throw corruptArrow('its footer names a message outside the file');
    const message = await read(offset, metadata);
    const start = message.readUInt32LE(0) === CONTINUATION ? 8 : 4;
    const declared = checkMessage(message.subarray(start), true, maxFrameBytes);
    if (declared !== body) throw corruptArrow("its footer and a message differ about the message's length");
  }
}

function blockOf(block: Block | null): { offset: number; metadata: number; body: number } {
  if (block === null) throw corruptArrow('its footer is malformed');
  return {
    offset: Number(block.offset()),
    metadata: block.metaDataLength(),
    body: Number(block.bodyLength()),
  };
}

/** Checks one message's metadata; gives its body's length. */
function checkMessage(metadata: Buffer, sawSchema: boolean, maxBodyBytes: number): number {
  let message: Message;
  let bodyLength: number;
  try {
    message = Message.getRootAsMessage(new ByteBuffer(metadata));
    bodyLength = Number(message.bodyLength());
    checkVersion(message.version());
    const kind = message.headerType();
    if (kind === MessageHeader.Schema)
      checkSchema(message.header(new Schema()) as Schema | null, message.version());
    else if (!sawSchema) {
      throw kind === MessageHeader.Tensor || kind === MessageHeader.SparseTensor
        ? unsupportedArrow('an Arrow tensor', 'Give a table: record batches with a text column.')
        : corruptArrow('it does not begin with a schema');
    } else if (kind === MessageHeader.RecordBatch) {
      checkRecordBatch(message.header(new RecordBatch()) as RecordBatch | null, bodyLength);
    }
  } catch (error) {
    if (error instanceof ReadFailure) throw error;
    throw corruptArrow("a message's metadata is malformed");
  }
  if (!(bodyLength >= 0 && bodyLength <= maxBodyBytes))
    throw corruptArrow(`a message declares a body of ${bodyLength} bytes`);
  return bodyLength;
}

function checkVersion(version: number): void {
  if (version > MetadataVersion.V5) {
    throw unsupportedArrow(
      `Arrow metadata of version V${version + 1}`,
      'Write the data with a released version of Arrow.',
    );
  }
}

function checkSchema(schema: Schema | null, version: MetadataVersion): void {
  if (schema === null) throw corruptArrow('its schema is missing');
  if (schema.endianness() !== Endianness.Little)
    throw unsupportedArrow('big-endian Arrow data', 'Write it on a little-endian machine, or as Parquet.');
  for (let i = 0; i < schema.fieldsLength(); i++) checkType(schema.fields(i), version);
}

const TYPES_WITHOUT_READER = new Map<Type, string>([
  [Type.ListView, 'list view'],
  [Type.LargeListView, 'large list view'],
  [Type.RunEndEncoded, 'run-end encoded'],
]);

/** Types that apache-arrow does not know, and unions before V5, which it misreads: they had a validity buffer. */
function checkType(field: Field | null, version: MetadataVersion): void {
  const type = field?.typeType() ?? Type.NONE;
  const unknown = TYPES_WITHOUT_READER.get(type);
  if (unknown !== undefined || (type === Type.Union && version < MetadataVersion.V5)) {
    throw unsupportedArrow(
      `the Arrow type '${unknown ?? 'union'}' of the column '${field!.name()}'`,
      'Write the data without that column, or as Parquet.',
    );
  }
  for (let i = 0; i < (field?.childrenLength() ?? 0); i++) checkType(field!.children(i), version);
}

function checkRecordBatch(batch: RecordBatch | null, bodyLength: number): void {
  if (batch === null) throw corruptArrow('a record batch is missing');
  const compression = batch.compression(new BodyCompression());
  if (compression !== null && !(compression.codec() in CompressionType)) {
    throw unsupportedArrow(
      `Arrow data compressed with the codec ${compression.codec()}`,
      'Write it uncompressed (pyarrow: `compression="uncompressed"`), or as Parquet.',
    );
  }
  const rows = batch.length();
  // A document takes at least a bit of every column; only columns of nulls take nothing.
  const growth = compression === null ? 1n : 200n;
  if (rows < 0n || rows > BigInt(bodyLength) * 8n * growth + 1_000_000n)
    throw corruptArrow(`a record batch declares ${rows} rows in ${bodyLength} bytes`);
  for (let i = 0; i < batch.buffersLength(); i++) {
    const buffer = batch.buffers(i)!;
    if (
      buffer.offset() < 0n ||
      buffer.length() < 0n ||
      buffer.offset() + buffer.length() > BigInt(bodyLength)
    )
      throw corruptArrow('a buffer of a record batch lies outside its body');
  }
  for (let i = 0; i < batch.nodesLength(); i++) {
    const node = batch.nodes(i)!;
    if (node.length() < 0n || node.nullCount() < 0n || node.nullCount() > node.length())
      throw corruptArrow('a column of a record batch declares an impossible length');
  }
}

/** Takes exact numbers of bytes off a stream of chunks. */
export class ByteQueue {
  readonly #chunks: AsyncIterator<Buffer>;
  #pending: Buffer[] = [];
  #available = 0;

  constructor(chunks: AsyncIterable<Buffer>) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  /** Whether there is no byte left. */
  async ended(): Promise<boolean> {
    while (this.#available === 0) {
      const { done, value } = await this.#chunks.next();
      if (done === true) return true;
      this.#pending.push(value);
      this.#available += value.length;
    }
    return false;
  }

  /** The next `count` bytes; null where fewer are left. */
  async take(count: number): Promise<Buffer | null> {
    while (this.#available < count) {
      const { done, value } = await this.#chunks.next();
      if (done === true) return null;
      this.#pending.push(value);
      this.#available += value.length;
    }
    const all = this.#pending.length === 1 ? this.#pending[0]! : Buffer.concat(this.#pending);
    this.#pending = count === all.length ? [] : [all.subarray(count)];
    this.#available -= count;
    return all.subarray(0, count);
  }
}
