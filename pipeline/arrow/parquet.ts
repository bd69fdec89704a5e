/** Writes Parquet from Arrow. */
import { Compression, Table, WriterPropertiesBuilder, writeParquet } from 'parquet-wasm';

/**
 * Parquet with zstd from an Arrow IPC stream. One row group: a part is small. The bytes depend on the
 * stream's alone.
 */
export function parquetFromIpc(stream: Uint8Array, rows: number): Uint8Array {
  const properties = new WriterPropertiesBuilder()
    .setCompression(Compression.ZSTD)
    .setMaxRowGroupSize(Math.max(rows, 1))
    .setCreatedBy('hedgerow')
    .build();
  // Both are consumed: freed by the call.
  return writeParquet(Table.fromIPCStream(stream), properties);
}
