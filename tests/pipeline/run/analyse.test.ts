import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { tableFromIPC } from 'apache-arrow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UserError } from '../../../base/user-error.js';
import type { Corpus } from '../../../corpora/document.js';
import { analyseCorpus } from '../../../pipeline/run/analyse.js';
import { analyseCached } from '../../../pipeline/run/analyse-cached.js';
import { analyseStream } from '../../../pipeline/run/analyse-stream.js';
import { rejectsOfPart } from '../../../pipeline/run/rejects.js';
import { reject, sampleCorpus, sampleDocument, workerFile } from '../sample-corpus.js';

const STAGES = ['tokenising', 'lexis'];
const scratch = mkdtempSync(join(tmpdir(), 'hedgerow-pipeline-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const planModule = fileURLToPath(new URL('./failing-plan.mjs', import.meta.url));
const common = { stages: STAGES, workerFile };

/** All files of an analysis with their bytes. */
function bytesOf(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.\w+$/.test(name),
  );
  return Object.fromEntries(
    files.sort().map((name) => [name, readFileSync(join(folder, name)).toString('base64')]),
  );
}

describe('an analysis', () => {
  const one = join(scratch, 'one');
  beforeAll(async () => {
    await analyseCorpus(sampleCorpus(600), { ...common, out: one, workers: 1 });
  });

  it('accounts for every record and leaves nothing unfinished behind', () => {
    const { manifest } = JSON.parse(`{"manifest":${readFileSync(join(one, 'manifest.json'), 'utf8')}}`);
    expect(manifest).toMatchObject({ read: 612, analysed: 600, rejected: 12, reasons: { 'empty-text': 12 } });
    expect(manifest.parts.map((part: { documents: number }) => part.documents)).toEqual([
      128, 128, 128, 128, 88,
    ]);
    const rejects = readFileSync(join(one, 'rejects.jsonl'), 'utf8').trim().split('\n');
    expect(rejects.map((line) => JSON.parse(line).place)).toEqual(
      Array.from({ length: 12 }, (_, i) => `record ${i * 50 + 49}`),
    );
    expect(readdirSync(one).sort()).toEqual(['documents', 'manifest.json', 'rejects.jsonl']);
  });

  it.each([
    ['two workers', { workers: 2 }],
    ['whole parts', { workers: 1, batchDocuments: undefined }],
    ['batches of 7', { workers: 2, batchDocuments: 7 }],
    ['batches of 300 on three workers', { workers: 3, batchDocuments: 300 }],
    ['batches cut by length', { workers: 2, batchCharacters: 900 }],
  ])('has the same bytes with %s', async (name, options) => {
    const out = join(scratch, name.replaceAll(' ', '-'));
    await analyseCorpus(sampleCorpus(600), { ...common, ...options, out });
    expect(bytesOf(out)).toEqual(bytesOf(one));
  });

  it('is found again, not redone', async () => {
    const read = { ...sampleCorpus(600), read: () => expect.fail('the corpus was read again') } as Corpus;
    const again = await analyseCorpus(read, { ...common, out: one });
    expect(again.reused).toBe(true);
    expect(again.manifest.analysed).toBe(600);
  });

  it('does not replace another analysis unless told to', async () => {
    const out = join(scratch, 'other');
    await analyseCorpus(sampleCorpus(10), { ...common, out });
    await expect(analyseCorpus(sampleCorpus(11), { ...common, out })).rejects.toThrow(UserError);
    const run = await analyseCorpus(sampleCorpus(11), { ...common, out, overwrite: true });
    expect(run.manifest.analysed).toBe(11);
  });

  it('does not write into a folder with other files', async () => {
    const out = mkdtempSync(join(scratch, 'full-'));
    writeFileSync(join(out, 'thesis.txt'), 'mine');
    await expect(analyseCorpus(sampleCorpus(3), { ...common, out })).rejects.toThrow(/not empty/);
    await analyseCorpus(sampleCorpus(3), { ...common, out, overwrite: true });
    expect(readFileSync(join(out, 'thesis.txt'), 'utf8')).toBe('mine');
  });

  it('of no documents is an analysis all the same', async () => {
    const run = await analyseCorpus(sampleCorpus(0), { ...common, out: join(scratch, 'empty') });
    expect(run.manifest).toMatchObject({ read: 0, analysed: 0, parts: [{ documents: 0 }] });
  });

  it('in the cache is found again by the same corpus only', async () => {
    const cache = join(scratch, 'cache');
    const first = await analyseCached(sampleCorpus(20), { ...common, cache });
    const second = await analyseCached(sampleCorpus(20), { ...common, cache });
    const other = await analyseCached(sampleCorpus(21), { ...common, cache });
    expect([first.reused, second.reused, other.reused]).toEqual([false, true, false]);
    expect(second.folder).toBe(first.folder);
    expect(other.folder).not.toBe(first.folder);
  });
});

describe('a stream', () => {
  async function streamed(
    format: 'arrow' | 'jsonl',
    batchDocuments: number,
    stages = STAGES,
  ): Promise<Buffer> {
    const output = new PassThrough({ highWaterMark: 1 << 26 });
    const summary = await analyseStream(sampleCorpus(300), output, {
      ...common,
      stages,
      format,
      batchDocuments,
    });
    expect(summary).toMatchObject({ read: 306, analysed: 300, rejected: 6 });
    output.end();
    return Buffer.concat(await output.toArray());
  }

  it('of Arrow is one stream with all rows, the same for any batch', async () => {
    const bytes = await streamed('arrow', 64);
    const table = tableFromIPC(bytes);
    expect(table.numRows).toBe(300);
    expect(table.get(299)!.id).toBe('doc-299');
    expect(await streamed('arrow', 50)).toEqual(bytes);
  });

  it('of JSON lines counts offsets in code points', async () => {
    const rows = (await streamed('jsonl', 64, ['hedging']))
      .toString()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(rows.length).toBe(300);
    let hits = 0;
    for (const row of rows) {
      const points = [...row.text];
      for (const cue of row.hedging_cues) {
        expect(points.slice(cue.start, cue.end).join('')).toBe(cue.surface);
        hits++;
      }
    }
    expect(hits).toBeGreaterThan(300);
  });
});

describe('documents that a stage cannot take', () => {
  function corpusWith(texts: Readonly<Record<number, string>>, count: number): Corpus {
    const corpus = sampleCorpus(count);
    return {
      survey: corpus.survey,
      async *read() {
        for (let i = 0; i < count; i++)
          yield {
            kind: 'document',
            document: { ...sampleDocument(i), ...(texts[i] ? { text: texts[i] } : {}) },
          };
      },
    };
  }

  it.each([
    ['handed out in batches', { workers: 2, batchDocuments: 16 }],
    ['handed out in whole parts', { workers: 1 }],
  ])(
    'are rejected with the reason, and the run goes on: %s',
    async (name, options) => {
      const out = join(scratch, `faults-${name.replaceAll(' ', '-')}`);
      const run = await analyseCorpus(corpusWith({ 3: 'THROW it', 40: 'STALL it', 70: 'DIE here' }, 100), {
        ...common,
        ...options,
        out,
        documentTimeoutMs: 1500,
        planModule,
      });
      expect(run.manifest).toMatchObject({
        read: 100,
        analysed: 97,
        reasons: { 'stage-failed': 1, 'stage-stalled': 1, 'worker-crashed': 1 },
      });
      const rejects = readFileSync(join(out, 'rejects.jsonl'), 'utf8')
        .trim()
        .split('\n')
        .map((l) => JSON.parse(l));
      expect(rejects.map(({ id }) => id)).toEqual(['doc-3', 'doc-40', 'doc-70']);
      expect(rejects[0].message).toContain('the stage fell');
    },
    120_000,
  );

  it('stand among the rejects of the reader in the order of the corpus', () => {
    const part = {
      index: 0,
      documents: [0, 1].map((n) => ({ document: sampleDocument(n), source: 's', place: `line ${n}` })),
      rejects: [0, 1, 2].map((after) => ({ after, reject: reject(`after ${after}`) })),
    };
    const failures = [{ row: 1, reason: 'stage-failed' as const, message: 'm' }];
    expect(rejectsOfPart(part, failures).map(({ place }) => place)).toEqual([
      'after 0',
      'after 1',
      'line 1',
      'after 2',
    ]);
  });
});

describe('a run that is killed', () => {
  it('goes on where it was, to the same bytes', async () => {
    const script = fileURLToPath(new URL('./analyse-sample.mjs', import.meta.url));
    const whole = join(scratch, 'undisturbed');
    await ended(spawn(process.execPath, [script, whole, '1500']));
    const out = join(scratch, 'killed');
    let kills = 0;
    for (let attempt = 0; attempt < 12 && !existsSync(join(out, 'manifest.json')); attempt++) {
      const child = spawn(process.execPath, [script, out, '1500']);
      const timer = setInterval(() => {
        const parts = existsSync(join(out, 'documents'))
          ? readdirSync(join(out, 'documents')).filter((name) => name.endsWith('.parquet')).length
          : 0;
        if (parts >= (attempt + 1) * 2) child.kill('SIGKILL');
      }, 5);
      if ((await ended(child)) !== 0) kills++;
      clearInterval(timer);
    }
    expect(kills).toBeGreaterThan(0);
    expect(bytesOf(out)).toEqual(bytesOf(whole));
  }, 900_000);
});

function ended(child: ChildProcess): Promise<number | null> {
  child.stderr?.pipe(process.stderr);
  return new Promise((resolve) => child.on('exit', (code) => resolve(code)));
}
