/** A step of the build: the script and the style sheet of the coding page, each in one file. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { build } from 'rolldown';
import { fromPackageRoot } from '../../base/package-root.js';
import { CODING_FOLDER } from './page.js';

const source = (name: string): string => fromPackageRoot(`validation/coding/browser/${name}`);
const target = (name: string): string => fromPackageRoot(`${CODING_FOLDER}/${name}`);

mkdirSync(fromPackageRoot(CODING_FOLDER), { recursive: true });
await build({
  input: source('main.ts'),
  platform: 'browser',
  logLevel: 'warn',
  output: { file: target('coding.js'), format: 'iife', minify: true },
});
// The colours are those of the reports: light, dark and in print.
const colours = readFileSync(fromPackageRoot('reports/browser/styles/colours.css'), 'utf8');
writeFileSync(target('coding.css'), `${colours}${readFileSync(source('page.css'), 'utf8')}`);
