/** Where the files that ship with the package lie. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

function findRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
}

const root = findRoot();

/**
 * The path of a file that ships with the package (a lexicon, a model, a sample), the same from
 * source and from dist/: data files stand once, beside their stage, and are not copied by the build.
 */
export function fromPackageRoot(path: string): string {
  return join(root, path);
}
