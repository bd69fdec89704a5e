/** Analyses a corpus into a folder, and resumes where an earlier run stopped. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Corpus } from '../../corpora/document.js';
import { type Plan, type PlanOptions, planStages } from '../../stages/plan.js';
import { withDiskErrors } from '../store/disk-errors.js';
import { type Analysis, JOURNAL_FILE, type PartFormat, REJECTS_FILE } from '../store/manifest.js';
import { checkUnchanged } from './changed-input.js';
import { Journal } from './journal.js';
import {
  completeManifest,
  draftManifest,
  type ManifestDraft,
  type Survey,
  writeManifest,
} from './manifest-draft.js';
import { prepareFolder, removeOurs } from './output-folder.js';
import { RejectsFile } from './rejects-file.js';
import type { RunOptions } from './run-parts.js';
import { storeParts } from './store-parts.js';

export interface AnalyseOptions extends PlanOptions, RunOptions {
  /** The folder to write; made where it is missing. */
  readonly out: string;
  /** Parquet by default. */
  readonly format?: PartFormat | undefined;
  /** What an error says of writing somewhere else; `--out` by default. */
  readonly elsewhere?: string | undefined;
  /** Replaces an analysis of another key in the folder. */
  readonly overwrite?: boolean | undefined;
  /** Takes the checksum of every part of an analysis that stands finished; of a sample by default. */
  readonly verify?: boolean | undefined;
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
 * killed run is resumed; a finished analysis is found again and not redone.
 *
 * @throws UserError for wrong options, a folder that holds something else, or a full disk.
 */
export async function analyseCorpus(corpus: Corpus, options: AnalyseOptions): Promise<AnalysisRun> {
  const plan = planStages(options);
  const survey = await corpus.survey();
  const draft = draftManifest(plan, survey, options.format ?? 'parquet');
  return analyseInto(corpus, survey, plan, draft, options);
}

export async function analyseInto(
  corpus: Corpus,
  survey: Survey,
  plan: Plan,
  draft: ManifestDraft,
  options: AnalyseOptions,
): Promise<AnalysisRun> {
  const folder = options.out;
  const disk = options.elsewhere === undefined ? {} : { elsewhere: options.elsewhere };
  const standing = await withDiskErrors(folder, async () => prepareFolder(folder, draft.key, options), disk);
  if (standing !== null) return { ...standing, reused: true, resumed: 0 };
  return withDiskErrors(
    folder,
    async () => {
      const { journal, finished } = Journal.open(folder, draft.key);
      const rejects = new RejectsFile(join(folder, REJECTS_FILE));
      try {
        const { parts, read, resumed } = await storeParts(
          { corpus, survey, plan, draft, folder, journal, finished },
          options,
          (_, own) => rejects.append(own),
        );
        try {
          await checkUnchanged(corpus, survey, read);
        } catch (error) {
          journal.close();
          removeOurs(folder);
          throw error;
        }
        rejects.finish();
        const manifest = completeManifest(
          draft,
          parts.map(([, part]) => part),
          {
            read,
            rejected: rejects.count,
            reasons: rejects.reasons(),
          },
        );
        writeManifest(folder, manifest);
        rmSync(join(folder, JOURNAL_FILE), { force: true });
        return { folder, manifest, reused: false, resumed };
      } finally {
        journal.close();
        rejects.discard();
      }
    },
    disk,
  );
}
