import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../../../base/random.js';
import { UserError } from '../../../base/user-error.js';
import { openCorpus } from '../../../corpora/open-corpus.js';
import { analyseCorpus } from '../../../pipeline/run/analyse.js';
import { hashesOf } from '../folder-bytes.js';
import { sampleDocument, workerFile } from '../sample-corpus.js';
import { breakDisk } from './broken-disk.mjs';

const scratch = mkdtempSync(join(tmpdir(), 'hedgerow-disk-'));
const planModule = fileURLToPath(new URL('./quick-plan.mjs', import.meta.url));
const corpus = join(scratch, 'articles.jsonl');
const DOCUMENTS = 300;

const analyse = (input: string, out: string, onRead: (read: number) => void = () => {}) =>
  analyseCorpus(openCorpus(input), {
    out,
    workers: 1,
    stages: ['tokenising'],
    format: 'jsonl',
    planModule,
    workerFile,
    onProgress: ({ read }) => onRead(read),
  });

const lines = Array.from({ length: DOCUMENTS }, (_, i) => {
  const { id, text, outlet } = sampleDocument(i);
  // Every 40th has no text: there are rejects to be written too.
  return JSON.stringify({ id, text: i % 40 === 39 ? '' : text, outlet });
});
const content = `${lines.join('\n')}\n`;

let expected: Record<string, string>;
/** What the thread, and what the main thread, has to write in all. */
let sizes: { parts: number; rest: number };

beforeAll(async () => {
  writeFileSync(corpus, content);
  const whole = join(scratch, 'whole');
  await analyse(corpus, whole);
  expected = hashesOf(whole);
  const bytes = (name: string) => readFileSync(join(whole, name)).length;
  const parts = readdirSync(join(whole, 'documents')).map((name) => bytes(join('documents', name)));
  sizes = {
    parts: parts.reduce((sum, one) => sum + one, 0),
    rest: bytes('manifest.json') + bytes('rejects.jsonl'),
  };
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe('an analysis on a disk that breaks', () => {
  it('says so at whichever byte, keeps what stands, and ends in the same bytes when the disk is mended: 20 times', async () => {
    const random = seededRandom(25);
    for (let round = 0; round < 20; round++) {
      const out = join(scratch, `disk-${round}`);
      const fault = round % 2 === 0 ? 'ENOSPC' : 'EROFS';
      const inThread = round % 4 < 2;
      const room = Math.floor(random.next() * (inThread ? sizes.parts : sizes.rest));
      let mend = (): void => {};
      if (inThread) process.env.HEDGEROW_TEST_DISK = JSON.stringify({ folder: out, fault, room });
      else mend = breakDisk({ folder: out, fault, room });
      const error = await analyse(corpus, out).then(
        () => null,
        (thrown: unknown) => thrown,
      );
      delete process.env.HEDGEROW_TEST_DISK;
      mend();
      const what = `${fault} after ${room} bytes ${inThread ? 'in a thread' : 'in the main thread'}`;
      expect(error, what).toBeInstanceOf(UserError);
      const said = (error as UserError).message;
      expect(said, what).toContain(fault === 'ENOSPC' ? 'the disk is full' : 'the disk is read-only');
      expect(said, what).toMatch(/it resumes where it stopped|Choose another folder/);
      expect((error as UserError).status).toBe(2);
      expect(readdirSync(out), what).not.toContain('manifest.json');
      await analyse(corpus, out);
      expect(hashesOf(out), what).toEqual(expected);
      rmSync(out, { recursive: true });
    }
  });
});

describe('input that changes while it is analysed', () => {
  it('is never kept as finished, whatever changes and whenever: 20 times', async () => {
    const random = seededRandom(26);
    const changes: Readonly<Record<string, (file: string) => void>> = {
      'appended to': (file) => appendFileSync(file, `${lines[0]!.replace('doc-0', 'doc-new')}\n`),
      'cut at a line': (file) => truncateSync(file, content.indexOf('\n', content.length * 0.9) + 1),
      'cut within a line': (file) => truncateSync(file, Math.floor(content.length * 0.8)),
      'rewritten to the same size': (file) => writeFileSync(file, content.replace(/ the /g, ' thy ')),
      removed: (file) => rmSync(file),
      'rewritten with its old time': (file) => {
        writeFileSync(file, content.replace(/Oduya/g, 'Oduwa'));
        utimesSync(file, 1e9, 1e9);
      },
    };
    const names = Object.keys(changes);
    for (let round = 0; round < 20; round++) {
      const input = join(scratch, `changing-${round}.jsonl`);
      const out = join(scratch, `changed-${round}`);
      writeFileSync(input, content);
      const name = names[round % names.length]!;
      const at = random.below(DOCUMENTS);
      let done = false;
      const error = await analyse(input, out, (read) => {
        if (done || read < at) return;
        done = true;
        changes[name]!(input);
      }).then(
        () => null,
        (thrown: unknown) => thrown,
      );
      const what = `${name} when ${at} of ${DOCUMENTS} were read`;
      expect(done, what).toBe(true);
      expect(error, what).toBeInstanceOf(UserError);
      expect((error as UserError).message, what).toMatch(
        /changed during the run|cannot be read|is not there/,
      );
      expect(readdirSync(out), what).not.toContain('manifest.json');
      expect(readdirSync(join(out, 'documents')), what).toEqual([]);
      rmSync(out, { recursive: true });
    }
  });
});
