/** Joins shards into an analysis. */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { UserError } from '../../../base/user-error.js';
import { completeManifest, writeManifest } from '../../run/manifest-draft.js';
import { RejectsFile } from '../../run/rejects-file.js';
import { withDiskErrors } from '../../store/disk-errors.js';
import {
  type Analysis,
  MANIFEST_FILE,
  type ManifestPart,
  PARTS_FOLDER,
  REJECTS_FILE,
} from '../../store/manifest.js';
import { openAnalysis } from '../../store/open-analysis.js';
import { readShardResults, SHARDS_FOLDER } from './shard-files.js';

/**
 * Joins the shards that `analyseShard` wrote into a folder: checks that all are there and every part is whole,
 * then writes manifest and rejects. The folder is byte for byte that of one machine. Joining again does nothing.
 *
 * @throws UserError where shards are missing or belong to different analyses, or a part is damaged.
 */
export async function joinShards(folder: string): Promise<Analysis> {
  if (existsSync(join(folder, MANIFEST_FILE))) {
    rmSync(join(folder, SHARDS_FOLDER), { recursive: true, force: true });
    return openAnalysis(folder);
  }
  const results = readShardResults(folder);
  const first = results[0];
  if (first === undefined) {
    throw new UserError({
      what: 'there are no finished shards to join',
      where: folder,
      remedy: 'Analyse the corpus into this folder first, with the option `shard: 1/N` to N/N.',
    });
  }
  const { count } = first.shard;
  const odd = results.find(({ draft, shard }) => draft.key !== first.draft.key || shard.count !== count);
  if (odd !== undefined) {
    throw new UserError({
      what: 'the shards belong to different analyses',
      where: join(folder, SHARDS_FOLDER),
      why: `shard ${odd.shard.number}/${odd.shard.count} has other input, options or versions than ${first.shard.number}/${count}`,
      remedy: 'Run all shards with the same command, in an empty folder.',
    });
  }
  const numbers = new Set(results.map(({ shard }) => shard.number));
  const missing = Array.from({ length: count }, (_, i) => i + 1).filter((number) => !numbers.has(number));
  if (missing.length > 0) {
    throw new UserError({
      what: `${missing.length} of ${count} shards are not finished`,
      where: folder,
      why: `missing: ${missing.slice(0, 20).join(', ')}${missing.length > 20 ? ' …' : ''}`,
      remedy: `Run those again with the same command and the option \`shard: ${missing[0]}/${count}\`: each goes on where it stopped.`,
    });
  }
  return withDiskErrors(folder, async () => {
    const parts = results.flatMap((result) => result.parts).sort(([a], [b]) => a - b);
    for (const [, part] of parts) await checkPart(folder, part);
    const rejects = new RejectsFile(join(folder, REJECTS_FILE));
    try {
      for (const [, own] of results.flatMap((result) => result.rejects).sort(([a], [b]) => a - b))
        rejects.append(own);
      rejects.finish();
    } finally {
      rejects.discard();
    }
    const manifest = completeManifest(
      first.draft,
      parts.map(([, part]) => part),
      {
        read: results.reduce((sum, { read }) => sum + read, 0),
        rejected: rejects.count,
        reasons: rejects.reasons(),
      },
    );
    // What tasks that were killed left half written.
    for (const name of readdirSync(join(folder, PARTS_FOLDER)))
      if (name.endsWith('.tmp')) rmSync(join(folder, PARTS_FOLDER, name), { force: true });
    writeManifest(folder, manifest);
    rmSync(join(folder, SHARDS_FOLDER), { recursive: true, force: true });
    return { folder, manifest };
  });
}

async function checkPart(folder: string, part: ManifestPart): Promise<void> {
  const path = join(folder, part.file);
  const hash = createHash('sha256');
  if (existsSync(path)) await pipeline(createReadStream(path), hash);
  if (hash.digest('hex') === part.sha256) return;
  throw new UserError({
    what: existsSync(path) ? 'a part is damaged' : 'a part is missing',
    where: path,
    remedy: `Remove the file of its shard in ${join(folder, SHARDS_FOLDER)} and run that shard again.`,
  });
}
