/** Markdown of data: escaped text, tables, percentiles. */
import { count, figure, percentileRange, percentileText, range } from '../../base/wording.js';
import type { Citation } from '../../stages/stage.js';
import { bibtex } from '../citations.js';
import { plainText } from '../html/escape.js';
import type { Stages } from '../report-base.js';

/** Text from data inside Markdown: no markup, no HTML, no line break that would end a table's row. */
export function escapeMarkdown(text: string): string {
  return plainText(text)
    .replace(/[\r\n\t]+/g, ' ')
    .replace(/[\\`*_{}[\]()#+!|>~]/g, '\\$&')
    .replaceAll('<', '&lt;');
}

/** A table; cells are Markdown already. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** A percentile with its interval. */
export function percentile(
  row: {
    readonly percentile: number | null;
    readonly percentileInterval: readonly [number, number] | null;
  } | null,
): string {
  return `${percentileText(row?.percentile ?? null)} ${percentileRange(row?.percentileInterval ?? null)}`.trim();
}

interface Sources {
  readonly methods: readonly string[];
  readonly stages: Stages;
  readonly citations: readonly unknown[];
}

/** Methods, measured accuracy and BibTeX. */
export function methodsPart(report: Sources): string[] {
  return [
    '## Methods',
    ...report.methods.map((paragraph) => escapeMarkdown(paragraph)),
    '### Measured accuracy',
    table(
      ['Stage', 'Labelled data', 'Metric', 'Value', 'Documents', 'Note'],
      report.stages.flatMap((stage) =>
        stage.accuracy.map((row) => [
          escapeMarkdown(stage.title),
          escapeMarkdown(row.gold),
          escapeMarkdown(row.metric),
          `${figure(row.value)} ${range(row.interval)}`.trim(),
          count(row.documents),
          escapeMarkdown(row.note),
        ]),
      ),
    ),
    '### BibTeX',
    `\`\`\`bibtex\n${report.citations.map((citation) => plainText(bibtex(citation as Citation)).replaceAll('`', "'")).join('\n\n')}\n\`\`\``,
  ];
}
