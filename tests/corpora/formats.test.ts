import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import { RecordBatchFileWriter, RecordBatchStreamWriter, tableFromArrays } from 'apache-arrow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UserError } from '../../base/user-error.js';
import { openCorpus } from '../../corpora/open-corpus.js';
import { readAll } from './read-all.js';

const rows = [
  {
    id: 'a',
    text: 'The levy "may" fail,\nsay two of them.',
    outlet: 'Vale',
    date: '2024-11-05',
    region: 'north',
  },
  { id: 'b', text: 'Perhaps it will pass 😀.', outlet: 'Mail', date: '2024-11-06', region: 'süd' },
  { id: 'c', text: '', outlet: 'Mail', date: '2024-11-07', region: 'north' },
  { id: 'd', text: 'Nobody knows.', outlet: 'Vale', date: '2024-11-08', region: 'west' },
];

const folder = mkdtempSync(join(tmpdir(), 'hedgerow-formats-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string): string => join(folder, name);

const columns = Object.keys(rows[0]!) as (keyof (typeof rows)[0])[];
const table = (): ReturnType<typeof tableFromArrays> =>
  tableFromArrays(Object.fromEntries(columns.map((column) => [column, rows.map((row) => row[column])])));
const delimited = (delimiter: string): string =>
  [columns, ...rows.map((row) => columns.map((column) => row[column]))]
    .map((fields) => fields.map((field) => `"${field.replaceAll('"', '""')}"`).join(delimiter))
    .join('\n');

beforeAll(async () => {
  const written: Record<string, string | Uint8Array> = {
    'c.jsonl': rows.map((row) => JSON.stringify(row)).join('\n'),
    'c.json': JSON.stringify(rows, null, 1),
    'c.csv': delimited(','),
    'c.tsv': delimited('\t'),
    'c.arrow': await RecordBatchFileWriter.writeAll(table()).toUint8Array(),
    'c.arrows': await RecordBatchStreamWriter.writeAll(table()).toUint8Array(),
  };
  writeFileSync(at('source.jsonl'), written['c.jsonl']!);
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(
    `COPY (SELECT id, text, outlet, date::DATE AS date, region FROM read_json_auto('${at('source.jsonl')}')) TO '${at('c.parquet')}' (FORMAT parquet)`,
  );
  connection.closeSync();
  instance.closeSync();
  written['c.parquet'] = readFileSync(at('c.parquet'));
  for (const [name, bytes] of Object.entries(written)) {
    writeFileSync(at(name), bytes);
    writeFileSync(at(`${name}.gz`), gzipSync(bytes));
  }
});

describe('the same corpus in every format', () => {
  for (const name of ['c.jsonl', 'c.json', 'c.csv', 'c.tsv', 'c.parquet', 'c.arrow', 'c.arrows']) {
    for (const file of [name, `${name}.gz`]) {
      it(file, async () => {
        const corpus = openCorpus(at(file));
        const { documents, rejects } = await readAll(corpus);
        expect(documents).toMatchObject(
          rows
            .filter((row) => row.text !== '')
            .map(({ id, text, outlet, date, region }) => ({
              id,
              text,
              outlet,
              published: date,
              extra: { region },
            })),
        );
        expect(rejects).toHaveLength(1);
        expect(rejects[0]!.id).toBe('c');
        const survey = await corpus.survey();
        expect(survey.records).toBe(4);
        expect(survey.extraColumns).toEqual([{ name: 'region', type: 'utf8' }]);
      });
    }
  }

  it('standard input: Arrow stream and JSON lines told apart by their first bytes', async () => {
    for (const name of ['c.arrows', 'c.jsonl']) {
      const corpus = openCorpus('-', { stdin: Readable.from([readFileSync(at(name))]) });
      expect((await corpus.survey()).sources[0]).toMatchObject({ name: '-', records: 4 });
      expect((await readAll(corpus)).documents.map(({ id }) => id)).toEqual(['a', 'b', 'd']);
      expect((await readAll(corpus)).documents).toHaveLength(3);
    }
  });

  it('several files and a glob', async () => {
    const both = await readAll(openCorpus([at('c.jsonl'), at('c.csv')]));
    expect(both.documents).toHaveLength(3);
    expect(both.rejects.map(({ reason }) => reason)).toEqual([
      'empty-text',
      'duplicate-id',
      'duplicate-id',
      'no-text',
      'duplicate-id',
    ]);
    const ids = await readAll(openCorpus(at('c.{csv,jsonl}'), { idColumn: null }));
    expect(ids.documents.map(({ id }) => id.slice(id.lastIndexOf('/') + 1))).toEqual([
      'c.csv#1',
      'c.csv#2',
      'c.csv#4',
      'c.jsonl#1',
      'c.jsonl#2',
      'c.jsonl#4',
    ]);
  });
});

describe('data that were cut or damaged', () => {
  it('an Arrow stream cut anywhere is refused, never read short', async () => {
    const bytes = readFileSync(at('c.arrows'));
    for (let length = bytes.length - 1; length > bytes.length - 300; length -= 7) {
      writeFileSync(at('cut.arrows'), bytes.subarray(0, length));
      const { rejects } = await readAll(openCorpus(at('cut.arrows')));
      expect(rejects.at(-1)?.reason, `cut at ${length}`).toBe('corrupt-arrow');
    }
  });

  it('big-endian Arrow is refused by name', async () => {
    // The schema's endianness is the int16 that flatbuffers leave out while it is little: a table with it set.
    const { Builder } = await import('flatbuffers');
    const { Schema } = await import('apache-arrow/fb/schema');
    const { Message } = await import('apache-arrow/fb/message');
    const builder = new Builder();
    Schema.startSchema(builder);
    Schema.addEndianness(builder, 1);
    const schema = Schema.endSchema(builder);
    Message.startMessage(builder);
    Message.addVersion(builder, 4);
    Message.addHeaderType(builder, 1);
    Message.addHeader(builder, schema);
    builder.finish(Message.endMessage(builder));
    const metadata = builder.asUint8Array();
    const head = Buffer.alloc(8, 0xff);
    head.writeUInt32LE(metadata.length, 4);
    writeFileSync(at('big.arrows'), Buffer.concat([head, metadata, Buffer.from('ffffffff00000000', 'hex')]));
    const { rejects } = await readAll(openCorpus(at('big.arrows')));
    expect(rejects[0]?.message).toBe('big-endian Arrow data is not read');
  });

  it('corrupt gzip keeps what was read before and says where it ends', async () => {
    const lines = Array.from({ length: 20_000 }, (_, i) =>
      JSON.stringify({ text: `Line ${i} may be ${Math.sin(i)}.` }),
    );
    const bytes = gzipSync(lines.join('\n'));
    bytes.fill(0x5a, bytes.length - 2000, bytes.length - 1900);
    writeFileSync(at('bad.jsonl.gz'), bytes);
    const corpus = openCorpus(at('bad.jsonl.gz'));
    const { documents, rejects } = await readAll(corpus);
    expect(documents.length).toBeGreaterThan(1000);
    expect(rejects.at(-1)?.reason).toBe('corrupt-gzip');
    expect((await corpus.survey()).records).toBe(documents.length + rejects.length);
  });

  it('a gzip bomb ends at the ratio limit', async () => {
    writeFileSync(at('bomb.jsonl.gz'), gzipSync(Buffer.alloc(100_000_000, 0x20)));
    await expect(
      openCorpus(at('bomb.jsonl.gz'), { maxCompressionRatio: 50 }).survey(),
    ).resolves.toMatchObject({
      records: 1,
    });
    const { rejects } = await readAll(openCorpus(at('bomb.jsonl.gz'), { maxCompressionRatio: 50 }));
    expect(rejects.map(({ reason }) => reason)).toEqual(['decompression-limit']);
  });

  it('corrupt Parquet is a reject that names the defect, not the path', async () => {
    const bytes = readFileSync(at('c.parquet'));
    bytes.fill(0, 4, bytes.length - 8);
    writeFileSync(at('bad.parquet'), bytes);
    const { rejects } = await readAll(openCorpus([at('c.jsonl'), at('bad.parquet')]));
    expect(rejects.at(-1)).toMatchObject({ reason: 'corrupt-parquet', source: at('bad.parquet') });
    expect(rejects.at(-1)!.message).not.toContain(folder);
  });
});

describe('inputs that name nothing', () => {
  it('a missing file, an empty glob, no input', () => {
    expect(() => openCorpus(at('nowhere.csv'))).toThrow(UserError);
    expect(() => openCorpus(at('*.nothing'))).toThrow(/matches no file/);
    expect(() => openCorpus([])).toThrow(/no corpus/);
  });
});
