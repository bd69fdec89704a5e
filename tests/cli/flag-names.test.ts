import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { flagOf, withFlags } from '../../cli/flag-names.js';

const LIBRARY = [
  'base',
  'language',
  'models',
  'statistics',
  'corpora',
  'stages',
  'pipeline',
  'queries',
  'evaluation',
  'reports',
];
const sources = LIBRARY.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name)),
);
const commands = await Promise.all(
  readdirSync('cli/commands').map(async (name) => {
    const module = (await import(`../../cli/commands/${name.replace(/\.ts$/, '')}.ts`)) as Record<
      string,
      { options?: object }
    >;
    return Object.values(module).flatMap(({ options }) => Object.keys(options ?? {}));
  }),
);
const flags = new Set(commands.flat());

/** Other programs' flags, and what a batch job is started with. */
const FOREIGN = [
  /qpdf|xmllint|soffice|npm install|compressed with --long/,
  /^pipeline\/cluster\/slurm\/scripts\.ts/,
  /^queries\/check-reference\.ts/,
];

describe('options in messages', () => {
  it('are named by the library as code names them, and by the command line as flags', () => {
    expect(withFlags('Name it with the option `textColumn`.')).toBe('Name it with --text-column.');
    expect(withFlags('or use the option `idColumn: null`.')).toBe('or use --no-id-column.');
    expect(withFlags('the option `overwrite: true`')).toBe('--overwrite');
    expect(withFlags("and give the option `runtime: 'wasm'`.")).toBe('and give --encoder-runtime wasm.');
    expect(withFlags('raise the option `maxTextBytes`')).toBe('raise --max-text-megabytes');
    expect(withFlags('the option `hedging.scheme` and `iconv`')).toBe('--hedge-scheme and `iconv`');
  });

  it('are flags of a command, wherever a message names one', () => {
    for (const file of sources)
      for (const [, option] of readFileSync(file, 'utf8').matchAll(/[Tt]he option \\?`([\w.]+)/g))
        expect(flags, `${file}: ${option}`).toContain(flagOf(option!));
  });

  it('have no flag in the library itself', () => {
    const named = sources.flatMap((file) =>
      readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) => /['"` ]--[a-z]{2}[\w-]*/.test(line) && !/^\s*(?:\*|\/\/|\/\*\*)/.test(line))
        .map((line) => `${file}: ${line.trim()}`)
        .filter((line) => !FOREIGN.some((pattern) => pattern.test(line))),
    );
    expect(named).toEqual([]);
  });
});
