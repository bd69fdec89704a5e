import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../../base/random.js';
import type { Corpus, CorpusDocument } from '../../corpora/document.js';
import { analyseCorpus } from '../../pipeline/run/analyse.js';
import { AnalysisStore } from '../../pipeline/store/analysis-store.js';
import { articleReportJsonSchema } from '../../reports/article/sections.js';
import { reportFigures } from '../../reports/html/figures.js';
import { renderOutletHtml } from '../../reports/outlets/html.js';
import { buildOutletReport } from '../../reports/outlets/report.js';
import type { OutletReport } from '../../reports/outlets/sections.js';
import { OUTLET_SECTIONS, outletReportJsonSchema } from '../../reports/outlets/sections.js';
import { outletTables } from '../../reports/outlets/tables.js';
import { writeReportTables } from '../../reports/write-tables.js';
import { documentOf } from '../document-of.js';
import { workerFile } from '../pipeline/sample-corpus.js';

const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  (path) => existsSync(path),
);
const scratch = mkdtempSync(join(tmpdir(), 'hedgerow-outlets-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** What has broken pages before: each stands in a title, an outlet's name, an address and the text. */
const HOSTILE = [
  '<script>window.broken=1</script>',
  '</script><script>window.broken=2</script>',
  '<img src=x onerror="window.broken=3">',
  '<svg/onload=window.broken=4>',
  '"><body onpageshow=window.broken=5>',
  "'-window.broken-'",
  '<!--<script>window.broken=6//-->',
  '<iframe srcdoc="<script>parent.broken=7</script>">',
  '<a href="javascript:window.broken=8">x</a>',
  '{{constructor.constructor("window.broken=9")()}}',
  '<style>@import "https://example.org/x.css";</style>',
  '<link rel=stylesheet href=https://example.org/y.css>',
  '<meta http-equiv=refresh content="0;url=https://example.org/">',
  '\u202egnp.exe\u2066\u2069\u0000\u001b[2J\u2028\u2029',
  '\ud800 lone \udc00 surrogates \ufffe',
  '=HYPERLINK("https://example.org","x")',
  'Z\u0351\u036b\u0343\u036a\u0302\u036balgo',
  '\u{1f469}\u200d\u{1f469}\u200d\u{1f467} \u{1f3f4}',
  '__proto__',
  'constructor',
];

function hostileCorpus(): Corpus {
  const random = seededRandom('hostile');
  const names = ['Mara Oduya', 'Tomas Beck', 'Ilse Varga'];
  const documents: CorpusDocument[] = Array.from({ length: 160 }, (_, number) => {
    const bad = HOSTILE[number % HOSTILE.length]!;
    const sentences = Array.from({ length: 12 }, (_unused, k) =>
      k === 3
        ? `Perhaps ${bad} may matter to ${names[number % 3]}.`
        : `${random.next() < 0.5 ? 'Perhaps' : 'Today'} ${names[random.below(3)]} ${random.next() < 0.5 ? 'praised' : 'attacked'} the plan of ward ${random.below(400)}, critics said.`,
    );
    if (number === 7) sentences.push('x'.repeat(100_000));
    return documentOf(sentences.join(' '), {
      id: `d${number}`,
      outlet: `${HOSTILE[number % 8]} ${number % 8}`,
      title: bad,
      url: number % 2 === 0 ? 'javascript:window.broken=10' : `https://example.org/${number}`,
      published: `2030-${String(1 + (number % 12)).padStart(2, '0')}-03`,
    });
  });
  return {
    survey: async () => ({ sources: [], records: documents.length, extraColumns: [], mapping: {} }),
    async *read() {
      for (const document of documents) yield { kind: 'document', document } as const;
    },
  };
}

it('the published JSON Schemas are those of the reports', () => {
  for (const [file, schema] of [
    ['article-report.schema.json', articleReportJsonSchema()],
    ['outlet-report.schema.json', outletReportJsonSchema()],
  ] as const)
    expect(JSON.parse(readFileSync(new URL(`../../docs/${file}`, import.meta.url), 'utf8'))).toEqual(schema);
});

describe.skipIf(executablePath === undefined || !existsSync(workerFile))(
  'the comparison in Chromium, over a hostile corpus (skipped without a browser or a build)',
  () => {
    let browser: Browser;
    let page: Page;
    let report: OutletReport;
    let html: string;
    const requests: string[] = [];
    const messages: string[] = [];
    beforeAll(async () => {
      const analysis = await analyseCorpus(hostileCorpus(), {
        out: join(scratch, 'a'),
        workers: 1,
        workerFile,
      });
      const store = await AnalysisStore.open(analysis);
      report = await buildOutletReport({
        store,
        over: 'month',
        title: HOSTILE[1]!,
        listing: { word: 'list {figure}', hedge: 'list {figure}', figure: 'list {figure} of {where}' },
      });
      store.close();
      html = await renderOutletHtml(report);
      const file = join(scratch, 'compare.html');
      writeFileSync(file, html);
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

    it('runs nothing from the data, asks for nothing, is no wider than a telephone and within its budget', async () => {
      expect(await page.evaluate('window.broken')).toBeUndefined();
      expect(requests).toHaveLength(1);
      expect(messages).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(400);
      expect(Buffer.byteLength(html)).toBeLessThan(3_000_000);
      expect(
        await page.evaluate('document.querySelectorAll("script, iframe, img, link, style").length'),
      ).toBe(3);
    });

    it('opens every figure to passages that the report holds, with the hit marked', async () => {
      const wrong = await page.evaluate(`(() => {
        const wrong = [];
        const commands = new Set();
        let opened = 0;
        for (const select of document.querySelectorAll('select'))
          for (const option of select.options) { option.selected = true; select.dispatchEvent(new Event('input', { bubbles: true })); check(); }
        check();
        function check() {
          for (const button of document.querySelectorAll('main button.open')) {
            if (button.closest('[hidden]')) continue;
            button.click();
            const drawer = button.closest('tr').nextElementSibling;
            opened++;
            const said = /^(\\d+) of (\\d+)/.exec([...drawer.querySelectorAll('li')].map((li) => li.textContent).find((t) => /drawn at random/.test(t)) || '');
            const marks = [...drawer.querySelectorAll('mark')];
            if (!drawer.classList.contains('drawer') || button.getAttribute('aria-expanded') !== 'true') wrong.push(button.dataset.key);
            if (said && (marks.length !== Number(said[1]) || marks.some((mark) => mark.textContent === ''))) wrong.push(button.dataset.key + ' ' + said[0]);
            const command = drawer.querySelector('code')?.textContent;
            const key = button.dataset.key ?? '';
            if (said && Number(said[1]) < Number(said[2]) && command !== undefined) commands.add(command);
            if (said && Number(said[1]) < Number(said[2]) && /^[afwh]\\|/.test(key) && command === undefined) wrong.push(key + ' lists no command');
            if (!said && !/No document|in the JSON/.test(drawer.textContent)) wrong.push(button.dataset.key + ': ' + drawer.textContent.slice(0, 80));
            button.click();
          }
        }
        if (![...commands].some((text) => /^list "\\w+" of "outlet = '/.test(text))) wrong.push('no command: ' + [...commands].slice(0, 3));
        if (opened < 200) wrong.push('only ' + opened);
        return wrong.slice(0, 10);
      })()`);
      expect(wrong).toEqual([]);
    });

    it('opens the key words of a group to lines that hold them', async () => {
      const table = page.locator('[data-lazy=words] table');
      const [head, cells] = (await page.evaluate(`(() => {
        const table = document.querySelector('[data-lazy=words] table');
        return [table.tHead.rows[0].cells.length, [...table.tBodies[0].rows].map((row) => row.cells.length)];
      })()`)) as [number, number[]];
      expect(new Set(cells)).toEqual(new Set([head]));
      const word = (await table.locator('tbody button.open').first().textContent())!;
      const { group } = report.groups[Number(await page.locator('[data-lazy=words] select').inputValue())]!;
      const rows = report.keyness.words.find((table) => table.group === group)!.rows;
      expect(rows.map(({ term }) => term)).toContain(word);
      await table.locator('tbody button.open').first().click();
      const marks = await table.locator('tr.drawer mark').allTextContents();
      expect(marks.length).toBeGreaterThan(0);
      for (const mark of marks) expect(mark.toLowerCase()).toBe(word);
      await table.locator('tbody button.open').first().click();
    });

    it('marks what stands at the offsets it gives', () => {
      const hits = report.passages.cells.flatMap((cell) => cell.passages.map((hit) => ({ cell, hit })));
      expect(hits.length).toBeGreaterThan(200);
      for (const { cell, hit } of hits) {
        const { text, start } = report.passages.sentences[hit.sentence]!;
        const surface = [...text].slice(hit.start - start, hit.end - start).join('');
        expect(surface.length).toBeGreaterThan(0);
        if (cell.kind === 'hedge' || cell.kind === 'word')
          expect(surface.toLowerCase().replaceAll('’', "'")).toBe(cell.key);
      }
    });

    it('sorts and chooses by keyboard', async () => {
      await page.focus('#overview th:nth-child(2) button');
      await page.keyboard.press('Enter');
      const sorted = (await page.evaluate(
        `[...document.querySelectorAll('#overview table.heat tbody tr')].map((row) => row.cells[1].dataset.v).filter((v) => v !== '').map(Number)`,
      )) as number[];
      expect(sorted).toEqual([...sorted].sort((a, b) => b - a));
      await page.selectOption('#measures select[data-panels]', { index: 0 });
      await page.focus('#measures select[data-panels]');
      await page.keyboard.press('ArrowDown');
      const shown = await page.evaluate(
        `[...document.querySelectorAll('[data-panel=measure]')].filter((panel) => !panel.hidden && panel.tagName !== "NOSCRIPT").map((panel) => panel.dataset.key)`,
      );
      expect(shown).toEqual([await page.inputValue('#measures select[data-panels]')]);
      await page.focus('#overview button.fig');
      await page.keyboard.press('Enter');
      expect(await page.locator('#overview tr.drawer').count()).toBe(1);
      await page.keyboard.press('Enter');
      expect(await page.locator('#overview tr.drawer').count()).toBe(0);
    });

    it.each(['light', 'dark'] as const)(
      'axe-core finds no serious fault in the %s scheme',
      async (colorScheme) => {
        await page.emulateMedia({ colorScheme });
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
      120_000,
    );

    it('writes tables that no spreadsheet runs, and figures that hold no script', async () => {
      const folder = join(scratch, 'tables');
      await writeReportTables(outletTables(report), folder, 'csv');
      const files = readdirSync(folder);
      expect(files).toContain('measures.csv');
      expect(files.every((file) => file.endsWith('.csv'))).toBe(true);
      for (const file of files)
        for (const line of readFileSync(join(folder, file), 'utf8').split('\n'))
          expect(line).not.toMatch(/(^|,)"?=HYPERLINK/);
      const figures = await reportFigures(OUTLET_SECTIONS, report);
      expect(figures.length).toBeGreaterThan(10);
      for (const { svg } of figures) expect(svg).not.toMatch(/<script|<[^>]*\s(on\w+|href)=/i);
    });
  },
);
