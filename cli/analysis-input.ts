/** Opens what a command is given, an analysis or a corpus to analyse. */
import type { Corpus } from '../corpora/document.js';
import type { AnalysisStore } from '../pipeline/store/analysis-store.js';
import type { ActorRegistry } from '../pipeline/store/joined-actors.js';
import type { Analysis } from '../pipeline/store/manifest.js';
import type { Column } from '../stages/columns.js';
import { corpusFrom } from './corpus-options.js';
import { refuseFrozenOptions } from './frozen-options.js';
import { nothingAnalysed } from './nothing-analysed.js';
import { selectionFrom, tellSelected } from './selection-options.js';
import { stageOptionsFrom } from './stage-options.js';
import { printable, progressBar } from './terminal.js';
import { withAnalysisFlags } from './v8-flags.js';

export interface InputOptions {
  /** Whether the command reads another document too, as `report` does its article. */
  readonly reads?: boolean;
  /** Checks the columns that there will be, before anything is analysed. */
  readonly check?: (columns: readonly Column[]) => void;
}

/**
 * Opens what `--against` or `compare` names: an analysis as it stands, or a corpus, which is analysed now or
 * found analysed in the cache. A corpus is analysed whole and selected from afterwards, so that the next selection finds it
 * analysed.
 *
 * @throws UserError for an option that a finished analysis cannot follow, or a selection that does not fit the columns;
 *   both before anything is analysed.
 */
export async function openAnalysisOrCorpus(
  path: string,
  values: Readonly<Record<string, unknown>>,
  { reads = false, check = () => {} }: InputOptions = {},
): Promise<AnalysisStore> {
  const { AnalysisStore } = await import('../pipeline/store/analysis-store.js');
  const selection = await selectionFrom(values);
  const open = async (analysis: Analysis, registry?: ActorRegistry): Promise<AnalysisStore> => {
    const store = await AnalysisStore.open(analysis, {
      selection: registry === undefined ? selection : { ...selection, registry },
    });
    if (store.selected !== null) await tellSelected(store.selected, values);
    return store;
  };
  const { findAnalysis } = await import('../pipeline/store/open-analysis.js');
  const standing = await findAnalysis(path);
  if (standing !== null) {
    const registry = await registryFor(standing, values);
    await refuseFrozenOptions(
      path,
      standing,
      registry === null ? values : { ...values, registry: undefined },
      reads,
    );
    check(standing.manifest.columns);
    return open(standing, registry ?? undefined);
  }
  const { analyseCached } = await import('../pipeline/run/analyse-cached.js');
  const bar = progressBar('documents');
  try {
    const corpus = await corpusFrom(path, { ...values, where: undefined, rename: undefined });
    await checkColumns(corpus, values, selection.where, check);
    const run = await withAnalysisFlags(() =>
      analyseCached(corpus, {
        workers: values.workers as number | undefined,
        cache: values.cache as string | undefined,
        stageOptions: stageOptionsFrom(values),
        onProgress: ({ read, total }) => bar.update(read, total),
      }),
    );
    bar.stop();
    const { analysed, rejected, reasons } = run.manifest;
    if (analysed === 0) throw nothingAnalysed(reasons, run.folder);
    if (rejected > 0) {
      const list = Object.entries(reasons).map(([reason, n]) => `${n} ${reason}`);
      process.stderr.write(
        `${printable(path)}: ${analysed} documents; ${rejected} rejected (${list.join(', ')}), listed in ${printable(run.folder)}/rejects.jsonl.\n`,
      );
    }
    return open(run);
  } finally {
    bar.stop();
  }
}

/** A registry other than the one that a finished analysis was made with is followed when it is opened. */
async function registryFor(
  { manifest }: Analysis,
  values: Readonly<Record<string, unknown>>,
): Promise<ActorRegistry | null> {
  const file = values.registry as string | undefined;
  if (file === undefined) return null;
  const made = manifest.stages.find(({ name }) => name === 'actors');
  if (made === undefined) return null;
  const { readRegistry } = await import('../stages/actors/gazetteer/actor-registry.js');
  const actors = readRegistry(file);
  const { createHash } = await import('node:crypto');
  const { readFileSync } = await import('node:fs');
  const hash = createHash('sha256').update(readFileSync(file)).digest('hex');
  // The one that it was made with is followed already.
  return made.resources.some(({ kind, sha256 }) => kind === 'registry' && sha256 === hash)
    ? null
    : { file, actors };
}

/** Mistakes in what is asked of the columns show before hours of analysis. */
async function checkColumns(
  corpus: Corpus,
  values: Readonly<Record<string, unknown>>,
  where: string | undefined,
  check: (columns: readonly Column[]) => void,
): Promise<void> {
  const { planStages } = await import('../stages/plan.js');
  const { documentColumns } = await import('../pipeline/store/document-columns.js');
  const { extraColumns } = await corpus.survey();
  const plan = planStages({ stageOptions: stageOptionsFrom(values) });
  const columns = [...documentColumns(extraColumns), ...plan.columns];
  check(columns);
  if (where === undefined) return;
  const { checkCondition } = await import('../pipeline/store/condition.js');
  const { Database } = await import('../pipeline/store/database.js');
  const database = await Database.open({ threads: 1 });
  try {
    await checkCondition(database, where, columns);
  } finally {
    database.close();
  }
}
