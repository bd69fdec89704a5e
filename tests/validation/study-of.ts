import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Corpus } from '../../corpora/document.js';
import { analyseCorpus } from '../../pipeline/run/analyse.js';
import { AnalysisStore } from '../../pipeline/store/analysis-store.js';
import { type DrawOptions, drawStudy } from '../../validation/draw/draw.js';
import { documentOf } from '../document-of.js';
import { workerFile } from '../pipeline/sample-corpus.js';

export const built = existsSync(workerFile);

export const HOSTILE = [
  '<script>window.broken=1</script>',
  '<img src=x onerror="window.broken=2">',
  '</script><script>window.broken=3</script>',
  '=HYPERLINK("http://example.org")',
  '"><svg onload=window.broken=4>',
];

const HEDGED = [
  'The ferry may perhaps sail on Monday, the harbour board said.',
  'It seems that about 40 ships left the quay.',
  'Critics say that Mara Oduya might resign if the bridge falls.',
  'The plan could possibly work.',
];
const PLAIN = [
  'The bridge is closed.',
  'Mara Oduya opened the market on Tuesday 😀.',
  'The council met and the council went home.',
  'Nobody came to OUTLET to read.',
];

const invented = (number: number): string =>
  ['ba', 'do', 'ke', 'lu', 'mi', 'no', 'ra'][number % 7]! +
  ['dle', 'mer', 'nox', 'pit', 'sal'][Math.floor(number / 7) % 5]! +
  ['a', 'en', 'ic', 'or'][Math.floor(number / 35) % 4]!;

/** Documents of two outlets, the one hedging more; hostile text in every fourth. */
export function outletCorpus(documents = 24): Corpus {
  return {
    survey: async () => ({
      sources: [{ name: 'made', format: 'jsonl', bytes: 1, sha256: `of ${documents}`, records: documents }],
      records: documents,
      extraColumns: [],
      mapping: {},
    }),
    async *read() {
      for (let d = 0; d < documents; d++) {
        const often = d % 2 === 0 ? 3 : 1;
        const sentences = Array.from({ length: 14 }, (_, i) =>
          // A place of its own in each, or the documents would be near-duplicates.
          ((d * 7 + i * 5) % 4 < often - (i % 3 === 0 ? 1 : 0)
            ? HEDGED[(d + i) % 4]!
            : PLAIN[(d * 3 + i) % 4]!
          ).replace(/\.$/, ` near the ${invented(d * 31 + i)} ${invented(d * 17 + i * 5 + 3)}.`),
        );
        const outlet = d % 2 === 0 ? 'The Quay' : 'Harbour Post';
        if (d % 4 === 0)
          sentences.splice(3, 0, `They wrote ${HOSTILE[(d / 4) % HOSTILE.length]} on the wall.`);
        yield {
          kind: 'document' as const,
          document: documentOf(
            `${sentences.join(' ').replaceAll('OUTLET', outlet)} Ward ${d} counted ${d * 31} votes in street ${d * 17}.`,
            {
              id: `secret-document-${d}`,
              outlet,
              published: `2031-02-${String(1 + d).padStart(2, '0')}`,
            },
          ),
        };
      }
    },
  };
}

export async function analysedStore(folder: string): Promise<AnalysisStore> {
  return AnalysisStore.open(
    await analyseCorpus(outletCorpus(), { out: join(folder, 'analysis'), workers: 1, workerFile }),
  );
}

export const drawOptions = (
  store: AnalysisStore,
  folder: string,
  more: Partial<DrawOptions> = {},
): DrawOptions => ({
  store,
  title: 'made',
  measure: 'hedges',
  by: 'outlet',
  perGroup: 50,
  coders: ['c1', 'c2'],
  double: 0.3,
  seed: '7',
  minimumDocuments: 5,
  folder,
  ...more,
});

export { drawStudy };
