import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openCorpus } from '../../../corpora/open-corpus.js';
import { describeCorpus } from '../../../corpora/survey/describe.js';
import { importCorpus } from '../../../pipeline/run/import-corpus.js';
import { renderCorpusTerminal } from '../../../reports/corpus-terminal.js';
import { readAll } from '../read-all.js';

const folder = mkdtempSync(join(tmpdir(), 'hedgerow-describe-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const path = join(folder, 'articles.jsonl');
writeFileSync(
  path,
  [
    {
      id: 'a',
      text: 'The levy may fail.',
      source: 'The Herald',
      date: '5 November 2024',
      votes: 3,
      tags: ['x'],
    },
    { id: 'b', text: 'the  levy\nmay fail.', source: 'Herald', date: '2023', votes: 4, tags: null },
    { id: 'c', text: 'Perhaps 😀 not\u001b[31m.', source: 'Vale\u001b[2J', date: '03/04/2024' },
    { id: 'd', text: '' },
  ]
    .map((row) => JSON.stringify(row))
    .join('\n'),
);

describe('hedgerow corpus', () => {
  it('tells what is there', async () => {
    const found = await describeCorpus(openCorpus(path));
    expect(found).toMatchObject({
      records: 4,
      documents: 3,
      rejected: 1,
      rejects: [{ reason: 'empty-text', records: 1, first: { place: 'line 4' } }],
      mapping: { text: 'text', outlet: 'source', published: 'date' },
      missing: { outlet: 0, title: 3, published: 1 },
      similarOutlets: [['Herald', 'The Herald']],
      dates: { first: '2023', last: '2024-11-05', notUnderstood: 1 },
      words: { min: 3, median: 4, max: 4 },
      totalWords: 11,
      characters: { min: 18, max: 19 },
      duplicates: { documents: 1, texts: 1, examples: [{ copies: 2, ids: ['a', 'b'] }] },
    });
    expect(renderCorpusTerminal(found, 'x\u001b[1m')).not.toContain('\u001b');
  });

  it('imports into Parquet, which reads back to the same documents', async () => {
    const out = join(folder, 'corpus [1].parquet');
    const before = await readAll(openCorpus(path));
    expect(await importCorpus(openCorpus(path), out)).toEqual({ documents: 3, rejected: 1 });
    const after = await readAll(openCorpus(out));
    expect(after.rejects).toEqual([]);
    expect(after.documents).toEqual(before.documents);
  });
});
