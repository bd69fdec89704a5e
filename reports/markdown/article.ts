import {
  actorType,
  codebookTitle,
  count,
  counted,
  figure,
  frameName,
  mismatchText,
  range,
  signed,
} from '../../base/wording.js';
import type { ArticleReport, KeywordRow, MeasureRow } from '../article/report-schema.js';
import { escapeMarkdown as cell, methodsPart, table } from './parts.js';

const percentileText = (value: number | null, interval: MeasureRow['percentileInterval']): string =>
  `${value === null ? '–' : value.toFixed(0)} ${range(interval, (v) => v.toFixed(0))}`.trim();

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

const sentiment = (
  figures: {
    mean: number;
    interval: readonly [number, number] | null;
    mentions: number;
    documents?: number;
  } | null,
): string =>
  figures === null
    ? '–'
    : `${signed(figures.mean)} ${range(figures.interval, signed)} (${figures.documents === undefined ? '' : `${count(figures.documents)} / `}${count(figures.mentions)})`.replace(
        '  ',
        ' ',
      );

/** The article report as Markdown: what the HTML shows, without the text, the charts and the passages. */
export function renderArticleMarkdown(report: ArticleReport): string {
  const { article, baseline, sensitivity } = report;
  const left = baseline.leftOut.map(({ reason, documents }) => `${count(documents)} ${reason}`);
  return `${[
    `# ${cell(article.title ?? article.id)}`,
    `${counted(article.words, 'word')}, compared with ${counted(baseline.documents, 'document')} of ${cell(baseline.title)}${left.length === 0 ? '' : cell(`; left out: ${left.join('; ')}`)}.`,
    ...(mismatchText(baseline) === null ? [] : [`**${cell(mismatchText(baseline)!)}**`]),
    ...report.opening.map((sentence) => cell(sentence)),
    '## Measures',
    table(
      ['Measure', 'Article', 'Unit', 'Corpus median', 'Percentile', 'Like length', 'Passages'],
      report.measures.map((row) => [
        cell(row.title),
        figure(row.value, row.unit),
        cell(row.unit),
        row.baseline === null
          ? '–'
          : `${figure(row.baseline.median, row.unit)} ${range(row.baseline.medianInterval)}`,
        percentileText(row.percentile, row.percentileInterval),
        percentileText(row.matched?.percentile ?? null, row.matched?.percentileInterval ?? null),
        row.evidence === null ? '–' : count(row.evidence.total),
      ]),
    ),
    ...(sensitivity.findings.length === 0 || sensitivity.checks.length === 0
      ? []
      : [
          '## Do they hold?',
          'The percentile of each measure that stands out, counted in other ways.',
          table(
            ['Measure', 'Percentile', ...sensitivity.checks.map(({ title }) => cell(title))],
            sensitivity.findings.map((finding) => [
              cell(finding.title),
              percentileText(finding.percentile, finding.percentileInterval),
              ...finding.results.map(({ verdict, percentile, percentileInterval }) =>
                percentile === null ? '–' : `${verdict}: ${percentileText(percentile, percentileInterval)}`,
              ),
            ]),
          ),
          sensitivity.checks
            .map(({ title, description }) => `- ${cell(title)}: ${cell(description)}`)
            .join('\n'),
        ]),
    '## Actors',
    'Mean sentiment, −1 to 1, with 95% interval: in the article over mentions, whose number follows; in the corpus over documents, followed by documents / mentions.',
    table(
      [
        'Actor',
        'Type',
        'Mentions',
        'All voices',
        "Author's voice",
        "Sources' voices",
        'Corpus, all voices',
        "Corpus, author's",
        "Corpus, sources'",
      ],
      report.actors.map((row) => [
        cell(row.name),
        cell(actorType(row.type)),
        count(row.mentions),
        ...[row.sentiment.all, row.sentiment.author, row.sentiment.source].map(sentiment),
        ...[row.baseline, row.baseline?.author ?? null, row.baseline?.source ?? null].map(sentiment),
      ]),
    ),
    '## Frames',
    table(
      ['Codebook', 'Frame', 'Score', 'Present', 'Corpus mean', 'Percentile'],
      report.frames.map((row) => [
        cell(codebookTitle(row.codebook)),
        cell(frameName(row.frame)),
        figure(row.score),
        row.present ? 'yes' : 'no',
        figure(row.baseline?.mean ?? null),
        percentileText(row.percentile, row.percentileInterval),
      ]),
    ),
    '## Keywords',
    keynessTable('Word', report.keywords),
    ...(report.hedges.length === 0 ? [] : ['### Hedges', keynessTable('Hedge', report.hedges)]),
    ...report.collocates.flatMap(({ name, rows }) => [
      `### The company of ${cell(name)}`,
      keynessTable('Word', rows),
    ]),
    ...(report.nearest.length === 0
      ? []
      : [
          '## Nearest',
          report.nearest
            .map(
              (row, index) =>
                `${index + 1}. ${cell(row.title ?? row.id)}, ${cell(row.outlet ?? '–')}: likeness ${figure(row.similarity)}; ${cell(row.reasons.join('; '))}`,
            )
            .join('\n'),
        ]),
    ...methodsPart(report),
  ].join('\n\n')}\n`;
}
