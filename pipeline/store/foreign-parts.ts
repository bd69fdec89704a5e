/** Reads Parquet parts that other programs wrote. */
import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { UserError } from '../../base/user-error.js';
import type { Column, DataType } from '../../stages/columns.js';
import { column } from '../../stages/columns.js';
import { planStages } from '../../stages/plan.js';
import { Database } from './database.js';
import { DOCUMENT_COLUMN_NAMES, documentColumns, REJECT_COLUMN } from './document-columns.js';
import { type Analysis, MANIFEST_FORMAT, type Manifest } from './manifest.js';
import { hedgerowVersion, manifestStages } from './manifest-key.js';
import { sqlName, sqlPath, sqlText } from './sql.js';

/** Types that DuckDB may read a user's own column as, and what they are to us. */
const EXTRA_KINDS: Readonly<Record<string, DataType>> = {
  VARCHAR: { kind: 'utf8' },
  BOOLEAN: { kind: 'bool' },
  BIGINT: { kind: 'int64' },
  INTEGER: { kind: 'int64' },
  DOUBLE: { kind: 'float64' },
  FLOAT: { kind: 'float64' },
};

/** DuckDB's name of a type. */
export function duckDbType(type: DataType): string {
  switch (type.kind) {
    case 'utf8':
      return 'VARCHAR';
    case 'bool':
      return 'BOOLEAN';
    case 'int32':
    case 'offset':
      return 'INTEGER';
    case 'int64':
      return 'BIGINT';
    case 'float64':
      return 'DOUBLE';
    case 'list':
      return `${duckDbType(type.item)}[]`;
    case 'struct':
      return `STRUCT(${type.fields.map(({ name, type: inner }) => `${sqlName(name)} ${duckDbType(inner)}`).join(', ')})`;
  }
}

/** The Parquet files that a glob names. */
export async function expandGlob(pattern: string): Promise<readonly string[]> {
  const database = await Database.open({ memoryLimitMb: 64, threads: 1 });
  try {
    const rows = await database.query<{ file: string }>(
      `SELECT file FROM glob(${sqlText(pattern)}) ORDER BY file`,
    );
    return rows.map(({ file }) => file).filter((file) => file.endsWith('.parquet'));
  } finally {
    database.close();
  }
}

/**
 * A manifest for Parquet files that came without one (from Spark, or chosen by hand), from their schema and
 * the stages of this version: columns are known by name.
 *
 * @throws UserError when they are not parts of an analysis.
 */
export async function describeForeignParts(where: string, files: readonly string[]): Promise<Analysis> {
  if (files.length === 0) {
    throw new UserError({
      what: 'this folder holds no analysis',
      where,
      why: 'there is neither a manifest.json nor a Parquet file in it',
      remedy: 'Give a folder that `hedgerow analyse` wrote.',
    });
  }
  const database = await Database.open({ threads: 1 });
  try {
    const parts = `read_parquet([${files.map(sqlPath).join(', ')}])`;
    const described = await describe(database, where, parts);
    const columns = matchColumns(where, described);
    const counts = await database.query<{ file: string; documents: number }>(
      `SELECT file_name AS file, num_rows AS documents FROM parquet_file_metadata([${files.map(sqlPath).join(', ')}])`,
    );
    const documentsOf = new Map(counts.map(({ file, documents }) => [file, documents]));
    const hash = createHash('sha256');
    const manifestParts = files.map((file) => {
      const bytes = statSync(file).size;
      hash.update(`${file}\0${bytes}\0`);
      return { file, documents: documentsOf.get(file) ?? 0, bytes, sha256: '' };
    });
    const read = manifestParts.reduce((sum, { documents }) => sum + documents, 0);
    const keepsRejects = described.some(({ column_name: name }) => name === REJECT_COLUMN);
    const rejected = keepsRejects
      ? (
          await database.query<{ n: number }>(`SELECT count(${REJECT_COLUMN})::INTEGER AS n FROM ${parts}`)
        )[0]!.n
      : 0;
    const plan = planStages();
    const names = new Set(columns.map(({ name }) => name));
    const manifest: Manifest = {
      format: MANIFEST_FORMAT,
      hedgerow: hedgerowVersion(),
      key: hash.digest('hex'),
      inputs: [],
      mapping: {},
      partFormat: 'parquet',
      options: keepsRejects ? { [REJECT_COLUMN]: true } : {},
      stages: manifestStages({
        stages: plan.stages.filter((planned) => planned.columns.some(({ name }) => names.has(name))),
        columns: plan.columns,
      }),
      columns,
      parts: manifestParts,
      read,
      analysed: read - rejected,
      rejected,
      reasons: rejected > 0 ? { 'rejected by the engine that wrote it': rejected } : {},
    };
    return { folder: '', manifest };
  } finally {
    database.close();
  }
}

interface Described {
  readonly column_name: string;
  readonly column_type: string;
}

async function describe(database: Database, where: string, parts: string): Promise<readonly Described[]> {
  try {
    return await database.query<Described>(`DESCRIBE SELECT * FROM ${parts}`);
  } catch (error) {
    throw new UserError({
      what: 'these Parquet files cannot be read together',
      where,
      why: error instanceof Error ? error.message.split('\n')[0]! : String(error),
      remedy: 'Give the parts of one analysis: the same columns with the same types in every file.',
    });
  }
}

function matchColumns(where: string, described: readonly Described[]): readonly Column[] {
  const known = new Map(
    [...documentColumns([]), ...planStages().columns].map((column) => [column.name, column]),
  );
  const columns: Column[] = [];
  let stageColumns = 0;
  for (const { column_name: name, column_type: type } of described) {
    if (name === REJECT_COLUMN) continue;
    const ours = known.get(name);
    if (ours !== undefined && sameType(type, duckDbType(ours.type))) {
      columns.push(ours);
      if (!DOCUMENT_COLUMN_NAMES.has(name)) stageColumns++;
    } else if (ours !== undefined) {
      throw new UserError({
        what: `the column '${name}' is not as this version of Hedgerow writes it`,
        where,
        why: `it is ${type}, not ${duckDbType(ours.type)}`,
        remedy: 'Run the analysis again with this version.',
      });
    } else if (EXTRA_KINDS[type] !== undefined) {
      columns.push(column(name, EXTRA_KINDS[type], 'A column of the input.', { nullable: true }));
    }
  }
  const missing = ['id', 'text'].filter((name) => !described.some(({ column_name }) => column_name === name));
  if (missing.length > 0 || stageColumns === 0) {
    throw new UserError({
      what: 'these Parquet files are no analysis',
      where,
      why:
        missing.length > 0
          ? `the column ${missing.map((name) => `'${name}'`).join(' and ')} is missing`
          : 'no column of a Hedgerow stage is in them',
      remedy: 'If this is a corpus, analyse it first with `hedgerow analyse`.',
    });
  }
  return columns;
}

/** Field names are quoted by DuckDB only where it must. */
function sameType(actual: string, expected: string): boolean {
  const plain = (type: string): string => type.replaceAll('"', '').replaceAll(/,\s*/g, ', ');
  return plain(actual) === plain(expected);
}
