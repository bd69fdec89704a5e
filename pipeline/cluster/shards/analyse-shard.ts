/** Analyses one share of a corpus. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Corpus, Reject } from '../../../corpora/document.js';
import { planStages } from '../../../stages/plan.js';
import type { AnalyseOptions } from '../../run/analyse.js';
import { checkUnchanged } from '../../run/changed-input.js';
import { Journal } from '../../run/journal.js';
import { draftManifest } from '../../run/manifest-draft.js';
import type { Shard } from '../../run/shard.js';
import { storeParts } from '../../run/store-parts.js';
import { withDiskErrors } from '../../store/disk-errors.js';
import {
  journalOf,
  prepareShardFolder,
  readShardResults,
  type ShardResult,
  writeShardResult,
} from './shard-files.js';

export interface ShardRun {
  /** Of this shard: analysed + rejected = read. */
  readonly read: number;
  readonly analysed: number;
  readonly rejected: number;
  readonly reasons: Readonly<Record<string, number>>;
  readonly resumed: number;
  /** It stood there finished: nothing was done. */
  readonly reused: boolean;
}

/**
 * Analyses one share of a corpus into a folder that all shares write to, at once or one after the other, on
 * any machine that sees it. Every share reads the whole corpus, so that parts, ids and duplicates are those
 * of a single run, and analyses its own parts. `joinShards` then makes the very folder that one machine would
 * have written. An interrupted share is resumed by the same command.
 *
 * @throws UserError for wrong options, a folder that holds something else, or a full disk.
 */
export async function analyseShard(corpus: Corpus, shard: Shard, options: AnalyseOptions): Promise<ShardRun> {
  const plan = planStages(options);
  const survey = await corpus.survey();
  const draft = draftManifest(plan, survey, options.format ?? 'parquet');
  const folder = options.out;
  const journalFile = journalOf(shard);
  return withDiskErrors(
    folder,
    async () => {
      if (prepareShardFolder(folder, draft.key, shard) === 'joined') return { ...NOTHING, reused: true };
      const standing = readShardResults(folder).find((result) => result.shard.number === shard.number);
      if (standing !== undefined) return { ...summary(standing), resumed: 0, reused: true };
      const { journal, finished } = Journal.open(folder, draft.key, journalFile);
      try {
        const rejects: [number, readonly Reject[]][] = [];
        const { parts, read, resumed } = await storeParts(
          { corpus, survey, plan, draft, folder, journal, finished, shard },
          options,
          (index, own) => rejects.push([index, own]),
        );
        try {
          await checkUnchanged(corpus, survey, null);
        } catch (error) {
          // Parts made of other bytes must not be taken over by a later run.
          journal.close();
          for (const [, { file }] of parts) rmSync(join(folder, file), { force: true });
          rmSync(join(folder, journalFile), { force: true });
          throw error;
        }
        const result = { draft, shard, read, parts, rejects };
        writeShardResult(folder, result);
        rmSync(join(folder, journalFile), { force: true });
        return { ...summary(result), resumed, reused: false };
      } finally {
        journal.close();
      }
    },
    { journal: journalFile },
  );
}

const NOTHING: ShardRun = { read: 0, analysed: 0, rejected: 0, reasons: {}, resumed: 0, reused: false };

function summary(result: ShardResult): Omit<ShardRun, 'resumed' | 'reused'> {
  const reasons: Record<string, number> = {};
  const rejects = result.rejects.flatMap(([, own]) => own);
  for (const { reason } of rejects) reasons[reason] = (reasons[reason] ?? 0) + 1;
  const analysed = result.parts.reduce((sum, [, { documents }]) => sum + documents, 0);
  return { read: result.read, analysed, rejected: rejects.length, reasons };
}
