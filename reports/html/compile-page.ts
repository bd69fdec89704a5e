/** A step of the build: the script and the style sheet of reports, each in one file. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { build } from 'rolldown';
import { fromPackageRoot } from '../../base/package-root.js';
import { PAGE_FOLDER } from './page-files.js';

const source = (name: string): string => fromPackageRoot(`reports/browser/${name}`);
const target = (name: string): string => fromPackageRoot(`${PAGE_FOLDER}/${name}`);

mkdirSync(fromPackageRoot(PAGE_FOLDER), { recursive: true });
await build({
  input: source('main.ts'),
  platform: 'browser',
  logLevel: 'warn',
  output: { file: target('page.js'), format: 'iife', minify: true },
});
/** Comments and spaces between rules go; nothing within them changes. */
const compact = (css: string): string =>
  css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\n\s*/g, '\n')
    .replace(/([{;,])\n/g, '$1')
    .replace(/;\}/g, '}')
    .replace(/: (?=[^}]*\})/g, ':')
    .trim();
/** In the order of the cascade: what is narrow, and what is on paper, has the last word. */
const STYLES = {
  'colours.css': ['colours'],
  'charts.css': ['charts'],
  'page.css': ['page', 'findings', 'text', 'tables', 'passages', 'figures', 'narrow', 'print'],
};
for (const [name, sheets] of Object.entries(STYLES)) {
  const rules = sheets.map((sheet) => readFileSync(source(`styles/${sheet}.css`), 'utf8')).join('\n');
  writeFileSync(target(name), `${compact(rules)}\n`);
}
