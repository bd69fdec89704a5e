/** `npm run picture`: the README's picture, made from the sample, so that it shows what the program makes. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { fromPackageRoot } from '../base/package-root.js';

const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  (path) => existsSync(path),
);
if (executablePath === undefined) throw new Error('the picture needs an installed Chromium');
const folder = mkdtempSync(join(tmpdir(), 'hedgerow-picture-'));
try {
  const file = join(folder, 'report.html');
  execFileSync(process.execPath, [
    fromPackageRoot('dist/cli/main.js'),
    'report',
    fromPackageRoot('corpora/samples/article.md'),
    '--out',
    file,
  ]);
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  const page = await browser.newPage({ viewport: { width: 1280, height: 1160 }, colorScheme: 'light' });
  await page.goto(`file://${file}`);
  await page.waitForSelector('html[data-ready]');
  await page.screenshot({ path: fromPackageRoot('docs/report.png') });
  await browser.close();
} finally {
  rmSync(folder, { recursive: true });
}
