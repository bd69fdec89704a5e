import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { fromPackageRoot } from '../../base/package-root.js';
import { readReference } from '../../queries/reference-file.js';
import { buildArticleReport } from '../../reports/article/report.js';
import type { ArticleReport } from '../../reports/article/sections.js';
import { certaintyOf, countInterval } from '../../reports/sections/findings/certainty.js';
import { ofHundred, thanOthers } from '../../reports/sections/findings/claims.js';
import { loadPlan, planStages } from '../../stages/plan.js';
import { documentOf } from '../document-of.js';
import { contradictions } from './claim-checks.js';

const plan = planStages();

/**
 * Articles to read: the samples, or a file of JSON lines with `id` and `text` that the environment names:
 * `HEDGEROW_ARTICLES=200.jsonl npx vitest run tests/reports/claims.test.ts`.
 */
function articles(): readonly { id: string; text: string }[] {
  const file = process.env.HEDGEROW_ARTICLES;
  if (file !== undefined)
    return readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as { id: string; text: string });
  const folder = fromPackageRoot('corpora/samples/commentary');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(md|txt)$/.test(name))
    .sort()
    .map((name) => ({ id: name, text: readFileSync(`${folder}/${name}`, 'utf8') }));
}

describe.skipIf(!existsSync(fromPackageRoot('corpora/reference/reference.json.gz')))(
  'no sentence of the opening contradicts a row of a table in the same report',
  () => {
    const reports: ArticleReport[] = [];
    beforeAll(async () => {
      const annotate = await loadPlan(plan);
      const against = readReference();
      for (const { id, text } of articles()) {
        const document = documentOf(text, { id });
        reports.push(
          await buildArticleReport({ document, plan, annotations: await annotate(document), against }),
        );
      }
    }, 600_000);

    it('over every article', () => {
      expect(reports.length).toBeGreaterThan(20);
      expect(reports.flatMap(contradictions)).toEqual([]);
    });

    it('and every article is spoken of by topic', () => {
      for (const { claims } of reports) {
        expect(claims.length).toBeGreaterThanOrEqual(3);
        expect(claims.length).toBeLessThanOrEqual(5);
        expect(claims[0]!.topic).toBe('hedging');
      }
    });

    it('finds a contradiction where there is one: the check can fail', () => {
      const report = structuredClone(
        reports.find(({ claims }) =>
          claims.some(({ direction, subject }) => direction !== 'none' && subject?.kind === 'measure'),
        )!,
      );
      const index = report.claims.findIndex(
        ({ direction, subject }) => direction !== 'none' && subject?.kind === 'measure',
      );
      report.opening[index] = report.opening[index]!.replace(/\b(more|less)\b/, (word) =>
        word === 'more' ? 'less' : 'more',
      );
      expect(contradictions(report)).not.toEqual([]);
    });
  },
);

describe('how sure a claim is', () => {
  it('counts as uncertain as counts are: Byar’s limits, beside the exact ones of R’s poisson.test', () => {
    // poisson.test(c(0, 3, 12, 100)): 0 to 3.689, 0.619 to 8.767, 6.201 to 20.962, 81.363 to 121.627
    const exact = [
      [0, 0, 3.689],
      [3, 0.619, 8.767],
      [12, 6.201, 20.962],
      [100, 81.363, 121.627],
    ] as const;
    for (const [n, low, high] of exact) {
      const [a, b] = countInterval(n);
      expect(Math.abs(a - low)).toBeLessThan(0.08);
      expect(Math.abs(b - high)).toBeLessThan(0.12);
    }
  });

  it('is firm only when nothing speaks against it', () => {
    const checks = { survives: ['other voice', 'like length'], unclear: [], reversed: [] };
    const rate = (more: Partial<Parameters<typeof certaintyOf>[0]>) =>
      certaintyOf({ checks, ownInterval: true, accuracy: { value: 0.8 }, ...more }).certainty;
    expect(rate({})).toBe('firm');
    expect(rate({ accuracy: { value: 0.6 } })).toBe('likely');
    expect(rate({ accuracy: null })).toBe('likely');
    expect(rate({ ownInterval: null })).toBe('likely');
    expect(rate({ ownInterval: false })).toBe('unclear');
    expect(rate({ checks: { ...checks, unclear: ['sure hits'] } })).toBe('likely');
    expect(rate({ checks: { ...checks, reversed: ['sure hits'] } })).toBe('unclear');
  });

  it('says "all" only where no document is on the other side', () => {
    expect([100, 99.9, 98.4, 0.2].map(ofHundred)).toEqual(['all', 'nearly all', '98 of 100', '1 of 100']);
    expect([100, 99.9, 98.4].map(thanOthers)).toEqual([
      'any document compared',
      'nearly all documents compared',
      '98 of 100 documents compared',
    ]);
  });
});
