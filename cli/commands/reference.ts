/** `hedgerow reference`: makes a reference of numbers from an analysis. */
import { fromPackageRoot } from '../../base/package-root.js';
import { openAnalysisOrCorpus } from '../analysis-input.js';
import { defineCommand } from '../command.js';
import { corpusOptions } from '../corpus-options.js';
import { selectionOptions } from '../selection-options.js';
import { note } from '../terminal.js';
import { writeResult } from '../write-file.js';

export const reference = defineCommand({
  usage: 'reference <corpus>',
  summary: 'Remake the bundled reference: the distributions of every measure over a corpus, numbers only',
  positionals: {
    corpus: { type: 'string', demandOption: true, describe: 'Corpus, or folder of an analysis' },
  },
  options: {
    out: { type: 'string', requiresArg: true, describe: 'File to write (default: the one that ships)' },
    title: {
      type: 'string',
      requiresArg: true,
      default: 'AllSides articles 2012–2020 (Baly et al. 2020)',
      describe: 'How reports name it',
    },
    workers: { type: 'number', requiresArg: true, describe: 'Worker threads' },
    cache: { type: 'string', requiresArg: true, describe: 'Folder for analyses of corpora' },
    ...selectionOptions,
    ...corpusOptions,
  },
  async run(values) {
    const { buildReference } = await import('../../queries/build-reference.js');
    const { REFERENCE_FILE } = await import('../../queries/reference-file.js');
    const { sampleValues } = await import('../../queries/sample-values.js');
    const { planStages } = await import('../../stages/plan.js');
    const store = await openAnalysisOrCorpus(values.corpus, values);
    const out = values.out ?? fromPackageRoot(REFERENCE_FILE);
    const samples = await sampleValues(planStages());
    const bytes = await buildReference(store, values.title, samples);
    store.close();
    writeResult(out, bytes);
    note(`The reference is in ${out} (${Math.round(bytes.length / 1000)} kB).`);
    return 0;
  },
});
