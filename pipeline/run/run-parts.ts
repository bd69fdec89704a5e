/** Works through a corpus's parts with a pool of workers. */
import { availableParallelism } from 'node:os';
import type { Corpus, CorpusSurvey, Reject } from '../../corpora/document.js';
import type { Plan, PlanOptions } from '../../stages/plan.js';
import { BatchWriter } from '../arrow/encode.js';
import { toIpcStream } from '../arrow/ipc.js';
import { documentColumns } from '../store/document-columns.js';
import type { FinishedPart } from './journal.js';
import { batchesOf, PART_DOCUMENTS, type PartInput, partsOf } from './parts.js';
import { rejectsOfPart } from './rejects.js';
import { Semaphore } from './semaphore.js';
import { isOwn, type Shard } from './shard.js';
import { stageReference } from './stage-reference.js';
import type { PartPlace, PartResult } from './worker.js';
import { type AnalysedPart, type DocumentFailure, WorkerPool } from './worker-pool.js';

export interface Progress {
  /** Documents and rejects read so far. */
  readonly read: number;
  readonly analysed: number;
  readonly rejected: number;
  /** Records in the corpus, from its survey. */
  readonly total: number;
  /** Of `analysed`, those found finished from an earlier run. */
  readonly resumed: number;
  /** Of `analysed`, those that stand on disk: a run that is stopped now resumes behind them. */
  readonly kept: number;
}

/** How a corpus is worked through; none of it changes the results. */
export interface RunOptions {
  /** Threads; as many as the machine has cores by default. */
  readonly workers?: number | undefined;
  /** Documents handed to a thread at a time; whole parts by default, and 64 of the last parts, which all share. */
  readonly batchDocuments?: number | undefined;
  /** Characters after which a batch is full whatever its documents, 400,000 by default. */
  readonly batchCharacters?: number | undefined;
  /** A document that takes a stage longer is rejected; 30 s of processor time by default. */
  readonly documentTimeoutMs?: number | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  /** For tests: the compiled worker, and a module whose `loadPlanForMany` takes the place of Hedgerow's. */
  readonly workerFile?: string | undefined;
  readonly planModule?: string | undefined;
}

export interface PartJob {
  /** Only this share of the parts is worked on; the rest is read past. All of them without it. */
  readonly shard?: Shard;
  /** How the part is stored, given its number. */
  readonly task: (index: number) => PartPlace;
  /** A part that stands from an earlier run. */
  readonly finished: ReadonlyMap<number, FinishedPart>;
  /** Called as parts are done, in any order. */
  readonly onStored: (part: PartInput, result: PartResult, failures: readonly DocumentFailure[]) => void;
  /** Called once for each part, in the order of the corpus. */
  readonly onPart: (done: PartDone) => Promise<void> | void;
}

export interface PartDone {
  readonly index: number;
  readonly documents: number;
  readonly rejects: readonly Reject[];
  /** Null where the part stood already or holds no documents. */
  readonly result: PartResult | null;
}

const BATCH_DOCUMENTS = 64;
const BATCH_CHARACTERS = 400_000;
const DOCUMENT_TIMEOUT_MS = 30_000;

/**
 * Works through a corpus: parts are cut, dealt out in batches to threads, joined and stored by them, and
 * handed on in the corpus's order. Reading waits for the threads, so memory does not grow with the corpus.
 */
export async function runParts(
  corpus: Corpus,
  survey: CorpusSurvey,
  plan: Plan,
  planOptions: PlanOptions,
  job: PartJob,
  options: RunOptions,
): Promise<void> {
  const columns = documentColumns(survey.extraColumns);
  const batchDocuments = options.batchDocuments ?? BATCH_DOCUMENTS;
  const wanted = options.workers ?? availableParallelism();
  const workers = Math.max(1, Math.min(wanted, Math.ceil(survey.records / batchDocuments)));
  const pool = new WorkerPool({
    workers,
    documentTimeoutMs: options.documentTimeoutMs ?? DOCUMENT_TIMEOUT_MS,
    workerFile: options.workerFile,
    setup: {
      documentColumns: columns,
      stageOptions: planOptions.stageOptions ?? {},
      stages: plan.stages.map(({ stage }) => stageReference(stage)),
      planModule: options.planModule ?? null,
    },
  });
  pool.warmUp();
  const batchPlaces = new Semaphore(workers * 2);
  const partPlaces = new Semaphore(workers + 2);
  const count = { read: 0, analysed: 0, rejected: 0, resumed: 0, kept: 0 };
  const { shard } = job;
  const total = shard === undefined ? survey.records : Math.ceil(survey.records / shard.count);
  const report = (): void => options.onProgress?.({ ...count, total });
  let failed: { readonly error: unknown } | null = null;
  const noRows = (): Uint8Array => toIpcStream(new BatchWriter(columns, plan.stages).finish());

  /** Whether one thread is to have a part for itself: while enough follow that the others are not left idle. */
  const isWhole = (part: PartInput): boolean =>
    options.batchDocuments === undefined &&
    options.batchCharacters === undefined &&
    part.documents.length > 0 &&
    total - count.read >= (workers - 1) * PART_DOCUMENTS;

  const storeWhole = async (part: PartInput): Promise<AnalysedPart | null> => {
    await batchPlaces.acquire();
    try {
      if (failed !== null || options.signal?.aborted === true) throw new Stopped();
      const documents = part.documents.map(({ document }) => document);
      const stored = await pool.analysePart(documents, job.task(part.index));
      if (stored !== null) {
        count.analysed += documents.length - stored.failures.length;
        count.rejected += stored.failures.length;
        report();
      }
      return stored;
    } finally {
      batchPlaces.release();
    }
  };

  const storeInBatches = async (part: PartInput): Promise<AnalysedPart> => {
    const failures: DocumentFailure[] = [];
    let first = 0;
    const batches = batchesOf(
      part.documents.map(({ document }) => document),
      batchDocuments,
      options.batchCharacters ?? BATCH_CHARACTERS,
    );
    const analysed = await Promise.all(
      batches.map(async (batch) => {
        const offset = first;
        first += batch.length;
        await batchPlaces.acquire();
        try {
          if (failed !== null || options.signal?.aborted === true) throw new Stopped();
          const { rows, failures: own } = await pool.analyse(batch);
          for (const failure of own) failures.push({ ...failure, row: failure.row + offset });
          count.analysed += batch.length - own.length;
          count.rejected += own.length;
          report();
          return rows;
        } finally {
          batchPlaces.release();
        }
      }),
    );
    failures.sort((a, b) => a.row - b.row);
    const rows = analysed.flat();
    const result = await pool.writePart({
      batches: rows.length === 0 ? [noRows()] : rows,
      ...job.task(part.index),
    });
    return { result, failures };
  };

  const finish = async (part: PartInput): Promise<PartDone> => {
    const { index } = part;
    const earlier = job.finished.get(index);
    if (earlier !== undefined && earlier.read === part.documents.length) {
      count.analysed += earlier.documents;
      count.resumed += earlier.documents;
      count.kept += earlier.documents;
      count.rejected += earlier.failures.length;
      report();
      return {
        index,
        documents: earlier.documents,
        rejects: rejectsOfPart(part, earlier.failures),
        result: null,
      };
    }
    if (part.documents.length === 0 && index > 0)
      return { index, documents: 0, rejects: rejectsOfPart(part, []), result: null };
    const whole = isWhole(part) ? await storeWhole(part) : null;
    const { result, failures } = whole ?? (await storeInBatches(part));
    job.onStored(part, result, failures);
    count.kept += result.documents;
    report();
    return { index, documents: result.documents, rejects: rejectsOfPart(part, failures), result };
  };

  let inOrder: Promise<void> = Promise.resolve();
  try {
    for await (const part of partsOf(corpus, survey.sources.length === 1 ? survey.sources[0]!.name : '')) {
      if (shard !== undefined && !isOwn(shard, part.index)) continue;
      await partPlaces.acquire();
      options.signal?.throwIfAborted();
      if (failed !== null) break;
      count.read += part.documents.length + part.rejects.length;
      count.rejected += part.rejects.length;
      report();
      const done = finish(part);
      inOrder = inOrder
        .then(async () => job.onPart(await done))
        .catch((error: unknown) => {
          failed ??= { error };
        })
        .finally(() => partPlaces.release());
      // Its own handler stands in the chain; until the chain comes to it, a rejection is not unhandled.
      done.catch(() => {});
    }
    await inOrder;
    options.signal?.throwIfAborted();
  } finally {
    await pool.close();
  }
  if (failed !== null) throw (failed as { error: unknown }).error;
}

/** Thrown in the batches that wait when another has failed; never seen outside. */
class Stopped extends Error {}
