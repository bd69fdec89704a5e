/** What a worker thread does: annotates batches and stores parts. */
import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import type { RecordBatch } from 'apache-arrow';
import { move, transferableSymbol, valueSymbol, workerData } from 'piscina';
import type { CorpusDocument } from '../../corpora/document.js';
import type { Column } from '../../stages/columns.js';
import { type loadPlanForMany, planStages, type StageOptions } from '../../stages/plan.js';
import { concatenateBatches } from '../arrow/concatenate.js';
import { BatchWriter } from '../arrow/encode.js';
import { fromIpc, toIpcStream } from '../arrow/ipc.js';
import { encodePart } from '../arrow/part.js';
import type { PartFormat } from '../store/manifest.js';
import { Annotator } from './annotator.js';
import { importStage, type StageReference } from './stage-reference.js';

/** What a worker thread is told when it starts. */
export interface WorkerSetup {
  readonly documentColumns: readonly Column[];
  readonly stageOptions: StageOptions;
  readonly stages: readonly StageReference[];
  /** A module whose `loadPlanForMany` takes the place of Hedgerow's: for tests of faults. */
  readonly planModule: string | null;
}

export interface BatchTask {
  /** As they are: threads copy strings faster than Arrow encodes and decodes them. */
  readonly documents: readonly CorpusDocument[];
  /** Counts the steps begun, so that the main thread sees one that stalls. */
  readonly begun: Int32Array;
}

export interface BatchResult {
  /** Arrow IPC of the documents analysed. */
  readonly rows: Uint8Array;
  readonly failures: readonly BatchFailure[];
}

/** A part that is analysed and stored by one thread. */
export interface WholePartTask extends BatchTask {
  readonly part: PartPlace;
}

export interface WholePartResult {
  readonly result: PartResult;
  readonly failures: readonly BatchFailure[];
}

export interface BatchFailure {
  /** Place in the batch. */
  readonly row: number;
  readonly message: string;
}

/** How a part is stored. */
export interface PartPlace {
  readonly format: PartFormat | 'arrow-stream';
  /** Where to write it, and the temporary name until then; null to hand the bytes back. */
  readonly file: { readonly path: string; readonly temporary: string } | null;
}

export interface PartTask extends PartPlace {
  readonly batches: readonly Uint8Array[];
}

export interface PartResult {
  readonly documents: number;
  readonly bytes: number;
  /** Of what is stored; empty where the bytes are handed back. */
  readonly sha256: string;
  readonly content: Uint8Array | null;
}

interface Loaded {
  readonly annotator: Annotator;
  readonly writer: BatchWriter;
}

let loaded: Promise<Loaded> | undefined;

async function load(): Promise<Loaded> {
  const setup = workerData as WorkerSetup;
  const stages = await Promise.all(setup.stages.map(importStage));
  const plan = planStages({ stages, stageOptions: setup.stageOptions });
  const writer = new BatchWriter(setup.documentColumns, plan.stages);
  if (setup.planModule === null) return { annotator: await Annotator.load(plan), writer };
  const module = (await import(setup.planModule)) as { loadPlanForMany: typeof loadPlanForMany };
  return { annotator: await Annotator.load(plan, module.loadPlanForMany), writer };
}

/** Loads the stages before the first documents come. */
export async function warmUp(): Promise<void> {
  loaded ??= load();
  await loaded;
}

async function annotateAll({ documents, begun }: BatchTask): Promise<{
  readonly batch: RecordBatch;
  readonly failures: readonly BatchFailure[];
}> {
  loaded ??= load();
  const { annotator, writer } = await loaded;
  const failures: BatchFailure[] = [];
  await annotator.annotate(documents, writer, {
    onFailure: (row, message) => failures.push({ row, message }),
    onStep: () => Atomics.add(begun, 0, 1),
  });
  return { batch: writer.finish(), failures };
}

/** Analyses a batch of documents; those that a stage cannot take are named in `failures`. */
export async function analyseBatch(task: BatchTask): Promise<BatchResult> {
  const { batch, failures } = await annotateAll(task);
  const rows = toIpcStream(batch);
  return transferring({ rows, failures }, rows);
}

/** Analyses and stores a part: its rows never leave the thread. */
export async function analysePart(task: WholePartTask): Promise<WholePartResult> {
  const { batch, failures } = await annotateAll(task);
  const result = storePart(batch, task.part);
  return transferring({ result, failures }, result.content);
}

/** Joins the batches of a part and stores it. */
export function writePart(task: PartTask): PartResult {
  const result = storePart(concatenateBatches(task.batches.map(fromIpc)), task);
  return transferring(result, result.content);
}

/** Stores a part under a temporary name, synced, then renamed; or hands its bytes back. */
function storePart(batch: RecordBatch, { format, file }: PartPlace): PartResult {
  const content = encodePart(batch, format);
  const result = { documents: batch.numRows, bytes: content.length };
  if (file === null) return { ...result, sha256: '', content };
  const sha256 = createHash('sha256').update(content).digest('hex');
  storeFile(file.path, file.temporary, content);
  return { ...result, sha256, content: null };
}

/** Hands a result to the main thread without copying its bytes. */
function transferring<Result extends object>(result: Result, bytes: Uint8Array | null): Result {
  if (bytes === null || bytes.buffer.byteLength !== bytes.byteLength) return result;
  const movable = { [transferableSymbol]: [bytes.buffer], [valueSymbol]: result };
  // Piscina's types give back what was moved; the main thread gets the value.
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
