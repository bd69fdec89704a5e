/** The pool of worker threads. */
import { existsSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Piscina } from 'piscina';
import { fromPackageRoot } from '../../base/package-root.js';
import { UserError } from '../../base/user-error.js';
import type { CorpusDocument } from '../../corpora/document.js';
import type {
  BatchFailure,
  BatchResult,
  BatchTask,
  PartPlace,
  PartResult,
  PartTask,
  WholePartResult,
  WholePartTask,
  WorkerSetup,
} from './worker.js';

/** A document that could not be analysed, by its place in the batch. */
export interface DocumentFailure {
  readonly row: number;
  readonly reason: 'stage-failed' | 'stage-stalled' | 'worker-crashed';
  readonly message: string;
}

export interface AnalysedBatch {
  /** Arrow IPC streams, one after the other. */
  readonly rows: readonly Uint8Array[];
  readonly failures: readonly DocumentFailure[];
}

export interface AnalysedPart {
  readonly result: PartResult;
  readonly failures: readonly DocumentFailure[];
}

export interface WorkerPoolOptions {
  readonly workers: number;
  readonly setup: WorkerSetup;
  /** A document that takes longer is given up. */
  readonly documentTimeoutMs: number;
  /** Compiled worker module; beside this one by default. */
  readonly workerFile?: string | undefined;
}

const CHECK_EVERY_MS = 500;

/** A step that waits for something without computing is given up after so many times the limit. */
const IDLE_FACTOR = 4;

/** Room for what some documents' annotations take, three times: most are gone before a collection. */
const YOUNG_GENERATION_MB = 48;

/** Threads that analyse batches and write parts. A document that kills or stalls one is found and given up. */
export class WorkerPool {
  readonly #pool: Piscina;
  readonly #documentTimeoutMs: number;

  constructor(options: WorkerPoolOptions) {
    this.#documentTimeoutMs = options.documentTimeoutMs;
    this.#pool = new Piscina({
      filename: pathToFileURL(options.workerFile ?? workerFile()).href,
      minThreads: options.workers,
      maxThreads: options.workers,
      workerData: options.setup,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
    });
  }

  /** Has every thread load its stages; those that wait for work otherwise do so at their first batch. */
  warmUp(): void {
    // A failure is met again, and reported, at the first batch.
    for (let i = 0; i < this.#pool.options.minThreads; i++)
      this.#pool.run(undefined, { name: 'warmUp' }).catch(() => {});
  }

  /**
   * Analyses documents and stores them as a part, all on one thread. Null after a crash or a stall: the
   * document at fault is then to be found with `analyse`.
   */
  async analysePart(documents: readonly CorpusDocument[], part: PartPlace): Promise<AnalysedPart | null> {
    const outcome = await this.#try<WholePartResult>('analysePart', documents, { part });
    if (outcome.kind !== 'done') return null;
    const { result, failures } = outcome.result;
    return { result, failures: stageFailures(failures) };
  }

  /** Analyses documents on one thread; after a crash or a stall, one by one. */
  async analyse(documents: readonly CorpusDocument[]): Promise<AnalysedBatch> {
    const outcome = await this.#try<BatchResult>('analyseBatch', documents, {});
    if (outcome.kind === 'done')
      return { rows: [outcome.result.rows], failures: stageFailures(outcome.result.failures) };
    if (documents.length === 1) {
      return {
        rows: [],
        failures: [{ row: 0, reason: outcome.kind, message: outcome.message }],
      };
    }
    const rows: Uint8Array[] = [];
    const failures: DocumentFailure[] = [];
    for (const [row, document] of documents.entries()) {
      const alone = await this.analyse([document]);
      rows.push(...alone.rows);
      for (const failure of alone.failures) failures.push({ ...failure, row });
    }
    return { rows, failures };
  }

  /** Joins and stores the batches of a part. */
  writePart(task: PartTask): Promise<PartResult> {
    return this.#pool.run(task, {
      name: 'writePart',
      transferList: task.batches.map((batch) => batch.buffer as ArrayBuffer),
    }) as Promise<PartResult>;
  }

  async close(): Promise<void> {
    await this.#pool.destroy();
  }

  async #try<Result>(
    name: 'analyseBatch' | 'analysePart',
    documents: readonly CorpusDocument[],
    rest: Omit<WholePartTask, keyof BatchTask> | object,
  ): Promise<
    | { readonly kind: 'done'; readonly result: Result }
    | { readonly kind: 'stage-stalled' | 'worker-crashed'; readonly message: string }
  > {
    const begun = new Int32Array(new SharedArrayBuffer(4));
    const stalled = new AbortController();
    const watch = this.#watch(begun, stalled);
    try {
      const task = { ...rest, documents, begun };
      const result = (await this.#pool.run(task, { name, signal: stalled.signal })) as Result;
      return { kind: 'done', result };
    } catch (error) {
      if (stalled.signal.aborted) {
        const seconds = this.#documentTimeoutMs / 1000;
        return { kind: 'stage-stalled', message: `a stage took more than ${seconds} s for it` };
      }
      if (isUserError(error)) throw new UserError({ what: error.message });
      if (!isCrash(error)) throw error;
      return { kind: 'worker-crashed', message: (error as Error).message };
    } finally {
      clearInterval(watch);
    }
  }

  /** Aborts a task, and with it its thread, when the same step stands too long. */
  #watch(begun: Int32Array, stalled: AbortController): NodeJS.Timeout {
    let seen = 0;
    let since = performance.now();
    let processor = process.cpuUsage();
    const watch = setInterval(() => {
      const now = Atomics.load(begun, 0);
      if (now !== seen) {
        seen = now;
        since = performance.now();
        processor = process.cpuUsage();
        return;
      }
      const waited = performance.now() - since;
      if (seen === 0 || waited <= this.#documentTimeoutMs) return;
      // A step that computes has the time of the processor; what another process takes of it does not count.
      const { user, system } = process.cpuUsage(processor);
      if ((user + system) / 1000 > this.#documentTimeoutMs || waited > IDLE_FACTOR * this.#documentTimeoutMs)
        stalled.abort();
    }, CHECK_EVERY_MS);
    watch.unref();
    return watch;
  }
}

/** Whether a stage's file of the user's is wrong; between threads an error keeps no more of its class than its stack says. */
function isUserError(error: unknown): error is Error {
  return error instanceof Error && error.stack?.startsWith('UserError:') === true;
}

/** A thread's death is the document's doing; any other error is ours, or the disk's, and must be seen. */
function isCrash(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string };
  return code === 'ERR_WORKER_OUT_OF_MEMORY' || message?.startsWith('worker exited with code') === true;
}

function stageFailures(failures: readonly BatchFailure[]): readonly DocumentFailure[] {
  return failures.map((failure) => ({ ...failure, reason: 'stage-failed' as const }));
}

/** Threads run compiled code: from source (in tests, say), that of the last build. */
function workerFile(): string {
  const beside = fileURLToPath(new URL('./worker.js', import.meta.url));
  if (existsSync(beside)) return beside;
  const built = fromPackageRoot('dist/pipeline/run/worker.js');
  if (existsSync(built)) return built;
  throw new Error(`the worker is not built: ${built} is missing; run 'npm run build' first`);
}
