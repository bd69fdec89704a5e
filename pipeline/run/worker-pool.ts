import { existsSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';
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

/**
 * How far the heaps may grow, in per cent, beyond what a collection left. V8 itself lets them grow several times
 * over, the more the larger the machine's memory. It reads the flag at each collection, in all threads.
 */
const HEAP_GROWTH_PERCENT = 20;

/**
 * V8's flags while a pool stands, and their usual state.
 *
 * - Annotations of documents that go through the stages together live for a while, from which V8 would conclude that
 *   such objects are to be made among the old ones, where only full collections find that they are gone.
 * - Threads that help to collect garbage take the cores on which other documents could be analysed, and while they
 *   mark, every write to an object is dearer: without them an analysis takes a tenth less time, even where a core is free.
 */
const FLAGS: readonly (readonly [during: string, usual: string])[] = [
  [`--heap-growing-percent=${HEAP_GROWTH_PERCENT}`, '--heap-growing-percent=0'],
  ...[
    'allocation-site-pretenuring',
    'concurrent-marking',
    'concurrent-sweeping',
    'concurrent-array-buffer-sweeping',
    'parallel-scavenge',
    'parallel-compaction',
    'parallel-pointer-update',
  ].map((name) => [`--no-${name}`, `--${name}`] as const),
];

/** Pools that stand: the flags hold for the whole process. */
let standing = 0;

/** Room for what some documents' annotations take, three times: most are gone before a collection. */
const YOUNG_GENERATION_MB = 48;

/** Threads that analyse batches and write parts. A document that kills or stalls one is found and given up. */
export class WorkerPool {
  readonly #pool: Piscina;
  readonly #documentTimeoutMs: number;

  constructor(options: WorkerPoolOptions) {
    this.#documentTimeoutMs = options.documentTimeoutMs;
    if (standing++ === 0) for (const [during] of FLAGS) setFlagsFromString(during);
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
    if (--standing === 0) for (const [, usual] of FLAGS) setFlagsFromString(usual);
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
    const watch = setInterval(() => {
      const now = Atomics.load(begun, 0);
      if (now !== seen) {
        seen = now;
        since = performance.now();
      } else if (seen > 0 && performance.now() - since > this.#documentTimeoutMs) stalled.abort();
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
