import type { Citation } from '../stages/stage.js';
import type { ArticleReport } from './article/model.js';
import { bibtex } from './citations.js';
import { plainText } from './html/escape.js';
import type { OutletReport } from './outlets/model.js';
import { codebookTitle, count, counted, figure, frameName, mismatchText, range, signed } from './wording.js';

/** Text from data inside Markdown: no markup, no HTML, no line break that would end a table's row. */
export function escapeMarkdown(text: string): string {
  return plainText(text)
    .replace(/[\r\n\t]+/g, ' ')
    .replace(/[\\`*_{}[\]()#+!|>~]/g, '\\$&')
    .replaceAll('<', '&lt;');
}

const cell = escapeMarkdown;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function methodsPart(report: Pick<ArticleReport, 'methods' | 'stages' | 'citations'>): string[] {
  return [
    '## Methods',
    ...report.methods.map((paragraph) => escapeMarkdown(paragraph)),
    '### Measured accuracy',
    table(
      ['Stage', 'Labelled data', 'Metric', 'Value', 'Documents', 'Note'],
      report.stages.flatMap((stage) =>
        stage.accuracy.map((row) => [
          cell(stage.title),
          cell(row.gold),
          cell(row.metric),
          `${figure(row.value)} ${range(row.interval)}`.trim(),
          count(row.documents),
          cell(row.note),
        ]),
      ),
    ),
    '### BibTeX',
    `\`\`\`bibtex\n${report.citations.map((citation) => plainText(bibtex(citation as Citation)).replaceAll('`', "'")).join('\n\n')}\n\`\`\``,
  ];
}

/** The article report as Markdown: what the HTML shows, without the text and the passages. */
export function renderArticleMarkdown(report: ArticleReport): string {
  const { article, baseline } = report;
  const percentile = (value: number | null, interval: readonly [number, number] | null): string =>
    `${value === null ? '–' : value.toFixed(0)} ${range(interval, (v) => v.toFixed(0))}`.trim();
  return `${[
    `# ${cell(article.title ?? article.id)}`,
    `${counted(article.words, 'word')}, compared with ${counted(baseline.documents, 'document')} of ${cell(baseline.title)}.`,
    ...(mismatchText(baseline) === null ? [] : [`**${cell(mismatchText(baseline)!)}**`]),
    ...report.opening.map((sentence) => escapeMarkdown(sentence)),
    '## Measures',
    table(
      ['Measure', 'Article', 'Unit', 'Corpus median', 'Percentile', 'Passages'],
      report.measures.map((row) => [
        cell(row.title),
        figure(row.value, row.unit),
        cell(row.unit),
        row.baseline === null
          ? '–'
          : `${figure(row.baseline.median, row.unit)} ${range(row.baseline.medianInterval)}`,
        percentile(row.percentile, row.percentileInterval),
        row.evidence === null ? '–' : count(row.evidence.total),
      ]),
    ),
    '## Actors',
    table(
      ['Actor', 'Type', 'Mentions', 'Sentiment', "Author's voice", "Sources' voices", 'In the corpus'],
      report.actors.map((row) => [
        cell(row.name),
        cell(row.type),
        count(row.mentions),
        ...[row.sentiment.all, row.sentiment.author, row.sentiment.source].map((figureOf) =>
          figureOf === null ? '–' : `${signed(figureOf.mean)} ${range(figureOf.interval, signed)}`.trim(),
        ),
        row.baseline === null
          ? '–'
          : `${signed(row.baseline.mean)} ${range(row.baseline.interval, signed)} (${counted(row.baseline.documents, 'document')})`,
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
        percentile(row.percentile, row.percentileInterval),
      ]),
    ),
    '## Keywords',
    table(
      ['Word', 'Here', 'Corpus per 1,000', 'Documents', 'G²', 'Log Ratio', 'LRC', 'Log-odds z'],
      report.keywords.map((row) => [
        cell(row.term),
        count(row.count),
        figure(row.referencePerThousand),
        `${(100 * row.referenceDocuments).toFixed(0)}%`,
        row.g2.toFixed(1),
        signed(row.logRatio),
        signed(row.conservativeLogRatio),
        signed(row.logOddsZ),
      ]),
    ),
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

/** The comparison of groups as Markdown: groups, and every leading measure. */
export function renderOutletMarkdown(report: OutletReport): string {
  return `${[
    `# Compared by ${cell(report.by)}`,
    ...report.opening.map((sentence) => escapeMarkdown(sentence)),
    table(
      ['Group', 'Documents', 'Words'],
      report.groups.map((row) => [cell(row.group), count(row.documents), count(row.words)]),
    ),
    ...report.measures
      .filter(({ leading }) => leading)
      .flatMap((measure) => [
        `## ${cell(measure.title)} (${cell(measure.unit)})`,
        table(
          [
            'Group',
            'Documents',
            'Mean',
            'Median',
            'Median − others',
            "Cliff's delta",
            'Adjusted p',
            'Matched difference',
          ],
          measure.groups.map((row) => [
            cell(row.group),
            count(row.n),
            `${figure(row.mean)} ${range(row.meanInterval)}`.trim(),
            figure(row.median),
            signed(row.medianDifference),
            `${signed(row.delta)} ${range(row.deltaInterval, signed)}`.trim(),
            row.q === null ? '–' : row.q < 0.001 ? '<0.001' : row.q.toFixed(3),
            row.matched === null
              ? '–'
              : `${signed(row.matched.difference)} ${range(row.matched.interval, signed)}`,
          ]),
        ),
      ]),
    ...methodsPart(report),
  ].join('\n\n')}\n`;
}
