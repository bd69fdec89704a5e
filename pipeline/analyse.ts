import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Corpus, Reject } from '../corpora/document.js';
import { type Plan, planStages } from '../stages/plan.js';
import { UserError } from '../user-error.js';
import { documentColumns } from './document-columns.js';
import { Journal } from './journal.js';
import {
  type Analysis,
  JOURNAL_FILE,
  MANIFEST_FILE,
  MANIFEST_FORMAT,
  type Manifest,
  type ManifestPart,
  PARTS_FOLDER,
  type PartFormat,
  REJECTS_FILE,
} from './manifest.js';
import { hedgerowVersion, manifestKey, manifestStages } from './manifest-key.js';
import { prepareFolder, temporaryName } from './output-folder.js';
import { PART_CHARACTERS, PART_DOCUMENTS } from './parts.js';
import { type PlanOptions, type RunOptions, runParts } from './run-parts.js';

export interface AnalyseOptions extends PlanOptions, RunOptions {
  /** The folder to write; made where it is missing. */
  readonly out: string;
  /** Parquet by default. */
  readonly format?: PartFormat | undefined;
  /** Replaces an analysis of another key in the folder. */
  readonly overwrite?: boolean | undefined;
}

/** An analysis, and how it came to be there. */
export interface AnalysisRun extends Analysis {
  /** It stood there finished: nothing was done. */
  readonly reused: boolean;
  /** Documents taken over from a run that was cut off. */
  readonly resumed: number;
}

/**
 * Analyses a corpus into a folder: `manifest.json`, `documents/part-00000.parquet` …, `rejects.jsonl`. The same
 * corpus and options give the same bytes, whatever the workers, the batches, and the runs cut off before. A
 * run that was killed is gone on with; a finished analysis is found again and not redone.
 *
 * @throws UserError for wrong options, a folder that holds something else, or a full disk.
 */
export async function analyseCorpus(corpus: Corpus, options: AnalyseOptions): Promise<AnalysisRun> {
  const plan = planStages(options.stageOptions, options.stages);
  const survey = await corpus.survey();
  const draft = draftManifest(plan, survey, options.format ?? 'parquet');
  return analyseInto(corpus, survey, plan, draft, options);
}

/** All of a manifest that is known before the documents are read. */
export type ManifestDraft = Omit<Manifest, 'parts' | 'read' | 'analysed' | 'rejected' | 'reasons'>;

export type Survey = Awaited<ReturnType<Corpus['survey']>>;

export function draftManifest(plan: Plan, survey: Survey, partFormat: PartFormat): ManifestDraft {
  const fixed = {
    format: MANIFEST_FORMAT,
    hedgerow: hedgerowVersion(),
    partFormat,
    options: { part_documents: PART_DOCUMENTS, part_characters: PART_CHARACTERS, ...survey.rules },
    stages: manifestStages(plan),
  } as const;
  return {
    ...fixed,
    key: manifestKey(survey, fixed),
    inputs: survey.sources,
    mapping: survey.mapping,
    columns: [...documentColumns(survey.extraColumns), ...plan.columns],
  };
}

export async function analyseInto(
  corpus: Corpus,
  survey: Survey,
  plan: Plan,
  draft: ManifestDraft,
  options: AnalyseOptions,
): Promise<AnalysisRun> {
  const folder = options.out;
  const clashing = draft.columns.find(({ name }, i) => draft.columns.findIndex((c) => c.name === name) !== i);
  if (clashing !== undefined) {
    throw new UserError({
      what: `the corpus has a column of its own named '${clashing.name}', as the analysis has`,
      remedy: 'Rename it in the corpus.',
    });
  }
  const standing = await withDiskErrors(folder, () =>
    prepareFolder(folder, draft.key, options.overwrite ?? false),
  );
  if (standing !== null) return { ...standing, reused: true, resumed: 0 };
  return withDiskErrors(folder, async () => {
    const { journal, finished } = Journal.open(folder, draft.key);
    const rejects = new RejectsFile(join(folder, REJECTS_FILE));
    try {
      const fileOf = (index: number): string =>
        `${PARTS_FOLDER}/part-${String(index).padStart(5, '0')}.${draft.partFormat}`;
      const parts = new Map<number, ManifestPart>();
      let read = 0;
      let resumed = 0;
      for (const [index, { file, documents, bytes, sha256 }] of finished)
        parts.set(index, { file, documents, bytes, sha256 });
      const used = new Set<number>();
      await runParts(
        corpus,
        survey,
        plan,
        options,
        {
          finished,
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
            rejects.append(done.rejects);
          },
        },
        options,
      );
      rejects.finish();
      const ordered = [...parts].filter(([index]) => used.has(index)).sort(([a], [b]) => a - b);
      const analysed = ordered.reduce((sum, [, { documents }]) => sum + documents, 0);
      const manifest: Manifest = {
        ...draft,
        parts: ordered.map(([, part]) => part),
        read,
        analysed,
        rejected: rejects.count,
        reasons: rejects.reasons(),
      };
      writeWhole(join(folder, MANIFEST_FILE), `${JSON.stringify(manifest, null, 1)}\n`);
      rmSync(join(folder, JOURNAL_FILE), { force: true });
      return { folder, manifest, reused: false, resumed };
    } finally {
      journal.close();
      rejects.discard();
    }
  });
}

/** Rejects as they come, one JSON object a line, under a temporary name until all are there. */
class RejectsFile {
  readonly #path: string;
  readonly #temporary: string;
  readonly #reasons = new Map<string, number>();
  #file: number | null;
  count = 0;

  constructor(path: string) {
    this.#path = path;
    this.#temporary = temporaryName(path);
    this.#file = openSync(this.#temporary, 'w');
  }

  append(rejects: readonly Reject[]): void {
    for (const reject of rejects) {
      this.count++;
      this.#reasons.set(reject.reason, (this.#reasons.get(reject.reason) ?? 0) + 1);
    }
    if (rejects.length > 0)
      writeSync(this.#file!, rejects.map((reject) => `${JSON.stringify(reject)}\n`).join(''));
  }

  reasons(): Record<string, number> {
    return Object.fromEntries([...this.#reasons].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  finish(): void {
    fsyncSync(this.#file!);
    closeSync(this.#file!);
    this.#file = null;
    renameSync(this.#temporary, this.#path);
  }

  /** After a failure: the next run writes it anew. */
  discard(): void {
    if (this.#file === null) return;
    closeSync(this.#file);
    this.#file = null;
    rmSync(this.#temporary, { force: true });
  }
}

function writeWhole(path: string, content: string): void {
  const temporary = temporaryName(path);
  writeFileSync(temporary, content, { flush: true });
  renameSync(temporary, path);
}

const DISK_ERRORS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EACCES: 'it may not be written',
  EPERM: 'it may not be written',
  EROFS: 'the disk is read-only',
  ENOTDIR: 'a part of the path is a file',
  EEXIST: 'a file of that name is in the way',
};

async function withDiskErrors<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    // An error of a worker thread arrives without its code, which then stands in its message.
    const code =
      (error as NodeJS.ErrnoException).code ?? /^([A-Z]+):/.exec(String((error as Error).message))?.[1];
    const why = DISK_ERRORS[code ?? ''];
    if (why === undefined) throw error;
    throw new UserError({
      what: 'the analysis cannot be written',
      where: folder,
      why,
      remedy: existsSync(join(folder, JOURNAL_FILE))
        ? 'Make room or give leave, then run the same command again: it goes on where it stopped.'
        : 'Choose another folder with --out.',
    });
  }
}
