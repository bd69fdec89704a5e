/** Opens a finished analysis. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { UserError } from '../../base/user-error.js';
import type { Column, MeasureFacts } from '../../stages/columns.js';
import { Database } from './database.js';
import { describeForeignParts, expandGlob } from './foreign-parts.js';
import { type Analysis, JOURNAL_FILE, MANIFEST_FILE, MANIFEST_FORMAT, type Manifest } from './manifest.js';
import { sqlPath } from './sql.js';
import { verifyParts } from './verify-parts.js';

/**
 * Opens an analysis: the folder that `hedgerow analyse --out` wrote (or its manifest.json), or Parquet files
 * with the same columns from anywhere else (Spark, Slurm, one's own selection): a file, a folder, a glob.
 *
 * @throws UserError where there is none, it is unfinished, of another format, or lacks a part.
 */
export async function openAnalysis(path: string): Promise<Analysis> {
  if (existsSync(path)) {
    const stats = statSync(path);
    if (stats.isDirectory()) {
      if (existsSync(join(path, MANIFEST_FILE))) return openFolder(path);
      if (existsSync(join(path, JOURNAL_FILE))) {
        throw new UserError({
          what: 'the analysis is not finished',
          where: path,
          remedy: 'Run the same `hedgerow analyse` again: it goes on where it stopped.',
        });
      }
      return describeForeignParts(path, parquetFilesIn(path));
    }
    if (path.endsWith('.json')) return openFolder(dirname(path));
    return describeForeignParts(path, [resolve(path)]);
  }
  const matches = /[*?[]/.test(path) ? await expandGlob(resolve(path)) : [];
  if (matches.length > 0) return describeForeignParts(path, matches);
  throw new UserError({
    what: 'there is no analysis',
    where: path,
    remedy: 'Give a folder that `hedgerow analyse` wrote, or Parquet files made from one.',
  });
}

/** Whether a path holds a finished analysis rather than a corpus: asked by commands that take either. */
export function isAnalysis(path: string): boolean {
  return existsSync(join(path, MANIFEST_FILE)) || (path.endsWith(MANIFEST_FILE) && existsSync(path));
}

/**
 * The analysis at a path, where there is one: a folder with a manifest, or Parquet files that hold an analysis's columns,
 * from Spark or anywhere else. Null for all else, which may be a corpus.
 *
 * @throws UserError where it is an analysis that is unfinished or damaged.
 */
export async function findAnalysis(path: string): Promise<Analysis | null> {
  if (isAnalysis(path)) return openAnalysis(path);
  const files = await parquetFilesAt(path);
  if (files[0] === undefined) return null;
  const database = await Database.open({ threads: 1 });
  try {
    const columns = await database.query<{ name: string }>(
      `SELECT name FROM parquet_schema(${sqlPath(files[0])})`,
    );
    const names = new Set(columns.map(({ name }) => name));
    return ['id', 'text', 'token_count', 'sentences'].every((name) => names.has(name))
      ? openAnalysis(path)
      : null;
  } catch {
    // No Parquet that can be read: the corpus's own reader says what is wrong with it.
    return null;
  } finally {
    database.close();
  }
}

async function parquetFilesAt(path: string): Promise<readonly string[]> {
  if (!existsSync(path)) return /[*?[]/.test(path) ? expandGlob(resolve(path)) : [];
  if (statSync(path).isDirectory()) return parquetFilesIn(path);
  return path.endsWith('.parquet') ? [resolve(path)] : [];
}

/** All Parquet files under a folder, those of Spark and Hive layouts too, hidden ones left out. */
export function parquetFilesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.parquet'))
    .filter((file) => !file.split(/[\\/]/).some((part) => part.startsWith('.') || part.startsWith('_')))
    .sort()
    .map((file) => resolve(folder, file));
}

function openFolder(folder: string): Analysis {
  const where = join(folder, MANIFEST_FILE);
  const manifest = readManifest(where);
  const analysis = { folder, manifest };
  verifyParts(analysis, 'changed');
  return analysis;
}

function readManifest(file: string): Manifest {
  let manifest: Partial<Manifest>;
  try {
    manifest = JSON.parse(readFileSync(file, 'utf8')) as Partial<Manifest>;
  } catch (error) {
    throw new UserError({
      what: 'the manifest of the analysis cannot be read',
      where: file,
      why: error instanceof Error ? error.message : String(error),
      remedy: 'Run the analysis anew with the option `overwrite: true`.',
    });
  }
  if (manifest.format !== MANIFEST_FORMAT || !Array.isArray(manifest.parts)) {
    throw new UserError({
      what: 'this is not an analysis that this version can read',
      where: file,
      why: `its format is '${String(manifest.format)}', not '${MANIFEST_FORMAT}'`,
      remedy: 'Run the analysis anew, or use the version of Hedgerow that wrote it.',
    });
  }
  return { ...(manifest as Manifest), columns: (manifest as Manifest).columns.map(withAggregate) };
}

/** The measures of an analysis made before they said how they are counted: nothing is counted anew for them. */
function withAggregate(column: Column): Column {
  const { measure } = column;
  if (measure === null || measure.aggregate !== undefined) return column;
  return {
    ...column,
    measure: { ...(measure as MeasureFacts), aggregate: { kind: 'text' }, threshold: null },
  };
}
