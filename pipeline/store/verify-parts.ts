/** Whether the parts of an analysis are the bytes that were written: sizes always, checksums where there is doubt. */
import { createHash, randomInt } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { UserError } from '../../base/user-error.js';
import { type Analysis, MANIFEST_FILE } from './manifest.js';

/** Parts whose checksum is taken where nothing speaks against them. */
const SAMPLED = 8;

/**
 * Verifies stored parts.
 *
 * @param which - `changed`: checksums of parts that were written to after the manifest; `sampled`: of some others too, at
 *   every call of others; `all`: every checksum.
 * @throws UserError that names the first damaged part.
 */
export function verifyParts({ folder, manifest }: Analysis, which: 'changed' | 'sampled' | 'all'): void {
  const step = Math.ceil(manifest.parts.length / SAMPLED);
  const from = which === 'sampled' && step > 0 ? randomInt(step) : 0;
  const written = statSync(join(folder, MANIFEST_FILE), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  for (const [index, part] of manifest.parts.entries()) {
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
    const doubted = mtimeMs > written || which === 'all' || (which === 'sampled' && index % step === from);
    if (!doubted) continue;
    const sha256 = createHash('sha256').update(readFileSync(file)).digest('hex');
    if (sha256 !== part.sha256) throw damaged('its bytes are not those that were written');
  }
}
