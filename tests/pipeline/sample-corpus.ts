import { join, resolve } from 'node:path';
import type { Corpus, CorpusDocument, CorpusItem, Reject } from '../../corpora/document.js';

/** Threads and child processes run compiled code: that of the last `npm run build` by default. */
export const build = resolve(process.env.HEDGEROW_TEST_BUILD ?? 'dist');
export const workerFile = join(build, 'pipeline', 'run', 'worker.js');

const OPENINGS = [
  'The ministry said on Monday that the bridge would perhaps be closed.',
  '“We cannot wait,” Mara Oduya told the council’s committee.',
  'Critics argue that the plan is a disgrace; its author, Teo Lindqvist, disagrees.',
  'Nobody knows whether the ferry will run in 2031. 😀 It might.',
  'According to the harbour board, about 40 ships left — Oduya’s among them.',
];

/** Documents of ours, different in length and characters, the same for the same number. */
export function sampleDocument(number: number): CorpusDocument {
  const sentences = Array.from(
    { length: 3 + (number % 17) },
    (_, i) => OPENINGS[(number * 7 + i * 3) % OPENINGS.length],
  );
  return {
    id: `doc-${number}`,
    text: sentences.join(number % 3 === 0 ? '\n\n' : ' '),
    outlet: number % 2 === 0 ? 'The Quay' : 'Harbour Post',
    title: number % 5 === 0 ? null : `Number ${number}`,
    author: null,
    published: '2031-02-03',
    section: null,
    url: null,
    language: 'en',
    boilerplate: [],
    extra: { page: BigInt(number), opinion: number % 2 === 0, note: number % 4 === 0 ? null : 'é😀' },
  };
}

export function reject(place: string): Reject {
  return { source: 'sample', place, id: null, reason: 'empty-text', message: 'no word', remedy: 'None.' };
}

/** A corpus of `count` sample documents, with a reject before every 50th. */
export function sampleCorpus(count: number, name = 'sample'): Corpus {
  const items: CorpusItem[] = [];
  for (let i = 0; i < count; i++) {
    if (i % 50 === 49) items.push({ kind: 'reject', reject: reject(`record ${i}`) });
    items.push({ kind: 'document', document: sampleDocument(i) });
  }
  return {
    survey: async () => ({
      sources: [{ name, format: 'jsonl', bytes: 1, sha256: `of ${count}`, records: items.length }],
      records: items.length,
      extraColumns: [
        { name: 'note', type: 'utf8' },
        { name: 'opinion', type: 'bool' },
        { name: 'page', type: 'int64' },
      ],
      mapping: {},
    }),
    async *read() {
      yield* items;
    },
  };
}
