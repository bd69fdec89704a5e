import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { UserError } from '../base/user-error.js';

/** Writes a result under a temporary name and renames it, so that no half-written file is ever seen. */
export function writeResult(path: string, content: string | Uint8Array): void {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(temporary, content);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    const { code } = error as NodeJS.ErrnoException;
    throw new UserError({
      what: 'the result cannot be written',
      where: path,
      why: code ?? String(error),
      remedy: 'Choose a folder that exists or can be made, in which you may write and where there is room.',
    });
  }
}
