/** CSV and JSON as programs really write them; every content is written for these tests. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, describe, expect, it } from 'vitest';
import { openCorpus } from '../../../corpora/open-corpus.js';
import { readAll } from '../read-all.js';

const folder = mkdtempSync(join(tmpdir(), 'hedgerow-dialects-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function read(name: string, content: string | Buffer) {
  const path = join(folder, name);
  writeFileSync(path, content);
  const corpus = openCorpus(path);
  const survey = await corpus.survey();
  const all = await readAll(corpus);
  expect(survey.records).toBe(all.documents.length + all.rejects.length);
  const own = (prefix: string) =>
    all.documents.flatMap(({ extra }) => Object.keys(extra).filter((key) => key.startsWith(prefix)));
  return { ...all, survey, texts: all.documents.map(({ text }) => text), own };
}

const A = 'The pilot may land, said the keeper.';
const B = 'Perhaps the mole will hold, others think.';
const SAID = 'The keeper said, "It may hold", and left.';

describe('delimited tables', () => {
  it.each([
    ["Excel's sep= line", 'a.csv', `sep=;\r\nid;text;outlet\r\n1;${A};Mole\r\n2;${B};Pier\r\n`],
    [
      'sep= in quotes, below a byte order mark',
      'b.csv',
      `\ufeff"sep=;"\nid;text;outlet\n1;${A};Mole\n2;${B};Pier`,
    ],
    ['semicolons, guessed', 'c.csv', `id;text;outlet\n1;${A};Mole\n2;${B};Pier\n`],
    ['bars', 'd.csv', `id|text|outlet\n1|${A}|Mole\n2|${B}|Pier\n`],
    ['a header that ends in CRLF, rows in LF', 'e.csv', `id,text,outlet\r\n1,"${A}",Mole\n2,"${B}",Pier\n`],
    ['a header that ends in LF, rows in CRLF', 'f.csv', `id,text,outlet\n1,"${A}",Mole\r\n2,"${B}",Pier\r\n`],
    ['the last row alone in LF', 'g.csv', `id,text,outlet\r\n1,"${A}",Mole\r\n2,"${B}",Pier\n`],
    ['old Macs', 'h.csv', `id,text,outlet\r1,"${A}",Mole\r2,"${B}",Pier\r`],
    [
      'an index without a name, as pandas writes it',
      'i.csv',
      `,id,text,outlet\n0,1,"${A}",Mole\n1,2,"${B}",Pier\n`,
    ],
    [
      "row names of R's write.table",
      'j.csv',
      `"id","text","outlet"\n"r1",1,"${A}","Mole"\n"r2",2,"${B}","Pier"\n`,
    ],
    ['blank lines between rows', 'k.csv', `id,text,outlet\n\n1,"${A}",Mole\n\n\n2,"${B}",Pier\n\n`],
  ])('%s', async (_, name, content) => {
    const { documents, rejects } = await read(name, content);
    expect(documents.map(({ id, text, outlet }) => [id, text, outlet])).toEqual([
      ['1', A, 'Mole'],
      ['2', B, 'Pier'],
    ]);
    expect(rejects).toEqual([]);
  });

  it('line ends within quotes are the text’s', async () => {
    const { texts } = await read('within.csv', `text,id\r\n"${A}\r\n${B}",1\r\n"${B}\n",2\r\n`);
    expect(texts).toEqual([`${A}\r\n${B}`, `${B}\n`]);
  });

  it.each([
    ['doubled', SAID.replaceAll('"', '""')],
    ['behind a backslash (R, Spark, MySQL)', SAID.replaceAll('"', '\\"')],
  ])('quotes within quotes, %s', async (_, written) => {
    const { texts, rejects, survey } = await read('quotes.csv', `id,text\n1,"${written}"\n2,"${B}"\n`);
    expect(texts).toEqual([SAID, B]);
    expect(rejects).toEqual([]);
    expect(survey.notes).toEqual([]);
  });

  it('quotes that nothing marks: the row is read where its fields are as many, and told', async () => {
    const { texts, rejects, survey } = await read(
      'bare.csv',
      `id,text,outlet\n1,"${SAID}",Mole\n2,"${B}",Pier\n`,
    );
    expect(texts).toEqual([SAID, B]);
    expect(rejects).toEqual([]);
    expect(survey.notes).toMatchObject([{ kind: 'repaired-rows', documents: 1 }]);
  });

  it('quotes within fields of a TSV are characters as any', async () => {
    const { texts } = await read('q.tsv', `id\ttext\n1\t${SAID}\n2\t"Mole" talks: ${B}\n3\t${A}\n`);
    expect(texts).toEqual([SAID, `"Mole" talks: ${B}`, A]);
  });

  it('a row that cannot be mended is one reject with its lines; the next is read', async () => {
    const { texts, rejects } = await read(
      'bad.csv',
      `id,text,outlet\n1,${A},x,Mole,y\n2,"${B}",Pier\n3,"${A}"\n`,
    );
    expect(texts).toEqual([B]);
    expect(rejects).toMatchObject([
      { reason: 'malformed-row', place: 'line 2' },
      { reason: 'malformed-row', place: 'line 4' },
    ]);
  });

  it('blank, repeated and odd headers', async () => {
    const { documents, survey } = await read(
      'headers.csv',
      `ID,Text,source,source,, Date ,date\n1,"${A}",Mole,wire,x,2031-02-03,2031-02-04\n2,"${B}",Pier,wire,y,2031-02-05,\n`,
    );
    expect(documents.map(({ id, outlet }) => [id, outlet])).toEqual([
      ['1', 'Mole'],
      ['2', 'Pier'],
    ]);
    expect(survey.extraColumns.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['source_2', 'column_5']),
    );
    expect(documents[0]!.extra).toMatchObject({ source_2: 'wire', column_5: 'x' });
  });

  it('a table without a header is refused with what stands in its place, cut', async () => {
    const row = `1,2031-02-03,"${SAID.replaceAll('"', '""')}"\n`;
    await expect(read('none.csv', row + row)).rejects.toThrow(
      /the columns are: 1, 2031-02-03, The keeper said, "It may hold", and left/,
    );
    await expect(read('long.csv', `1,"${A} ${B}"\n2,"${B}"\n`)).rejects.toThrow(
      /The pilot may land, said the keeper\. Per…/,
    );
  });

  it('one NUL costs its row or nothing, never the file', async () => {
    const { texts, rejects } = await read(
      'nul.csv',
      `id,text\n1,"${A.replace('may', 'may\0')}"\n2,"${B}"\n3,"${A}"\n`,
    );
    expect(texts.slice(-2)).toEqual([B, A]);
    expect(texts.length + rejects.length).toBe(3);
  });

  it("Excel's Unicode Text (.txt): UTF-16, tabs, with and without a mark", async () => {
    const table = `id\ttext\toutlet\r\n1\t"${SAID.replaceAll('"', '""')}"\tMole\r\n2\t${B}\tPier\r\n`;
    for (const [name, content] of [
      ['u.txt', Buffer.from(`\ufeff${table}`, 'utf16le')],
      ['v.txt', Buffer.from(table, 'utf16le')],
      ['w.txt', table],
    ] as const) {
      const { documents } = await read(name, content);
      expect(
        documents.map(({ text, outlet }) => [text, outlet]),
        name,
      ).toEqual([
        [SAID, 'Mole'],
        [B, 'Pier'],
      ]);
    }
    // Prose whose first line has a tab is prose.
    expect((await read('prose.txt', `Our text\tby the keeper\n${A}\tAnd so on.\n`)).documents).toHaveLength(
      1,
    );
  });
});

const rows = [
  { text: A, outlet: 'Mole', date: '2031-02-03' },
  { text: B, outlet: 'Pier', date: '2031-02-04' },
];
const keyed = <T>(values: readonly T[]): Record<string, T> =>
  Object.fromEntries(values.map((value, i) => [String(i), value]));
const columns = Object.keys(rows[0]!) as (keyof (typeof rows)[0])[];
const ORIENTS: Record<string, unknown> = {
  records: rows,
  columns: Object.fromEntries(columns.map((name) => [name, keyed(rows.map((row) => row[name]))])),
  index: keyed(rows),
  split: { columns, index: [0, 1], data: rows.map((row) => columns.map((name) => row[name])) },
  table: {
    schema: { fields: columns.map((name) => ({ name, type: 'string' })), pandas_version: '1.4.0' },
    data: rows.map((row, index) => ({ index, ...row })),
  },
  lists: Object.fromEntries(columns.map((name) => [name, rows.map((row) => row[name])])),
};

describe('JSON', () => {
  it.each(Object.keys(ORIENTS))("pandas' to_json, orient %s", async (orient) => {
    const { documents, rejects } = await read(`${orient}.json`, JSON.stringify(ORIENTS[orient]));
    expect(documents.map(({ text, outlet, published }) => ({ text, outlet, date: published }))).toEqual(rows);
    expect(rejects).toEqual([]);
  });

  it('orient values has no names: a reject a row, which says so', async () => {
    const { rejects } = await read('values.json', JSON.stringify(rows.map((row) => Object.values(row))));
    expect(rejects.map(({ reason }) => reason)).toEqual(['not-a-record', 'not-a-record']);
    expect(rejects[0]!.remedy).toMatch(/names of its columns|orient/);
  });

  it.each([
    [
      'an array',
      'nan.json',
      `[{"id":1,"title":NaN,"text":"${A}","n":-Infinity},{"id":2,"title":"NaN","text":"${B}"}]`,
    ],
    [
      'lines',
      'nan.jsonl',
      `{"id":1,"title":NaN,"text":"${A}","n":Infinity}\n{"id":2,"title":"NaN","text":"${B}"}\n`,
    ],
  ])('NaN and Infinity, as Python writes them, are null: %s', async (_, name, content) => {
    const { documents, rejects } = await read(name, content);
    expect(documents.map(({ title, text }) => [title, text])).toEqual([
      [null, A],
      [null, B],
    ]);
    expect(rejects).toEqual([]);
  });

  it.each([
    ['with nothing between', (a: object, b: object) => JSON.stringify(a) + JSON.stringify(b)],
    [
      'over several lines',
      (a: object, b: object) => `${JSON.stringify(a, null, 2)}\n${JSON.stringify(b, null, 2)}\n`,
    ],
    ['on one line, a blank between', (a: object, b: object) => `${JSON.stringify(a)} ${JSON.stringify(b)}`],
  ])('objects that follow each other, %s', async (_, join_) => {
    const { documents } = await read('follow.json', join_(rows[0]!, rows[1]!));
    expect(documents.map(({ outlet }) => outlet)).toEqual(['Mole', 'Pier']);
  });

  it('the New York Times gives no text: the refusal names what is a part of it', async () => {
    const docs = [
      { _id: 'a', headline: { main: 'Pilot' }, abstract: A, lead_paragraph: A, pub_date: '2031-02-03' },
    ];
    await expect(read('nyt.json', JSON.stringify({ status: 'OK', response: { docs } }))).rejects.toThrow(
      /'abstract' and 'lead_paragraph' hold a part of the text only/,
    );
    writeFileSync(join(folder, 'nyt.json'), JSON.stringify({ response: { docs } }));
    const { documents } = await readAll(
      openCorpus(join(folder, 'nyt.json'), { textColumn: 'lead_paragraph' }),
    );
    expect(documents).toMatchObject([{ id: 'a', title: 'Pilot', text: A, published: '2031-02-03' }]);
  });

  it('a document one object deeper, in lines and in a Parquet struct', async () => {
    const nested = rows.map(({ text, outlet, date }, i) => ({
      id: `n${i}`,
      source: outlet,
      date,
      article: { text, title: `T${i}`, source: 'wire' },
    }));
    const lines = nested.map((one) => JSON.stringify(one)).join('\n');
    const expected = rows.map(({ text, outlet, date }, i) => ({
      id: `n${i}`,
      text,
      outlet,
      published: date,
      title: `T${i}`,
      extra: { article_source: 'wire' },
    }));
    expect((await read('nested.jsonl', lines)).documents).toMatchObject(expected);
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    const parquet = join(folder, 'nested.parquet');
    await connection.run(
      `COPY (FROM read_json_auto('${join(folder, 'nested.jsonl')}')) TO '${parquet}' (FORMAT parquet)`,
    );
    connection.closeSync();
    instance.closeSync();
    const { documents } = await readAll(openCorpus(parquet));
    expect(documents).toMatchObject(expected);
  });
});
