/** Whether what stands out holds when it is counted in other ways. */
import { escapeMarkdown as cell, percentile, table } from '../../markdown/parts.js';
import { rowsOf } from '../../tables.js';
import type { ArticleSection } from '../article-section.js';
import type { MeasureRow } from '../measures/schema.js';
import { articleSensitivity } from './data.js';
import { robustnessHtml } from './html.js';
import { type ArticleSensitivity, shape } from './schema.js';

const none = ({ findings, checks }: ArticleSensitivity): boolean =>
  findings.length === 0 || checks.length === 0;

export const robustness: ArticleSection<typeof shape, { measures: MeasureRow[] }> = {
  id: 'sensitivity',
  title: 'Do they hold?',
  shape,
  requires: ['measures'],
  build: async ({ article, baseline }, { measures }) => ({
    sensitivity: await articleSensitivity(article, baseline, measures),
  }),
  html: ({ sensitivity }) => (none(sensitivity) ? null : robustnessHtml(sensitivity)),
  markdown: ({ sensitivity }) =>
    none(sensitivity)
      ? []
      : [
          '## Do they hold?',
          'The percentile of each measure that stands out, counted in other ways.',
          table(
            ['Measure', 'Percentile', ...sensitivity.checks.map(({ title }) => cell(title))],
            sensitivity.findings.map((finding) => [
              cell(finding.title),
              percentile(finding),
              ...finding.results.map((result) =>
                result.percentile === null ? '–' : `${result.verdict}: ${percentile(result)}`,
              ),
            ]),
          ),
          sensitivity.checks
            .map(({ title, description }) => `- ${cell(title)}: ${cell(description)}`)
            .join('\n'),
        ],
  tables: ({ sensitivity }) => [
    {
      name: 'sensitivity',
      rows: sensitivity.findings.flatMap(({ name, title, results }) =>
        rowsOf(results, () => ({ name, title })),
      ),
    },
  ],
  methods: ({ sensitivity }) =>
    sensitivity.findings.length === 0
      ? []
      : [
          'Each measure in the outer quarter of the corpus is looked at again in the other voice, by Hyland’s list (2005) in place of the lexicon, from sure hits only, with doubtful voices given to the author, among documents of like length, and among those nearest in topic; a finding survives when the whole interval stays in the same outer quarter.',
        ],
};
