import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { Database } from '../../../../pipeline/store/database.js';
import { sqlPath } from '../../../../pipeline/store/sql.js';
import { hedgerow } from '../../../cli/run-hedgerow.js';
import { writeArticles } from '../../articles-file.js';

const scratch = mkdtempSync(join(tmpdir(), 'hedgerow-spark-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const PYTHON = [resolve('.venv/bin/python'), process.env.HEDGEROW_PYTHON ?? 'python3'].find(
  (python) => spawnSync(python, ['-c', 'import pyspark, pyarrow, pandas']).status === 0,
);
const sparkIsHere = PYTHON !== undefined && spawnSync('java', ['-version']).status === 0;
const MODULE = resolve('pipeline/cluster/spark');

/** Processes whose command line holds all these words. */
function processesWith(...words: readonly string[]): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
        return words.every((word) => line.some((part) => part.endsWith(word)));
      } catch {
        return false;
      }
    })
    .map(Number);
}

describe.skipIf(!sparkIsHere)('on Apache Spark (skipped without pyspark and Java)', () => {
  it('4,000 articles, one of two executors killed midway, give the rows of one machine', async () => {
    const lines = join(scratch, 'articles.jsonl');
    await writeArticles(lines, 4000);
    const corpus = join(scratch, 'articles.parquet');
    const database = await Database.open({});
    try {
      // Parquet cannot hold the line that was cut; the two others that cannot be used stay.
      await database.run(
        `COPY (SELECT * FROM read_json(${sqlPath(lines)}, format = 'newline_delimited', ignore_errors = true)) TO ${sqlPath(corpus)}`,
      );
      const whole = join(scratch, 'whole');
      hedgerow(['analyse', corpus, '--out', whole]);
      // One machine sees what an outlet repeats; the executors are told.
      const repeated = join(scratch, 'repeated.json');
      hedgerow(['corpus', corpus, '--repeated-lines', repeated]);
      const out = join(scratch, 'spark');
      const sparkHome = execFileSync(PYTHON!, ['-c', 'import pyspark; print(pyspark.__path__[0])'], {
        encoding: 'utf8',
      }).trim();
      const job = spawn(
        PYTHON!,
        [
          'tests/pipeline/cluster/spark/spark_job.py',
          corpus,
          out,
          '8',
          process.execPath,
          resolve('dist/cli/main.js'),
          MODULE,
          repeated,
        ],
        {
          env: {
            ...process.env,
            SPARK_HOME: sparkHome,
            SPARK_LOCAL_IP: '127.0.0.1',
            PYSPARK_PYTHON: PYTHON!,
          },
          stdio: ['ignore', 'ignore', 'pipe'],
        },
      );
      let said = '';
      job.stderr!.on('data', (text) => {
        said += text;
      });
      const ended = new Promise<number | null>((done) => job.on('exit', done));
      // Midway: something has been written, and both executors are at work.
      const stored = (): boolean =>
        existsSync(out) &&
        readdirSync(out, { recursive: true, encoding: 'utf8' }).some((name) => name.endsWith('.parquet'));
      const executors = (): readonly number[] => processesWith('CoarseGrainedExecutorBackend');
      while (!(stored() && executors().length === 2) && job.exitCode === null) await sleep(200);
      expect(job.exitCode).toBeNull();
      process.kill(executors()[0]!, 'SIGKILL');
      expect(await ended, said).toBe(0);

      const [columns, ours, theirs] = [
        await database.query<{ column_name: string }>(
          `DESCRIBE SELECT * FROM '${whole}/documents/*.parquet'`,
        ),
        `SELECT * FROM '${whole}/documents/*.parquet'`,
        `SELECT * FROM '${out}/*.parquet' WHERE reject IS NULL`,
      ];
      const names = columns.map(({ column_name }) => `"${column_name}"`).join(', ');
      const count = async (query: string): Promise<number> =>
        (await database.query<{ n: number }>(`SELECT count(*)::INT AS n FROM (${query})`))[0]!.n;
      expect(await count(ours)).toBe(await count(theirs));
      // By their hashes: the rows themselves, hits and all, are more than DuckDB is given here.
      const hashed = (query: string): string => `SELECT id, hash(${names}) AS row_hash FROM (${query})`;
      expect(await count(`${hashed(ours)} EXCEPT ALL ${hashed(theirs)}`)).toBe(0);
      expect(await count(`SELECT * FROM '${out}/*.parquet' WHERE reject IS NOT NULL`)).toBe(
        JSON.parse(readFileSync(join(whole, 'manifest.json'), 'utf8')).rejected,
      );
      const compared = hedgerow(['compare', out, '--by', 'outlet', '--out', join(scratch, 'compare.html')]);
      expect(compared.status, compared.stderr).toBe(0);
    } finally {
      database.close();
    }
  }, 900_000);

  it("a mistake in the options is Spark's error, in Hedgerow's words", () => {
    const program = `
import sys; sys.path.insert(0, ${JSON.stringify(MODULE)})
import pyarrow as pa, hedgerow_spark
hedgerow_spark.output_schema(pa.schema([("id", pa.string()), ("body", pa.string())]), ["--text-column", "nope"], ["node", "dist/cli/main.js"])
`;
    const { status, stderr } = spawnSync(PYTHON!, ['-c', program], { encoding: 'utf8' });
    expect(status).toBe(1);
    expect(stderr).toContain("no column 'nope' in the corpus");
  });
});
