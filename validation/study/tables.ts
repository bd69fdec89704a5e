/** The tables of a study: what a coder may see of a unit, and, apart from it, what only the scores may. */
import { rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { makeFolder, moveWhole, temporaryName } from '../../base/output-file.js';
import { Database } from '../../pipeline/store/database.js';
import { sqlName, sqlPath, sqlText } from '../../pipeline/store/sql.js';

/** A unit as a coder sees it. Offsets are code points into `text`. */
export interface StudyUnit {
  readonly unit: string;
  readonly before: string;
  readonly text: string;
  readonly after: string;
  /** What within it is asked about; null where the whole unit is. */
  readonly mark_start: number | null;
  readonly mark_end: number | null;
  /** Who codes it, a coder a word. */
  readonly coders: string;
}

/** Where it comes from and what the tool says of it: sealed until the coding is done. */
export interface SealedUnit {
  readonly unit: string;
  readonly document_id: string;
  /** Number of the sentence or mention within its document. */
  readonly number: number;
  readonly start: number;
  readonly end: number;
  readonly group: string;
  readonly predicted: string;
  readonly score: number | null;
  /** Inclusion probability by this draw and those before. */
  readonly probability: number;
}

const UNIT_COLUMNS = {
  unit: 'VARCHAR',
  before: 'VARCHAR',
  text: 'VARCHAR',
  after: 'VARCHAR',
  mark_start: 'INTEGER',
  mark_end: 'INTEGER',
  coders: 'VARCHAR',
} as const;

const SEALED_COLUMNS = {
  unit: 'VARCHAR',
  document_id: 'VARCHAR',
  number: 'INTEGER',
  start: 'INTEGER',
  end: 'INTEGER',
  group: 'VARCHAR',
  predicted: 'VARCHAR',
  score: 'DOUBLE',
  probability: 'DOUBLE',
} as const;

export const writeUnits = (path: string, rows: readonly StudyUnit[]): Promise<void> =>
  write(path, rows, UNIT_COLUMNS);
export const writeSealed = (path: string, rows: readonly SealedUnit[]): Promise<void> =>
  write(path, rows, SEALED_COLUMNS);
export const readUnits = (path: string): Promise<StudyUnit[]> => read(path, UNIT_COLUMNS);
export const readSealed = (path: string): Promise<SealedUnit[]> => read(path, SEALED_COLUMNS);

type Columns = Readonly<Record<string, string>>;

async function write(path: string, rows: readonly object[], columns: Columns): Promise<void> {
  makeFolder(dirname(path));
  const source = `${temporaryName(path)}.jsonl`;
  const temporary = temporaryName(path);
  const lines = rows.map((row) =>
    JSON.stringify(row, (_, value: unknown) => (typeof value === 'string' ? value.toWellFormed() : value)),
  );
  const longest = 2 * lines.reduce((most, line) => Math.max(most, Buffer.byteLength(line)), 1 << 19);
  const schema = Object.entries(columns).map(([name, type]) => `${sqlText(name)}: ${sqlText(type)}`);
  // One thread, so that the rows stay in order and the same rows give the same bytes.
  const database = await Database.open({ threads: 1 });
  try {
    writeFileSync(source, `${lines.join('\n')}\n`);
    await database.run(
      `COPY (SELECT * FROM read_json(${sqlPath(source)}, format = 'newline_delimited', columns = {${schema.join(', ')}}, maximum_object_size = ${longest}))
       TO ${sqlText(temporary)} (FORMAT parquet, COMPRESSION zstd)`,
    );
    moveWhole(temporary, path);
  } finally {
    database.close();
    rmSync(source, { force: true });
    rmSync(temporary, { force: true });
  }
}

async function read<Row extends object>(path: string, columns: Columns): Promise<Row[]> {
  const database = await Database.open({ threads: 1 });
  try {
    return await database.query<Row>(
      `SELECT ${Object.keys(columns).map(sqlName).join(', ')} FROM read_parquet(${sqlPath(path)})`,
    );
  } finally {
    database.close();
  }
}
