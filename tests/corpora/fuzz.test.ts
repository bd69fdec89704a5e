import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { packTar } from 'modern-tar';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UserError } from '../../base/user-error.js';
import { plainDocument } from '../../corpora/document.js';
import { openCorpus } from '../../corpora/open-corpus.js';
import { BatchWriter } from '../../pipeline/arrow/encode.js';
import { encodePart } from '../../pipeline/arrow/part.js';
import { documentColumns } from '../../pipeline/store/document-columns.js';
import { makeZip } from './formats/make-zip.js';
import { wordFile } from './formats/office-files.js';
import { readAll } from './read-all.js';

const SEED = 20_261_126;
const root = mkdtempSync(join(tmpdir(), 'hedgerow-fuzz-'));
const folder = join(root, 'in', 'here');
mkdirSync(folder, { recursive: true });
afterAll(() => rmSync(root, { recursive: true, force: true }));

const fixture = (path: string): Buffer =>
  readFileSync(new URL(`../fixtures/corpora/${path}`, import.meta.url));

const PAGE = `<!doctype html><html><head><meta charset="utf-8"><title>The levy</title></head><body><article><h1>The levy</h1>${'<p>The council may raise the levy, she said, and nobody on the quay knew what it would cost.</p>'.repeat(4)}</article></body></html>`;
const http = `HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: ${PAGE.length}\r\n\r\n${PAGE}`;
const warc = Buffer.from(
  `WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://quay.example/levy\r\nWARC-Date: 2031-02-03T04:05:06Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: ${http.length}\r\n\r\n${http}\r\n\r\n`.repeat(
    2,
  ),
);
const lines = Buffer.from(
  Array.from({ length: 6 }, (_, i) =>
    JSON.stringify({
      id: `a${i}`,
      text: `The levy may fail “${i}” times 😀.`,
      source: 'The Quay',
      date: '2031-02-03',
      tags: ['x', { y: null }],
    }),
  ).join('\n'),
);
const csv = Buffer.from(
  'id,text,outlet,date\n1,"The levy, she said, ""may"" fail.",Quay,2031-02-03\n2,"Two\nlines",Quay,\n3,Three,Vale,03/04/2031\n',
);

/** A Zstandard frame with one raw block (RFC 8878, 3.1.1). */
const zstd = (content: Buffer): Buffer =>
  Buffer.concat([
    Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x60, (content.length - 256) & 255, (content.length - 256) >> 8]),
    Buffer.from([1 | ((content.length << 3) & 0xff), (content.length >> 5) & 0xff, content.length >> 13]),
    content,
  ]);

function part(format: 'parquet' | 'arrow' | 'arrow-stream'): Buffer {
  const writer = new BatchWriter(documentColumns([]), []);
  for (let i = 0; i < 5; i++)
    writer.push(plainDocument(`d${i}`, `The levy may fail, document ${i}.`, { outlet: 'Quay' }), {});
  return Buffer.from(encodePart(writer.finish(), format));
}

const epub = (): Buffer =>
  makeZip([
    { name: 'mimetype', content: 'application/epub+zip', stored: true },
    {
      name: 'META-INF/container.xml',
      content:
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
    },
    {
      name: 'book.opf',
      content:
        '<package xmlns="http://www.idpf.org/2007/opf"><metadata/><manifest><item id="c" href="c.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="c"/></spine></package>',
    },
    {
      name: 'c.xhtml',
      content: '<html xmlns="http://www.w3.org/1999/xhtml"><body><p>The levy may fail.</p></body></html>',
    },
  ]);

/** A good file of every format, made by us, and how many mutants of it are read. */
const SEEDS: readonly (readonly [name: string, mutants: number, make: () => Buffer | Promise<Buffer>])[] = [
  [
    'a.txt',
    2200,
    () =>
      Buffer.from('Title: The levy\nDate: 2031-02-03\n\nThe levy may fail.\n\nRead more\nNobody knows.\n'),
  ],
  ['a.md', 1800, () => fixture('front-matter/input/post.md')],
  ['a.jsonl', 2600, () => lines],
  ['a.json', 2200, () => fixture('newsapi/input/response.json')],
  ['a.csv', 2600, () => csv],
  ['a.tsv', 1600, () => fixture('tsv-semicolon/input/a.tsv')],
  ['a.rss', 1200, () => fixture('feeds/input/vale.rss')],
  ['b.xml', 800, () => fixture('feeds/input/atom.xml')],
  ['b.tsv', 600, () => fixture('annotations/input/a.tsv')],
  ['b.xmi', 600, () => fixture('annotations/input/b.xmi')],
  ['b.json', 600, () => fixture('annotations/input/c.json')],
  ['nexis.txt', 500, () => fixture('databases/input/nexis-uni.txt')],
  ['proquest.txt', 500, () => fixture('databases/input/proquest.txt')],
  ['factiva.txt', 400, () => fixture('databases/input/factiva-codes.txt')],
  ['factiva.rtf', 500, () => fixture('databases/input/factiva-shown.rtf')],
  ['a.html', 400, () => Buffer.from(PAGE)],
  ['a.warc', 300, () => warc],
  ['a.warc.gz', 100, () => gzipSync(warc)],
  ['a.jsonl.gz', 500, () => gzipSync(lines)],
  ['a.jsonl.zst', 300, () => zstd(lines)],
  [
    'a.zip',
    300,
    () =>
      makeZip([
        { name: 'a.jsonl', content: lines },
        { name: 'b/c.csv', content: csv, stored: true },
      ]),
  ],
  [
    'a.tar',
    300,
    async () =>
      Buffer.from(await packTar([{ header: { name: 'a.jsonl', size: lines.length }, body: lines }])),
  ],
  ['a.docx', 200, wordFile],
  ['a.epub', 200, epub],
  ['a.pdf', 200, () => fixture('office/input/scan.pdf')],
  ['a.arrow', 400, () => part('arrow')],
  ['a.arrows', 400, () => part('arrow-stream')],
  ['a.parquet', 60, () => part('parquet')],
];

type Mutation = readonly [
  kind: 'flip' | 'set' | 'insert' | 'remove' | 'repeat' | 'cut',
  at: number,
  bytes: Uint8Array,
];

const TELLING = [
  '\u0000',
  '"',
  '""',
  '{',
  '}',
  '[',
  '<',
  '>',
  '&',
  '\\',
  '\n',
  '\r\n',
  ',',
  '%',
  '\ufeff',
  '../',
  '=1+1',
  '\u001b[2J',
  '\ud800',
  '😀',
];
const mutations: fc.Arbitrary<readonly Mutation[]> = fc.array(
  fc.tuple(
    fc.constantFrom('flip', 'set', 'insert', 'remove', 'repeat', 'cut' as const),
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.oneof(
      fc.uint8Array({ minLength: 1, maxLength: 12 }),
      fc.constantFrom(...TELLING).map((text) => new Uint8Array(Buffer.from(text))),
    ),
  ) as fc.Arbitrary<Mutation>,
  { minLength: 1, maxLength: 4 },
);

function mutate(good: Buffer, changes: readonly Mutation[]): Buffer {
  let bytes = Buffer.from(good);
  for (const [kind, place, given] of changes) {
    const at = Math.floor(place * bytes.length);
    const from = bytes.subarray(0, at);
    if (kind === 'flip') bytes[at]! ^= 1 << (given[0]! & 7);
    else if (kind === 'set') bytes.set(given.subarray(0, Math.max(0, bytes.length - at)), at);
    else if (kind === 'insert') bytes = Buffer.concat([from, given, bytes.subarray(at)]);
    else if (kind === 'remove') bytes = Buffer.concat([from, bytes.subarray(at + given.length)]);
    else if (kind === 'repeat')
      bytes = Buffer.concat([from, bytes.subarray(at, at + 4 * given[0]!), bytes.subarray(at)]);
    else bytes = Buffer.from(from);
    if (bytes.length === 0) bytes = Buffer.from([given[0]!]);
  }
  return bytes;
}

/** Reads a file as a user would; anything but documents, rejects and a clear refusal is thrown. */
async function account(path: string): Promise<number> {
  try {
    const corpus = openCorpus(path, { anyLanguage: true });
    const { records } = await corpus.survey();
    const { documents, rejects } = await readAll(corpus);
    expect(documents.length + rejects.length).toBe(records);
    for (const { text, boilerplate } of documents) {
      expect(text.isWellFormed()).toBe(true);
      for (const { start, end } of boilerplate) expect(end).toBeGreaterThan(start);
    }
    for (const { message, remedy } of rejects) {
      expect(message).not.toMatch(/\n|undefined|\[object/);
      expect(remedy).not.toBe('');
    }
    return documents.length;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    expect(error.message).not.toMatch(/undefined|\[object/);
    return 0;
  }
}

describe('mutants of good files are read or refused, every record accounted for', () => {
  const uncaught: unknown[] = [];
  const note = (error: unknown): void => {
    uncaught.push(error);
  };
  beforeAll(() => {
    process.on('unhandledRejection', note);
  });
  afterAll(() => {
    process.off('unhandledRejection', note);
  });

  it('are more than 20,000', () => {
    expect(SEEDS.reduce((sum, [, mutants]) => sum + mutants, 0)).toBeGreaterThan(20_000);
  });

  for (const [name, mutants, make] of SEEDS) {
    it(`${name}: ${mutants}`, { timeout: 900_000 }, async () => {
      const good = await make();
      const path = join(folder, name);
      writeFileSync(path, good);
      if (name !== 'a.pdf') expect(await account(path)).toBeGreaterThan(0);
      await fc.assert(
        fc.asyncProperty(mutations, async (changes) => {
          writeFileSync(path, mutate(good, changes));
          await account(path);
        }),
        { seed: SEED, numRuns: mutants, endOnFailure: true },
      );
      rmSync(path);
      expect(readdirSync(root, { recursive: true })).toEqual(['in', join('in', 'here')]);
      expect(uncaught).toEqual([]);
    });
  }
});
