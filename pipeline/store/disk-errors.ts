/** Turns errors of the disk into errors for users. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { diskErrorText } from '../../base/output-file.js';
import { UserError } from '../../base/user-error.js';
import { JOURNAL_FILE } from './manifest.js';

/** What an error of the disk says. */
export interface DiskErrorOptions {
  /** What was to be written; the analysis by default. */
  readonly what?: string;
  /** The journal that shows that there is something to resume. */
  readonly journal?: string;
  /** How to write somewhere else. */
  readonly elsewhere?: string;
}

/**
 * Runs what writes into a folder.
 *
 * @throws UserError in the place of an error of the disk: full, read-only, forbidden.
 */
export async function withDiskErrors<T>(
  folder: string,
  work: () => Promise<T>,
  {
    what = 'the analysis',
    journal = JOURNAL_FILE,
    elsewhere = 'Choose another folder with the option `out`.',
  }: DiskErrorOptions = {},
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const why = diskErrorText(error);
    if (why === undefined) throw error;
    throw new UserError({
      what: `${what} cannot be written`,
      where: folder,
      why,
      remedy: existsSync(join(folder, journal))
        ? 'Make room or give leave, then run the same command again: it resumes where it stopped.'
        : elsewhere,
    });
  }
}
