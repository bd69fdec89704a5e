/** The article's frames, by codebook. */
import { codebookTitle, figure, frameName } from '../../../base/wording.js';
import { codePoints } from '../../../stages/code-points.js';
import { plainText } from '../../html/escape.js';
import { escapeMarkdown as cell, percentile, table } from '../../markdown/parts.js';
import { rowsOf } from '../../tables.js';
import type { ArticleSection } from '../article-section.js';
import { framesChart } from './charts.js';
import { frameRows } from './data.js';
import { framesHtml } from './html.js';
import { shape } from './schema.js';

export const frames: ArticleSection<typeof shape> = {
  id: 'frames',
  title: 'Frames',
  shape,
  build: async ({ article, baseline }) => ({ frames: frameRows(article, await baseline.frames()) }),
  charts: (report, charts) =>
    [...new Set(report.frames.map(({ codebook }) => codebook))].flatMap((codebook) => {
      const rows = report.frames.filter((row) => row.codebook === codebook);
      return framesChart(rows, charts) ?? [];
    }),
  html: (report, chart) => (report.frames.length === 0 ? null : framesHtml(report.frames, chart)),
  pageData(report) {
    const { toUtf16 } = codePoints(report.article.text);
    return {
      frames: Object.fromEntries(
        report.frames.map((row) => [
          `${row.codebook}/${row.frame}`,
          {
            list: row.evidence.map(({ start, end, term, weight, without, stance }) => [
              toUtf16(start),
              toUtf16(end),
              plainText(
                stance === 'rejected'
                  ? `${term} (rejected: adds nothing)`
                  : `${term}${stance === 'reported' ? ' (reported)' : ''}: ${figure(weight)}, score without it ${figure(without)}`,
              ),
            ]),
            total: 0,
          },
        ]),
      ),
    };
  },
  markdown: (report) => [
    '## Frames',
    table(
      ['Codebook', 'Frame', 'Score', 'Present', 'Corpus mean', 'Percentile', 'Like topic'],
      report.frames.map((row) => [
        cell(codebookTitle(row.codebook)),
        cell(frameName(row.frame)),
        figure(row.score),
        row.present ? 'yes' : 'no',
        figure(row.baseline?.mean ?? null),
        percentile(row),
        percentile(row.topic),
      ]),
    ),
  ],
  tables: (report) => [{ name: 'frames', rows: rowsOf(report.frames) }],
};
