/** Output files: a regular file is replaced whole, a device or pipe is written into, a link keeps pointing where it did. */
import {
  closeSync,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  readlinkSync,
  readSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname, resolve } from 'node:path';

/** As many links as Linux follows. */
const MAX_LINKS = 40;
const COPY_BYTES = 1 << 20;

/** Where the bytes of an output go. */
export interface OutputTarget {
  /** The file itself, links resolved. */
  readonly path: string;
  /** Whether a new file may be renamed onto it: not onto a device, a pipe, a socket or an open descriptor. */
  readonly replaceable: boolean;
}

/** `/dev/stdout`, `/dev/fd/3`, `/proc/self/fd/1`: names of open files, not files of their own. */
const isDescriptor = (path: string): boolean => /^\/(?:dev|proc)\//.test(path);

/**
 * The target of an output path. Links are followed, also to a file that does not exist yet.
 *
 * @throws the system's error for a folder (EISDIR) or a circle of links (ELOOP).
 */
export function outputTarget(path: string): OutputTarget {
  let target = resolve(path);
  for (let links = 0; ; links++) {
    if (isDescriptor(target)) return { path: target, replaceable: false };
    if (lstatSync(target, { throwIfNoEntry: false })?.isSymbolicLink() !== true) break;
    if (links === MAX_LINKS) throw Object.assign(new Error('too many links'), { code: 'ELOOP' });
    target = resolve(dirname(target), readlinkSync(target));
  }
  const stats = statSync(target, { throwIfNoEntry: false });
  if (stats?.isDirectory()) throw Object.assign(new Error('a folder is in the way'), { code: 'EISDIR' });
  if (stats !== undefined) target = realpathSync(target);
  return { path: target, replaceable: stats === undefined || stats.isFile() };
}

/**
 * Makes a folder and those on the way to it, from the first that stands. Node's own recursive form never ends where the
 * system takes no folder and says that one is missing (/proc).
 */
export function makeFolder(path: string): void {
  const missing: string[] = [];
  let folder = resolve(path);
  while (!existsSync(folder)) {
    missing.push(folder);
    folder = dirname(folder);
  }
  for (const next of missing.reverse()) {
    try {
      mkdirSync(next);
    } catch (error) {
      // Another process may have made it.
      if (!statSync(next, { throwIfNoEntry: false })?.isDirectory()) throw error;
    }
  }
  if (!statSync(resolve(path)).isDirectory())
    throw Object.assign(new Error('a file is in the way'), { code: 'EEXIST' });
}

/** The name under which a file is written until it is whole. */
export function temporaryName(path: string): string {
  return `${path}.${process.pid}.tmp`;
}

const DESCRIPTORS: Readonly<Record<string, number>> = { '/dev/stdin': 0, '/dev/stdout': 1, '/dev/stderr': 2 };

/** Opens what is written straight into. A socket cannot be opened by its name: then it is the descriptor itself. */
function openTarget(path: string): { readonly file: number; readonly close: () => void } {
  try {
    const file = openSync(path, 'w');
    return { file, close: () => closeSync(file) };
  } catch (error) {
    const number = DESCRIPTORS[path] ?? Number(/\/fd\/(\d+)$/.exec(path)?.[1] ?? Number.NaN);
    if ((error as NodeJS.ErrnoException).code !== 'ENXIO' || Number.isNaN(number)) throw error;
    return { file: number, close: () => {} };
  }
}

function writeAll(file: number, bytes: Uint8Array, length = bytes.length): void {
  for (let written = 0; written < length; ) {
    try {
      written += writeSync(file, bytes, written, length - written);
    } catch (error) {
      // A pipe or socket that does not block is full: its reader needs a moment.
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}

/**
 * Writes a file under a temporary name and renames it, so that nobody sees half of it. Folders on the way are made.
 * What is no regular file (`/dev/stdout`, a named pipe) is written straight into.
 */
export function writeWhole(path: string, content: string | Uint8Array): void {
  const target = outputTarget(path);
  if (!target.replaceable) {
    const { file, close } = openTarget(target.path);
    try {
      writeAll(file, typeof content === 'string' ? Buffer.from(content) : content);
    } finally {
      close();
    }
    return;
  }
  makeFolder(dirname(target.path));
  const temporary = temporaryName(target.path);
  try {
    writeFileSync(temporary, content, { flush: true });
    renameSync(temporary, target.path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** Moves a finished file to its place; into what is no regular file its bytes are copied. */
export function moveWhole(file: string, path: string): void {
  const target = outputTarget(path);
  if (target.replaceable) {
    renameSync(file, target.path);
    return;
  }
  const from = openSync(file, 'r');
  const to = openTarget(target.path);
  try {
    const buffer = Buffer.alloc(COPY_BYTES);
    for (let read = readSync(from, buffer); read > 0; read = readSync(from, buffer))
      writeAll(to.file, buffer, read);
  } finally {
    closeSync(from);
    to.close();
  }
  rmSync(file, { force: true });
}

const DISK_ERRORS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'the file is larger than the disk or the system allows',
  EACCES: 'it may not be written',
  EPERM: 'it may not be written',
  EROFS: 'the disk is read-only',
  ENOTDIR: 'a part of the path is a file',
  EISDIR: 'a folder of that name is in the way',
  EEXIST: 'a file of that name is in the way',
  ENOENT: 'a folder on the way does not exist and cannot be made',
  ELOOP: 'its links go round in a circle',
  ENAMETOOLONG: 'the name is too long',
  EIO: 'the disk reports an error',
  ENXIO: 'nobody reads from it',
  EINVAL: 'it takes no data',
  EPIPE: 'its reader has closed it',
};

/** How DuckDB and others write the same in the words of the C library. */
const SYSTEM_WORDS: readonly (readonly [words: RegExp, code: string])[] = [
  [/No space left on device/, 'ENOSPC'],
  [/Disk quota exceeded/, 'EDQUOT'],
  [/Permission denied/, 'EACCES'],
  [/Read-only file system/, 'EROFS'],
  [/Not a directory/, 'ENOTDIR'],
  [/File name too long/, 'ENAMETOOLONG'],
  [/Input\/output error/, 'EIO'],
];

/** Why a disk refused to take data, in words; undefined for an error that is not the disk's. */
export function diskErrorText(error: unknown): string | undefined {
  const { code, message } = error as NodeJS.ErrnoException;
  // An error of a worker thread arrives without its code, which then stands in its message.
  const said = String(message);
  const found = code ?? /^([A-Z]+):/.exec(said)?.[1] ?? SYSTEM_WORDS.find(([words]) => words.test(said))?.[1];
  return DISK_ERRORS[found ?? ''];
}
