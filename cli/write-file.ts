/** Results of the command line on disk, with disk errors in words. */
import { diskErrorText, writeWhole } from '../base/output-file.js';
import { UserError } from '../base/user-error.js';

/**
 * Writes a result whole; devices and pipes are written into.
 *
 * @throws UserError where it cannot be written.
 */
export function writeResult(path: string, content: string | Uint8Array): void {
  try {
    writeWhole(path, content);
  } catch (error) {
    throw new UserError({
      what: 'the result cannot be written',
      where: path,
      why: diskErrorText(error) ?? String((error as NodeJS.ErrnoException).code ?? error),
      remedy: 'Choose a folder that exists or can be made, in which you may write and where there is room.',
    });
  }
}
