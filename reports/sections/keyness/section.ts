/** Key words, key hedges and collocates of the article. */
import { count, figure, signed } from '../../../base/wording.js';
import { codePoints } from '../../../stages/code-points.js';
import { plainText } from '../../html/escape.js';
import { DUPLICATES, KEYNESS } from '../../keyness/methods.js';
import { escapeMarkdown as cell, table } from '../../markdown/parts.js';
import { rowsOf } from '../../tables.js';
import type { ArticleSection } from '../article-section.js';
import { keywordsChart } from './charts.js';
import { collocateRows, hedgeRows, keywordRows } from './data.js';
import { keynessHtml } from './html.js';
import { type KeywordRow, shape } from './schema.js';

export const keyness: ArticleSection<typeof shape> = {
  id: 'keywords',
  title: 'Keywords',
  shape,
  async build({ article, baseline, terms, cut }) {
    const corpus = baseline.termTotals();
    const keywords = keywordRows(article, corpus, terms);
    const hedges = hedgeRows(article, corpus, await baseline.hedges());
    if (keywords.cut > 0) cut(`${keywords.cut} less key words`);
    if (hedges.cut > 0) cut(`${hedges.cut} less key hedges`);
    return {
      keywords: keywords.rows,
      hedges: hedges.rows,
      collocates: collocateRows(article, corpus, terms),
    };
  },
  charts(report, charts) {
    const chart = keywordsChart(report.keywords, charts);
    return chart === null ? [] : [chart];
  },
  html: (report, chart) => (report.keywords.length === 0 ? null : keynessHtml(report, chart)),
  pageData({ article, keywords, hedges, collocates }) {
    const { toUtf16 } = codePoints(article.text);
    const linesOf = (rows: readonly KeywordRow[], before = '') =>
      Object.fromEntries(
        rows.map(({ term, lines, count: total }) => [
          plainText(`${before}${term}`),
          { list: lines.map(({ start, end }) => [toUtf16(start), toUtf16(end)]), total, kwic: true },
        ]),
      );
    return {
      keywords: linesOf(keywords),
      hedges: linesOf(hedges),
      collocates: Object.assign({}, ...collocates.map(({ actor, rows }) => linesOf(rows, `${actor}/`))),
    };
  },
  markdown: ({ keywords, hedges, collocates }) => [
    '## Keywords',
    keynessTable('Word', keywords),
    ...(hedges.length === 0 ? [] : ['### Hedges', keynessTable('Hedge', hedges)]),
    ...collocates.flatMap(({ name, rows }) => [
      `### The company of ${cell(name)}`,
      keynessTable('Word', rows),
    ]),
  ],
  tables: ({ keywords, hedges, collocates }) => [
    { name: 'keywords', rows: rowsOf(keywords) },
    { name: 'hedges', rows: rowsOf(hedges) },
    {
      name: 'collocates',
      rows: collocates.flatMap(({ actor, name, rows }) => rowsOf(rows, () => ({ actor, name }))),
    },
  ],
  methods: ({ collocates }) => [
    `Keywords are the article’s words, and its hedges, met twice or more, against the corpus${collocates.length > 0 ? '; collocates are the words of the sentences that mention an actor, its own names left out, against the corpus' : ''}: ${KEYNESS}. The prior is as strong as the article is long; a word is said to survive when its z keeps its sign beyond 1.96 under a prior a tenth and ten times as strong. Words come in bursts, so that none is claimed by its count alone: they are in the order of how seldom a document of the article’s length holds a word so often, by Katz’s K mixture (1996), and a word is claimed where that, times the words looked at, lies below 0.05. One article is no sample of documents, so these describe it and claim nothing of its outlet. ${DUPLICATES}`,
  ],
};

/** Words, hedges or collocates by every measure of keyness. */
function keynessTable(first: string, rows: readonly KeywordRow[]): string {
  return table(
    [
      first,
      'Here',
      'Corpus per 1,000',
      'Documents',
      'DPnorm',
      'G²',
      'Log Ratio',
      'LRC',
      'Log-odds z',
      'z, prior ÷ 10',
      'z, prior × 10',
    ],
    rows.map((row) => [
      cell(row.term),
      count(row.count),
      figure(row.referencePerThousand),
      `${(100 * row.referenceDocuments).toFixed(0)}%`,
      figure(row.dispersion),
      row.g2.toFixed(1).replace('-', '−'),
      ...[row.logRatio, row.conservativeLogRatio, row.logOddsZ, ...row.priorZ].map(signed),
    ]),
  );
}
