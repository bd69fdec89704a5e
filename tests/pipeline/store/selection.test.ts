import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { analyseCorpus } from '../../../pipeline/run/analyse.js';
import { selectCorpus } from '../../../pipeline/run/selected-corpus.js';
import { AnalysisStore } from '../../../pipeline/store/analysis-store.js';
import { checkCondition } from '../../../pipeline/store/condition.js';
import { Database } from '../../../pipeline/store/database.js';
import { documentColumns } from '../../../pipeline/store/document-columns.js';
import type { Analysis } from '../../../pipeline/store/manifest.js';
import { readOutletNames, unknownNames } from '../../../pipeline/store/selection.js';
import { prepareComparisonSet, renamedNote } from '../../../queries/comparison-set.js';
import { planStages } from '../../../stages/plan.js';
import { sampleCorpus, workerFile } from '../sample-corpus.js';

const scratch = mkdtempSync(join(tmpdir(), 'hedgerow-selection-'));
const columns = [
  ...documentColumns([
    { name: 'opinion', type: 'bool' },
    { name: 'page', type: 'int64' },
  ]),
  ...planStages().columns,
];
let database: Database;
let analysis: Analysis;
beforeAll(async () => {
  database = await Database.open({ threads: 1 });
  const out = join(scratch, 'analysis');
  analysis = await analyseCorpus(sampleCorpus(40), {
    out,
    workers: 1,
    stages: ['tokenising', 'lexis'],
    workerFile,
  });
});
afterAll(() => {
  database.close();
  rmSync(scratch, { recursive: true, force: true });
});

const check = (expression: string): Promise<void> => checkCondition(database, expression, columns);

describe('a condition', () => {
  it.each([
    "opinion = true AND published >= '2015'",
    "outlet IN ('Dawn', 'The News') OR lower(title) LIKE '%budget%' -- or the like",
    'page BETWEEN 2 AND 4 AND NOT (section IS NULL)',
    "len(list_filter(hedging_cues, lambda h: h.series = 'hedge')) > 3",
    "documents.outlet = 'Dawn'",
    "regexp_matches(text, 'bridge') AND date_part('year', published::DATE) = 2031",
  ])('%s', async (expression) => {
    await expect(check(expression)).resolves.toBeUndefined();
  });

  it.each([
    ["outlett = 'Dawn'", /no column 'outlett'.*did you mean 'outlet'[\s\S]*The columns are: id, text/],
    ['outlet = "Dawn"', /no column 'Dawn'[\s\S]*Text stands in single quotes/],
    ['outlet =', /cannot be read/],
    ["outlet IN (SELECT content FROM read_text('/etc/passwd'))", /a subquery cannot stand/],
    ['EXISTS (FROM documents)', /a subquery cannot stand/],
    ["1 = 1) UNION ALL SELECT 1 FROM read_text('x') WHERE (true", /more than one expression/],
    ['true) ORDER BY (1', /more than one expression/],
    ['true); DROP VIEW documents; --', /cannot be read|more than one/],
    ['true); DROP VIEW documents; SELECT 1 FROM documents WHERE (true', /cannot be read|more than one/],
    ['sum(page) > 3', /sum\(\).*counts over many documents/],
    ['row_number() OVER () < 10', /a window function/],
    ['page = $1', /a parameter/],
    ["COLUMNS('page') > 1", /a star/],
    ['random() < 0.5', /another result each time/],
    ['published > today()::VARCHAR', /give the date/],
    ["getvariable('x') = 1", /looks beyond/],
    ["json_serialize_plan('SELECT 1') IS NULL", /looks beyond/],
    ["read_text('x') IS NULL", /looks beyond/],
    ['nosuchfunction(page) = 1', /nosuchfunction/],
    ['page > true AND list_sum(outlet) > 1', /does not fit the columns/],
  ])('%s is refused', async (expression, message) => {
    await expect(check(expression)).rejects.toThrow(message);
    await expect(check(expression)).rejects.toMatchObject({ name: 'UserError', status: 2 });
  });
});

describe('a selection from an analysis', () => {
  it('is what every question sees, hits too; the condition is asked of the new names', async () => {
    const rename = new Map([
      ['The Quay', 'Quay'],
      ['Harbor Post', 'Post'],
    ]);
    const store = await AnalysisStore.open(analysis, {
      selection: { where: "outlet = 'Quay' AND page < 20", rename },
    });
    try {
      expect(store.selected).toMatchObject({ kept: 10, leftOut: 30, unknown: ['Harbor Post'] });
      expect(unknownNames(store.selected!)).toMatch(/'Harbor Post' \(did you mean 'Harbour Post'\?\)/);
      expect(renamedNote(store)).toBe('Names of outlets were replaced: The Quay by Quay.');
      const [row] = await store.query<{ outlets: string; n: number; hit: number }>(
        `SELECT string_agg(DISTINCT outlet) AS outlets, count(*) AS n,
           (SELECT count(DISTINCT document_id) FROM sentences) AS hit FROM documents`,
      );
      expect(row).toEqual({ outlets: 'Quay', n: 10, hit: 10 });
      const set = await prepareComparisonSet(store, null);
      expect(set.documents + set.duplicates).toBe(10);
      expect(set.leftOut[0]).toEqual({
        reason: "that do not meet the condition outlet = 'Quay' AND page < 20",
        documents: 30,
      });
    } finally {
      store.close();
    }
  });

  it('has a digest of its own beside the whole one, which stays', async () => {
    const digests = (): string[] => readdirSync(join(analysis.folder, '.digest')).sort();
    const ask = async (where?: string): Promise<number> => {
      const store = await AnalysisStore.open(analysis, where === undefined ? {} : { selection: { where } });
      try {
        const set = await prepareComparisonSet(store, null);
        return set.documents + set.duplicates;
      } finally {
        store.close();
      }
    };
    expect(await ask()).toBe(40);
    for (let page = 1; page <= 9; page++) expect(await ask(`page < ${page}`)).toBe(page);
    expect(await ask()).toBe(40);
    expect(digests().filter((name) => name.split('-').length === 2)).toHaveLength(1);
    expect(digests().length).toBeLessThanOrEqual(8);
  });

  it('refuses one that keeps nothing, and values that cannot be compared', async () => {
    const open = (where: string): Promise<AnalysisStore> =>
      AnalysisStore.open(analysis, { selection: { where } });
    await expect(open("outlet = 'Quai'")).rejects.toThrow(/no document meets the condition.*40 were asked/);
    await expect(open('published >= 2015')).rejects.toThrow(/does not fit the columns/);
  });
});

describe('a selection while a corpus is read', () => {
  it('keeps the same documents as one from the analysis, and lets rejects through', async () => {
    const corpus = selectCorpus(sampleCorpus(120), {
      where: "outlet = 'Quay' AND NOT opinion IS NULL AND note IS NULL",
      rename: new Map([['The Quay', 'Quay']]),
    });
    const ids: string[] = [];
    let rejects = 0;
    for await (const item of corpus.read()) {
      if (item.kind === 'reject') rejects++;
      else {
        expect(item.document.outlet).toBe('Quay');
        ids.push(item.document.id);
      }
    }
    expect(ids).toEqual(Array.from({ length: 30 }, (_, i) => `doc-${4 * i}`));
    expect(rejects).toBe(2);
    expect(corpus.selected()).toMatchObject({ kept: 30, leftOut: 90, unknown: [] });
    expect((await corpus.survey()).rules).toMatchObject({ rename: [['The Quay', 'Quay']] });
  });

  it('names a column that the documents lack before any is read', async () => {
    const corpus = selectCorpus(sampleCorpus(1), { where: 'hedges_per_1000_words > 3' });
    await expect(corpus.survey()).rejects.toThrow(/no column 'hedges_per_1000_words'/);
  });
});

describe('a list of outlet names', () => {
  const read = (content: string): ReadonlyMap<string, string> => {
    const file = join(scratch, 'outlets.csv');
    writeFileSync(file, content);
    return readOutletNames(file);
  };
  it('has a heading or none, quotes and a byte order mark', () => {
    expect([...read('\uFEFFold,new\n"Post, The",Post\nPost Daily , Post\n')]).toEqual([
      ['Post, The', 'Post'],
      ['Post Daily', 'Post'],
    ]);
    expect(read('a,b\n').get('a')).toBe('b');
  });
  it('refuses rows that are no pair, and names with two ends', () => {
    expect(() => read('a,b\nc\n')).toThrow(/row 2.*not two names/);
    expect(() => read('a,b\na,c\n')).toThrow(/has become 'b' already/);
    expect(() => read('a,b\nb,c\n')).toThrow(/which itself becomes 'c'/);
    expect(() => readOutletNames(join(scratch, 'none.csv'))).toThrow(/none\.csv/);
  });
});
