import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../../base/random.js';
import { analyseCorpus } from '../../pipeline/run/analyse.js';
import { AnalysisStore } from '../../pipeline/store/analysis-store.js';
import { openDigest } from '../../queries/digest.js';
import { TOPIC_TERMS, topicNeighbours } from '../../queries/topic.js';
import { sampleCorpus, workerFile } from '../pipeline/sample-corpus.js';

const scratch = mkdtempSync(join(tmpdir(), 'hedgerow-topic-'));
const out = join(scratch, 'analysis');
let store: AnalysisStore;
beforeAll(async () => {
  store = await AnalysisStore.open(await analyseCorpus(sampleCorpus(8), { out, workers: 1, workerFile }));
});
afterAll(() => {
  store.close();
  rmSync(scratch, { recursive: true, force: true });
});

describe('a digest', () => {
  it('has a new version when what it holds changes', async () => {
    await openDigest(store);
    const columns: Record<string, string[]> = {};
    for (const name of ['duplicates', 'actors', 'distributions', 'frames', 'terms', 'topics', 'hedges'])
      columns[name] = (await store.query<{ column_name: string }>(`DESCRIBE digest_${name}`)).map(
        ({ column_name }) => column_name,
      );
    const [version] = readdirSync(join(out, '.digest')).map((name) => name.split('-')[0]);
    // Another list of columns needs another version here and there: one made before is then made anew.
    expect({ version, columns }).toEqual({
      version: '6',
      columns: {
        duplicates: ['id', 'other', 'similarity', 'containment'],
        actors: [
          'place',
          'actor',
          'name',
          'mean',
          'mentions',
          'author_mean',
          'author_mentions',
          'source_mean',
          'source_mentions',
        ],
        distributions: ['measure', 'n', 'mean', 'sd', 'quantiles'],
        frames: ['k', 'present', 'judged'],
        terms: ['term', 'count', 'documents', 'dp'],
        topics: ['place', 'term', 'weight'],
        hedges: ['form', 'count', 'documents'],
      },
    });
  });
});

/** Words of one of two subjects, drawn; and some of neither. */
const SUBJECTS = [
  ['harbour', 'ferry', 'quay', 'tide'],
  ['budget', 'tax', 'deficit', 'loan'],
];
const DOCUMENTS = 300;
const random = seededRandom('topic');
const counts = Array.from({ length: DOCUMENTS }, (_, i) => {
  const own = new Map<string, number>();
  for (const word of SUBJECTS[i % 2]!) if (random.next() < 0.8) own.set(word, 1 + random.below(4));
  for (let k = 0; k < 6; k++) own.set(`filler ${random.below(40)}`, 1);
  return own;
});
const held = new Map<string, number>();
for (const own of counts) for (const word of own.keys()) held.set(word, (held.get(word) ?? 0) + 1);
const weight = (word: string, n: number): number => (1 + Math.log(n)) * Math.log(DOCUMENTS / held.get(word)!);

/** The weightiest words, ties by the word. */
const weightiest = (own: ReadonlyMap<string, number>): [string, number][] =>
  [...own]
    .filter(([word]) => (held.get(word) ?? 0) >= 5)
    .map(([word, n]): [string, number] => [word, weight(word, n)])
    .sort(([a, v], [b, w]) => w - v || (a < b ? -1 : 1))
    .slice(0, TOPIC_TERMS);

async function put(): Promise<void> {
  const rows = counts.flatMap((own, place) => {
    const list = weightiest(own);
    const length = Math.hypot(...list.map(([, w]) => w));
    return list.map(([word, w]) => `(${place + 1}, '${word}', ${w / length})`);
  });
  await store.run(
    `CREATE OR REPLACE TEMP TABLE digest_documents AS SELECT i::VARCHAR AS id FROM range(${DOCUMENTS}) t(i)`,
  );
  await store.run(`CREATE OR REPLACE TEMP TABLE digest_duplicates AS SELECT 'none' AS id`);
  await store.run(
    `CREATE OR REPLACE TEMP TABLE digest_terms AS SELECT * FROM (VALUES ${[...held].map(([word, n]) => `('${word}', ${n})`).join(', ')}) v(term, documents)`,
  );
  await store.run(
    `CREATE OR REPLACE TEMP TABLE digest_topics AS SELECT * FROM (VALUES ${rows.join(', ')}) v(place, term, weight)`,
  );
}

describe('the documents nearest in topic', () => {
  const article = new Map([
    ['harbour', 3],
    ['ferry', 2],
    ['quay', 1],
    ['unheard of', 9],
  ]);
  const places = Float64Array.from({ length: DOCUMENTS }, (_, i) => i + 1);

  it('are those of the highest cosine over the weightiest words, reckoned in another way', async () => {
    for (const name of ['documents', 'duplicates', 'terms', 'topics'])
      await store
        .run(`DROP VIEW IF EXISTS digest_${name}`)
        .catch(() => store.run(`DROP TABLE IF EXISTS digest_${name}`));
    await put();
    const found = (await topicNeighbours(store, article, places))!;
    const own = new Map(weightiest(article));
    const cosine = (other: ReadonlyMap<string, number>): number => {
      const list = weightiest(other);
      return (
        list.reduce((sum, [word, w]) => sum + w * (own.get(word) ?? 0), 0) /
        Math.hypot(...list.map(([, w]) => w))
      );
    };
    const nearest = counts
      .map((other, row) => ({ row, near: cosine(other) }))
      .sort((a, b) => b.near - a.near || a.row - b.row)
      .slice(0, 50);
    // A tenth would be thirty: no fewer than fifty are taken.
    expect(found.documents).toBe(50);
    expect(Array.from(found.among.keys()).filter((row) => found.among[row] === 1)).toEqual(
      nearest.map(({ row }) => row).sort((a, b) => a - b),
    );
    expect(nearest.every(({ row }) => row % 2 === 0)).toBe(true);
    expect([...found.terms].sort()).toEqual(['ferry', 'harbour', 'quay']);
  });

  it('are not told in a small corpus, of an article without words, or where too few share one', async () => {
    expect(await topicNeighbours(store, article, places.subarray(0, 249))).toBeNull();
    expect(await topicNeighbours(store, new Map(), places)).toBeNull();
    expect(await topicNeighbours(store, new Map([['unheard of', 4]]), places)).toBeNull();
    const odd = places.filter((_, row) => row % 2 === 1);
    expect(odd.length).toBeLessThan(250);
    const others = Float64Array.from([...odd, ...places.map((place) => place + DOCUMENTS)]);
    // Two hundred and fifty are there, but none of them is about the harbour.
    expect(await topicNeighbours(store, article, others)).toBeNull();
  });
});
