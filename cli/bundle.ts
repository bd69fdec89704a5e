/** The build's last step: the command line in few files and with compiled code, see main.ts. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'rolldown';
import { fromPackageRoot } from '../base/package-root.js';

/**
 * Packages of plain modules that most commands load, and those that only `import` can load. All others stay where they
 * are: they bring files of their own (wasm, models, workers, native code) or are seldom needed.
 */
const BUNDLED = new Set([
  '@observablehq/plot',
  'chardet',
  'cli-progress',
  'eld',
  'linkedom',
  'modern-tar',
  'papaparse',
  'tinyglobby',
  'wink-nlp',
  'yaml',
  'yargs',
  'zod',
  'zstddec',
]);
const { dependencies } = JSON.parse(readFileSync(fromPackageRoot('package.json'), 'utf8')) as {
  dependencies: Readonly<Record<string, string>>;
};
/** What linkedom uses where a user has it. */
const OPTIONAL = ['canvas'];
const outside = [...Object.keys(dependencies).filter((name) => !BUNDLED.has(name)), ...OPTIONAL];

await build({
  input: fromPackageRoot('dist/cli/run.js'),
  platform: 'node',
  external: (id) => isBuiltin(id) || outside.some((name) => id === name || id.startsWith(`${name}/`)),
  logLevel: 'warn',
  // yargs looks with it for configuration that extends another, which Hedgerow has none of.
  checks: { emptyImportMeta: false },
  output: {
    dir: fromPackageRoot('dist/bundle'),
    cleanDir: true,
    // CommonJS, because V8's code cache can be given to scripts only (code-cache.ts).
    format: 'cjs',
    dynamicImportInCjs: false,
    entryFileNames: '[name].cjs',
    chunkFileNames: '[name]-[hash].cjs',
    // White space goes; names stay, for the traces of defects.
    minify: { compress: false, mangle: false, codegen: true },
  },
});

const folder = mkdtempSync(join(tmpdir(), 'hedgerow-build-'));
try {
  const report = [
    'report',
    fromPackageRoot('corpora/samples/article.md'),
    '--out',
    join(folder, 'report.html'),
  ];
  execFileSync(process.execPath, [fromPackageRoot('dist/cli/compile-bundle.js'), ...report], {
    stdio: 'pipe',
  });
} finally {
  rmSync(folder, { recursive: true });
}
