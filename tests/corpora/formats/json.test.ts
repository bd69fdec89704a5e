import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parseJson } from '../../../corpora/input/json-value.js';
import { openCorpus } from '../../../corpora/open-corpus.js';
import { readAll } from '../read-all.js';

const folder = mkdtempSync(join(tmpdir(), 'hedgerow-json-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const read = (name: string, content: string): ReturnType<typeof readAll> => {
  writeFileSync(join(folder, name), content);
  return readAll(openCorpus(join(folder, name)));
};

describe("MongoDB's extended JSON", () => {
  it.each([
    ['{"$oid":"5a1"}', '5a1'],
    ['{"$date":"2024-11-05T10:00:00Z"}', '2024-11-05T10:00:00Z'],
    ['{"$date":{"$numberLong":"1730800800000"}}', '2024-11-05T10:00:00Z'],
    ['{"$date":1730800800000}', '2024-11-05T10:00:00Z'],
    ['{"$numberInt":"7"}', 7],
    ['{"$numberLong":"9007199254740993"}', 9007199254740993n],
    ['{"$numberDouble":"1.5"}', 1.5],
    ['[{"a":{"$oid":"5a1"}}]', [{ a: '5a1' }]],
    ['{"$date":{"$numberLong":"soon"}}', { $date: { $numberLong: 'soon' } }],
    ['{"$oid":"5a1","b":1}', { $oid: '5a1', b: 1 }],
    ['"{\\"$oid\\":\\"5a1\\"}"', '{"$oid":"5a1"}'],
  ])('%s', (json, value) => {
    expect(parseJson(json, 100)).toEqual(value);
  });

  it.each(['lines.jsonl', 'array.json'])('ids and dates of %s', async (name) => {
    const records = [{ $numberLong: '1730800800000' }, 1730800800000, '2024-11-05T10:00:00Z'].map(
      ($date, n) =>
        JSON.stringify({ _id: { $oid: `5a${n}` }, text: `Levy ${n} may fail.`, published: { $date } }),
    );
    const { documents } = await read(name, name.endsWith('l') ? records.join('\n') : `[${records}]`);
    const published = '2024-11-05T10:00:00Z';
    expect(documents).toMatchObject(['5a0', '5a1', '5a2'].map((id) => ({ id, published })));
  });
});

describe('responses as they come', () => {
  it('an array one object deeper, with the article in `fields`', async () => {
    const results = [1, 2].map((n) => ({
      id: `vale/${n}`,
      sectionName: 'Vale',
      webPublicationDate: '2024-11-05T10:00:00Z',
      webTitle: `Levy ${n}`,
      webUrl: `https://vale.example/${n}`,
      fields: { byline: 'Ada Okoro', bodyText: `Levy ${n} may fail.`, body: `<p>Levy ${n} may fail.</p>` },
    }));
    const { documents } = await read(
      'response.json',
      JSON.stringify({ response: { status: 'ok', results } }),
    );
    expect(documents).toMatchObject(
      [1, 2].map((n) => ({
        id: `vale/${n}`,
        title: `Levy ${n}`,
        author: 'Ada Okoro',
        section: 'Vale',
        published: '2024-11-05T10:00:00Z',
        url: `https://vale.example/${n}`,
        text: `Levy ${n} may fail.`,
      })),
    );
  });

  it('Elasticsearch, whose hits hold the document in `_source`', async () => {
    const hits = [{ _index: 'vale', _id: 'a', _source: { title: { main: 'Levy' }, text: 'It may fail.' } }];
    const { documents } = await read('hits.json', JSON.stringify({ took: 1, hits: { total: 1, hits } }));
    expect(documents).toMatchObject([{ id: 'a', title: 'Levy', text: 'It may fail.' }]);
  });

  it('news-please: `date_publish`, `source_domain`, `maintext`', async () => {
    const article = {
      maintext: 'It may fail.',
      date_publish: '2024-11-05 10:00:00',
      source_domain: 'www.vale.example',
    };
    const { documents } = await read('article.json', JSON.stringify(article));
    expect(documents).toMatchObject([
      { text: 'It may fail.', published: '2024-11-05T10:00:00', outlet: 'vale.example' },
    ]);
  });

  it('a list of paragraphs is a text; a list of anything else, or of words, is none', async () => {
    const texts = [
      ['It may fail.', ' It may not. '],
      [],
      [{ p: 'It may fail.' }],
      ['It may', 7],
      ['It', 'may', 'fail'],
    ];
    const { documents, rejects } = await read(
      'paragraphs.jsonl',
      texts.map((text) => JSON.stringify({ text })).join('\n'),
    );
    expect(documents.map(({ text }) => text)).toEqual(['It may fail.\n\nIt may not.']);
    expect(rejects.map(({ reason }) => reason)).toEqual(Array(4).fill('text-not-text'));
  });
});
