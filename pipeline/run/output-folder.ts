/** The folder of an analysis: what stands in it, and what may be removed from it. */

import { existsSync, lstatSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '../../base/output-file.js';
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
import { verifyParts } from '../store/verify-parts.js';
import { Journal } from './journal.js';

const PART_FILE = /^part-\d{5,}\.(parquet|arrow|jsonl)$/;
const TEMPORARY_FILE = /\.(\d+)\.tmp$/;

/**
 * Makes a folder ready for an analysis of this key.
 *
 * @param options.verify - takes the checksum of every part that stands; of a sample by default.
 * @returns the analysis where it stands there finished, else null.
 * @throws UserError when the folder holds something else.
 */
export async function prepareFolder(
  folder: string,
  key: string,
  {
    overwrite = false,
    verify = false,
  }: { readonly overwrite?: boolean | undefined; readonly verify?: boolean | undefined },
): Promise<Analysis | null> {
  refuseLinkedParts(folder);
  makeFolder(join(folder, PARTS_FOLDER));
  const standing = manifestKeyIn(folder) ?? Journal.keyIn(folder);
  if (standing === key) {
    if (!existsSync(join(folder, MANIFEST_FILE))) {
      removeLeftovers(folder);
      return null;
    }
    try {
      const analysis = await openAnalysis(folder);
      verifyParts(analysis, verify ? 'all' : 'sampled');
      return analysis;
    } catch (error) {
      // Damaged: analysed again.
      if (!(error instanceof UserError)) throw error;
      removeOurs(folder);
    }
  } else if (overwrite) {
    removeOurs(folder);
  } else if (standing !== null) {
    throw new UserError({
      what: 'the output folder holds another analysis',
      where: folder,
      why: 'its corpus, options or versions differ',
      remedy: 'Choose another folder with the option `out`, or replace it with the option `overwrite: true`.',
    });
  } else if (readdirSync(folder, { recursive: true }).some((name) => String(name) !== PARTS_FOLDER)) {
    throw new UserError({
      what: 'the output folder is not empty',
      where: folder,
      remedy:
        'Choose another folder with the option `out`, or write into this one with the option `overwrite: true`.',
    });
  }
  return null;
}

/** An overwrite removes parts: behind a link they would be removed somewhere else. */
function refuseLinkedParts(folder: string): void {
  const parts = join(folder, PARTS_FOLDER);
  if (lstatSync(parts, { throwIfNoEntry: false })?.isSymbolicLink() !== true) return;
  throw new UserError({
    what: 'the output folder holds a link where its parts belong',
    where: parts,
    why: 'what it points to would be written to, and emptied by an overwrite',
    remedy: 'Remove the link, or choose another folder with the option `out`.',
  });
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
export function removeOurs(folder: string): void {
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
