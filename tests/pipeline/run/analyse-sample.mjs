// Analyses so many short documents into a folder, in a process of its own that a test can kill.
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const module = resolve(process.env.HEDGEROW_TEST_BUILD ?? 'dist', 'pipeline/run/analyse.js');
const { analyseCorpus } = await import(pathToFileURL(module).href);

const [out, count] = process.argv.slice(2);
const text = 'The ministry said on Monday that the bridge might be closed. Nobody knows. ';
await analyseCorpus(
  {
    survey: async () => ({ sources: [], records: Number(count), extraColumns: [], mapping: {} }),
    async *read() {
      for (let i = 0; i < Number(count); i++) {
        const document = { id: `d${i}`, text: text.repeat(1 + (i % 9)), extra: {} };
        for (const name of ['outlet', 'title', 'author', 'published', 'section', 'url', 'language'])
          document[name] = null;
        yield { kind: 'document', document };
      }
    },
  },
  { out, workers: 2, stages: ['tokenising', 'lexis'] },
);
