/** Every measure of the article beside the corpus. */
import { count, figure, range } from '../../../base/wording.js';
import type { Baseline } from '../../../queries/baseline.js';
import { TOPIC_TERMS } from '../../../queries/topic.js';
import { codePoints } from '../../../stages/code-points.js';
import { plainText } from '../../html/escape.js';
import { escapeMarkdown as cell, percentile, table } from '../../markdown/parts.js';
import { flatRow } from '../../tables.js';
import type { ArticleSection } from '../article-section.js';
import { distribution } from './charts.js';
import { measureRows, topicText } from './data.js';
import { drawnMeasures, measuresHtml } from './html.js';
import { type Hits, shape, type Topic } from './schema.js';

export const measures: ArticleSection<typeof shape> = {
  id: 'measures',
  title: 'Measures',
  shape,
  async build({ article, measures: baselines, baseline }) {
    const hits: Hits = {};
    return { measures: measureRows(article, baselines, hits), hits, topic: await topicOf(baseline) };
  },
  charts: (report, charts) => drawnMeasures(report.measures).map((row) => distribution(row, charts)),
  html: (report, chart) => measuresHtml(report.measures, report.topic, chart),
  pageData(report) {
    const { toUtf16 } = codePoints(report.article.text);
    return {
      hits: Object.fromEntries(
        Object.entries(report.hits).map(([column, hits]) => [
          column,
          hits.map(({ start, end, fields }) => [toUtf16(start), toUtf16(end), plainText(tag(fields))]),
        ]),
      ),
      measures: Object.fromEntries(
        report.measures.map(({ name, description: about, evidence }) => [
          name,
          evidence === null
            ? { about, none: 'Computed over the text as a whole.', total: 0 }
            : { about, ...evidence },
        ]),
      ),
    };
  },
  markdown: (report) => [
    '## Measures',
    table(
      ['Measure', 'Article', 'Unit', 'Corpus median', 'Percentile', 'Like length', 'Like topic', 'Passages'],
      report.measures.map((row) => [
        cell(row.title),
        figure(row.value, row.unit),
        cell(row.unit),
        row.baseline === null
          ? '–'
          : `${figure(row.baseline.median, row.unit)} ${range(row.baseline.medianInterval)}`,
        ...[row, row.matched, row.topic].map(percentile),
        row.evidence === null ? '–' : count(row.evidence.total),
      ]),
    ),
  ],
  tables: (report) => [
    {
      name: 'measures',
      rows: report.measures.map(({ baseline, evidence, ...row }) => ({
        ...flatRow(row),
        ...(baseline === null ? {} : flatRow({ ...baseline, quantiles: null }, 'corpus')),
        passages: evidence?.total ?? null,
      })),
    },
    {
      name: 'passages',
      rows: Object.entries(report.hits).flatMap(([column, hits]) =>
        hits.map(({ start, end, fields }) => ({ column, start, end, ...fields })),
      ),
    },
  ],
  methods: (report) => [
    `Percentiles are mid-rank percentiles over the documents that have a value; their 95% intervals are Wilson’s (1927), none under twenty documents. They tell how well the corpus fixes the percentile, not how the article would vary if it were written again. Medians carry distribution-free intervals. Mean sentiment is that of P(positive) − P(negative): in the article over mentions, its interval over the sentences that they stand in (Cameron & Miller 2015; none under ten), in the corpus over documents. All intervals are of sampling only: how often a stage is right comes on top.${report.measures.some(({ matched }) => matched !== null) ? ' The matched percentile counts only documents of like length, between half and twice the words of the article.' : ''}${report.topic === null ? '' : ` Nearest in topic: ${topicText(report.topic)}; the cosine of the ${TOPIC_TERMS} weightiest words of either, each weighed by (1 + ln tf) ln(N / df) (Salton & Buckley 1988).`}`,
  ],
};

async function topicOf(baseline: Baseline): Promise<Topic | null> {
  const near = await baseline.topic();
  return near === null ? null : { documents: near.documents, terms: [...near.terms] };
}

/** What the stage says of a hit, in few words. */
function tag(fields: Readonly<Record<string, string>>): string {
  return ['series', 'type', 'frame', 'term', 'voice']
    .flatMap((name) => (fields[name] === undefined ? [] : [fields[name].replaceAll('_', ' ')]))
    .join(', ');
}
