/** Record batches as Arrow IPC streams and files, and back. */
import { type RecordBatch, RecordBatchReader, Table, tableToIPC } from 'apache-arrow';

/** A record batch as an Arrow IPC stream of its own: schema, batch, end. */
export function toIpcStream(batch: RecordBatch): Uint8Array {
  return tableToIPC(new Table([batch]), 'stream');
}

/** As an Arrow IPC file (Feather 2), which can be mapped into memory. */
export function toIpcFile(batch: RecordBatch): Uint8Array {
  return tableToIPC(new Table([batch]), 'file');
}

export function fromIpc(bytes: Uint8Array): RecordBatch {
  const batches = [...RecordBatchReader.from(bytes)];
  if (batches.length !== 1) throw new Error(`expected one record batch, found ${batches.length}`);
  return batches[0]!;
}

/** Length of the schema message with which an IPC stream begins. */
export function schemaLength(stream: Uint8Array): number {
  const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength);
  return 8 + view.getInt32(4, true);
}

/** The end of an IPC stream. */
export const END_OF_STREAM = Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0);
