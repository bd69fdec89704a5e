import type { AnalysisStore } from '../pipeline/store/analysis-store.js';
import { corpusFrom } from './corpus-options.js';
import { refuseFrozenOptions } from './frozen-options.js';
import { stageOptionsFrom } from './stage-options.js';
import { printable, progressBar } from './terminal.js';
import { withAnalysisFlags } from './v8-flags.js';

/**
 * Opens what `--against` or `compare` names: an analysis as it stands, or a corpus, which is analysed now or
 * found analysed in the cache.
 *
 * @param reads - whether the command reads another document too, as `report` does its article.
 * @throws UserError for an option that a finished analysis cannot follow.
 */
export async function openAnalysisOrCorpus(
  path: string,
  values: Readonly<Record<string, unknown>>,
  reads = false,
): Promise<AnalysisStore> {
  const { AnalysisStore } = await import('../pipeline/store/analysis-store.js');
  const { findAnalysis } = await import('../pipeline/store/open-analysis.js');
  const standing = await findAnalysis(path);
  if (standing !== null) {
    await refuseFrozenOptions(path, standing, values, reads);
    return AnalysisStore.open(standing);
  }
  const { analyseCached } = await import('../pipeline/run/analyse-cached.js');
  const bar = progressBar('documents');
  try {
    const corpus = await corpusFrom(path, values);
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
    if (rejected > 0) {
      const list = Object.entries(reasons).map(([reason, n]) => `${n} ${reason}`);
      process.stderr.write(
        `${printable(path)}: ${analysed} documents; ${rejected} rejected (${list.join(', ')}), listed in ${printable(run.folder)}/rejects.jsonl.\n`,
      );
    }
    return AnalysisStore.open(run);
  } finally {
    bar.stop();
  }
}
