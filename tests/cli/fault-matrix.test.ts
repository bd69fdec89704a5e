import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../../base/random.js';
import { PART_DOCUMENTS } from '../../pipeline/run/parts.js';
import { openAnalysis } from '../../pipeline/store/open-analysis.js';
import { hashesOf } from '../pipeline/folder-bytes.js';
import { sampleDocument } from '../pipeline/sample-corpus.js';
import { hedgerow } from './run-hedgerow.js';

const at = mkdtempSync(join(tmpdir(), 'hedgerow-matrix-'));
const article = join(at, 'article.md');
const corpus = join(at, 'corpus.jsonl');
/** One part, for faults that have nothing to do with size; and two parts. */
const small = join(at, 'small.jsonl');
const twoParts = join(at, 'two-parts.jsonl');
const linux = process.platform === 'linux';

function writeArticles(path: string, count: number): void {
  const lines = Array.from({ length: count }, (_, i) => {
    const { id, text, outlet, published } = sampleDocument(i);
    return JSON.stringify({ id, text, outlet, published });
  });
  writeFileSync(path, `${lines.join('\n')}\n`);
}

beforeAll(() => {
  cpSync('corpora/samples/article.md', article);
  writeArticles(corpus, 300);
  writeArticles(small, 12);
  writeArticles(twoParts, 2 * PART_DOCUMENTS);
});

/** Each place that an output may name, by the fault that it has; no command may show a stack or exit otherwise. */
const OUTPUTS: readonly (readonly [command: string, words: (place: string) => string[]])[] = [
  ['report --out', (place) => ['report', article, '--out', place]],
  ['report --json', (place) => ['report', article, '--out', join(at, 'r.html'), '--json', place]],
  ['report --tables', (place) => ['report', article, '--out', join(at, 'r.html'), '--tables', place]],
  ['report --figures', (place) => ['report', article, '--out', join(at, 'r.html'), '--figures', place]],
  ['analyse --out', (place) => ['analyse', small, '--out', place]],
  ['analyse --tables', (place) => ['analyse', small, '--out', join(at, 'a'), '--tables', place]],
  ['corpus import --out', (place) => ['corpus', 'import', small, '--out', place]],
  ['actors --out', (place) => ['actors', small, '--cache', join(at, 'cache'), '--out', place]],
  [
    'compare --cache',
    (place) => ['compare', small, '--by', 'outlet', '--out', join(at, 'c.html'), '--cache', place],
  ],
];
const PLACES: readonly (readonly [fault: string, place: string])[] = [
  ['no such folder can be made', '/proc/none/below.yaml'],
  ['a part of the path is a file', join(article, 'below.yaml')],
];

describe.skipIf(!linux)('an output that cannot be written', () => {
  for (const [command, words] of OUTPUTS)
    for (const [fault, place] of PLACES)
      it(`${command}: ${fault}`, () => {
        const { status, stderr } = hedgerow(words(place));
        expect(stderr).toMatch(/hedgerow: .*cannot be written/);
        expect(stderr).not.toMatch(/defect of Hedgerow| {4}at /);
        expect(status).toBe(2);
      });

  it('a full disk is told as that', () => {
    for (const words of [
      ['report', article, '--out', '/dev/full'],
      ['corpus', 'import', small, '--out', '/dev/full'],
    ]) {
      const { status, stderr } = hedgerow(words);
      expect(stderr).toContain('the disk is full');
      expect(status).toBe(2);
    }
    expect(lstatSync('/dev/full').isCharacterDevice()).toBe(true);
  });

  it('a folder for temporary files that is missing is named', () => {
    const { status, stderr } = spawnSync('node', ['dist/cli/main.js', 'corpus', '-'], {
      input: readFileSync(corpus),
      encoding: 'utf8',
      env: { ...process.env, TMPDIR: join(at, 'none') },
    });
    expect(stderr).toMatch(/cannot be kept while it is read.*TMPDIR/s);
    expect(status).toBe(2);
  });
});

describe('outputs that are no plain files', () => {
  it('a link to a result stays a link, standard output takes one', () => {
    writeFileSync(join(at, 'target.json'), '');
    symlinkSync('target.json', join(at, 'link.json'));
    hedgerow(['report', article, '--out', join(at, 'r.html'), '--json', join(at, 'link.json')]);
    expect(lstatSync(join(at, 'link.json')).isSymbolicLink()).toBe(true);
    expect(JSON.parse(readFileSync(join(at, 'target.json'), 'utf8')).format).toMatch(/^hedgerow-article/);
    if (!linux) return;
    const { stdout } = hedgerow(['report', article, '--out', '/dev/null', '--json', '/dev/stdout']);
    expect(stdout).toContain('"format": "hedgerow-article-report');
    expect(lstatSync('/dev/null').isCharacterDevice()).toBe(true);
  });

  it('parts are never written behind a link', () => {
    const out = join(at, 'linked');
    const elsewhere = join(at, 'elsewhere');
    for (const folder of [out, elsewhere]) mkdirSync(folder);
    writeFileSync(join(elsewhere, 'part-00000.parquet'), 'mine');
    symlinkSync(elsewhere, join(out, 'documents'));
    const { status, stderr } = hedgerow(['analyse', small, '--out', out, '--overwrite']);
    expect(stderr).toContain('holds a link where its parts belong');
    expect(status).toBe(2);
    expect(readFileSync(join(elsewhere, 'part-00000.parquet'), 'utf8')).toBe('mine');
  });
});

describe.skipIf(!linux)('inputs that are no plain files', () => {
  it('bad entries of a folder are rejected and the rest is read', () => {
    const folder = join(at, 'mixed');
    mkdirSync(folder);
    cpSync(corpus, join(folder, 'good.jsonl'));
    symlinkSync('nowhere', join(folder, 'broken.jsonl'));
    symlinkSync('loop-b', join(folder, 'loop-a'));
    symlinkSync('loop-a', join(folder, 'loop-b'));
    execFileSync('mkfifo', [join(folder, 'pipe.txt')]);
    writeFileSync(
      Buffer.concat([Buffer.from(`${folder}/caf`), Buffer.from([0xe9]), Buffer.from('.txt')]),
      'A text.',
    );
    const out = join(at, 'mixed-out');
    const { status, stderr } = hedgerow(['analyse', folder, '--out', out]);
    expect(stderr).toContain('305 documents read: 300 analysed, 5 rejected (5 unreadable');
    expect(status).toBe(1);
    const rejects = readFileSync(join(out, 'rejects.jsonl'), 'utf8');
    expect(rejects).toContain('its links go round in a circle');
    expect(rejects).toContain('a link to something that does not');
    expect(rejects).toContain('a pipe, a socket or a device');
  });

  it('a pipe named alone is read, process substitution too; a device is refused', () => {
    const read = spawnSync('bash', ['-c', 'node dist/cli/main.js corpus <(head -n 7 "$0")', corpus], {
      encoding: 'utf8',
    });
    expect(read.stdout).toContain('7 documents');
    for (const device of ['/dev/zero', '/dev/null']) {
      const { status, stderr } = hedgerow(['corpus', device]);
      expect(stderr).toContain(`'${device}' is a device`);
      expect(status).toBe(2);
    }
  });

  it('one that does not end is stopped at its limit', () => {
    const command = 'yes "A line of text." | node dist/cli/main.js corpus - --max-decompressed-megabytes 2';
    const { status, stderr } = spawnSync('bash', ['-c', command], { encoding: 'utf8' });
    expect(stderr).toContain('the input does not end: more than 2 MB came');
    expect(status).toBe(2);
  });
});

describe('input that changes during a run', () => {
  /** Changes the file as soon as the run has written its first file. */
  async function changedRun(
    change: () => void,
    out: string,
  ): Promise<{ status: number | null; stderr: string }> {
    const copy = join(out, '..', 'changing.jsonl');
    cpSync(corpus, copy);
    const child = spawn('node', ['dist/cli/main.js', 'analyse', copy, '--out', out, '--workers', '1']);
    let stderr = '';
    child.stderr.on('data', (chunk) => {
      stderr += String(chunk);
    });
    const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
    while (!existsSync(join(out, 'unfinished.jsonl'))) await new Promise((resolve) => setTimeout(resolve, 2));
    change();
    return { status: await ended, stderr };
  }

  it.each([
    ['appended to', (copy: string) => appendFileSync(copy, readFileSync(corpus, 'utf8').split('\n')[0]!)],
    [
      'rewritten to the same size',
      (copy: string) => writeFileSync(copy, readFileSync(corpus, 'utf8').replace(/ the /g, ' thy ')),
    ],
    ['cut', (copy: string) => writeFileSync(copy, readFileSync(corpus, 'utf8').slice(0, 20_000))],
  ])('%s, it is said and nothing is kept as finished', async (_, change) => {
    const home = mkdtempSync(join(at, 'changing-'));
    const out = join(home, 'out');
    const { status, stderr } = await changedRun(() => change(join(home, 'changing.jsonl')), out);
    expect(stderr).toContain('the input changed during the run');
    expect(status).toBe(1);
    expect(existsSync(join(out, 'manifest.json'))).toBe(false);
    expect(readdirSync(join(out, 'documents'))).toEqual([]);
    // The next run finds the folder free.
    expect(hedgerow(['analyse', join(home, 'changing.jsonl'), '--out', out]).stderr).toContain(
      'documents read',
    );
  });

  it('touched but equal, it counts as unchanged', async () => {
    const home = mkdtempSync(join(at, 'touched-'));
    const touch = (): void => writeFileSync(join(home, 'changing.jsonl'), readFileSync(corpus));
    const { status, stderr } = await changedRun(touch, join(home, 'out'));
    expect(stderr).toContain('300 documents read');
    expect(status).toBe(0);
  });
});

describe('stored parts that were damaged', () => {
  it('a report names the part, and the next analysis makes it anew to the same bytes', () => {
    const out = join(at, 'flipped');
    hedgerow(['analyse', twoParts, '--out', out]);
    const right = hashesOf(join(out, 'documents'));
    const part = join(out, 'documents', 'part-00000.parquet');
    const whole = readFileSync(part);
    const flipped = Uint8Array.from(whole);
    flipped[whole.length >> 1]! ^= 1;
    writeFileSync(part, flipped);
    const { status, stderr } = hedgerow(['compare', out, '--by', 'outlet', '--out', join(at, 'c.html')]);
    expect(stderr).toMatch(/the analysis is damaged \(.*part-00000\.parquet\): its bytes are not those/);
    expect(status).toBe(2);
    expect(hedgerow(['analyse', twoParts, '--out', out]).stderr).toContain('256 analysed');
    expect(hashesOf(join(out, 'documents'))).toEqual(right);
  });

  it('--verify finds one that left size and time as they were, and mends it', () => {
    const out = join(at, 'flipped');
    const part = join(out, 'documents', 'part-00001.parquet');
    const whole = readFileSync(part);
    const { atime, mtime } = statSync(part);
    const flipped = Uint8Array.from(whole);
    flipped[whole.length >> 1]! ^= 1;
    writeFileSync(part, flipped);
    utimesSync(part, atime, mtime);
    expect(hedgerow(['analyse', twoParts, '--out', out, '--verify']).stderr).toContain('256 analysed');
    expect(readFileSync(part).equals(whole)).toBe(true);
    expect(hedgerow(['analyse', twoParts, '--out', out, '--verify']).stderr).toContain('every part verified');
  });

  it('each of 20 flips is found when the analysis is opened', async () => {
    const out = join(at, 'flipped');
    const part = join(out, 'documents', 'part-00000.parquet');
    const whole = readFileSync(part);
    const random = seededRandom(31);
    for (let flip = 0; flip < 20; flip++) {
      const bytes = Uint8Array.from(whole);
      bytes[random.below(bytes.length)]! ^= 1 << random.below(8);
      writeFileSync(part, bytes);
      await expect(openAnalysis(out)).rejects.toThrow(/part-00000\.parquet\): its bytes are not those/);
    }
    writeFileSync(part, whole);
    await expect(openAnalysis(out)).resolves.toMatchObject({ folder: out });
  });
});

describe.skipIf(!linux)('an interruption', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('by %s says what is kept', async (signal, status) => {
    const large = join(at, 'large.jsonl');
    if (!existsSync(large)) writeArticles(large, 6000);
    const out = join(at, `stopped-${signal}`);
    const child = spawn('node', ['dist/cli/main.js', 'analyse', large, '--out', out, '--workers', '1']);
    let stderr = '';
    child.stderr.on('data', (chunk) => {
      stderr += String(chunk);
    });
    const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
    const parts = join(out, 'documents');
    while (!existsSync(parts) || !readdirSync(parts).some((name) => name.endsWith('.parquet')))
      await new Promise((resolve) => setTimeout(resolve, 5));
    await new Promise((resolve) => setTimeout(resolve, 50));
    child.kill(signal);
    expect(await ended).toBe(status);
    expect(stderr).toMatch(
      /Stopped: (?:\d+ of 6000 documents are kept in .*; give the same command to resume|nothing is kept yet)\./,
    );
  });
});
