/** Plain text for a terminal: safe, in columns, wrapped. */
import { count, counted, figure, frameName, mismatchText, signed } from '../base/wording.js';
import type { ArticleReport } from './article/sections.js';
import { plainText } from './html/escape.js';
import type { OutletReport } from './outlets/sections.js';

/** Data on a terminal: no control code, escape sequence or direction override reaches it; one line. */
export function line(text: string): string {
  return plainText(text).replace(/\s+/g, ' ').trim();
}

/** Pads to columns; the first is left-aligned, the others as `rest` says: figures right, words left. */
export function columns(rows: readonly (readonly string[])[], rest: 'left' | 'right' = 'right'): string[] {
  const widths = rows[0]?.map((_, k) => Math.max(...rows.map((row) => [...row[k]!].length))) ?? [];
  return rows.map(
    (row) =>
      `  ${row
        .map((cell, k) => {
          const space = ' '.repeat(Math.max(0, widths[k]! - [...cell].length));
          return k === 0 || rest === 'left' ? cell + space : space + cell;
        })
        .join('  ')
        .trimEnd()}`,
  );
}

export function wrapped(text: string, width = 96): string[] {
  const lines: string[] = [];
  let current = '';
  for (const word of line(text).split(' ')) {
    if (current !== '' && current.length + word.length + 1 > width) {
      lines.push(current);
      current = word;
    } else current = current === '' ? word : `${current} ${word}`;
  }
  return [...lines, current];
}

/** At most so many characters of one line. */
export const short = (text: string, most = 36): string => {
  const characters = [...line(text)];
  return characters.length <= most ? characters.join('') : `${characters.slice(0, most - 1).join('')}…`;
};

/** A summary of the article report in plain text, a screenful. */
export function renderArticleTerminal(report: ArticleReport): string {
  const { article, baseline } = report;
  const leading = report.measures.filter((row) => row.leading && row.value !== null);
  const leftOut = baseline.leftOut.reduce((sum, { documents }) => sum + documents, 0);
  return `${[
    line(article.title ?? article.id),
    `${counted(article.words, 'word')} against ${counted(baseline.documents, 'document')} of ${line(baseline.title)}${leftOut === 0 ? '' : ` (${count(leftOut)} left out)`}`,
    ...(mismatchText(baseline) === null ? [] : wrapped(mismatchText(baseline)!)),
    '',
    ...report.opening.flatMap((sentence) => [...wrapped(sentence), '']),
    ...columns([
      ['measure', 'article', 'median', 'percentile', 'unit'],
      ...leading.map((row) => [
        short(row.title),
        figure(row.value, row.unit),
        figure(row.baseline?.median ?? null, row.unit),
        row.percentile === null ? '–' : row.percentile.toFixed(0),
        line(row.unit),
      ]),
    ]),
    '',
    ...columns([
      ['actor', 'mentions', 'sentiment', 'in the corpus'],
      ...report.actors
        .slice(0, 6)
        .map((row) => [
          short(row.name),
          count(row.mentions),
          signed(row.sentiment.all?.mean ?? null),
          row.baseline === null ? '–' : signed(row.baseline.mean),
        ]),
    ]),
    '',
    `  frames: ${report.frames
      .filter(({ present }) => present)
      .slice(0, 6)
      .map((row) => `${line(frameName(row.frame))} ${figure(row.score)}`)
      .join(', ')}`,
  ].join('\n')}\n`;
}

/** A summary of the comparison in plain text. */
export function renderOutletTerminal(report: OutletReport): string {
  const leading = report.measures
    .filter((measure) => measure.leading && measure.groups.length > 0)
    .slice(0, 5);
  return `${[
    ...report.opening.flatMap((sentence) => [...wrapped(sentence), '']),
    ...columns([
      ['group', 'documents', ...leading.map(({ title }) => short(title))],
      ...report.groups.map(({ group, documents }) => [
        short(group),
        count(documents),
        ...leading.map((measure) => {
          const row = measure.groups.find((entry) => entry.group === group);
          return row === undefined ? '–' : figure(row.median, measure.unit);
        }),
      ]),
    ]),
    '',
    '  medians; the report has means, intervals, effect sizes and adjusted p-values',
  ].join('\n')}\n`;
}
