import {
  createWriteStream,
  existsSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, isAbsolute, join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { globSync, isDynamicPattern } from 'tinyglobby';
import { UserError } from '../../base/user-error.js';
import { READABLE, stem } from './format.js';

/** A file of the corpus, before it is opened. */
export interface InputFile {
  /** As `SourceFile.name`: relative to the folder given, else as the user wrote it; `-` for standard input. */
  readonly name: string;
  /** Null for standard input, until it is spooled. */
  readonly path: string | null;
  /** Whether the user named it alone, rather than a folder or pattern that holds it. */
  readonly named: boolean;
  /** Its documents' ids begin with it; unique among the corpus's files. */
  readonly label: string;
  /** The id of its document where it holds one only: the label without the extension. */
  readonly documentId: string;
}

/** What operating systems and tools leave in folders; passed over without a reject, as all hidden files are. */
const LEFTOVERS = new Set(['thumbs.db', 'desktop.ini', '__macosx', '_success', 'icon\r']);

export const isPassedOver = (name: string): boolean =>
  (name.startsWith('.') && name !== '.' && name !== '..') || LEFTOVERS.has(name.toLowerCase());
const byCodeUnits = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Lists the files that inputs name: a file, a folder (with all below it, in the order of their names), a
 * glob, or `-`. Within folders and globs, hidden files (their name begins with a dot) and operating systems'
 * leftovers (Thumbs.db, desktop.ini, __MACOSX) are passed over.
 *
 * @throws UserError for an input that does not exist or holds no file.
 */
export function listInputs(inputs: readonly string[]): InputFile[] {
  if (inputs.length === 0) {
    throw new UserError({
      what: 'no corpus is given',
      remedy: 'Name a file, a folder, a glob, or - for standard input.',
    });
  }
  const found: { name: string; short: string; path: string | null; named: boolean }[] = [];
  for (const input of inputs) {
    if (input === '-') {
      if (!found.some(({ path }) => path === null))
        found.push({ name: '-', short: 'stdin', path: null, named: true });
    } else if (existsSync(input)) {
      if (!statSync(input).isDirectory()) {
        found.push({ name: input, short: basename(input), path: input, named: true });
        continue;
      }
      const names = filesBelow(input);
      if (names.length === 0) throw nothingReadable(input, 'the folder holds no files');
      for (const name of names) found.push({ name, short: name, path: join(input, name), named: false });
    } else if (isDynamicPattern(input)) {
      const names = globSync(input, {
        dot: false,
        onlyFiles: true,
        expandDirectories: false,
        absolute: isAbsolute(input),
      })
        .filter((name) => !name.split('/').some(isPassedOver))
        .sort(byCodeUnits);
      if (names.length === 0) throw nothingReadable(input, 'the pattern matches no file');
      for (const name of names) found.push({ name, short: name, path: name, named: false });
    } else {
      throw new UserError({
        what: `there is no file or folder '${input}'`,
        remedy: `Check the path; it was looked for at ${resolve(input)}.`,
      });
    }
  }
  const unique = found.filter(
    (file, i) => found.findIndex((other) => samePath(other.path, file.path)) === i || file.path === null,
  );
  return label(unique);
}

const samePath = (a: string | null, b: string | null): boolean =>
  a !== null && b !== null && resolve(a) === resolve(b);

export function nothingReadable(input: string, why: string): UserError {
  return new UserError({
    what: `there is nothing to read in '${input}'`,
    why,
    remedy: `Readable are ${READABLE}.`,
  });
}

function filesBelow(folder: string): string[] {
  const names: string[] = [];
  const visit = (relative: string, ancestors: readonly string[]): void => {
    const path = join(folder, relative);
    const real = realpathSync(path);
    // A link to a folder that holds it would be followed for ever.
    if (ancestors.includes(real)) return;
    for (const name of readdirSync(path).sort(byCodeUnits)) {
      if (isPassedOver(name)) continue;
      const below = relative === '' ? name : `${relative}/${name}`;
      const stats = statSync(join(folder, below), { throwIfNoEntry: false });
      if (stats?.isDirectory() === true) visit(below, [...ancestors, real]);
      else if (stats === undefined || stats.isFile()) names.push(below);
    }
  };
  visit('', []);
  return names;
}

/** Labels are as short as can be: file names, with their folder only where two inputs share a name. */
function label(
  files: readonly { name: string; short: string; path: string | null; named: boolean }[],
): InputFile[] {
  const count = (keys: readonly string[]): Map<string, number> => {
    const counts = new Map<string, number>();
    for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
    return counts;
  };
  const shorts = count(files.map(({ short }) => short));
  const labels = files.map(({ short, name, path }) =>
    shorts.get(short) === 1
      ? short
      : count(files.map((file) => file.name)).get(name) === 1
        ? name
        : (path ?? name),
  );
  const stems = count(labels.map(stem));
  return files.map(({ name, path, named }, i) => {
    const own = labels[i]!;
    return { name, path, named, label: own, documentId: stems.get(stem(own)) === 1 ? stem(own) : own };
  });
}

/** Copies standard input to a temporary file, removed when the process ends, so that it can be read twice. */
export async function spool(input: Readable): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'hedgerow-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'stdin');
  await pipeline(input, createWriteStream(path));
  return path;
}
