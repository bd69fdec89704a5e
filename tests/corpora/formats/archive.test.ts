import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { packTar } from 'modern-tar';
import { afterAll, describe, expect, it } from 'vitest';
import { UserError } from '../../../base/user-error.js';
import { openCorpus } from '../../../corpora/open-corpus.js';
import { readAll } from '../read-all.js';
import { makeZip, type ZipEntry } from './make-zip.js';

const folder = mkdtempSync(join(tmpdir(), 'hedgerow-archive-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function read(name: string, bytes: Uint8Array, options = {}): ReturnType<typeof readAll> {
  writeFileSync(join(folder, name), bytes);
  const corpus = openCorpus(join(folder, name), options);
  const { records } = await corpus.survey();
  const all = await readAll(corpus);
  expect(all.documents.length + all.rejects.length).toBe(records);
  return all;
}

const files: readonly ZipEntry[] = [
  { name: 'north/a.txt', content: 'It may be so.', stored: true },
  { name: 'north/b.jsonl', content: '{"text":"Perhaps."}\n{"text":"It m\n{"id":"own","text":"Not so."}' },
  { name: '.hidden', content: 'x' },
  { name: '__MACOSX/._a.txt', content: 'x' },
  {
    name: 'c.html',
    content: '<html><title>C</title><p>It might be that this is an article, which it perhaps is.</p></html>',
  },
  { name: 'picture.png', content: Buffer.from([0x89, 0x50, 0x4e, 0x47]) },
];
const tar = (entries: readonly ZipEntry[]): Promise<Uint8Array> =>
  packTar([
    { header: { name: 'north/', size: 0, type: 'directory' } },
    { header: { name: 'link', size: 0, type: 'symlink', linkname: '/etc/passwd' } },
    ...entries.map(({ name, content }) => {
      const body = Buffer.from(content as string);
      return { header: { name, size: body.length }, body };
    }),
  ]);

describe('archives of files of several formats', async () => {
  const cases: readonly (readonly [string, Uint8Array])[] = [
    ['all.zip', makeZip(files)],
    ['all.tar', await tar(files)],
    ['all.tar.gz', gzipSync(await tar(files))],
    ['all.tgz', gzipSync(await tar(files))],
    ['unnamed', await tar(files)],
  ];
  it.each(cases)('%s', async (name, bytes) => {
    const { documents, rejects } = await read(name, bytes);
    expect(documents).toMatchObject([
      { id: `${name}/north/a.txt`, text: 'It may be so.' },
      { id: `${name}/north/b.jsonl#1`, text: 'Perhaps.' },
      { id: 'own', text: 'Not so.' },
      { id: `${name}/c.html`, title: 'C' },
    ]);
    expect(rejects).toMatchObject([
      { place: 'north/b.jsonl: line 2', reason: 'malformed-json' },
      { place: 'picture.png', reason: 'unknown-format' },
    ]);
  });

  it('an archive within an archive, but not for ever', async () => {
    let bytes = makeZip([{ name: 'a.txt', content: 'It may be so.' }]);
    bytes = makeZip([{ name: 'one.zip', content: bytes, stored: true }]);
    const { documents } = await read('nested.zip', await tar([{ name: 'two.zip', content: bytes }]));
    expect(documents).toMatchObject([{ id: 'nested.zip/two.zip/one.zip/a.txt' }]);
    for (let i = 0; i < 6; i++) bytes = makeZip([{ name: 'z.zip', content: bytes, stored: true }]);
    const { rejects } = await read('deep.zip', bytes);
    expect(rejects).toMatchObject([{ reason: 'too-deep', place: 'z.zip: z.zip: z.zip: z.zip' }]);
  });

  it('names that could hurt do nothing', async () => {
    const names = [
      '../../evil.txt',
      '/etc/evil.txt',
      'C:\\evil.txt',
      'a\u001b[31m\u202e.txt',
      `${'x'.repeat(900)}.txt`,
    ];
    const entries = names.map((name) => ({ name, content: `It may be ${name.length}.` }));
    const before = readdirSync(folder);
    for (const archive of ['names.zip', 'names.tar']) {
      const bytes = archive.endsWith('zip') ? makeZip(entries) : await tar(entries);
      const { documents, rejects } = await read(archive, bytes);
      expect(rejects).toEqual([]);
      expect(documents).toHaveLength(names.length);
      for (const { id } of documents) expect(id).toMatch(/^[^\p{Cc}\p{Cf}]{1,600}$/u);
      rmSync(join(folder, archive));
    }
    expect(readdirSync(folder)).toEqual(before);
  });
});

describe('archives that are damaged, locked, empty or too large', () => {
  const good: ZipEntry = { name: 'a.txt', content: 'It may be so.' };
  it('say so at the member or the file, and keep the rest', async () => {
    const { documents, rejects } = await read(
      'bad.zip',
      makeZip([
        { name: 'locked.txt', content: 'x', encrypted: true },
        { name: 'crc.txt', content: 'It may be damaged.', crc: 1 },
        good,
      ]),
    );
    expect(documents).toMatchObject([{ text: 'It may be so.' }]);
    expect(rejects).toMatchObject([
      { place: 'locked.txt', reason: 'encrypted' },
      { place: 'crc.txt', reason: 'corrupt-zip' },
    ]);
  });

  it.each([
    ['cut.zip', () => makeZip([good]).subarray(0, -10), /corrupt/],
    ['text.zip', () => Buffer.from('no archive'), /named as ZIP/],
    ['empty.zip', () => makeZip([]), /no files/],
    ['empty.tar', () => tar([]), /no files/],
    ['text.tar', () => Buffer.from('no archive'), /named as TAR/],
  ] as const)('%s', async (name, make, what) => {
    try {
      const { documents, rejects } = await read(name, await make());
      expect(documents).toEqual([]);
      expect(rejects[0]!.message).toMatch(what);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      expect(error.message).toMatch(what);
    }
  });

  it('a tar cut anywhere is never read short without a word', async () => {
    const whole = await tar([good, { name: 'b.txt', content: 'x '.repeat(600) }]);
    for (let length = 0; length < whole.length - 1024; length += 97) {
      let words = '';
      try {
        const { rejects } = await read('cut.tar', whole.subarray(0, length));
        words = rejects.map(({ reason }) => reason).join();
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        words = error.message;
      }
      expect(words, `${length} of ${whole.length} bytes`).not.toBe('');
    }
  });

  it('a bomb ends at the limits', async () => {
    const bomb = makeZip([{ name: 'bomb.txt', content: Buffer.alloc(3_000_000, 'a ') }, good]);
    const { rejects } = await read('bomb.zip', bomb, { maxDecompressedBytes: 1_000_000 });
    expect(rejects[0]).toMatchObject({ place: 'bomb.txt', reason: 'decompression-limit' });
    const { rejects: ratio } = await read(
      'ratio.zip',
      makeZip([{ name: 'b.txt', content: Buffer.alloc(80_000_000) }]),
    );
    expect(ratio).toMatchObject([{ place: 'b.txt', reason: 'decompression-limit' }]);
  });
});
