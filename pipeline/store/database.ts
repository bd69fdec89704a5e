/** DuckDB as the analysis store uses it. */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type {
  DuckDBConnection,
  DuckDBInstance,
  DuckDBValue,
  DuckDBValueConverter,
  JS,
} from '@duckdb/node-api';

type DuckDB = typeof import('@duckdb/node-api');

/** What a query gives for one value. Whole numbers beyond 2^53 are bigint, all others number. */
export type SqlValue = JS;
export type SqlRow = Readonly<Record<string, SqlValue>>;
/** A value for a `$1` or `$name` in a query. */
export type SqlParameter = string | number | bigint | boolean | null;
export type SqlParameters = readonly SqlParameter[] | Readonly<Record<string, SqlParameter>>;

export interface DatabaseOptions {
  /** Memory that DuckDB may take before it spills to disk, in MB. 512 by default: its own default is most of the machine. */
  readonly memoryLimitMb?: number;
  /** 2 by default. */
  readonly threads?: number;
}

/** DuckDB counts in 64-bit integers; rows of a report are easier to work with in plain numbers. */
function plainNumbers({ JSDuckDBValueConverter }: DuckDB): DuckDBValueConverter<JS> {
  return (value, type, converter) => {
    const js = JSDuckDBValueConverter(value, type, converter);
    return typeof js === 'bigint' && js >= Number.MIN_SAFE_INTEGER && js <= Number.MAX_SAFE_INTEGER
      ? Number(js)
      : js;
  };
}

/** A DuckDB database in memory, with limits. */
export class Database {
  readonly #duckdb: DuckDB;
  readonly #toJs: DuckDBValueConverter<JS>;
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;

  private constructor(duckdb: DuckDB, instance: DuckDBInstance, connection: DuckDBConnection) {
    this.#duckdb = duckdb;
    this.#toJs = plainNumbers(duckdb);
    this.#instance = instance;
    this.#connection = connection;
  }

  static async open(options: DatabaseOptions = {}): Promise<Database> {
    // Its native library takes a tenth of a second to load; a report against the bundled reference asks nothing.
    const duckdb = await import('@duckdb/node-api');
    const instance = await duckdb.DuckDBInstance.create(':memory:', {
      memory_limit: `${options.memoryLimitMb ?? 512}MB`,
      threads: String(options.threads ?? 2),
      // Its own default is a folder beside the user's files. Made only when something is spilled, removed at close.
      temp_directory: join(tmpdir(), `hedgerow-duckdb-${process.pid}`),
      // Nothing here needs the network, and a query must not fetch code.
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'true',
    });
    return new Database(duckdb, instance, await instance.connect());
  }

  async run(sql: string): Promise<void> {
    await this.#connection.run(sql);
  }

  /** All rows of a query, as objects by column name. */
  async query<Row extends object = SqlRow>(sql: string, parameters?: SqlParameters): Promise<Row[]> {
    const reader = await this.#connection.runAndReadAll(sql, asValues(parameters));
    return reader.convertRowObjects(this.#toJs) as Row[];
  }

  /** The rows of a query in chunks of up to 2,048, for results that should not stand in memory whole. */
  async *stream<Row extends object = SqlRow>(sql: string, parameters?: SqlParameters): AsyncGenerator<Row[]> {
    const result = await this.#connection.stream(sql, asValues(parameters));
    for await (const rows of result.yieldConvertedRowObjects(this.#toJs)) yield rows as Row[];
  }

  /** Rows into a table of columns VARCHAR, BOOLEAN, BIGINT or DOUBLE, in its columns' order. */
  async append(table: string, rows: Iterable<readonly SqlParameter[]>): Promise<void> {
    const appender = await this.#connection.createAppender(table);
    for (const row of rows) {
      for (const value of row) {
        if (value === null) appender.appendNull();
        else if (typeof value === 'string') appender.appendVarchar(value);
        else if (typeof value === 'boolean') appender.appendBoolean(value);
        else if (typeof value === 'bigint') appender.appendBigInt(value);
        else appender.appendDouble(value);
      }
      appender.endRow();
    }
    appender.closeSync();
  }

  /**
   * The columns of a query of numbers, each as one array; unknown is NaN. Vectors are copied whole, a hundredth of the
   * cost of rows.
   */
  async numbers(sql: string): Promise<Float64Array[]> {
    const result = await this.#connection.run(
      `SELECT coalesce(COLUMNS(*)::DOUBLE, 'NaN'::DOUBLE) FROM (${sql})`,
    );
    const chunks = await result.fetchAllChunks();
    const rows = chunks.reduce((sum, { rowCount }) => sum + rowCount, 0);
    const columns = Array.from({ length: result.columnCount }, () => new Float64Array(rows));
    let at = 0;
    for (const chunk of chunks) {
      columns.forEach((column, c) => {
        const vector = chunk.getColumnVector(c);
        if (!(vector instanceof this.#duckdb.DuckDBDoubleVector))
          throw new TypeError('a column of numbers is no DOUBLE');
        // biome-ignore lint/complexity/useLiteralKeys: private there; getItem() would cost as much as rows do.
        column.set(vector['items'], at);
      });
      at += chunk.rowCount;
    }
    return columns;
  }

  close(): void {
    this.#connection.closeSync();
    this.#instance.closeSync();
  }
}

function asValues(
  parameters: SqlParameters | undefined,
): DuckDBValue[] | Record<string, DuckDBValue> | undefined {
  return parameters as DuckDBValue[] | Record<string, DuckDBValue> | undefined;
}
