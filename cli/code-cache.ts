/** Loads the bundle with the code that V8 compiled for it before. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Script } from 'node:vm';
import { crc32 } from 'node:zlib';

/** A bundle that runs, and what V8 has compiled of it by now. */
export interface LoadedBundle<Exports> {
  readonly exports: Exports;
  /** Files loaded so far of which V8 took kept code. */
  codeTaken(): readonly string[];
  /** For each file loaded so far, the compiled code of all its functions that have run, and where it is looked for. */
  codeNow(): readonly { readonly path: string; readonly content: Buffer }[];
}

/** The code is of one version of Node on one kind of processor: any other leaves it alone. */
const SUFFIX = `.${process.version}-${process.arch}.cache`;
/** Before the code: CRC-32 of the file that it was compiled from, and of itself. V8 checks neither. */
const CHECKSUM_BYTES = 4;
const HEADER_BYTES = 2 * CHECKSUM_BYTES;
/** As Node wraps a CommonJS file, on the file's first line. */
const PARAMETERS = '(function (exports, require, module, __filename, __dirname) { ';

type Wrapped = (
  exports: unknown,
  require: (id: string) => unknown,
  module: { exports: unknown },
  filename: string,
  folder: string,
) => void;

/**
 * Runs a bundle of CommonJS files that stand in one folder and have no `import()`, with the code that V8 compiled of
 * them when `codeNow` was asked. Where that is missing, damaged, of another Node or of another bundle, V8 compiles
 * as ever.
 */
export function loadBundle<Exports>(entry: string): LoadedBundle<Exports> {
  const folder = dirname(entry);
  const ofPackages = createRequire(entry);
  const modules = new Map<string, { exports: unknown }>();
  const compiled: { readonly file: string; readonly source: Buffer; readonly script: Script }[] = [];

  function load(file: string): unknown {
    const known = modules.get(file);
    if (known !== undefined) return known.exports;
    const module = { exports: {} };
    modules.set(file, module);
    const source = readFileSync(file);
    const cachedData = keptCode(`${file}${SUFFIX}`, source);
    const script = new Script(`${PARAMETERS}${source.toString('utf8')}\n})`, {
      filename: file,
      columnOffset: -PARAMETERS.length,
      ...(cachedData === undefined ? {} : { cachedData }),
    });
    compiled.push({ file, source, script });
    (script.runInThisContext() as Wrapped)(module.exports, require, module, file, folder);
    return module.exports;
  }

  function require(id: string): unknown {
    return id.startsWith('./') ? load(join(folder, id)) : ofPackages(id);
  }

  return {
    exports: load(entry) as Exports,
    codeTaken: () =>
      compiled.filter(({ script }) => script.cachedDataRejected === false).map(({ file }) => file),
    codeNow: () =>
      compiled.map(({ file, source, script }) => ({
        path: `${file}${SUFFIX}`,
        content: withChecksums(source, script.createCachedData()),
      })),
  };
}

function keptCode(file: string, source: Buffer): Buffer | undefined {
  if (!existsSync(file)) return undefined;
  const kept = readFileSync(file);
  if (kept.length <= HEADER_BYTES) return undefined;
  const code = kept.subarray(HEADER_BYTES);
  const whole = kept.readUInt32LE(0) === crc32(source) && kept.readUInt32LE(CHECKSUM_BYTES) === crc32(code);
  return whole ? code : undefined;
}

function withChecksums(source: Buffer, code: Buffer): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt32LE(crc32(source), 0);
  header.writeUInt32LE(crc32(code), CHECKSUM_BYTES);
  return Buffer.concat([header, code]);
}
