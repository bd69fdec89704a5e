import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Corpus } from '../../../corpora/document.js';
import { type AnalysisRun, analyseCorpus } from '../../../pipeline/run/analyse.js';
import { AnalysisStore, isAnalysis, openAnalysis } from '../../../pipeline/store/analysis-store.js';
import { writeTables } from '../../../pipeline/store/tables.js';
import { sampleCorpus, workerFile } from '../sample-corpus.js';

const scratch = mkdtempSync(join(tmpdir(), 'hedgerow-store-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

let run: AnalysisRun;
beforeAll(async () => {
  const corpus = sampleCorpus(300);
  const withFormula: Corpus = {
    survey: corpus.survey,
    async *read() {
      for await (const item of corpus.read())
        yield item.kind === 'document' && item.document.id === 'doc-2'
          ? { ...item, document: { ...item.document, title: '=HYPERLINK("x")' } }
          : item;
    },
  };
  const out = join(scratch, 'analysis');
  run = await analyseCorpus(withFormula, { out, workers: 1, stages: ['tokenising', 'lexis'], workerFile });
});

describe('the store', () => {
  it('answers SQL over documents and over lists of hits', async () => {
    const store = await AnalysisStore.open(await openAnalysis(run.folder));
    try {
      const [counts] = await store.query<{ n: number; words: number }>(
        'SELECT count(*) AS n, sum(word_count) AS words FROM documents',
      );
      expect(counts!.n).toBe(300);
      const [terms] = await store.query<{ words: number }>('SELECT sum(count) AS words FROM term_counts');
      expect(terms!.words).toBeGreaterThan(0);
      const sentences = await store.query<{ surface: string; index: number }>(
        `SELECT "index", substring(text, start + 1, "end" - start) AS surface
         FROM sentences JOIN documents ON id = document_id WHERE document_id = $1 ORDER BY "index"`,
        ['doc-3'],
      );
      expect(sentences[0]!.index).toBe(0);
      expect(sentences.map(({ surface }) => surface)).toContain('😀 It might.');
      expect(store.measures().map(({ name }) => name)).toContain('mattr_50');
      let streamed = 0;
      for await (const rows of store.stream('SELECT id FROM documents')) streamed += rows.length;
      expect(streamed).toBe(300);
    } finally {
      store.close();
    }
  });

  it('reads parts without a manifest, from a folder or a glob, as an analysis', async () => {
    const foreign = join(scratch, 'foreign', 'year=2031');
    cpSync(join(run.folder, 'documents'), foreign, { recursive: true });
    expect(isAnalysis(foreign)).toBe(false);
    for (const path of [join(scratch, 'foreign'), join(foreign, '*.parquet')]) {
      const { manifest } = await openAnalysis(path);
      expect(manifest.analysed).toBe(300);
      // The partition that the folder's name gives is a column of its own, as for Spark.
      const own = run.manifest.columns.map(({ name }) => name);
      expect(manifest.columns.map(({ name }) => name)).toEqual([...own, 'year']);
      expect(manifest.stages.map(({ name }) => name)).toEqual(['tokenising', 'lexis']);
    }
  });

  it.each([
    ['nothing-here', /there is no analysis/],
    ['empty', /holds no analysis/],
    ['damaged', /damaged.*part-00000.*is missing/s],
    ['old', /not an analysis that this version can read/],
    ['unfinished', /not finished/],
  ])('says what is wrong with %s', async (name, message) => {
    const folder = join(scratch, name);
    if (name !== 'nothing-here') cpSync(run.folder, folder, { recursive: true });
    if (name === 'empty')
      for (const inner of ['documents', 'manifest.json']) rmSync(join(folder, inner), { recursive: true });
    if (name === 'damaged') rmSync(join(folder, 'documents', 'part-00000.parquet'));
    if (name === 'old') writeFileSync(join(folder, 'manifest.json'), '{"format":"hedgerow-analysis/0"}');
    if (name === 'unfinished') {
      rmSync(join(folder, 'manifest.json'));
      writeFileSync(join(folder, 'unfinished.jsonl'), '{"key":"k"}\n');
    }
    await expect(openAnalysis(folder)).rejects.toThrow(message);
  });
});

describe('flat tables', () => {
  it('have a row a hit, and no cell that a spreadsheet would run', async () => {
    const folder = join(scratch, 'tables');
    const tables = await writeTables(run, folder, 'csv');
    expect(tables.map(({ name }) => name)).toEqual([
      'documents',
      'boilerplate',
      'sentences',
      'paragraphs',
      'term_counts',
    ]);
    expect(tables[0]!.rows).toBe(300);
    const documents = readFileSync(join(folder, 'documents.csv'), 'utf8');
    expect(documents).toContain('"\'=HYPERLINK(""x"")"');
    expect(readFileSync(join(folder, 'sentences.csv'), 'utf8').split('\n')[0]).toBe(
      '\uFEFFdocument_id,index,start,end',
    );
    const parquet = await writeTables(run, folder, 'parquet');
    expect(parquet.map(({ rows }) => rows)).toEqual(tables.map(({ rows }) => rows));
  });
});
