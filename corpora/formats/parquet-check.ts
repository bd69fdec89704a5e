/** Checks a Parquet file in a process of its own, before DuckDB reads it. */
import { type ChildProcess, fork } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { fromPackageRoot } from '../../base/package-root.js';
import { checkGrowth } from '../input/bytes.js';
import { type CorpusLimits, limitDefect, sizeText } from '../input/limits.js';
import { ReadFailure } from '../input/read-failure.js';

/** What the child is asked. */
export interface ParquetToCheck {
  readonly path: string;
  /** The same for DuckDB, which takes patterns. */
  readonly pattern: string;
  readonly maxColumns: number;
  /** Processor time after which the child gives up. */
  readonly processorMs: number;
}

/** What it found: numbers of columns and rows, bytes of the largest row and of all rows when decoded. */
export interface ParquetFindings {
  readonly columns: number;
  readonly rows: number;
  readonly largest: number;
  readonly total: number;
  /** Whether columns of plain binary can be read as texts. */
  readonly binaryAsString: boolean;
}

type Reply = { readonly findings: ParquetFindings } | { readonly error: string };
type Message = Reply | { readonly ready: true };

/** A path in which DuckDB shall not read `*`, `?` and `[` as patterns. */
export const literalPath = (path: string): string => path.replace(/[*?[\]]/g, (mark) => `[${mark}]`);

/** Raised with the decoder's own words; the reader puts them into a defect. */
export class ParquetError extends Error {}

let child: ChildProcess | null = null;
let idle: NodeJS.Timeout | undefined;
let queue: Promise<unknown> = Promise.resolve();
const checked = new Map<string, ParquetFindings>();

const IDLE_MS = 2000;

/**
 * A small file may take so much processor time, a larger one a second more for every so many bytes. The child counts
 * its own: neither its start nor what else the machine does makes a file unreadable.
 */
const PROCESSOR_MS = 7000;
/** A child that neither answers nor counts is ended after so many times that. */
const WALL_FACTOR = 20;
const START_MS = 120_000;
const BYTES_A_SECOND = 4_000_000;

/**
 * Has a Parquet file decoded whole in another process before this one reads it, and its sizes held against the
 * limits: a file made to crash the native decoder, to run for ever or to fill the memory does so there. One
 * process serves many files.
 *
 * @throws ReadFailure where it exceeds a limit, or the process crashed, stalled or ran out of memory;
 *   ParquetError where the decoder refused it.
 */
export async function checkParquet(path: string, limits: CorpusLimits): Promise<ParquetFindings> {
  const { size, mtimeMs } = statSync(path);
  const key = `${path}\u0000${size}\u0000${mtimeMs}\u0000${Object.values(limits).join()}`;
  const known = checked.get(key);
  if (known !== undefined) return known;
  const turn = queue.then(() =>
    ask({
      path,
      pattern: literalPath(path),
      maxColumns: limits.maxColumns,
      processorMs: PROCESSOR_MS + (size / BYTES_A_SECOND) * 1000,
    }),
  );
  queue = turn.catch(() => {});
  const reply = await turn;
  if ('error' in reply) throw new ParquetError(reply.error);
  const { columns, rows, largest, total } = reply.findings;
  if (columns > limits.maxColumns) throw new ReadFailure(tooManyColumns(columns, limits));
  if (rows > limits.maxRecords) {
    const message = `the file holds ${rows.toLocaleString('en')} rows, more than ${limits.maxRecords.toLocaleString('en')}`;
    throw new ReadFailure(limitDefect('maxRecords', message, 'Split the file'));
  }
  if (largest > limits.maxRecordBytes) {
    const message = `a row has ${sizeText(largest)}, more than ${sizeText(limits.maxRecordBytes)}`;
    throw new ReadFailure(limitDefect('maxRecordBytes', message, 'Split or leave out that document'));
  }
  checkGrowth(total, size, limits);
  checked.set(key, reply.findings);
  return reply.findings;
}

export function tooManyColumns(
  columns: number,
  { maxColumns }: CorpusLimits,
): ReturnType<typeof limitDefect> {
  const message = `the file has ${columns.toLocaleString('en')} columns, more than ${maxColumns.toLocaleString('en')}`;
  return limitDefect('maxColumns', message, 'Leave out the columns that are not needed');
}

function ask(task: ParquetToCheck): Promise<Reply> {
  return new Promise((resolve, reject) => {
    clearTimeout(idle);
    const standing = child;
    const asked = standing ?? start();
    child = asked;
    let settled = false;
    const settle = (act: () => void): void => {
      if (settled) return;
      settled = true;
      clearTimeout(deadline);
      asked.removeAllListeners('message');
      asked.removeAllListeners('exit');
      asked.removeAllListeners('error');
      act();
    };
    const fail = (message: string, reason = 'corrupt-parquet'): void => {
      if (child === asked) child = null;
      asked.kill('SIGKILL');
      settle(() =>
        reject(
          new ReadFailure({
            reason,
            message: `the Parquet file cannot be read: ${message}`,
            remedy: reason === 'time-out' ? SLOW_REMEDY : 'Write or fetch the file again.',
          }),
        ),
      );
    };
    const seconds = Math.round(task.processorMs / 1000);
    const tooSlow = (): void =>
      fail(`decoding it takes more than ${seconds} s of the processor's time`, 'time-out');
    let deadline = setTimeout(() => fail('the decoder does not start', 'time-out'), START_MS);
    const send = (): void => {
      clearTimeout(deadline);
      deadline = setTimeout(tooSlow, WALL_FACTOR * task.processorMs);
      asked.send(task);
    };
    asked.ref();
    asked.on('message', (reply: Message) => {
      if ('ready' in reply) {
        send();
        return;
      }
      settle(() => resolve(reply));
      asked.unref();
      asked.channel?.unref();
      // A child that waits would be noticed by who looks for processes that we left.
      idle = setTimeout(stop, IDLE_MS);
      idle.unref();
    });
    asked.once('exit', (code) => {
      if (code === TIMED_OUT) tooSlow();
      else
        fail(
          code === OUT_OF_MEMORY
            ? 'decoding it needs more than 1.5 GB of memory'
            : 'the decoder crashed on it',
        );
    });
    asked.once('error', (error) => fail(error.message));
    asked.channel?.ref();
    if (standing !== null) send();
  });
}

/** As `parquet-check-child.ts` exits; not imported from there, which would start it. */
const OUT_OF_MEMORY = 77;
const TIMED_OUT = 78;

const SLOW_REMEDY = 'Split the file, or convert it to CSV or JSON lines with the program that wrote it.';

function start(): ChildProcess {
  const beside = fileURLToPath(new URL('./parquet-check-child.js', import.meta.url));
  // Under the tests the sources run; what a child runs is the build.
  const file = existsSync(beside) ? beside : fromPackageRoot('dist/corpora/formats/parquet-check-child.js');
  return fork(file, { stdio: 'ignore', execArgv: [], env: {} });
}

function stop(): void {
  child?.kill('SIGKILL');
  child = null;
}
