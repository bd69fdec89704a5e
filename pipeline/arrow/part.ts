/** Encodes a part of an analysis in the format in which it is stored. */
import type { RecordBatch } from 'apache-arrow';
import type { PartFormat } from '../store/manifest.js';
import { rowsOf } from './decode.js';
import { toIpcFile, toIpcStream } from './ipc.js';
import { parquetFromIpc } from './parquet.js';

/** A part as it is stored: Parquet, an Arrow IPC file, or JSON lines. */
export function encodePart(batch: RecordBatch, format: PartFormat | 'arrow-stream'): Uint8Array {
  switch (format) {
    case 'parquet':
      return parquetFromIpc(toIpcStream(batch), batch.numRows);
    case 'arrow':
      return toIpcFile(batch);
    case 'arrow-stream':
      return toIpcStream(batch);
    case 'jsonl': {
      const encoder = new TextEncoder();
      const lines: string[] = [];
      for (const row of rowsOf(batch)) lines.push(`${JSON.stringify(row, bigIntAsNumber)}\n`);
      return encoder.encode(lines.join(''));
    }
  }
}

/** Whole numbers beyond 2^53 become text, since most readers of JSON would round them. */
function bigIntAsNumber(_: string, value: unknown): unknown {
  if (typeof value !== 'bigint') return value;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : String(value);
}
