/** Several Arrow streams, one after the other, in one source. */
import { type DataType, DataType as Is, type RecordBatch, RecordBatchReader } from 'apache-arrow';
import { Message } from 'apache-arrow/fb/message';
import { MessageHeader } from 'apache-arrow/fb/message-header';
import { ByteBuffer } from 'flatbuffers';
import type { ExtraColumn, ExtraType } from '../document.js';
import type { CorpusLimits } from '../input/limits.js';
import { valueReader } from './arrow.js';
import { ByteQueue, checkedFrames } from './arrow-frames.js';

/** One Arrow stream of several that come one after the other: its columns, then its batches as they arrive. */
export interface RecordStream {
  /** With the type that each has as a user's own column. */
  readonly columns: readonly ExtraColumn[];
  readonly batches: AsyncIterable<readonly Readonly<Record<string, unknown>>[]>;
}

/**
 * Reads Arrow IPC streams that follow each other on one input, a batch at a time; each must be read to its end
 * before the next. Nothing is read ahead of what is asked for (apache-arrow's own reader of streams waits
 * for a further message before it gives a batch), so that a sender may wait for the answer to each batch.
 *
 * @throws ReadFailure for corrupt or cut data.
 */
export async function* recordStreams(
  bytes: AsyncIterable<Buffer>,
  limits: CorpusLimits,
): AsyncGenerator<RecordStream> {
  const queue = new ByteQueue(bytes);
  while (!(await queue.ended())) {
    const frames = checkedFrames(queue, 4 * limits.maxRecordBytes);
    const head = (await frames.next()).value as Uint8Array;
    const { schema } = RecordBatchReader.from(head).open();
    yield {
      columns: schema.fields.map(({ name, type }) => ({ name, type: extraType(type as DataType) })),
      batches: batchesOf(head, frames),
    };
  }
}

async function* batchesOf(
  head: Uint8Array,
  frames: AsyncIterable<Uint8Array>,
): AsyncGenerator<readonly Record<string, unknown>[]> {
  // What a batch needs before it: the schema, and the dictionaries so far.
  const before = [head];
  for await (const frame of frames) {
    const kind = messageKind(frame);
    if (kind === MessageHeader.DictionaryBatch) before.push(frame);
    if (kind !== MessageHeader.RecordBatch) continue;
    const [batch] = RecordBatchReader.from(Buffer.concat([...before, frame]));
    if (batch !== undefined) yield rowsOf(batch);
  }
}

function messageKind(frame: Uint8Array): MessageHeader | null {
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  const start = view.getUint32(0, true) === 0xffffffff ? 8 : 4;
  if (frame.length <= start) return null;
  return Message.getRootAsMessage(new ByteBuffer(frame.subarray(start))).headerType();
}

function rowsOf(batch: RecordBatch): readonly Record<string, unknown>[] {
  const columns = batch.schema.fields.map((field, i) => ({
    name: field.name,
    read: valueReader(field.type as DataType, batch.getChildAt(i)!),
  }));
  return Array.from({ length: batch.numRows }, (_, row) =>
    Object.fromEntries(columns.map(({ name, read }) => [name, read(row)])),
  );
}

/** What a user's own column of this Arrow type is stored as: text where nothing narrower holds it. */
function extraType(type: DataType): ExtraType {
  if (Is.isBool(type)) return 'bool';
  if (Is.isInt(type)) return 'int64';
  if (Is.isFloat(type)) return 'float64';
  return (type.children ?? []).length > 0 ? 'json' : 'utf8';
}
