/** How values are read, as the survey tells it: mended, missing, cut, dates by the column. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CorpusDocument, ReadingNote } from '../../../corpora/document.js';
import { type OpenCorpusOptions, openCorpus } from '../../../corpora/open-corpus.js';

const folder = mkdtempSync(join(tmpdir(), 'hedgerow-reading-'));

async function read(
  name: string,
  content: string,
  options: OpenCorpusOptions = {},
): Promise<{ documents: CorpusDocument[]; rejects: string[]; notes: readonly ReadingNote[] }> {
  const path = join(folder, name);
  writeFileSync(path, content);
  const corpus = openCorpus(path, options);
  const { notes = [] } = await corpus.survey();
  const documents: CorpusDocument[] = [];
  const rejects: string[] = [];
  for await (const item of corpus.read()) {
    if (item.kind === 'document') documents.push(item.document);
    else rejects.push(item.reject.reason);
  }
  return { documents, rejects, notes };
}

const lines = (rows: readonly object[]): string => rows.map((row) => JSON.stringify(row)).join('\n');
const TEXT = 'The mill may well close before the winter, the owner said on Friday.';

describe('texts that are mended', () => {
  const given = '&ldquo;It may fail,&rdquo; said Zo&euml; Dale.';
  const rows = lines([
    { id: 'a', text: given, title: 'Mill &amp; weir', outlet: 'Dale\u200b Post' },
    { id: 'b', text: TEXT, title: 'Weir | Dale Post', outlet: 'Dale Post' },
  ]);
  it('with the original kept, and told', async () => {
    const { documents, notes } = await read('mended.jsonl', rows);
    expect(documents.map(({ text, title, outlet, extra }) => [text, title, outlet, extra])).toEqual([
      [
        '“It may fail,” said Zoë Dale.',
        'Mill & weir',
        'Dale Post',
        { text_original: given, title_original: 'Mill &amp; weir', outlet_original: 'Dale\u200b Post' },
      ],
      [
        TEXT,
        'Weir',
        'Dale Post',
        { text_original: null, title_original: 'Weir | Dale Post', outlet_original: null },
      ],
    ]);
    expect(notes).toMatchObject([
      { kind: 'mended-text', documents: 1, remedy: expect.stringContaining('mend: false') },
    ]);
  });
  it('or left as they are', async () => {
    const { documents, notes } = await read('left.jsonl', rows, { mend: false });
    expect(documents[0]!.text).toBe(given);
    expect(notes).toEqual([]);
  });
});

describe('marks of missing values', () => {
  const marks = [
    'NA',
    'n/a',
    'nan',
    'NaN',
    'None',
    'NULL',
    'null',
    '\\N',
    '#N/A',
    '<NA>',
    'NaT',
    '-',
    '--',
    'undefined',
    '.',
  ];
  const rows = lines([
    ...marks.map((mark, i) => ({
      id: i,
      text: `${TEXT} ${i}.`,
      outlet: mark,
      title: mark,
      author: mark,
      date: mark,
      url: mark,
    })),
    { id: 'x', text: 'nan', outlet: 'Dale Post' },
    { id: 'y', text: TEXT, outlet: 'Nantes Post', title: 'None of the above', author: 'Anonymous' },
  ]);
  it('are never an outlet, author, title, date or text', async () => {
    const { documents, rejects, notes } = await read('marks.jsonl', rows);
    expect(documents).toHaveLength(marks.length + 1);
    for (const { outlet, title, author, published, url } of documents.slice(0, -1))
      expect([outlet, title, author, published, url]).toEqual([null, null, null, null, null]);
    expect(documents.at(-1)).toMatchObject({
      outlet: 'Nantes Post',
      title: 'None of the above',
      author: 'Anonymous',
    });
    expect(rejects).toEqual(['empty-text']);
    expect(notes.find(({ message }) => message.startsWith('outlet:'))).toMatchObject({
      kind: 'missing-marks',
      documents: marks.length,
    });
  });
  it('are words where the user says so', async () => {
    const { documents, rejects } = await read('words.jsonl', rows, { missingMarks: false });
    expect(rejects).toEqual([]);
    expect(documents[0]!.outlet).toBe('NA');
  });
});

describe('dates, by their whole column', () => {
  const column = (dates: readonly unknown[]): string =>
    lines(dates.map((date, id) => ({ id, text: TEXT + id, date })));
  const read3 = async (
    name: string,
    dates: readonly unknown[],
    options: OpenCorpusOptions = {},
  ): Promise<unknown[]> => {
    const { documents, notes } = await read(name, column(dates), options);
    return [...documents.map(({ published }) => published), notes.map(({ kind }) => kind).join()];
  };
  it('a day above 12 tells the order of all', async () => {
    expect(await read3('a.jsonl', ['03/04/2021', '25/03/2021', '3.4.2021'])).toEqual([
      '2021-04-03',
      '2021-03-25',
      '2021-04-03',
      'date-order',
    ]);
    expect(await read3('b.jsonl', ['03/04/2021', '03/25/2021'])).toEqual([
      '2021-03-04',
      '2021-03-25',
      'date-order',
    ]);
  });
  it('none is taken where nothing tells it, or days contradict each other', async () => {
    expect(await read3('c.jsonl', ['03/04/2021', '05/06/2021'])).toEqual([null, null, 'date-order-unknown']);
    expect(await read3('d.jsonl', ['03/04/2021', '25/03/2021', '03/25/2021'])).toEqual([
      null,
      '2021-03-25',
      '2021-03-25',
      'date-order-unknown',
    ]);
    expect(await read3('e.jsonl', ['03/04/2021'], { dateOrder: 'month-day-year' })).toEqual([
      '2021-03-04',
      '',
    ]);
  });
  it('years of two digits', async () => {
    expect(await read3('f.jsonl', ['25/03/21', '03/04/21', '14/06/21', '28/02/21'])).toEqual([
      '2021-03-25',
      '2021-04-03',
      '2021-06-14',
      '2021-02-28',
      'date-order',
    ]);
    expect(await read3('g.jsonl', ['03/31/99', '12/04/98'])).toEqual([
      '1999-03-31',
      '1998-12-04',
      'date-order',
    ]);
    expect(await read3('h.jsonl', ['05/11/24'])).toEqual([null, 'date-order-unknown']);
  });
  it('days of a spreadsheet are told', async () => {
    expect(await read3('i.jsonl', [44260, '44261.5'])).toEqual([
      '2021-03-05',
      '2021-03-06T12:00:00',
      'serial-dates',
    ]);
  });
});

describe('texts that were cut', () => {
  const long = `${TEXT} `.repeat(40);
  const rows = (length: number, count: number): object[] =>
    Array.from({ length: count }, (_, i) => ({
      id: `c${i}`,
      text: `${'abcdefghij'[i % 10]} ${long}`.slice(0, length),
    }));
  const whole = { id: 'w', text: TEXT };
  it.each([
    [200, 5],
    [260, 12],
  ])('at %i characters, by their pile', async (length, count) => {
    const { documents, rejects, notes } = await read(
      `cut${length}.jsonl`,
      lines([...rows(length, count), whole]),
    );
    expect(documents.map(({ id }) => id)).toEqual(['w']);
    expect(new Set(rejects)).toEqual(new Set(['truncated-text']));
    expect(notes).toMatchObject([{ kind: 'cut-texts', documents: count }]);
  });
  it('at the limit of a cell, even alone', async () => {
    const cell = `${TEXT} `.repeat(600).slice(0, 32_767);
    expect((await read('cell.jsonl', lines([{ id: 'c', text: cell }, whole]))).rejects).toEqual([
      'truncated-text',
    ]);
  });
  it('in the middle of a longer corpus, when there are many', async () => {
    const { rejects } = await read('among.jsonl', lines([...rows(500, 12), { id: 'l', text: long }, whole]));
    expect(rejects).toHaveLength(12);
  });
  it('but not whole texts that are as long by chance', async () => {
    const same = Array.from({ length: 12 }, (_, i) => ({ id: i, text: `${'abcdefghijkl'[i]}: ${TEXT}` }));
    expect((await read('same.jsonl', lines(same))).rejects).toEqual([]);
  });
  it('are kept by option', async () => {
    const { documents, notes } = await read('kept.jsonl', lines(rows(200, 5)), { cutTexts: 'keep' });
    expect(documents).toHaveLength(5);
    expect(notes).toMatchObject([{ kind: 'cut-texts', remedy: expect.stringContaining('reject') }]);
    expect((await read('mark.jsonl', lines([{ id: 1, text: `${TEXT}… [+1234 chars]` }]))).rejects).toEqual([
      'truncated-text',
    ]);
  });
});
