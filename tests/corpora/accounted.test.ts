import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { UserError } from '../../base/user-error.js';
import { EXTENSIONS } from '../../corpora/formats/format-registry.js';
import { openCorpus } from '../../corpora/open-corpus.js';
import { readAll } from './read-all.js';

const folder = mkdtempSync(join(tmpdir(), 'hedgerow-accounted-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Lines of records, some of them broken: likelier to reach the readers' corners than random bytes. */
const pieces = fc.constantFrom(
  '{"text":"It may."}',
  '{"id":"x","text":"It may."}',
  '{"text":""}',
  '{"text":"It m',
  '{"text":7}',
  '[',
  ']',
  ',',
  '"',
  '""',
  '\n',
  '\r\n',
  'text,id',
  'a,"b',
  'It may.,1',
  '---\n',
  'title: x\n',
  'date 2024-11-05\n\n',
  'null',
  '\u2028',
  'é',
  '{"date":"05/11/2024","text":"It may."}',
);
const content = fc.oneof(
  fc.array(pieces, { maxLength: 20 }).map((parts) => Buffer.from(parts.join(''))),
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
  fc
    .tuple(fc.array(pieces, { maxLength: 12 }), fc.uint8Array({ maxLength: 4 }))
    .map(([parts, bytes]) => Buffer.concat([Buffer.from(parts.join('\n')), Buffer.from(bytes)])),
);

describe('every record is a document or a reject', () => {
  const extensions = ['', '.gz', ...[...EXTENSIONS.keys()].filter((e) => !/parquet|pq/.test(e))];
  it('whatever the bytes and the extension', async () => {
    await fc.assert(
      fc.asyncProperty(content, fc.constantFrom(...extensions), async (bytes, extension) => {
        const path = join(folder, `file${extension}`);
        writeFileSync(path, bytes);
        const corpus = openCorpus(path);
        try {
          const { records } = await corpus.survey();
          const { documents, rejects } = await readAll(corpus);
          expect(documents.length + rejects.length).toBe(records);
          expect(new Set(documents.map(({ id }) => id)).size).toBe(documents.length);
          for (const { text } of documents) expect(/\p{L}/u.test(text) && text.isWellFormed()).toBe(true);
        } catch (error) {
          if (!(error instanceof UserError)) throw error;
        }
      }),
      { numRuns: 1500, seed: 20241105 },
    );
  });
});

describe('a thousand documents, 37 of them broken in 12 ways', () => {
  const broken: ((i: number) => string)[] = [
    () => '{"text":"It was said',
    () => '[1,2]',
    () => 'null',
    (i) => JSON.stringify({ id: `n${i}` }),
    (i) => JSON.stringify({ id: `e${i}`, text: '' }),
    (i) => JSON.stringify({ id: `s${i}`, text: ' \n\t ' }),
    (i) => JSON.stringify({ id: `w${i}`, text: '1,200 — 30%' }),
    (i) => JSON.stringify({ id: `t${i}`, text: { a: 1 } }),
    () => JSON.stringify({ id: 'doc-0', text: 'It may be so.' }),
    (i) =>
      JSON.stringify({
        id: `f${i}`,
        text: 'La réforme sera présentée au parlement avant la fin du mois, a annoncé le gouvernement mardi matin à Paris.',
      }),
    (i) => JSON.stringify({ id: `z${i}`, text: 'It may\u0000 be so.' }),
    (i) => JSON.stringify({ id: `l${i}`, text: 'word '.repeat(500) }),
  ];
  const reasons = [
    'malformed-json',
    'not-a-record',
    'not-a-record',
    'no-text',
    'empty-text',
    'empty-text',
    'no-words',
    'text-not-text',
    'duplicate-id',
    'not-english',
    'binary-text',
    'text-too-large',
  ];

  it('gives 963 documents and 37 rejects, each with its line and reason', async () => {
    const lines: string[] = [];
    const expected: { place: string; reason: string }[] = [];
    for (let i = 0; i < 1000; i++) {
      if (i % 27 === 5) {
        const kind = expected.length % broken.length;
        lines.push(broken[kind]!(i));
        expected.push({ place: `line ${i + 1}`, reason: reasons[kind]! });
      } else lines.push(JSON.stringify({ id: `doc-${i}`, text: `It may be so, said number ${i}.` }));
    }
    const path = join(folder, 'thousand.jsonl');
    writeFileSync(path, lines.join('\n'));
    const { documents, rejects } = await readAll(openCorpus(path, { maxTextBytes: 2000 }));
    expect(expected).toHaveLength(37);
    expect(documents).toHaveLength(963);
    expect(rejects).toMatchObject(expected);
  });
});
