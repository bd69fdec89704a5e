import { resolve } from 'node:path';
import { UserError } from '../../base/user-error.js';
import type { Column } from '../../stages/columns.js';
import { Database, type DatabaseOptions, type SqlParameters, type SqlRow } from './database.js';
import { REJECT_COLUMN } from './document-columns.js';
import type { Analysis, Manifest } from './manifest.js';
import { sqlName, sqlPath } from './sql.js';
import { verifyParts } from './verify-parts.js';

export type { SqlParameter, SqlParameters, SqlRow, SqlValue } from './database.js';
export { isAnalysis, openAnalysis } from './open-analysis.js';

/**
 * An analysis, asked in SQL. Its views:
 *
 * - `documents`: one row a document, the columns of the manifest;
 * - one view for every column that is a list of structs, of the same name (`hedging_cues`, `attributions`,
 *   `mentions`, `frames`, …): one row a hit, with `document_id`, `index` (its place in the list, from 0, to
 *   which other columns refer) and the fields of the struct.
 *
 * Offsets are Unicode code points, as DuckDB's substring counts:
 * `substring(text, start + 1, "end" - start) = surface`.
 */
export class AnalysisStore {
  readonly analysis: Analysis;
  readonly #database: Database;

  private constructor(analysis: Analysis, database: Database) {
    this.analysis = analysis;
    this.#database = database;
  }

  /** @throws UserError when the parts are not Parquet. */
  static async open(analysis: Analysis, options: DatabaseOptions = {}): Promise<AnalysisStore> {
    const { folder, manifest } = analysis;
    if (manifest.partFormat !== 'parquet') {
      throw new UserError({
        what: 'this analysis cannot be asked',
        where: folder,
        why: `its parts are ${manifest.partFormat} files, not Parquet`,
        remedy: 'Run `hedgerow analyse` with --format parquet, the default.',
      });
    }
    const database = await Database.open(options);
    const store = new AnalysisStore(analysis, database);
    for (const statement of viewStatements(folder, manifest)) await store.run(statement);
    return store;
  }

  get manifest(): Manifest {
    return this.analysis.manifest;
  }

  /** The columns that hold a measure, in the order of the stages. */
  measures(): readonly Column[] {
    return this.manifest.columns.filter((column) => column.measure !== null);
  }

  column(name: string): Column | undefined {
    return this.manifest.columns.find((column) => column.name === name);
  }

  /** Names of the views made from list columns. */
  tables(): readonly string[] {
    return listColumns(this.manifest).map(({ name }) => name);
  }

  /** All rows of a query, as objects by column name; whole numbers as number where they fit. */
  query<Row extends object = SqlRow>(sql: string, parameters?: SqlParameters): Promise<Row[]> {
    return this.#explained(this.#database.query<Row>(sql, parameters));
  }

  /** The rows of a query in chunks, for results that should not stand in memory whole. */
  stream<Row extends object = SqlRow>(sql: string, parameters?: SqlParameters): AsyncGenerator<Row[]> {
    return this.#database.stream<Row>(sql, parameters);
  }

  /** The columns of a query of numbers, each as one array; unknown is NaN. */
  numbers(sql: string): Promise<Float64Array[]> {
    return this.#explained(this.#database.numbers(sql));
  }

  /** A statement without a result: a temporary table, a COPY. */
  run(sql: string): Promise<void> {
    return this.#explained(this.#database.run(sql));
  }

  /** A decoder's error over a damaged part is told as that. */
  async #explained<T>(asked: Promise<T>): Promise<T> {
    try {
      return await asked;
    } catch (error) {
      if (this.analysis.folder !== '') verifyParts(this.analysis, 'all');
      throw error;
    }
  }

  close(): void {
    this.#database.close();
  }
}

/** The columns that hold a list of structs: each is a table of its own. */
export function listColumns(manifest: Manifest): readonly Column[] {
  return manifest.columns.filter(({ type }) => type.kind === 'list' && type.item.kind === 'struct');
}

function viewStatements(folder: string, manifest: Manifest): readonly string[] {
  const files = manifest.parts.map(({ file }) => sqlPath(resolve(folder, file)));
  return [
    // Only foreign parts may have columns in the names of their folders.
    `CREATE VIEW documents AS SELECT * FROM read_parquet([${files.join(', ')}], hive_partitioning = ${folder === ''})${manifest.options[REJECT_COLUMN] === true ? ` WHERE ${REJECT_COLUMN} IS NULL` : ''}`,
    ...listColumns(manifest).map(({ name }) => {
      const list = sqlName(name);
      return `CREATE VIEW ${list} AS SELECT id AS document_id,
        (generate_subscripts(${list}, 1) - 1)::INTEGER AS "index", unnest(${list}, max_depth := 2)
        FROM documents WHERE len(${list}) > 0`;
    }),
  ];
}
