/** Wherever a file states how many documents it holds, documents and rejects are as many, whatever is damaged in it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { packTar } from 'modern-tar';
import { afterAll, describe, expect, it } from 'vitest';
import { openCorpus } from '../../corpora/open-corpus.js';
import { makeZip } from './formats/make-zip.js';
import { readAll } from './read-all.js';

const folder = mkdtempSync(join(tmpdir(), 'hedgerow-counted-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function counted(name: string, bytes: Buffer | string): Promise<number> {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  const { documents, rejects } = await readAll(openCorpus(path, { idColumn: null }));
  return documents.length + rejects.length;
}

/** Texts as they come: whole, empty, in another script, with quotes, line ends, tags. */
const texts = fc.array(
  fc.constantFrom(
    'The pilot may land, said the keeper.',
    '',
    '12, 13',
    'He said "perhaps", and left; nobody\nknew why.',
    'Some <b>think</b> it &amp; say so\r\n\r\nto all.',
    'Пилот может приземлиться, сказал смотритель.',
    "It's ; a | matter\tof \\ taste",
  ),
  { minLength: 2, maxLength: 9 },
);
const runs = { numRuns: 30, seed: 20_261_201 };
const check = (count: (given: string[]) => Promise<[number, number]>): Promise<void> =>
  fc.assert(
    fc.asyncProperty(texts, async (given) => {
      const [found, stated] = await count(given);
      expect(found).toBe(stated);
    }),
    runs,
  );

describe('documents and rejects are as many as stated', () => {
  it('elements of a JSON array', () =>
    check(async (given) => [
      await counted('a.json', JSON.stringify([{ text: 'It may be.' }, ...given.map((text) => ({ text }))])),
      given.length + 1,
    ]));

  it('rows of a CSV, by its quotes', () =>
    check(async (given) => [
      await counted(
        'a.csv',
        `n,text,outlet\n${given.map((text, i) => `${i},"${text.replaceAll('"', '""')}",Mole\n`).join('')}`,
      ),
      given.length,
    ]));

  it('files of ZIP and tar archives', () =>
    check(async (given) => {
      const files = given.map((text, i) => ({ name: `${i}.txt`, content: text }));
      const tar = await packTar(
        files.map(({ name, content }) => ({
          header: { name, size: Buffer.byteLength(content) },
          body: content,
        })),
      );
      const zipped = await counted('a.zip', makeZip(files));
      expect(await counted('a.tar', Buffer.from(tar))).toBe(zipped);
      return [zipped, given.length];
    }));

  it('documents of LexisNexis, "1 of N", some of them missing', () =>
    fc.assert(
      fc.asyncProperty(texts, fc.nat(), async (given, drop) => {
        const n = given.length + 1;
        const missing = 1 + (drop % n);
        const lines = Array.from({ length: n }, (_, i) => [
          `${i + 1} of ${n} DOCUMENTS`,
          'Mole Gazette',
          'March 4, 2031 Thursday',
          `Pilot ${i}`,
          'LENGTH: 18 words',
          i === 0 ? 'The pilot may land.' : given[i - 1]!.replace(/\s+/g, ' '),
          'LOAD-DATE: March 5, 2031',
        ]).filter((_, i) => i + 1 !== missing);
        expect(await counted('a.txt', lines.flat().join('\n\n'))).toBe(n);
      }),
      runs,
    ));

  it('documents of Nexis Uni, by what ends each', () =>
    check(async (given) => {
      const documents = ['The pilot may land.', ...given].flatMap((text, i) => [
        `Pilot ${i}`,
        'Mole Gazette',
        'March 4, 2031 Thursday',
        'Length: 18 words',
        'Body',
        text.replace(/\s+/g, ' '),
        'Load-Date: March 5, 2031',
        'End of Document',
      ]);
      return [await counted('b.txt', documents.join('\n\n')), given.length + 1];
    }));
});
