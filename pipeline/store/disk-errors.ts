import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../base/user-error.js';
import { JOURNAL_FILE } from './manifest.js';

const DISK_ERRORS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EACCES: 'it may not be written',
  EPERM: 'it may not be written',
  EROFS: 'the disk is read-only',
  ENOTDIR: 'a part of the path is a file',
  EEXIST: 'a file of that name is in the way',
};

/** Runs what writes into a folder; a full or forbidden disk becomes an error for the user. */
export async function withDiskErrors<T>(
  folder: string,
  work: () => Promise<T>,
  journal: string = JOURNAL_FILE,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    // An error of a worker thread arrives without its code, which then stands in its message.
    const code =
      (error as NodeJS.ErrnoException).code ?? /^([A-Z]+):/.exec(String((error as Error).message))?.[1];
    const why = DISK_ERRORS[code ?? ''];
    if (why === undefined) throw error;
    throw new UserError({
      what: 'the analysis cannot be written',
      where: folder,
      why,
      remedy: existsSync(join(folder, journal))
        ? 'Make room or give leave, then run the same command again: it goes on where it stopped.'
        : 'Choose another folder with --out.',
    });
  }
}
