/** The build's last step: the command line in few files, see main.ts. */
import { build } from 'rolldown';
import { fromPackageRoot } from '../package-root.js';

/**
 * Packages of plain modules that most commands load. All others stay where they are: they bring files of their own (wasm,
 * models, workers, native code) or are seldom needed.
 */
const BUNDLED =
  /^(?:zod|yaml|yargs|yargs-parser|cliui|y18n|escalade|get-caller-file|string-width|strip-ansi|wrap-ansi|ansi-regex|ansi-styles|emoji-regex|get-east-asian-width|@observablehq\/plot|d3(?:-.*)?|internmap|delaunator|robust-predicates|isoformat|interval-tree-1d|binary-search-bounds|linkedom|papaparse|cli-progress|tinyglobby|fdir|picomatch)(?:\/|$)/;
const isPackage = (id: string): boolean => /^[a-z@]/.test(id);

await build({
  input: fromPackageRoot('dist/cli/run.js'),
  platform: 'node',
  external: (id) => id.startsWith('node:') || (isPackage(id) && !BUNDLED.test(id)),
  logLevel: 'warn',
  output: {
    dir: fromPackageRoot('dist/bundle'),
    cleanDir: true,
    format: 'esm',
    // White space goes; names stay, for the traces of defects.
    minify: { compress: false, mangle: false, codegen: true },
  },
});
