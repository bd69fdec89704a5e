import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { loadBundle } from '../../cli/code-cache.js';

const folder = mkdtempSync(join(tmpdir(), 'hedgerow-code-'));
afterAll(() => rmSync(folder, { recursive: true }));

const at = (name: string): string => join(folder, name);
const cacheOf = (name: string): string =>
  at(readdirSync(folder).find((file) => file.startsWith(name) && file.endsWith('.cache'))!);

interface Sample {
  double(value: number): number;
  ofNode(value: number): string;
  fail(): never;
}

const ENTRY = `const { twice } = require('./twice.cjs');
exports.double = (value) => twice(value);
exports.ofNode = (value) => require('node:path').basename('a/' + value);
exports.fail = () => {
  throw new Error('wrong');
};
`;
const TWICE = 'exports.twice = (value) => 2 * value;\n';

const load = (): ReturnType<typeof loadBundle<Sample>> => loadBundle<Sample>(at('entry.cjs'));

/** Runs what there is, so that its code is compiled, and keeps it. */
function keep(): void {
  const { exports, codeNow } = load();
  exports.double(1);
  for (const { path, content } of codeNow()) writeFileSync(path, content);
}

beforeEach(() => {
  for (const name of readdirSync(folder)) rmSync(at(name), { recursive: true });
  writeFileSync(at('entry.cjs'), ENTRY);
  writeFileSync(at('twice.cjs'), TWICE);
});

/** What is loaded works, and these files' kept code was taken. */
function expectLoaded(...taken: readonly string[]): void {
  const { exports, codeTaken } = load();
  expect(exports.double(21)).toBe(42);
  expect(exports.ofNode(7)).toBe('7');
  expect(codeTaken().map((file) => basename(file))).toEqual(taken);
}

describe('compiled code kept beside the bundle', () => {
  it('is taken where it was kept, and everything works without', () => {
    expectLoaded();
    keep();
    expectLoaded('entry.cjs', 'twice.cjs');
  });
  it('is left alone where a byte of it has changed, or its end is missing', () => {
    keep();
    const bytes = readFileSync(cacheOf('entry.cjs'));
    bytes[bytes.length >> 1]! ^= 1;
    writeFileSync(cacheOf('entry.cjs'), bytes);
    expectLoaded('twice.cjs');
    writeFileSync(cacheOf('twice.cjs'), readFileSync(cacheOf('twice.cjs')).subarray(0, -1));
    expectLoaded();
    writeFileSync(cacheOf('twice.cjs'), '');
    expectLoaded();
  });
  it('is left alone where the file that it was compiled from is another, even of the same length', () => {
    keep();
    writeFileSync(at('twice.cjs'), TWICE.replace('2 * value', '3 * value'));
    const { exports, codeTaken } = load();
    expect(exports.double(2)).toBe(6);
    expect(codeTaken().map((file) => basename(file))).toEqual(['entry.cjs']);
  });
  it('is of one version of Node: the name says which', () => {
    keep();
    expect(basename(cacheOf('twice.cjs'))).toBe(`twice.cjs.${process.version}-${process.arch}.cache`);
  });
  it('leaves places in traces as they are', () => {
    keep();
    const { exports, codeTaken } = load();
    expect(codeTaken()).toContain(at('entry.cjs'));
    let stack = '';
    try {
      exports.fail();
    } catch (error) {
      stack = (error as Error).stack!;
    }
    expect(stack).toContain(`${at('entry.cjs')}:5:9`);
  });
});

describe('the built command line', () => {
  /** A package of its own, with the build's bundle, that `change` may alter. */
  function installed(change: (bundle: string) => void): string {
    const root = at('package');
    mkdirSync(join(root, 'dist'), { recursive: true });
    for (const name of ['package.json', 'node_modules', 'stages', 'corpora', 'dist/stages'])
      symlinkSync(resolve(name), join(root, name));
    for (const name of ['dist/cli', 'dist/bundle']) cpSync(name, join(root, name), { recursive: true });
    change(join(root, 'dist/bundle'));
    return root;
  }

  function columns(root: string): string {
    const link = at('hedgerow');
    symlinkSync(join(root, 'dist/cli/main.js'), link);
    const { status, stdout, stderr } = spawnSync(process.execPath, [link, 'columns'], { encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(status).toBe(0);
    return stdout;
  }

  const expected = (): string =>
    spawnSync(process.execPath, ['dist/cli/main.js', 'columns'], { encoding: 'utf8' }).stdout;
  const caches = (bundle: string): string[] =>
    readdirSync(bundle)
      .filter((name) => name.endsWith('.cache'))
      .map((name) => join(bundle, name));

  it('has compiled code, and runs from a folder that cannot be written to', () => {
    const root = installed((bundle) => {
      expect(caches(bundle).length).toBeGreaterThan(10);
      chmodSync(bundle, 0o555);
    });
    expect(columns(root)).toBe(expected());
  });
  it('runs without compiled code, and with code that is not whole', () => {
    const root = installed((bundle) => {
      for (const [k, file] of caches(bundle).entries())
        if (k % 2 === 0) rmSync(file);
        else writeFileSync(file, readFileSync(file).fill(7, 100, 400));
    });
    expect(columns(root)).toBe(expected());
  });
  it('runs without the bundle', () => {
    const root = installed((bundle) => rmSync(bundle, { recursive: true }));
    for (const name of [
      'corpora',
      'pipeline',
      'reports',
      'training',
      'base',
      'models',
      'statistics',
      'queries',
      'evaluation',
    ])
      symlinkSync(resolve('dist', name), join(root, 'dist', name));
    expect(columns(root).length).toBeGreaterThan(0);
  });
});
