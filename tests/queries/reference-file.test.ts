import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { REFERENCE_FILE, type Reference } from '../../queries/reference-file.js';

const folder = mkdtempSync(join(tmpdir(), 'hedgerow-reference-'));
afterAll(() => rmSync(folder, { recursive: true }));

// Of the build, which has the reference compiled beside it.
const { entryOf, readReference } = (await import(
  '../../dist/queries/reference-file.js' as string
)) as typeof import('../../queries/reference-file.js');

const written = JSON.parse(gunzipSync(readFileSync(REFERENCE_FILE)).toString('utf8')) as Reference;

describe('the reference as the build leaves it', () => {
  it('has a getter only for what no report needs', () => {
    const lazy = Object.entries(Object.getOwnPropertyDescriptors(readReference()))
      .filter(([, { get }]) => get !== undefined)
      .map(([name]) => name);
    expect(lazy).toEqual(['outlets', 'actors', 'terms']);
  });
  it('says what the file says', () => {
    // Half a million figures: a difference is not to be printed.
    expect(isDeepStrictEqual({ ...readReference() }, written)).toBe(true);
  });
  it('finds every entry, and none that is not there', () => {
    const reference = readReference();
    for (const record of ['actors', 'terms'] as const) {
      const entries = Object.entries(written[record]);
      expect(entries.length).toBeGreaterThan(1000);
      const wrong = entries.filter(
        ([key, entry]) => !isDeepStrictEqual(entryOf(reference, record, key), entry),
      );
      expect(wrong).toEqual([]);
      for (const key of ['constructor', '__proto__', '', 'no such entry'])
        expect(entryOf(reference, record, key)).toBeUndefined();
    }
  });
  it('is left alone where the file is another', () => {
    const file = join(folder, 'reference.json.gz');
    writeFileSync(
      file,
      gzipSync(JSON.stringify({ ...written, title: 'Another', terms: { word: [1, 2, 0.5] } })),
    );
    const reference = readReference(file);
    expect(reference.title).toBe('Another');
    expect(entryOf(reference, 'terms', 'word')).toEqual([1, 2, 0.5]);
    expect(entryOf(reference, 'terms', 'constructor')).toBeUndefined();
  });
});
