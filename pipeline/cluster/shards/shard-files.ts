/** Names of the files that shards leave. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder, writeWhole } from '../../../base/output-file.js';
import { UserError } from '../../../base/user-error.js';
import type { Reject } from '../../../corpora/document.js';
import type { ManifestDraft } from '../../run/manifest-draft.js';
import type { Shard } from '../../run/shard.js';
import {
  JOURNAL_FILE,
  MANIFEST_FILE,
  type Manifest,
  type ManifestPart,
  PARTS_FOLDER,
} from '../../store/manifest.js';

/** Inside an analysis folder, until the shards are joined: what each has done. */
export const SHARDS_FOLDER = 'shards';
/** Where `hedgerow slurm` puts its scripts and logs. */
export const SLURM_FOLDER = 'slurm';

const RESULT_FILE = /^(\d+)-of-(\d+)\.jsonl$/;

const nameOf = ({ number, count }: Shard): string =>
  `${String(number).padStart(5, '0')}-of-${String(count).padStart(5, '0')}`;

/** A shard's journal, in the analysis folder. */
export const journalOf = (shard: Shard): string => join(SHARDS_FOLDER, `${nameOf(shard)}.unfinished`);

/** A finished shard: its parts and rejects by the number of their part. */
export interface ShardResult {
  readonly draft: ManifestDraft;
  readonly shard: Shard;
  readonly read: number;
  readonly parts: readonly (readonly [index: number, part: ManifestPart])[];
  readonly rejects: readonly (readonly [index: number, rejects: readonly Reject[]])[];
}

export function writeShardResult(folder: string, result: ShardResult): void {
  const { parts, rejects, ...head } = result;
  const lines = [
    head,
    ...parts.map(([index, part]) => ({ index, part })),
    ...rejects.filter(([, own]) => own.length > 0).map(([index, own]) => ({ index, rejects: own })),
  ];
  writeWhole(
    join(folder, SHARDS_FOLDER, `${nameOf(result.shard)}.jsonl`),
    lines.map((line) => `${JSON.stringify(line)}\n`).join(''),
  );
}

/** The shards of a folder that are finished, by their number. */
export function readShardResults(folder: string): readonly ShardResult[] {
  const path = join(folder, SHARDS_FOLDER);
  if (!existsSync(path)) return [];
  return readdirSync(path)
    .filter((name) => RESULT_FILE.test(name))
    .sort()
    .map((name) => {
      const [head, ...lines] = readFileSync(join(path, name), 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line));
      return {
        ...head,
        parts: lines.filter(({ part }) => part !== undefined).map(({ index, part }) => [index, part]),
        rejects: lines.filter(({ rejects }) => rejects !== undefined).map((l) => [l.index, l.rejects]),
      } as ShardResult;
    });
}

/**
 * Makes a folder ready for a shard; other shards may do the same at the same moment.
 *
 * @returns `joined` where the whole analysis stands there already, else null.
 * @throws UserError where the folder holds something else.
 */
export function prepareShardFolder(folder: string, key: string, shard: Shard): 'joined' | null {
  makeFolder(join(folder, PARTS_FOLDER));
  makeFolder(join(folder, SHARDS_FOLDER));
  const manifest = join(folder, MANIFEST_FILE);
  if (existsSync(manifest)) {
    if ((JSON.parse(readFileSync(manifest, 'utf8')) as Manifest).key === key) return 'joined';
    throw anotherAnalysis(folder);
  }
  const ours = new Set([PARTS_FOLDER, SHARDS_FOLDER, SLURM_FOLDER]);
  for (const name of readdirSync(folder)) {
    if (name === JOURNAL_FILE) {
      throw new UserError({
        what: 'the output folder holds an unfinished analysis without shards',
        where: folder,
        remedy:
          'Finish it by the same command without the option `shard`, or choose another folder with the option `out`.',
      });
    }
    if (!ours.has(name)) {
      throw new UserError({
        what: 'the output folder is not empty',
        where: folder,
        why: `'${name}' is in it`,
        remedy: 'Choose another folder with the option `out`.',
      });
    }
  }
  for (const other of readShardResults(folder)) {
    if (other.draft.key !== key) throw anotherAnalysis(folder);
    if (other.shard.count !== shard.count) {
      throw new UserError({
        what: `the output folder holds shards of ${other.shard.count}, not of ${shard.count}`,
        where: folder,
        remedy: 'Use the same number of shards for all, or choose another folder with the option `out`.',
      });
    }
  }
  return null;
}

function anotherAnalysis(folder: string): UserError {
  return new UserError({
    what: 'the output folder holds another analysis',
    where: folder,
    why: 'its corpus, options or versions differ',
    remedy: 'Choose another folder with the option `out`.',
  });
}
