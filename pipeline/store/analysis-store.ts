/** An analysis asked in SQL. */
import { resolve } from 'node:path';
import { UserError } from '../../base/user-error.js';
import type { Column } from '../../stages/columns.js';
import { askedWith, conditionColumns } from './condition.js';
import { Database, type DatabaseOptions, type SqlParameters, type SqlRow } from './database.js';
import { REJECT_COLUMN } from './document-columns.js';
import { joinActors } from './joined-actors.js';
import type { Analysis, Manifest } from './manifest.js';
import { isEmpty, renamedOutlet, type Selected, type Selection } from './selection.js';
import { sqlName, sqlPath } from './sql.js';
import { verifyParts } from './verify-parts.js';

export type { SqlParameter, SqlParameters, SqlRow, SqlValue } from './database.js';
export { isAnalysis, openAnalysis } from './open-analysis.js';

export interface StoreOptions extends DatabaseOptions {
  /** Only these documents are seen, and under these outlets' names; all as they are by default. */
  readonly selection?: Selection;
}

/**
 * An analysis, asked in SQL. Its views:
 *
 * - `documents`: one row a document of those selected, the columns of the manifest;
 * - one view for every column that is a list of structs, of the same name (`hedging_cues`, `attributions`,
 *   `mentions`, `frames`, …): one row a hit, with `document_id`, `index` (its place in the list, from 0, to
 *   which other columns refer) and the fields of the struct.
 *
 * Offsets are Unicode code points, as DuckDB's substring counts:
 * `substring(text, start + 1, "end" - start) = surface`.
 */
export class AnalysisStore {
  readonly analysis: Analysis;
  readonly selection: Selection;
  readonly #database: Database;
  #selected: Selected | null = null;

  private constructor(analysis: Analysis, database: Database, selection: Selection) {
    this.analysis = analysis;
    this.selection = selection;
    this.#database = database;
  }

  /** @throws UserError when the parts are not Parquet, and where the selection does not fit the columns or keeps nothing. */
  static async open(analysis: Analysis, options: StoreOptions = {}): Promise<AnalysisStore> {
    const { folder, manifest } = analysis;
    if (manifest.partFormat !== 'parquet') {
      throw new UserError({
        what: 'this analysis cannot be asked',
        where: folder,
        why: `its parts are ${manifest.partFormat} files, not Parquet`,
        remedy: 'Analyse the corpus with the option `format: parquet`, the default.',
      });
    }
    const database = await Database.open(options);
    const { selection = {} } = options;
    const store = new AnalysisStore(analysis, database, selection);
    try {
      await store.run(partsView(folder, manifest, isEmpty(selection) ? 'documents' : 'every_document'));
      if (!isEmpty(selection)) await store.#select(selection);
      for (const column of listColumns(manifest)) await store.run(listView(column));
    } catch (error) {
      store.close();
      throw error;
    }
    return store;
  }

  /** What the selection came to; null where all documents are seen as they are. */
  get selected(): Selected | null {
    return this.#selected;
  }

  /** Makes the view `documents` of those selected. The condition is asked once, of every document. */
  async #select({ where, rename = new Map(), registry }: Selection): Promise<void> {
    const hasOutlets = this.column('outlet') !== undefined;
    await this.run(
      `CREATE VIEW named_document AS SELECT *${rename.size > 0 && hasOutlets ? ` REPLACE (${renamedOutlet(rename)} AS outlet)` : ''} FROM every_document`,
    );
    const outlets =
      rename.size > 0 && hasOutlets
        ? await this.query<{ outlet: string }>(
            'SELECT DISTINCT outlet FROM every_document WHERE outlet IS NOT NULL ORDER BY outlet',
          )
        : [];
    if (where !== undefined) {
      await conditionColumns(this.#database, where, this.manifest.columns);
      await askedWith(where, () =>
        this.run(
          `CREATE TEMP TABLE selected AS SELECT id FROM named_document AS documents WHERE (\n${where}\n)`,
        ),
      );
    }
    let joined: Selected['joined'] = null;
    let from = 'named_document';
    if (registry !== undefined) {
      const anew = await joinActors(this, 'named_document', registry);
      joined = anew.joined;
      if (anew.columns.length > 0) {
        from = 'registered_document';
        await this.run(
          `CREATE VIEW registered_document AS SELECT d.* REPLACE (${anew.columns.join(', ')}) FROM named_document d LEFT JOIN joined_document j ON j.id = d.id`,
        );
      }
    }
    await this.run(
      `CREATE VIEW documents AS SELECT * FROM ${from} ${where === undefined ? '' : 'SEMI JOIN selected USING (id)'}`,
    );
    const [counts] = await this.query<{ kept: number; every: number }>(
      `SELECT (SELECT count(*) FROM documents) AS kept, (SELECT count(*) FROM every_document) AS every`,
    );
    const { kept, every } = counts!;
    if (kept === 0 && every > 0)
      throw new UserError({
        what: 'no document meets the condition',
        where: `condition: ${where ?? ''}`,
        why: `${every} were asked`,
        remedy: 'Ask for less; texts are compared letter by letter, with regard to case.',
      });
    const names = outlets.map(({ outlet }) => outlet);
    this.#selected = {
      kept,
      leftOut: every - kept,
      unknown: [...rename.keys()].filter((name) => !names.includes(name)),
      outlets: names,
      joined,
    };
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

  /** Reports a decoder's error over a damaged part as damage. */
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

function partsView(folder: string, manifest: Manifest, view: string): string {
  const files = manifest.parts.map(({ file }) => sqlPath(resolve(folder, file)));
  // Only foreign parts may have columns in the names of their folders.
  return `CREATE VIEW ${view} AS SELECT * FROM read_parquet([${files.join(', ')}], hive_partitioning = ${folder === ''})${manifest.options[REJECT_COLUMN] === true ? ` WHERE ${REJECT_COLUMN} IS NULL` : ''}`;
}

function listView({ name }: Column): string {
  const list = sqlName(name);
  return `CREATE VIEW ${list} AS SELECT id AS document_id,
    (generate_subscripts(${list}, 1) - 1)::INTEGER AS "index", unnest(${list}, max_depth := 2)
    FROM documents WHERE len(${list}) > 0`;
}
