import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Reference } from '../../queries/reference-file.js';
import { renderArticleHtml } from '../../reports/article/html.js';
import { buildArticleReport } from '../../reports/article/report.js';
import { loadPlan, planStages } from '../../stages/plan.js';
import { documentOf } from '../document-of.js';

const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  (path) => existsSync(path),
);
const scratch = mkdtempSync(join(tmpdir(), 'hedgerow-browser-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const TEXT = [
  'Mara Oduya, the minister, may close the harbour, critics say. <script>window.broken = 1</script> Perhaps she will.',
  '“The harbour is a disgrace,” Oduya told reporters on Monday. The railway is certainly not to blame, though it might help.',
  `${'The council waits for the harbour board and the harbour waits for the council. '.repeat(9)}${'x'.repeat(100_000)}`,
].join('\n\n');

/** A reference in which every measure runs from 0 to 10 over 101 documents. */
function reference(names: readonly string[]): Reference {
  const q = Array.from({ length: 201 }, (_, k) => k / 20);
  return {
    format: 'hedgerow-reference/1',
    title: 'a made-up corpus',
    hedgerow: '0',
    key: '',
    documents: 101,
    words: 60_000,
    leftOut: [],
    stages: [],
    measures: Object.fromEntries(names.map((name) => [name, { n: 101, mean: 5, sd: 3, q }])),
    outlets: {},
    frames: {},
    actors: {},
    terms: { the: [3000, 101, 0.1] },
  };
}

describe.skipIf(executablePath === undefined)(
  'the article report in Chromium (skipped where there is none)',
  () => {
    let browser: Browser;
    let page: Page;
    const requests: string[] = [];
    const messages: string[] = [];
    beforeAll(async () => {
      const plan = planStages({ stages: ['tokenising', 'attribution', 'hedging', 'lexis'] });
      const document = documentOf(TEXT, { id: 'a', title: '"><img src=x onerror="window.broken=2">' });
      const names = plan.columns.filter(({ measure }) => measure !== null).map(({ name }) => name);
      const report = await buildArticleReport({
        document,
        plan,
        annotations: await (await loadPlan(plan))(document),
        against: reference(names),
      });
      const file = join(scratch, 'report.html');
      writeFileSync(file, await renderArticleHtml(report));
      browser = await chromium.launch({
        executablePath: executablePath!,
        args: ['--no-sandbox', '--disable-gpu'],
      });
      page = await browser.newPage({ viewport: { width: 400, height: 800 } });
      page.on('request', (request) => requests.push(request.url()));
      page.on('console', (message) => messages.push(message.text()));
      page.on('pageerror', (error) => messages.push(error.message));
      await page.goto(`file://${file}`);
      await page.waitForSelector('html[data-ready]');
    }, 900_000);
    afterAll(() => browser?.close());

    it('runs nothing from the data, asks for nothing, and is no wider than a telephone', async () => {
      expect(await page.evaluate('window.broken')).toBeUndefined();
      expect(requests).toHaveLength(1);
      expect(messages).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(400);
      expect(await page.textContent('.prose')).toContain('<script>window.broken = 1</script>');
    });

    it('opens every figure to passages or says that it is of the whole text', async () => {
      const wrong = await page.evaluate(`(() => {
      const wrong = [];
      for (const button of document.querySelectorAll('#measures-table button.open')) {
        button.click();
        const row = button.closest('tr');
        const said = Number(row.cells[row.cells.length - 1].dataset.v);
        const drawer = row.nextElementSibling;
        const marks = drawer.querySelectorAll('mark').length;
        if (!drawer.classList.contains('drawer') || (row.cells[row.cells.length - 1].dataset.v !== '' && marks !== Math.min(200, said)))
          wrong.push(button.textContent);
        button.click();
      }
      return wrong;
    })()`);
      expect(wrong).toEqual([]);
    });

    it('switches layers, filters and sorts by keyboard', async () => {
      for (const id of ['measures', 'keywords']) {
        await page.focus(`#${id} details > summary`);
        await page.keyboard.press('Enter');
      }
      await page.focus('input[data-layer=hedge]');
      await page.keyboard.press('Space');
      expect(await page.getAttribute('.prose', 'class')).not.toContain('show-hedge');
      await page.focus('[data-for=measures-table] input[type=search]');
      await page.keyboard.type('flesch');
      expect(await page.locator('#measures-table tbody tr:visible').count()).toBe(3);
      await page.focus('#keywords-table th:nth-child(2) button');
      await page.keyboard.press('Enter');
      const sorted = await page.evaluate(
        `[...document.querySelectorAll('#keywords-table tbody tr')].map((row) => Number(row.cells[1].dataset.v))`,
      );
      expect(sorted).toEqual([...(sorted as number[])].sort((a, b) => b - a));
      expect(await page.getAttribute('#keywords-table th:nth-child(2)', 'aria-sort')).toBe('descending');
    });

    it('tells of a mark what it is, how sure and by which rule, and keeps what the reader calls wrong', async () => {
      await page.check('input[data-layer=hedge]');
      await page.focus('.margin .m-hedge button');
      await page.keyboard.press('Enter');
      const note = (await page.textContent('#note')) ?? '';
      expect(note).toMatch(/Hedge, plausibility; .*Found by the entry “may”/);
      await page.click('#note button[aria-pressed]');
      const [file] = await Promise.all([page.waitForEvent('download'), page.click('#corrections button')]);
      const lines = readFileSync(await file.path(), 'utf8')
        .trim()
        .split('\n');
      const [correction] = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
      expect(correction).toMatchObject({
        id: 'a',
        layer: 'hedge',
        kind: 'plausibility',
        text: 'may',
        verdict: 'wrong',
      });
      expect(TEXT.slice(correction!.start as number, correction!.end as number)).toBe('may');
      await page.keyboard.press('Escape');
      expect(await page.textContent('#note')).toBe('');
    });

    it('downloads a table as a spreadsheet takes it', async () => {
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.locator('#measures .table-tools button').first().click(),
      ]);
      const [head, ...rows] = readFileSync(await file.path(), 'utf8')
        .trimEnd()
        .split('\r\n');
      expect([...head!].slice(0, 9).join('')).toBe('\ufeffMeasure,');
      expect(rows.length).toBe(
        await page.locator('#measures-table tbody tr:not(.group):not(.drawer)').count(),
      );
    });

    it('keeps what is chosen in the address', async () => {
      await page.selectOption('#measures select[name=voice]', 'author');
      const address = page.url();
      expect(address).toContain('measures.voice=author');
      const other = await browser.newPage();
      await other.goto(address);
      await other.waitForSelector('html[data-ready]');
      expect(await other.inputValue('#measures select[name=voice]')).toBe('author');
      await other.close();
    });

    it.each(['light', 'dark'] as const)(
      'axe-core finds no serious fault in the %s scheme',
      async (colorScheme) => {
        await page.emulateMedia({ colorScheme });
        // Evaluated by the browser's debugger, which the page's policy does not bind.
        await page.evaluate(
          readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'),
        );
        const result = (await page.evaluate('axe.run(document)')) as {
          violations: { id: string; impact: string; nodes: { html: string }[] }[];
        };
        const serious = result.violations.filter(
          ({ impact }) => impact === 'serious' || impact === 'critical',
        );
        expect(serious.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`)).toEqual([]);
      },
    );
  },
);
