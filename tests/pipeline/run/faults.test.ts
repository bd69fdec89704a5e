import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../../../base/random.js';
import { writeArticles } from '../articles-file.js';
import { hashesOf } from '../folder-bytes.js';

const scratch = mkdtempSync(join(tmpdir(), 'hedgerow-faults-'));
const script = fileURLToPath(new URL('./analyse-file.mjs', import.meta.url));
const corpus = join(scratch, 'articles.jsonl');
const whole = join(scratch, 'whole');

interface Run {
  readonly status: number | null;
  readonly said: string;
}

/** Runs the analysis; `watch` is asked every few milliseconds whether to kill it now. */
async function analyse(out: string, watch: (elapsedMs: number) => boolean = () => false): Promise<Run> {
  const child = spawn(process.execPath, [script, corpus, out], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', (text) => {
    said += text;
  });
  const begun = performance.now();
  const timer = setInterval(() => {
    if (watch(performance.now() - begun)) child.kill('SIGKILL');
  }, 2);
  const status = await new Promise<number | null>((done) => child.on('exit', done));
  clearInterval(timer);
  return { status, said };
}

const filesOf = (out: string, ending: string): number =>
  existsSync(join(out, 'documents'))
    ? readdirSync(join(out, 'documents')).filter((name) => name.endsWith(ending)).length
    : 0;

const mayMount = ((): boolean => {
  const folder = join(scratch, 'mount-test');
  mkdirSync(folder);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'hedgerow', folder], { stdio: 'ignore' });
    execFileSync('umount', [folder]);
    return true;
  } catch {
    return false;
  }
})();

afterAll(() => rmSync(scratch, { recursive: true, force: true }));
beforeAll(async () => {
  await writeArticles(corpus, 3000);
  expect((await analyse(whole)).status).toBe(0);
}, 900_000);

describe('an analysis of 3,000 articles', () => {
  it('killed 60 times, at random or while a part is being written or renamed, ends in the same bytes every time', async () => {
    const random = seededRandom(20_260);
    const expected = hashesOf(whole);
    let kills = 0;
    let finished = 0;
    for (let round = 0; kills < 60; round++) {
      const out = join(scratch, `round-${round}`);
      while (!existsSync(join(out, 'manifest.json'))) {
        const way = kills >= 60 ? 'let it end' : (['time', 'writing', 'stored'] as const)[random.below(3)];
        const before = filesOf(out, '.parquet');
        const delay = 400 + random.next() * 4000;
        const run = await analyse(out, (elapsed) => {
          if (way === 'time') return elapsed > delay;
          if (way === 'writing') return filesOf(out, '.tmp') > 0;
          return way === 'stored' && filesOf(out, '.parquet') > before;
        });
        if (run.status === null) kills++;
        else expect(run.status, run.said).toBe(0);
      }
      expect(hashesOf(out)).toEqual(expected);
      finished++;
      rmSync(out, { recursive: true });
    }
    process.stdout.write(`${kills} kills over ${finished} analyses\n`);
    expect(kills).toBeGreaterThanOrEqual(60);
  }, 900_000);

  it.skipIf(!mayMount)(
    'on a disk that fills up says so, and goes on when there is room (skipped without mount)',
    async () => {
      const disk = join(scratch, 'disk');
      mkdirSync(disk);
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'hedgerow', disk]);
      try {
        const out = join(disk, 'analysis');
        const full = await analyse(out);
        expect(full.status).toBe(2);
        expect(full.said).toMatch(/the disk is full.*run the same command again/s);
        const stood = filesOf(out, '.parquet');
        execFileSync('mount', ['-o', 'remount,size=600m', disk]);
        expect((await analyse(out)).status).toBe(0);
        expect(stood).toBeGreaterThan(0);
        expect(hashesOf(out)).toEqual(hashesOf(whole));
      } finally {
        execFileSync('umount', ['-l', disk]);
      }
    },
    300_000,
  );
});
