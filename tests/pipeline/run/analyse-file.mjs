// Analyses a corpus file into a folder, in a process of its own that a test can kill. Few stages: faults do not
// depend on what the stages measure.
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const build = resolve(process.env.HEDGEROW_TEST_BUILD ?? 'dist');
const load = (module) => import(pathToFileURL(resolve(build, module)).href);
const { analyseCorpus } = await load('pipeline/run/analyse.js');
const { openCorpus } = await load('corpora/open-corpus.js');
const { UserError } = await load('base/user-error.js');

const [corpus, out] = process.argv.slice(2);
try {
  await analyseCorpus(openCorpus(corpus), { out, workers: 2, stages: ['tokenising', 'lexis'] });
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  process.stdout.write(error.message);
  process.exit(2);
}
