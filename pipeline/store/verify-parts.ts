/** Whether the parts of an analysis are the bytes that were written: sizes always, checksums where there is doubt. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { UserError } from '../../base/user-error.js';
import { type Analysis, MANIFEST_FILE } from './manifest.js';

/**
 * Verifies stored parts.
 *
 * @param which - `changed`: checksums of parts that were written to after the manifest; `all`: every checksum.
 * @throws UserError that names the first damaged part.
 */
export function verifyParts({ folder, manifest }: Analysis, which: 'changed' | 'all'): void {
  const written = statSync(join(folder, MANIFEST_FILE), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  for (const part of manifest.parts) {
    const file = resolve(folder, part.file);
    const damaged = (why: string): UserError =>
      new UserError({
        what: 'the analysis is damaged',
        where: file,
        why,
        remedy:
          'Give the `hedgerow analyse` command again that made it (it makes damaged parts anew), or copy the whole folder again.',
      });
    if (!existsSync(file)) throw damaged('this part is missing');
    const { size, mtimeMs } = statSync(file);
    if (size !== part.bytes) throw damaged(`this part has ${size} bytes, not ${part.bytes}`);
    if (which === 'changed' && mtimeMs <= written) continue;
    const sha256 = createHash('sha256').update(readFileSync(file)).digest('hex');
    if (sha256 !== part.sha256) throw damaged('its bytes are not those that were written');
  }
}
