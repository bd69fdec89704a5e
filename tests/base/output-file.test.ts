import { execFileSync, spawn } from 'node:child_process';
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { diskErrorText, makeFolder, moveWhole, outputTarget, writeWhole } from '../../base/output-file.js';

const folder = (): string => mkdtempSync(join(tmpdir(), 'hedgerow-output-'));

it('a file is replaced whole and leaves nothing beside it', () => {
  const at = folder();
  const path = join(at, 'a', 'b', 'result.json');
  writeWhole(path, 'one');
  writeWhole(path, 'two');
  expect(readFileSync(path, 'utf8')).toBe('two');
  expect(readdirSync(join(at, 'a', 'b'))).toEqual(['result.json']);
});

it('a link keeps pointing where it did, also to a file that is not there yet', () => {
  const at = folder();
  writeFileSync(join(at, 'target'), 'old');
  symlinkSync('target', join(at, 'link'));
  symlinkSync('link', join(at, 'second'));
  symlinkSync('later/target', join(at, 'dangling'));
  writeWhole(join(at, 'second'), 'new');
  writeWhole(join(at, 'dangling'), 'made');
  expect(lstatSync(join(at, 'link')).isSymbolicLink()).toBe(true);
  expect(lstatSync(join(at, 'dangling')).isSymbolicLink()).toBe(true);
  expect(readFileSync(join(at, 'target'), 'utf8')).toBe('new');
  expect(readFileSync(join(at, 'later', 'target'), 'utf8')).toBe('made');
});

it('a circle of links and a folder are refused', () => {
  const at = folder();
  symlinkSync('b', join(at, 'a'));
  symlinkSync('a', join(at, 'b'));
  expect(() => writeWhole(join(at, 'a'), 'x')).toThrow(expect.objectContaining({ code: 'ELOOP' }));
  expect(() => writeWhole(at, 'x')).toThrow(expect.objectContaining({ code: 'EISDIR' }));
});

it.skipIf(process.platform === 'win32')('a named pipe is written into and stays a pipe', async () => {
  const at = folder();
  for (const write of [
    (pipe: string) => writeWhole(pipe, 'through'),
    (pipe: string) => {
      writeFileSync(join(at, 'finished'), 'through');
      moveWhole(join(at, 'finished'), pipe);
    },
  ]) {
    const pipe = join(at, `pipe${Math.random()}`);
    execFileSync('mkfifo', [pipe]);
    const reader = spawn('cat', [pipe]);
    let read = '';
    reader.stdout.on('data', (chunk) => {
      read += String(chunk);
    });
    const ended = new Promise((resolve) => reader.on('close', resolve));
    write(pipe);
    await ended;
    expect(read).toBe('through');
    expect(lstatSync(pipe).isFIFO()).toBe(true);
  }
});

it('what stands under /dev and /proc is no file of its own', () => {
  expect(outputTarget('/dev/stdout').replaceable).toBe(false);
  expect(outputTarget('/proc/self/fd/1').replaceable).toBe(false);
});

it.skipIf(process.platform !== 'linux')(
  'a folder that cannot be made is an error and no endless loop',
  () => {
    expect(() => makeFolder('/proc/none/below')).toThrow();
    const at = folder();
    writeFileSync(join(at, 'file'), '');
    expect(() => makeFolder(join(at, 'file', 'below'))).toThrow();
    expect(() => makeFolder(join(at, 'file'))).toThrow(expect.objectContaining({ code: 'EEXIST' }));
    makeFolder(join(at, 'x', 'y'));
    mkdirSync(join(at, 'x', 'z'));
    makeFolder(join(at, 'x', 'z'));
  },
);

it.each([
  [Object.assign(new Error('x'), { code: 'ENOSPC' }), 'the disk is full'],
  [new Error('ENOSPC: no space left on device, write'), 'the disk is full'],
  [new Error('IO Error: Could not write file "t": No space left on device'), 'the disk is full'],
  [new Error('IO Error: Cannot open file "t": Read-only file system'), 'the disk is read-only'],
  [new Error('Parser Error: syntax error'), undefined],
])('%s is told in words', (error, text) => {
  expect(diskErrorText(error)).toBe(text);
});
