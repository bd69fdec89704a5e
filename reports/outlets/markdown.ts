/** The comparison of groups as Markdown: what the HTML shows, without charts, timelines and passages. */
import { count, counted } from '../../base/wording.js';
import { escapeMarkdown as cell, methodsPart, table } from '../markdown/parts.js';
import { OUTLET_SECTIONS, type OutletReport } from './sections.js';

export function renderOutletMarkdown(report: OutletReport): string {
  const { corpus, cut } = report;
  const left = corpus.leftOut.map(({ reason, documents }) => `; left out: ${count(documents)} ${reason}`);
  const [lead, main] = [true, false].map((first) =>
    OUTLET_SECTIONS.filter(({ place }) => (place === 'lead') === first).flatMap(
      ({ markdown }) => markdown?.(report) ?? [],
    ),
  );
  return `${[
    `# Compared by ${cell(report.by)}`,
    `${counted(corpus.documents, 'document')} of ${cell(corpus.title)}${cell(left.join(''))}.`,
    ...lead!,
    ...(cut.length === 0 ? [] : [cell(`Cut: ${cut.join('; ')}.`)]),
    table(
      ['Group', 'Documents', 'Words', 'First', 'Last'],
      report.groups.map((row) => [
        cell(row.group),
        count(row.documents),
        count(row.words),
        row.first?.slice(0, 10) ?? '–',
        row.last?.slice(0, 10) ?? '–',
      ]),
    ),
    ...main!,
    ...methodsPart(report),
  ].join('\n\n')}\n`;
}
