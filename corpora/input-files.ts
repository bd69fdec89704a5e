/** Which files a corpus consists of. */
import {
  createWriteStream,
  existsSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  type Stats,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, isAbsolute, join, resolve } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { globSync, isDynamicPattern } from 'tinyglobby';
import { diskErrorText } from '../base/output-file.js';
import { UserError } from '../base/user-error.js';
import { READABLE, stem } from './formats/format-registry.js';
import { isPassedOver } from './input/file-names.js';
import { type CorpusLimits, sizeText } from './input/limits.js';
import { type Defect, systemFailure } from './input/read-failure.js';

/** A file of the corpus, before it is opened. */
export interface InputFile {
  /** As `SourceFile.name`: relative to the folder given, else as the user wrote it; `-` for standard input. */
  readonly name: string;
  /** Null for standard input and pipes, until they are spooled. */
  readonly path: string | null;
  /** The named pipe that is read in the place of a file; absent for files and standard input. */
  readonly pipe?: string;
  /** Why it cannot be read, where that shows before it is opened. */
  readonly defect?: Defect;
  /** Whether the user named it alone, rather than a folder or pattern that holds it. */
  readonly named: boolean;
  /** Its documents' ids begin with it; unique among the corpus's files. */
  readonly label: string;
  /** The id of its document where it holds one only: the label without the extension. */
  readonly documentId: string;
}

interface FoundFile extends Pick<InputFile, 'name' | 'path' | 'named' | 'pipe' | 'defect'> {
  readonly short: string;
}

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
  const found: FoundFile[] = [];
  for (const input of inputs) {
    if (input === '-') {
      if (!found.some(({ name }) => name === '-'))
        found.push({ name: '-', short: 'stdin', path: null, named: true });
    } else if (existsSync(input)) {
      const stats = statSync(input);
      if (!stats.isDirectory()) {
        found.push(namedFile(input, stats));
        continue;
      }
      const below = filesBelow(input);
      if (below.length === 0) throw nothingReadable(input, 'the folder holds no files');
      for (const file of below) found.push(file);
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

/** A file that the user named: a pipe is spooled, a device refused. */
function namedFile(input: string, stats: Stats): FoundFile {
  const file = { name: input, short: basename(input), named: true };
  if (stats.isFIFO() || stats.isSocket()) return { ...file, path: null, pipe: input };
  if (!stats.isFile()) {
    throw new UserError({
      what: `'${input}' is a device, not a file`,
      remedy: 'Name a file, a folder, a glob or a pipe, or - for standard input.',
    });
  }
  return { ...file, path: input };
}

const notAFile: Defect = {
  place: null,
  reason: 'unreadable',
  message: 'it is a pipe, a socket or a device among the files of a folder',
  remedy: 'Name a pipe alone to read it; leave out anything else.',
};

/** All files below a folder, in the order of their names; an entry that cannot be looked at becomes its defect. */
function filesBelow(folder: string): FoundFile[] {
  const files: FoundFile[] = [];
  const visit = (relative: string, ancestors: readonly string[]): void => {
    const found = (name: string, defect?: Defect): void => {
      const place = { name, short: name, path: join(folder, name), named: false };
      files.push(defect === undefined ? place : { ...place, defect });
    };
    const path = join(folder, relative);
    try {
      const real = realpathSync(path);
      // A link to a folder that holds it would be followed for ever.
      if (ancestors.includes(real)) return;
      for (const name of readdirSync(path).sort(byCodeUnits)) {
        if (isPassedOver(name)) continue;
        const below = relative === '' ? name : `${relative}/${name}`;
        let stats: Stats | undefined;
        try {
          stats = statSync(join(folder, below));
        } catch (error) {
          const failure = systemFailure(error);
          if (failure === null) throw error;
          found(below, failure.defect);
          continue;
        }
        if (stats.isDirectory()) visit(below, [...ancestors, real]);
        else found(below, stats.isFile() ? undefined : notAFile);
      }
    } catch (error) {
      const failure = systemFailure(error);
      if (failure === null) throw error;
      found(relative === '' ? '.' : relative, failure.defect);
    }
  };
  visit('', []);
  return files;
}

/** Labels are as short as can be: file names, with their folder only where two inputs share a name. */
function label(files: readonly FoundFile[]): InputFile[] {
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
  return files.map(({ short: _, ...file }, i) => {
    const own = labels[i]!;
    return { ...file, label: own, documentId: stems.get(stem(own)) === 1 ? stem(own) : own };
  });
}

/**
 * Copies standard input or a pipe to a temporary file, removed when the process ends, so that it can be read twice.
 *
 * @throws UserError where it is longer than the limit, or the folder for temporary files cannot take it.
 */
export async function spool(input: Readable, { maxDecompressedBytes }: CorpusLimits): Promise<string> {
  let size = 0;
  const measured = new Transform({
    transform(chunk: Buffer, _, done) {
      size += chunk.length;
      if (size <= maxDecompressedBytes) done(null, chunk);
      else done(tooLong(maxDecompressedBytes));
    },
  });
  try {
    const folder = mkdtempSync(join(tmpdir(), 'hedgerow-'));
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
    const path = join(folder, 'stdin');
    await pipeline(input, measured, createWriteStream(path));
    return path;
  } catch (error) {
    const why = error instanceof UserError ? undefined : diskErrorText(error);
    if (why === undefined) throw error;
    throw new UserError({
      what: 'the input cannot be kept while it is read',
      where: tmpdir(),
      why,
      remedy: 'Set TMPDIR to a folder with room in which you may write.',
    });
  }
}

const tooLong = (bytes: number): UserError =>
  new UserError({
    what: 'the input does not end',
    why: `more than ${sizeText(bytes)} came, the limit of the option \`maxDecompressedBytes\``,
    remedy: 'Give a file in its place, or raise the limit.',
  });
