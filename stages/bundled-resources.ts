/** Reads YAML that the build has parsed, or parses it. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fromPackageRoot } from '../base/package-root.js';

/** What the build leaves beside this module: a file's content as parsed, and the hash of the text it was parsed from. */
interface CompiledFile {
  readonly sha256: string;
  readonly value: unknown;
}

let compiling: string[] | null = null;

/**
 * The content of a lexicon or codebook that ships with the package. Parsing the YAML of all of them takes longer than
 * everything else at the start, so the build leaves what `parse` made of them as JSON (compile-resources.ts). That is read
 * only where it was made from the very text that the file has now; else, and when run from source, the file is parsed.
 *
 * @param path - from the package's root.
 * @param parse - gives plain data, the same for the same text.
 */
export function readBundled<T>(path: string, parse: (text: string) => T): T {
  const text = readFileSync(fromPackageRoot(path), 'utf8');
  const sha256 = createHash('sha256').update(text).digest('hex');
  const file = fileURLToPath(new URL(`../${path}.json`, import.meta.url));
  if (compiling === null) {
    const compiled = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as CompiledFile) : null;
    return compiled?.sha256 === sha256 ? (compiled.value as T) : parse(text);
  }
  const value = parse(text);
  mkdirSync(dirname(file), { recursive: true });
  // Renamed when whole: another process may be reading the last build's.
  const temporary = `${file}.${process.pid}.tmp`;
  writeFileSync(temporary, `${JSON.stringify({ sha256, value } satisfies CompiledFile)}\n`);
  renameSync(temporary, file);
  compiling.push(path);
  return value;
}

/** Writes the compiled form of every file that `load` reads by `readBundled`; gives their paths. */
export async function compileBundled(load: () => Promise<void>): Promise<readonly string[]> {
  compiling = [];
  try {
    await load();
    return compiling;
  } finally {
    compiling = null;
  }
}
