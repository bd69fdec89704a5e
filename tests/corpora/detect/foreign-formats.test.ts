import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { detectFormat } from '../../../corpora/formats/detect-format.js';
import { libraryWords } from '../../../corpora/input/read-failure.js';
import { openCorpus } from '../../../corpora/open-corpus.js';
import { makeZip } from '../formats/make-zip.js';
import { readAll } from '../read-all.js';

describe('compressions that are not read are named', () => {
  it.each([
    ['bzip2', [0x42, 0x5a, 0x68, 0x39]],
    ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
    ['LZ4', [0x04, 0x22, 0x4d, 0x18]],
    ['lzip', [0x4c, 0x5a, 0x49, 0x50]],
    ['compress', [0x1f, 0x9d, 0x90]],
    ['7-Zip', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
    ['RAR', [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07]],
  ])('%s', (name, bytes) => {
    const head = Buffer.concat([Buffer.from(bytes), Buffer.alloc(40)]);
    expect(detectFormat('corpus.csv', head)).toEqual({ unknown: expect.stringContaining(name) });
    expect(detectFormat('corpus.csv', head)).toEqual({ unknown: expect.stringContaining('unpacks it') });
  });
});

it('a link in a ZIP archive is no document', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'hedgerow-link-')), 'a.zip');
  writeFileSync(
    path,
    makeZip([
      { name: 'one.txt', content: 'The ferry may run again in spring, said the harbour board on Monday.' },
      { name: 'link.txt', content: 'one.txt', link: true },
    ]),
  );
  const { documents, rejects } = await readAll(openCorpus(path));
  expect(documents.map(({ id }) => id)).toEqual(['a.zip/one.txt']);
  expect(rejects).toEqual([]);
});

it('an accident inside a library is told without JavaScript', () => {
  expect(libraryWords(new TypeError("Cannot read properties of undefined (reading 'x')"))).toBe(
    'its structure is not that of its format',
  );
  expect(libraryWords(new Error('the checksum\nis wrong'))).toBe('the checksum');
});
