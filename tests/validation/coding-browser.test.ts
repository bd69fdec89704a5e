import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codingPage, keepCodes, unitsOfCoder, writeForms } from '../../validation/coding/coding.js';
import { type CodingServer, serveCoding } from '../../validation/coding/server.js';
import { openValidation } from '../../validation/corrected/validation.js';
import { codesFile, readCodes, standingCodes } from '../../validation/study/codes.js';
import { disputedUnits, openStudy, type Study } from '../../validation/study/study.js';
import { CHROMIUM, FIREFOX, launchChromium, launchFirefox } from '../browsers.js';
import { analysedStore, built, drawOptions, drawStudy } from './study-of.js';

const scratch = mkdtempSync(join(tmpdir(), 'hedgerow-coding-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** The page's policy forbids evaluation within it, so it is asked from outside. */
const WAIT = { timeout: 60_000 };

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** What axe finds against WCAG 2.2 A and AA; run in its own world, since the page's policy lets no script in. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return (await page.evaluate(
    `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes[0].html))`,
  )) as string[];
}

const BROWSERS = [
  { name: 'Chromium', path: CHROMIUM, launch: launchChromium, emulates: true },
  // In dark from the start.
  {
    name: 'Firefox',
    path: FIREFOX,
    launch: (downloads: string) => launchFirefox(downloads, true),
    emulates: false,
  },
];

describe.each(BROWSERS)(
  'the coding page in $name (skipped without it or a build)',
  ({ name, path, launch, emulates }) => {
    describe.skipIf(path === undefined || !built)('', () => {
      let browser: Browser;
      let context: BrowserContext;
      let study: Study;
      const folder = join(scratch, name);
      const downloads = join(scratch, `${name} downloads`);
      const servers: CodingServer[] = [];
      const requests: string[] = [];
      const messages: string[] = [];
      const open = async (address: string): Promise<Page> => {
        const page = await context.newPage();
        page.on('request', (request) => requests.push(request.url()));
        page.on('console', (message) => messages.push(message.text()));
        page.on('pageerror', (error) => messages.push(error.message));
        await page.goto(address);
        await page.waitForSelector('html[data-ready]');
        return page;
      };
      const serve = async (coder: string): Promise<string> => {
        study = await openStudy(folder);
        const server = await serveCoding({
          page: codingPage(study, coder, true),
          read: () => readCodes(codesFile(folder, coder)),
          keep: (codes) => {
            keepCodes(study, coder, codes);
          },
        });
        servers.push(server);
        return server.address;
      };
      const codes = (coder: string) => standingCodes(readCodes(codesFile(folder, coder)));
      const saved = (page: Page) => expect.poll(() => page.textContent('#saved'), WAIT).toBe('Saved');
      const place = (page: Page) => page.textContent('#place');

      beforeAll(async () => {
        const store = await analysedStore(join(scratch, `${name} corpus`));
        // Thirty units each, twenty of both together: every coder has sixty of the hundred.
        await drawStudy(drawOptions(store, folder, { perGroup: 50, double: 0.2 }));
        store.close();
        study = await openStudy(folder);
        writeForms(study);
        mkdirSync(downloads);
        browser = await launch(downloads);
        // Tabs of one browser: they share what it keeps.
        context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
      }, 900_000);
      afterAll(async () => {
        await browser?.close();
        for (const server of servers) await server.close();
      });

      it('codes sixty units by keyboard alone, a reload in the middle, marks, a note and an undo kept', async () => {
        const address = await serve('c1');
        let page = await open(address);
        const own = unitsOfCoder(study, 'c1');
        expect(own).toHaveLength(60);
        expect(await place(page)).toBe('Unit 1 of 60');
        // The first word marked, the third too; then a note; then the answer.
        await page.keyboard.press('m');
        for (const key of ['Space', 'ArrowRight', 'ArrowRight', 'Space', 'Enter'])
          await page.keyboard.press(key);
        await page.keyboard.press('n');
        await page.keyboard.type('a note with 1 and 2');
        await page.keyboard.press('Escape');
        await page.keyboard.press('1');
        expect(await place(page)).toBe('Unit 2 of 60');
        await page.keyboard.press('2');
        await page.keyboard.press('u');
        expect(await place(page)).toBe('Unit 2 of 60');
        await saved(page);
        expect(codes('c1').size).toBe(1);
        const words = own[0]!.text.split(/\s+/);
        expect(codes('c1').get(own[0]!.unit)).toMatchObject({
          answer: 'hedged',
          note: 'a note with 1 and 2',
          spans: [
            [0, [...words[0]!].length],
            [[...`${words[0]} ${words[1]} `].length, [...`${words[0]} ${words[1]} ${words[2]}`].length],
          ],
        });
        for (let k = 2; k <= 30; k++) await page.keyboard.press(k % 7 === 0 ? '0' : String(1 + (k % 2)));
        await saved(page);
        await page.reload();
        await page.waitForSelector('html[data-ready]');
        expect(await place(page)).toBe('Unit 31 of 60');
        expect(await page.textContent('#done')).toBe('30 coded');
        expect(await violations(page)).toEqual([]);
        if (emulates) await page.emulateMedia({ colorScheme: 'dark' });
        expect(await page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")).toBe(true);
        expect(await violations(page)).toEqual([]);
        // A second tab goes on from the same codes; what it codes shows in the first.
        const second = await open(address);
        await second.keyboard.press('1');
        await saved(second);
        await expect.poll(() => page.textContent('#done'), WAIT).toBe('31 coded');
        await second.close();
        await page.close();
        page = await open(address);
        expect(await place(page)).toBe('Unit 32 of 60');
        for (let k = 32; k <= 60; k++) await page.keyboard.press(String(1 + (k % 2)));
        await expect.poll(() => page.textContent('#status'), WAIT).toContain('All 60 units are coded');
        await saved(page);
        expect(codes('c1').size).toBe(60);
        expect(codes('c1').get(own[5]!.unit)!.seconds).toBeGreaterThanOrEqual(0);
        await page.close();
      });

      it('runs nothing of the units and asks nobody else', async () => {
        const page = await open(await serve('c1'));
        const shown: string[] = [];
        for (let k = 0; k < 60; k++) {
          shown.push((await page.textContent('main'))!);
          await page.keyboard.press('ArrowRight');
        }
        expect(shown.join(' ')).toContain('window.broken');
        expect(await page.evaluate('window.broken')).toBeUndefined();
        await page.close();
        const [first] = servers;
        expect(requests.filter((url) => !url.startsWith('http://127.0.0.1:'))).toEqual([]);
        expect(first!.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/[\w-]{32}\/$/);
        expect(messages).toEqual([]);
      });

      it('a second coder by file://, kept over a reload, comes back by its download', async () => {
        const page = await open(pathToFileURL(join(folder, 'c2.html')).href);
        for (let k = 1; k <= 30; k++) await page.keyboard.press(String(1 + ((k + 1) % 2)));
        await expect.poll(() => place(page), WAIT).toBe('Unit 31 of 60');
        // The browser hands what is kept from process to process in its own time.
        await page.waitForTimeout(500);
        await page.reload();
        await page.waitForSelector('html[data-ready]');
        expect(await place(page)).toBe('Unit 31 of 60');
        for (let k = 31; k <= 60; k++) await page.keyboard.press('2');
        const file = join(downloads, 'c2.jsonl');
        if (emulates) {
          const waiting = page.waitForEvent('download');
          await page.click('#download');
          const download = await waiting;
          expect(download.suggestedFilename()).toBe('c2.jsonl');
          await download.saveAs(file);
        } else {
          // Of a download from the page itself this Firefox tells nobody; it is there under its name.
          await page.click('#download');
          await expect.poll(() => existsSync(file) && statSync(file).size > 0, WAIT).toBe(true);
        }
        await page.close();
        const lines = readFileSync(file, 'utf8')
          .split('\n')
          .filter((line) => line !== '')
          .map((line) => JSON.parse(line));
        expect(keepCodes(study, 'c2', lines)).toBe(60);
        expect(codes('c2').size).toBe(60);
      });

      it('adjudication shows both answers without names, and the score follows', async () => {
        study = await openStudy(folder);
        const disputed = disputedUnits(study).length;
        expect(disputed).toBeGreaterThan(0);
        const page = await open(await serve('adjudicated'));
        expect(await place(page)).toBe(`Unit 1 of ${disputed}`);
        expect(await page.textContent('#given')).toMatch(/Coder A: .*Coder B: /s);
        expect(await page.textContent('body')).not.toMatch(/\bc1\b|\bc2\b/);
        expect(await violations(page)).toEqual([]);
        for (let k = 0; k < disputed; k++) await page.keyboard.press('2');
        await saved(page);
        await page.close();
        const validation = await openValidation(folder);
        expect(validation.study).toMatchObject({ coded: 100, adjudicated: disputed, unsettled: 0 });
        expect(validation.figures[0]!.groups.every(({ corrected }) => corrected !== null)).toBe(true);
      });
    });
  },
);
