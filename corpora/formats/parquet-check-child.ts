/** The process that decodes a Parquet file to see whether it is sound. */
import { open } from 'node:fs/promises';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import type { ParquetFindings, ParquetToCheck } from './parquet-check.js';
import { verifyChecksums } from './parquet-checksums.js';

/**
 * Decodes Parquet files whole, in a process that may crash or be ended: the native decoder is not trusted
 * with a file that it has not read before. Started by `parquet-check.ts`.
 */

/** The task at hand, and the processor time at its beginning. */
let task: { readonly processorMs: number; readonly begun: NodeJS.CpuUsage } | null = null;

// What the decoder takes beside its own account of memory.
const MAX_RESIDENT_BYTES = 1_500_000_000;
setInterval(() => {
  if (process.memoryUsage.rss() > MAX_RESIDENT_BYTES) process.exit(OUT_OF_MEMORY);
  if (task === null) return;
  const { user, system } = process.cpuUsage(task.begun);
  if ((user + system) / 1000 > task.processorMs) process.exit(TIMED_OUT);
}, 20);

/** Exit statuses that tell the parent why. */
const OUT_OF_MEMORY = 77;
const TIMED_OUT = 78;

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** Old writers store texts as plain binary; where such a column is no UTF-8, it is read as binary. */
async function check(task: ParquetToCheck): Promise<ParquetFindings> {
  try {
    return await checkAs(task, true);
  } catch (error) {
    if (!/Invalid string encoding/.test(String(error))) throw error;
    return checkAs(task, false);
  }
}

async function checkAs(
  { path, pattern, maxColumns }: ParquetToCheck,
  binaryAsString: boolean,
): Promise<ParquetFindings> {
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: '1GB',
    temp_directory: '',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  try {
    const connection = await instance.connect();
    const from = `FROM read_parquet($path, binary_as_string = ${binaryAsString})`;
    const described = await connection.runAndReadAll(`DESCRIBE SELECT * ${from}`, { path: pattern });
    const columns = described.getRowObjects().map((row) => ({
      name: String(row.column_name),
      type: String(row.column_type),
    }));
    if (columns.length > maxColumns)
      return { columns: columns.length, rows: 0, largest: 0, total: 0, binaryAsString };
    // Sizes of texts as bytes; of what is nested, as text; anything else is small, but must be decoded too.
    const size = ({ name, type }: { name: string; type: string }): string => {
      if (type === 'VARCHAR') return `coalesce(strlen(${quoted(name)}), 0)`;
      if (type === 'BLOB') return `coalesce(octet_length(${quoted(name)}), 0)`;
      if (/[([]/.test(type) && !type.startsWith('DECIMAL'))
        return `coalesce(strlen(${quoted(name)}::VARCHAR), 0)`;
      return `CASE WHEN hash(${quoted(name)}) = 0 THEN 9 ELSE 8 END`;
    };
    const sum = columns.map(size).join(' + ');
    const found = await connection.runAndReadAll(
      `SELECT count(*) AS n, coalesce(max(size), 0) AS largest, coalesce(sum(size), 0) AS total FROM (SELECT ${sum} AS size ${from})`,
      { path: pattern },
    );
    const [row] = found.getRowObjects();
    await checkPages(connection, path, pattern);
    return {
      columns: columns.length,
      rows: Number(row!.n),
      largest: Number(row!.largest),
      total: Number(row!.total),
      binaryAsString,
    };
  } finally {
    instance.closeSync();
  }
}

async function checkPages(connection: DuckDBConnection, path: string, pattern: string): Promise<void> {
  const placed = await connection.runAndReadAll(
    `SELECT path_in_schema AS name, least(coalesce(nullif(dictionary_page_offset, 0), data_page_offset), data_page_offset) AS start,
      total_compressed_size AS length FROM parquet_metadata($path) WHERE num_values > 0`,
    { path: pattern },
  );
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const chunks = placed
      .getRowObjects()
      .map((row) => ({ column: String(row.name), offset: Number(row.start), length: Number(row.length) }))
      .filter(({ offset, length }) => offset >= 4 && length > 0 && offset + length <= size);
    await verifyChecksums(file, chunks);
  } finally {
    await file.close();
  }
}

process.on('message', (asked: ParquetToCheck) => {
  task = { processorMs: asked.processorMs, begun: process.cpuUsage() };
  check(asked)
    .finally(() => {
      task = null;
    })
    .then(
      (findings) => process.send!({ findings }),
      (error: unknown) => process.send!({ error: String((error as Error).message) }),
    );
});
process.send!({ ready: true });
// The parent is gone.
process.on('disconnect', () => process.exit(0));
