import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../../base/random.js';
import { UserError } from '../../base/user-error.js';
import type { Corpus, CorpusDocument } from '../../corpora/document.js';
import { analyseCorpus } from '../../pipeline/run/analyse.js';
import { AnalysisStore } from '../../pipeline/store/analysis-store.js';
import { buildReference } from '../../queries/build-reference.js';
import { referenceMismatch } from '../../queries/reference-baseline.js';
import { readReference } from '../../queries/reference-file.js';
import { renderArticleHtml } from '../../reports/article/html.js';
import { renderArticleMarkdown } from '../../reports/article/markdown.js';
import { buildArticleReport } from '../../reports/article/report.js';
import { type ArticleReport, articleReportSchema } from '../../reports/article/sections.js';
import { safeUrl } from '../../reports/html/escape.js';
import { renderOutletHtml } from '../../reports/outlets/html.js';
import { renderOutletMarkdown } from '../../reports/outlets/markdown.js';
import { buildOutletReport } from '../../reports/outlets/report.js';
import { type OutletReport, outletReportSchema } from '../../reports/outlets/sections.js';
import { renderArticleTerminal, renderOutletTerminal } from '../../reports/terminal.js';
import { loadPlan, planStages } from '../../stages/plan.js';
import { documentOf } from '../document-of.js';
import { workerFile } from '../pipeline/sample-corpus.js';
import { contradictions } from './claim-checks.js';

const scratch = mkdtempSync(join(tmpdir(), 'hedgerow-reports-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const HOSTILE =
  '</script><img src=x onerror=alert(1)>\u202e"\'><svg onload=alert(2)>\ud800{{7*7}}|\u001b[31m';
const SUBJECTS = ['harbour', 'railway', 'library', 'hospital', 'reservoir', 'airfield', 'market', 'bridge'];
const VERBS = ['closes', 'opens', 'waits', 'suffers', 'gains', 'moves', 'grows', 'empties'];

/** Two outlets that write alike, but for hedges: the Quay hedges two sentences in three, the Post one in three. */
function planted(): Corpus {
  const random = seededRandom('planted');
  const documents: CorpusDocument[] = Array.from({ length: 80 }, (_, number) => {
    const quay = number % 2 === 0;
    const sentences = Array.from({ length: 14 }, () => {
      const subject = SUBJECTS[random.below(SUBJECTS.length)];
      const verb = VERBS[random.below(VERBS.length)];
      const hedge = random.next() < (quay ? 2 / 3 : 1 / 3) ? 'Perhaps the' : 'Tonight the';
      return `${hedge} ${subject} in ward ${random.below(900)} ${verb} before the year ends for the ${SUBJECTS[random.below(8)]} crew.`;
    });
    return documentOf(sentences.join(' '), {
      id: `d${number}`,
      outlet: quay ? `The Quay ${HOSTILE}` : 'Harbour Post',
      title: HOSTILE,
      url: 'javascript:alert(3)',
      published: `2031-${String(1 + (number % 6)).padStart(2, '0')}-02`,
      section: 'city',
    });
  });
  // A copy of the first, as wire copy comes.
  documents.push({ ...documents[0]!, id: 'copy', published: '2031-09-01' });
  return {
    survey: async () => ({ sources: [], records: documents.length, extraColumns: [], mapping: {} }),
    async *read() {
      for (const document of documents) yield { kind: 'document', document } as const;
    },
  };
}

const article = documentOf(
  `Perhaps the harbour closes. ${HOSTILE} Critics say the market in ward 7 empties, and it may never open. ${'The harbour waits for the railway crew and the market grows. '.repeat(8)}`,
  { id: 'article', title: HOSTILE, outlet: HOSTILE, url: 'data:text/html,<script>alert(4)</script>' },
);

describe.skipIf(!existsSync(workerFile))('reports (need a build: threads run compiled code)', () => {
  const stages = ['tokenising', 'attribution', 'hedging', 'lexis'];
  const plan = planStages({ stages });
  let store: AnalysisStore;
  let report: ArticleReport;
  let outlets: OutletReport;
  beforeAll(async () => {
    const analysis = await analyseCorpus(planted(), {
      out: join(scratch, 'a'),
      stages,
      workers: 1,
      workerFile,
    });
    store = await AnalysisStore.open(analysis);
    const annotations = await (await loadPlan(plan))(article);
    report = await buildArticleReport({
      document: article,
      plan,
      annotations,
      against: store,
      title: HOSTILE,
    });
    outlets = await buildOutletReport({ store, over: 'month', title: HOSTILE });
  });
  afterAll(() => store?.close());

  it('are as their schemas say', () => {
    articleReportSchema.parse(report);
    outletReportSchema.parse(outlets);
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });

  it('are the same bytes again, asked of the analysis anew by one thread and by two', async () => {
    const annotations = await (await loadPlan(plan))(article);
    for (const threads of [1, 2]) {
      const again = await AnalysisStore.open(store.analysis, { threads });
      try {
        const given = { document: article, plan, annotations, against: again, title: HOSTILE };
        expect(JSON.stringify(await buildArticleReport(given))).toBe(JSON.stringify(report));
        const compared = await buildOutletReport({ store: again, over: 'month', title: HOSTILE });
        expect(JSON.stringify(compared)).toBe(JSON.stringify(outlets));
      } finally {
        again.close();
      }
    }
  });

  it('set whole outlets against each other where groups consist of them', async () => {
    const again = await AnalysisStore.open(store.analysis, {
      selection: { where: 'true', rename: new Map() },
    });
    try {
      await expect(buildOutletReport({ store: again, cluster: 'outlett' })).rejects.toThrow(/of clusters/);
    } finally {
      again.close();
    }
  });

  it('leave out the planted copy and count it', () => {
    expect(report.baseline.documents).toBe(80);
    expect(report.baseline.leftOut).toEqual([
      { reason: 'near-duplicate of another document (wire copy, reprints)', documents: 1 },
    ]);
  });

  it("open every figure to hits that stand in the article's text", () => {
    const characters = [...article.text];
    let opened = 0;
    for (const row of report.measures) {
      if (row.evidence === null) continue;
      for (const index of row.evidence.hits) {
        const hit = report.hits[row.evidence.column]![index]!;
        expect(hit.end).toBeGreaterThan(hit.start);
        expect(hit.end).toBeLessThanOrEqual(characters.length);
        opened++;
      }
    }
    expect(opened).toBeGreaterThan(3);
    const hedges = report.marks.filter(({ layer }) => layer === 'hedge');
    expect(hedges.map(({ start, end }) => characters.slice(start, end).join(''))).toContain('Perhaps');
  });

  it('agree with a count of the documents', async () => {
    const row = report.measures.find(({ name }) => name === 'hedge_rate')!;
    const rows = await store.query<{ v: number }>("SELECT hedge_rate AS v FROM documents WHERE id <> 'copy'");
    const below = rows.filter(({ v }) => v < row.value!).length;
    const equal = rows.filter(({ v }) => v === row.value).length;
    expect(row.percentile).toBeCloseTo((100 * (below + equal / 2)) / 80, 9);
    expect(row.percentileInterval![0]).toBeLessThanOrEqual(row.percentile!);
    expect(row.percentileInterval![1]).toBeGreaterThanOrEqual(row.percentile!);
    const term = report.keywords.find((keyword) => keyword.term === 'harbour')!;
    const [counted] = await store.query<{ n: number; d: number }>(
      "SELECT sum(count)::DOUBLE AS n, count(*) AS d FROM term_counts WHERE term = 'harbour' AND document_id <> 'copy'",
    );
    expect(term.referencePerThousand).toBeCloseTo((1000 * counted!.n) / report.baseline.tokens, 9);
    expect(term.referenceDocuments).toBeCloseTo(counted!.d / 80, 9);
  });

  it('find the planted difference with its sign, and say so; the copy is not counted', () => {
    const measure = outlets.measures.find(({ name }) => name === 'hedge_rate')!;
    const quay = measure.groups.find(({ group }) => group.startsWith('The Quay'))!;
    expect(quay.n).toBe(40);
    expect(quay.deltaInterval![0]).toBeGreaterThan(0.5);
    expect(quay.q).toBeLessThan(0.001);
    const author = outlets.measures.find(({ name }) => name === 'hedge_rate_author')!;
    const matched = author.groups.find(({ group }) => group.startsWith('The Quay'))!.matched;
    expect(matched!.interval![0]).toBeGreaterThan(0);
    const length = outlets.measures.find(({ name }) => name === 'mean_word_length')!;
    expect(Math.abs(length.groups[0]!.delta!)).toBeLessThan(0.45);
    expect(outlets.opening.join(' ')).toMatch(/hedges/i);
  });

  it('refuse a column that does not exist, with the valid names', async () => {
    await expect(buildOutletReport({ store, by: 'outlte' })).rejects.toThrow(/did you mean 'outlet'/);
    await expect(buildOutletReport({ store, by: 'section' })).rejects.toThrow(UserError);
  });

  it('the reference gives the standing of the store, to half a point, and knows when it is stale', async () => {
    const bytes = await buildReference(store, 'planted');
    expect(await buildReference(store, 'planted')).toEqual(bytes);
    const file = join(scratch, 'reference.json.gz');
    writeFileSync(file, bytes);
    const reference = readReference(file);
    expect(referenceMismatch(plan, reference)).toEqual([]);
    const stale = { ...reference, stages: reference.stages.map((stage) => ({ ...stage, version: 'old' })) };
    expect(referenceMismatch(plan, stale)).toHaveLength(plan.stages.length);
    const annotations = await (await loadPlan(plan))(article);
    const other = await buildArticleReport({ document: article, plan, annotations, against: reference });
    articleReportSchema.parse(other);
    for (const row of report.measures) {
      const same = other.measures.find(({ name }) => name === row.name)!;
      // 80 documents: one step is 1.25 points.
      if (row.percentile !== null && same.percentile !== null)
        expect(Math.abs(same.percentile - row.percentile), row.name).toBeLessThanOrEqual(1.3);
    }
  });

  it('keep hostile data out of markup, script, links and terminal', async () => {
    const pages = [await renderArticleHtml(report), await renderOutletHtml(outlets)];
    for (const page of pages) {
      expect(page.match(/<script/g)).toHaveLength(2);
      expect(page.match(/<\/script>/g)).toHaveLength(2);
      expect(page).not.toMatch(/<img|onload=alert\(2\)>|javascript:|data:text/);
      expect(page).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u001b\u0000]/);
      expect(page.isWellFormed()).toBe(true);
      expect(page).not.toMatch(/\sstyle="/);
      expect(page).toContain("default-src 'none'");
    }
    for (const text of [
      renderArticleTerminal(report),
      renderOutletTerminal(outlets),
      renderArticleMarkdown(report),
      renderOutletMarkdown(outlets),
    ]) {
      expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
      expect(text.isWellFormed()).toBe(true);
    }
    expect(renderArticleMarkdown(report)).not.toMatch(/<(img|svg|script)/);
  });

  it('link to http and https only', () => {
    expect(safeUrl('https://example.org/a?b=1')).toBe('https://example.org/a?b=1');
    for (const url of [
      'javascript:alert(1)',
      'data:text/html,x',
      'file:///etc/passwd',
      'not a url',
      ' java\nscript:x',
    ])
      expect(safeUrl(url)).toBeNull();
    expect(safeUrl(null)).toBeNull();
  });

  it('say nothing that a table of theirs contradicts', () => {
    expect(report.claims.length).toBeGreaterThan(0);
    expect(contradictions(report)).toEqual([]);
  });
});
