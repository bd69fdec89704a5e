import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { move, transferableSymbol, valueSymbol, workerData } from 'piscina';
import type { Column } from '../stages/columns.js';
import { type Plan, planStages, type StageOptions } from '../stages/plan.js';
import { type Annotate, Annotator, StageFailure } from './annotator.js';
import { concatenateBatches } from './arrow/concatenate.js';
import { documentsOf } from './arrow/decode.js';
import { BatchWriter } from './arrow/encode.js';
import { fromIpc, toIpcStream } from './arrow/ipc.js';
import { encodePart } from './arrow/part.js';
import type { PartFormat } from './manifest.js';

/** What a worker thread is told when it starts. */
export interface WorkerSetup {
  readonly documentColumns: readonly Column[];
  readonly stageOptions: StageOptions;
  readonly stageNames: readonly string[] | null;
  /** A module whose `loadPlan` takes the place of Hedgerow's: for tests of faults. */
  readonly planModule: string | null;
}

export interface BatchTask {
  /** Arrow IPC of the documents. */
  readonly documents: Uint8Array;
  /** Counts the documents begun, so that the main thread sees which one stalls. */
  readonly begun: Int32Array;
}

export interface BatchResult {
  /** Arrow IPC of the documents analysed. */
  readonly rows: Uint8Array;
  readonly failures: readonly BatchFailure[];
}

export interface BatchFailure {
  /** Place in the batch. */
  readonly row: number;
  readonly message: string;
}

export interface PartTask {
  readonly batches: readonly Uint8Array[];
  readonly format: PartFormat | 'arrow-stream';
  /** Where to write it, and the temporary name until then; null to hand the bytes back. */
  readonly file: { readonly path: string; readonly temporary: string } | null;
}

export interface PartResult {
  readonly documents: number;
  readonly bytes: number;
  readonly sha256: string;
  readonly content: Uint8Array | null;
}

interface Loaded {
  readonly plan: Plan;
  readonly annotator: Annotator;
}

let loaded: Promise<Loaded> | undefined;

async function load(): Promise<Loaded> {
  const setup = workerData as WorkerSetup;
  const plan = planStages(setup.stageOptions, setup.stageNames ?? undefined);
  if (setup.planModule === null) return { plan, annotator: new Annotator(plan) };
  const module = (await import(setup.planModule)) as { loadPlan: (plan: Plan) => Annotate };
  return { plan, annotator: new Annotator(plan, module.loadPlan) };
}

/** Analyses a batch of documents; those that a stage cannot take are named in `failures`. */
export async function analyseBatch(task: BatchTask): Promise<BatchResult> {
  loaded ??= load();
  const { plan, annotator } = await loaded;
  const { documentColumns } = workerData as WorkerSetup;
  const writer = new BatchWriter(documentColumns, plan.stages);
  const failures: BatchFailure[] = [];
  documentsOf(fromIpc(task.documents)).forEach((document, row) => {
    Atomics.add(task.begun, 0, 1);
    try {
      annotator.annotate(document, (annotations) => writer.push(document, annotations));
    } catch (error) {
      if (!(error instanceof StageFailure)) throw error;
      failures.push({ row, message: error.message });
    }
  });
  const rows = toIpcStream(writer.finish());
  return transferring({ rows, failures }, rows);
}

/** Joins the batches of a part and stores it: under a temporary name, synced, then renamed. */
export function writePart(task: PartTask): PartResult {
  const batch = concatenateBatches(task.batches.map(fromIpc));
  const content = encodePart(batch, task.format);
  const result = {
    documents: batch.numRows,
    bytes: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
  };
  if (task.file === null) return transferring({ ...result, content }, content);
  storeFile(task.file.path, task.file.temporary, content);
  return { ...result, content: null };
}

/** Hands a result to the main thread without copying its bytes. */
function transferring<Result extends object>(result: Result, bytes: Uint8Array): Result {
  if (bytes.buffer.byteLength !== bytes.byteLength) return result;
  const movable = { [transferableSymbol]: [bytes.buffer], [valueSymbol]: result };
  return move(movable as never) as unknown as Result;
}

function storeFile(path: string, temporary: string, content: Uint8Array): void {
  const file = openSync(temporary, 'w');
  try {
    let at = 0;
    while (at < content.length) at += writeSync(file, content, at);
    fsyncSync(file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  } finally {
    closeSync(file);
  }
  renameSync(temporary, path);
}
