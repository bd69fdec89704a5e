/** Analyses a corpus, or takes the analysis from the cache. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, statSync, utimesSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Corpus } from '../../corpora/document.js';
import { type PlanOptions, planStages } from '../../stages/plan.js';
import { MANIFEST_FILE } from '../store/manifest.js';
import { type AnalysisRun, analyseInto } from './analyse.js';
import { draftManifest } from './manifest-draft.js';
import type { RunOptions } from './run-parts.js';

export interface CachedOptions extends PlanOptions, RunOptions {
  /** The cache's folder; `hedgerow` in `$XDG_CACHE_HOME` or `~/.cache` by default. */
  readonly cache?: string | undefined;
}

/** Analyses kept in the cache; the one not asked for longest goes first. */
const KEPT = 24;

/**
 * The analysis of a corpus, from the cache where it was analysed before with the same files, options and
 * version: analysed now where it was not, going on where a run was cut off.
 */
export async function analyseCached(corpus: Corpus, options: CachedOptions = {}): Promise<AnalysisRun> {
  const plan = planStages(options);
  const survey = await corpus.survey();
  const draft = draftManifest(plan, survey, 'parquet');
  const cache = options.cache ?? defaultCache();
  const out = join(cache, `${draft.key.slice(0, 24)}-${stageCodeHash()}`);
  const run = await analyseInto(corpus, survey, plan, draft, {
    ...options,
    out,
    elsewhere: 'Choose another folder for analyses of corpora with the option `cache`.',
  });
  const now = new Date();
  utimesSync(join(out, MANIFEST_FILE), now, now);
  forgetOldest(cache);
  return run;
}

function defaultCache(): string {
  const base = process.env.XDG_CACHE_HOME;
  return join(base === undefined || base === '' ? join(homedir(), '.cache') : base, 'hedgerow', 'analyses');
}

let codeHash: string | undefined;

/**
 * Of the stages' code. The manifest's key goes by the versions that stages declare; the cache, which nobody
 * looks at, must not give old results when somebody works on a stage and has not raised its version yet.
 */
function stageCodeHash(): string {
  if (codeHash === undefined) {
    const folder = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'stages');
    const hash = createHash('sha256');
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort())
      if (/(?<!\.d)\.[jt]s$/.test(name)) hash.update(name).update(readFileSync(join(folder, name)));
    codeHash = hash.digest('hex').slice(0, 8);
  }
  return codeHash;
}

/** Only finished analyses count, and only folders that look like ours are ever removed. */
function forgetOldest(cache: string): void {
  const finished: { folder: string; used: number }[] = [];
  for (const name of readdirSync(cache)) {
    if (!/^[0-9a-f]{24}-[0-9a-f]{8}$/.test(name)) continue;
    const folder = join(cache, name);
    const manifest = statSync(join(folder, MANIFEST_FILE), { throwIfNoEntry: false });
    if (manifest !== undefined) finished.push({ folder, used: manifest.mtimeMs });
  }
  finished.sort((a, b) => b.used - a.used);
  for (const { folder } of finished.slice(KEPT)) rmSync(folder, { recursive: true, force: true });
}
