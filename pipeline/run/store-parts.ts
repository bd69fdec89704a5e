/** Stores the parts of an analysis, each noted in the journal. */
import { join } from 'node:path';
import { temporaryName } from '../../base/output-file.js';
import type { Corpus, Reject } from '../../corpora/document.js';
import type { Plan, PlanOptions } from '../../stages/plan.js';
import { type ManifestPart, PARTS_FOLDER } from '../store/manifest.js';
import type { FinishedPart, Journal } from './journal.js';
import type { ManifestDraft, Survey } from './manifest-draft.js';
import { type RunOptions, runParts } from './run-parts.js';
import type { Shard } from './shard.js';

export interface StoreJob {
  readonly corpus: Corpus;
  readonly survey: Survey;
  readonly plan: Plan;
  readonly draft: ManifestDraft;
  readonly folder: string;
  readonly journal: Journal;
  /** Parts that stand from a run that was cut off. */
  readonly finished: ReadonlyMap<number, FinishedPart>;
  /** Only this share of the parts; all of them without it. */
  readonly shard?: Shard;
}

export interface StoredParts {
  /** By their number, in the order of the corpus. */
  readonly parts: readonly (readonly [index: number, part: ManifestPart])[];
  /** Documents and rejects. */
  readonly read: number;
  /** Documents taken over from a run that was cut off. */
  readonly resumed: number;
}

/** Analyses a corpus's parts into files of a folder, each noted in the journal as soon as it stands. */
export async function storeParts(
  job: StoreJob,
  options: PlanOptions & RunOptions,
  onRejects: (index: number, rejects: readonly Reject[]) => void,
): Promise<StoredParts> {
  const { draft, folder, journal, finished } = job;
  const fileOf = (index: number): string =>
    `${PARTS_FOLDER}/part-${String(index).padStart(5, '0')}.${draft.partFormat}`;
  const parts = new Map<number, ManifestPart>();
  for (const [index, { file, documents, bytes, sha256 }] of finished)
    parts.set(index, { file, documents, bytes, sha256 });
  const used = new Set<number>();
  let read = 0;
  let resumed = 0;
  await runParts(
    job.corpus,
    job.survey,
    job.plan,
    options,
    {
      finished,
      ...(job.shard === undefined ? {} : { shard: job.shard }),
      task: (index) => {
        const path = join(folder, fileOf(index));
        return { format: draft.partFormat, file: { path, temporary: temporaryName(path) } };
      },
      onStored: (part, { documents, bytes, sha256 }, failures) => {
        const stored = { file: fileOf(part.index), documents, bytes, sha256 };
        parts.set(part.index, stored);
        journal.append({ index: part.index, ...stored, read: part.documents.length, failures });
      },
      onPart: (done) => {
        read += done.documents + done.rejects.length;
        if (done.result === null) resumed += done.documents;
        used.add(done.index);
        onRejects(done.index, done.rejects);
      },
    },
    options,
  );
  const ordered = [...parts].filter(([index]) => used.has(index)).sort(([a], [b]) => a - b);
  return { parts: ordered, read, resumed };
}
