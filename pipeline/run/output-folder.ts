import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../base/user-error.js';
import {
  type Analysis,
  JOURNAL_FILE,
  MANIFEST_FILE,
  type Manifest,
  PARTS_FOLDER,
  REJECTS_FILE,
} from '../store/manifest.js';
import { openAnalysis } from '../store/open-analysis.js';
import { Journal } from './journal.js';

const PART_FILE = /^part-\d{5,}\.(parquet|arrow|jsonl)$/;
const TEMPORARY_FILE = /\.(\d+)\.tmp$/;

/** The name under which a file is written until it is whole. */
export function temporaryName(path: string): string {
  return `${path}.${process.pid}.tmp`;
}

/** Writes a file under a temporary name and renames it. */
export function writeWhole(path: string, content: string): void {
  const temporary = temporaryName(path);
  writeFileSync(temporary, content, { flush: true });
  renameSync(temporary, path);
}

/**
 * Makes a folder ready for an analysis of this key.
 *
 * @returns the analysis where it stands there finished, else null.
 * @throws UserError when the folder holds something else.
 */
export async function prepareFolder(
  folder: string,
  key: string,
  overwrite: boolean,
): Promise<Analysis | null> {
  mkdirSync(join(folder, PARTS_FOLDER), { recursive: true });
  const standing = manifestKeyIn(folder) ?? Journal.keyIn(folder);
  if (standing === key) {
    if (!existsSync(join(folder, MANIFEST_FILE))) {
      removeLeftovers(folder);
      return null;
    }
    const analysis = await openAnalysis(folder).catch(() => null);
    if (analysis !== null) return analysis;
    removeOurs(folder);
  } else if (overwrite) {
    removeOurs(folder);
  } else if (standing !== null) {
    throw new UserError({
      what: 'the output folder holds another analysis',
      where: folder,
      why: 'its corpus, options or versions differ',
      remedy: 'Choose another folder with --out, or replace it with --overwrite.',
    });
  } else if (readdirSync(folder, { recursive: true }).some((name) => String(name) !== PARTS_FOLDER)) {
    throw new UserError({
      what: 'the output folder is not empty',
      where: folder,
      remedy: 'Choose another folder with --out, or write into this one with --overwrite.',
    });
  }
  return null;
}

/** The key of the finished analysis in a folder, or null; '' where its manifest cannot be read. */
function manifestKeyIn(folder: string): string | null {
  const path = join(folder, MANIFEST_FILE);
  if (!existsSync(path)) return null;
  try {
    return (JSON.parse(readFileSync(path, 'utf8')) as Manifest).key;
  } catch {
    return '';
  }
}

/** Removes what an analysis wrote and nothing else. */
function removeOurs(folder: string): void {
  for (const name of [MANIFEST_FILE, REJECTS_FILE, JOURNAL_FILE]) rmSync(join(folder, name), { force: true });
  for (const name of readdirSync(join(folder, PARTS_FOLDER)))
    if (PART_FILE.test(name)) rmSync(join(folder, PARTS_FOLDER, name));
  removeLeftovers(folder);
}

/** Removes temporary files of runs that are no more. */
function removeLeftovers(folder: string): void {
  for (const place of [folder, join(folder, PARTS_FOLDER)]) {
    for (const name of readdirSync(place)) {
      const pid = TEMPORARY_FILE.exec(name)?.[1];
      if (pid !== undefined && !isRunning(Number(pid))) rmSync(join(place, name), { force: true });
    }
  }
}

function isRunning(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
