/** The script and the style sheets of a page, as the build left them. */
import { existsSync, readFileSync } from 'node:fs';
import { fromPackageRoot } from '../../base/package-root.js';

export const PAGE_FOLDER = 'dist/reports/page';

const read = new Map<string, string>();

/** @throws Error before the first build. */
export function pageFile(name: 'page.js' | 'page.css' | 'colours.css' | 'charts.css'): string {
  const path = fromPackageRoot(`${PAGE_FOLDER}/${name}`);
  const known = read.get(name);
  if (known !== undefined) return known;
  if (!existsSync(path)) throw new Error(`${PAGE_FOLDER}/${name} is not there: run \`npm run build\` first`);
  const text = readFileSync(path, 'utf8');
  // An end tag within would end its element.
  if (/<\/(?:script|style)/i.test(text)) throw new Error(`${name} holds an end tag`);
  read.set(name, text);
  return text;
}

export function pageStyle(): string {
  return pageFile('colours.css') + pageFile('charts.css') + pageFile('page.css');
}
