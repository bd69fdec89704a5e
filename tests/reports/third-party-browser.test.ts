import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Papa from 'papaparse';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Corpus, CorpusDocument } from '../../corpora/document.js';
import { analyseCorpus } from '../../pipeline/run/analyse.js';
import { AnalysisStore } from '../../pipeline/store/analysis-store.js';
import { renderArticleHtml } from '../../reports/article/html.js';
import { buildArticleReport } from '../../reports/article/report.js';
import { plainText } from '../../reports/html/escape.js';
import { renderOutletHtml } from '../../reports/outlets/html.js';
import { buildOutletReport } from '../../reports/outlets/report.js';
import { outletTables } from '../../reports/outlets/tables.js';
import { writeReportTables } from '../../reports/write-tables.js';
import { loadPlan, planStages } from '../../stages/plan.js';
import { filesOf } from '../corpora/hostile/sets.js';
import { documentOf } from '../document-of.js';
import { workerFile } from '../pipeline/sample-corpus.js';

const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  (path) => existsSync(path),
);
const SETS = ['xss-payloads', 'dompurify', 'naughty-strings', 'csv-injection'];
const missing = SETS.filter((set) => filesOf(set).length === 0);

/** The strings of a set: lines of its texts, payloads of its JSON. */
function stringsOf(set: string): string[] {
  return filesOf(set).flatMap((path) => {
    const content = readFileSync(path, 'utf8');
    if (path.endsWith('.txt')) return content.split('\n').filter((line) => line.trim() !== '');
    if (!path.endsWith('.json')) return [];
    const items = JSON.parse(content) as readonly (string | { readonly payload: string })[];
    return items.map((item) => (typeof item === 'string' ? item : item.payload));
  });
}

/** Whitespace of any kind counts as one space, as text on a page does. */
const flat = (text: string): string => plainText(text).replace(/\s+/g, ' ').trim();

describe.skipIf(executablePath === undefined || !existsSync(workerFile) || missing.length > 0)(
  `both reports over strings that others collected (${missing.length > 0 ? `skipped: ${missing.join(', ')} not beside the checkout` : 'needs a browser and a build'})`,
  () => {
    const scratch = mkdtempSync(join(tmpdir(), 'hedgerow-third-party-'));
    let strings: string[];
    let browser: Browser;
    let store: AnalysisStore;
    beforeAll(async () => {
      strings = SETS.flatMap(stringsOf);
      browser = await chromium.launch({
        executablePath: executablePath!,
        args: ['--no-sandbox', '--disable-gpu'],
      });
      const size = Math.ceil(strings.length / 150);
      const documents: CorpusDocument[] = Array.from({ length: 150 }, (_, k) =>
        documentOf(
          strings
            .slice(k * size, (k + 1) * size)
            .map((string) => `Perhaps Mara Oduya said that ${string} may matter to the harbour.`)
            .join('\n\n'),
          {
            id: `${k}-${strings[(k * 7) % strings.length]!.slice(0, 60)}`,
            title: strings[(k * 31) % strings.length]!,
            outlet: strings[(k % 6) * 211]!,
            url: strings[(k * 13) % strings.length]!,
            published: `2030-${String(1 + (k % 12)).padStart(2, '0')}-03`,
          },
        ),
      );
      const corpus: Corpus = {
        survey: async () => ({ sources: [], records: documents.length, extraColumns: [], mapping: {} }),
        async *read() {
          for (const document of documents) yield { kind: 'document', document } as const;
        },
      };
      const analysis = await analyseCorpus(corpus, { out: join(scratch, 'a'), workers: 1, workerFile });
      store = await AnalysisStore.open(analysis);
    }, 900_000);
    afterAll(async () => {
      store?.close();
      await browser?.close();
      rmSync(scratch, { recursive: true, force: true });
    });

    /** Opens a page and every figure on it; whatever it ran, asked for or complained of comes back. */
    async function faultsOf(name: string, html: string): Promise<{ faults: string[]; page: Page }> {
      const file = join(scratch, name);
      writeFileSync(file, html);
      const page = await browser.newPage();
      const faults: string[] = [];
      let requests = 0;
      page.on('request', (request) => {
        if (++requests > 1) faults.push(`asked for ${request.url()}`);
      });
      page.on('dialog', (dialog) => {
        faults.push(`dialog ${dialog.message()}`);
        void dialog.dismiss();
      });
      page.on('console', (message) => faults.push(`console: ${message.text()}`));
      page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
      await page.goto(`file://${file}`);
      await page.waitForSelector('html[data-ready]');
      const foreign = await page.evaluate(`(() => {
        for (const button of document.querySelectorAll('main button.open')) if (!button.closest('[hidden]')) button.click();
        const found = [...document.querySelectorAll('script:not(#data), iframe, img, object, embed, form, base, meta, link, style, video, audio, math')];
        const handlers = [...document.querySelectorAll('*')].filter((e) => [...e.attributes].some(({ name }) => name.startsWith('on')));
        const links = [...document.querySelectorAll('a')].filter((a) => !/^(#|https?:)/.test(a.getAttribute('href')));
        return [...found.map((e) => e.tagName), ...handlers.map((e) => 'handler ' + e.tagName), ...links.map((a) => 'link ' + a.getAttribute('href'))];
      })()`);
      // Of the page's own: its script, its style sheet, and what its head says.
      const own = (foreign as string[]).filter((tag) => !['SCRIPT', 'STYLE', 'META'].includes(tag));
      faults.push(...own);
      const counts = (tag: string): number => (foreign as string[]).filter((other) => other === tag).length;
      if (counts('SCRIPT') !== 1 || counts('STYLE') !== 1) faults.push('a script or a style sheet too many');
      return { faults, page };
    }

    it('the article report shows them all as text', async () => {
      // Every eighth of the longest set keeps the page readable.
      const xss = stringsOf('xss-payloads').filter((_string, k) => k % 8 === 0);
      const shown = [...xss, ...SETS.slice(1).flatMap(stringsOf)];
      const document = documentOf(
        shown.map((string) => `Perhaps it was ${string} that they had in mind.`).join('\n\n'),
        { id: 'article', title: shown[3]!, outlet: shown[5]!, author: shown[9]!, url: shown[11]! },
      );
      const plan = planStages();
      const annotations = await (await loadPlan(plan))(document);
      const report = await buildArticleReport({
        document,
        plan,
        annotations,
        against: store,
        title: shown[7]!,
      });
      const { faults, page } = await faultsOf('article.html', await renderArticleHtml(report));
      expect(faults).toEqual([]);
      // Without the notes in the margin, which stand between paragraphs.
      const text = flat((await page.locator('.paragraph > p').allTextContents()).join('\n'));
      // Of what nobody sees, at the edge of a word, nothing need be shown.
      const seen = (string: string): string => flat(string.replace(/[\u180e\u200b]/g, ' '));
      const absent = shown.filter((string) => !seen(text).includes(seen(string)));
      expect(absent).toEqual([]);
      await page.close();
    }, 900_000);

    it('the comparison runs none of them, and no cell of its tables is a formula', async () => {
      const report = await buildOutletReport({ store, over: 'month', title: strings[17]! });
      const { faults, page } = await faultsOf('compare.html', await renderOutletHtml(report));
      expect(faults).toEqual([]);
      await page.close();
      const folder = join(scratch, 'tables');
      await writeReportTables(outletTables(report), folder, 'csv');
      for (const file of readdirSync(folder)) {
        const { data, errors } = Papa.parse<string[]>(readFileSync(join(folder, file), 'utf8').trimEnd());
        expect(errors).toEqual([]);
        const formulas = data
          .flat()
          .filter((cell) => /^[=+\-@\t\r]/.test(cell) && Number.isNaN(Number(cell)));
        expect(formulas).toEqual([]);
      }
    }, 900_000);
  },
);
