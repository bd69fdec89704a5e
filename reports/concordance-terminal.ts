/** A concordance on the terminal and as CSV. */
import { csvText } from '../base/spreadsheet-cell.js';
import { count, counted } from '../base/wording.js';
import type { Concordance, ConcordanceLine } from '../queries/concordance.js';

export interface ConcordanceLayout {
  /** Characters in a line of the terminal. */
  readonly width: number;
  /** Lines shown. */
  readonly limit: number;
  /** Marks the match and links it to the published passage, by escape sequences of our own. */
  readonly styled: boolean;
  /** Said behind the number of lines that are not shown: how to see them. */
  readonly more?: string;
  /** Makes control characters of texts visible. */
  readonly printable: (text: string) => string;
}

const OUTLET = 16;
const DATE = 10;

/** A line a match, the matches under each other; what is not shown is said. */
export function renderConcordance(
  { lines, total, documents, among }: Concordance,
  pattern: string,
  { width, limit, styled, more = '', printable }: ConcordanceLayout,
): string {
  const shown = lines.slice(0, limit);
  const cell = (text: string): string => printable(text.replace(/\s+/g, ' '));
  const longest = (of: (line: ConcordanceLine) => string, most: number): number =>
    Math.min(most, Math.max(0, ...shown.map((line) => length(cell(of(line))))));
  const hasHits = shown.some(({ hit }) => hit !== null);
  const hits = hasHits ? longest(({ hit }) => hit ?? '', 36) : 0;
  const outlets = longest(({ outlet }) => outlet ?? '', OUTLET);
  const dates = longest(({ published }) => published ?? '', DATE);
  const matches = longest(({ match }) => match, 30);
  const sides = Math.max(16, Math.floor((width - matches - outlets - dates - hits - (hasHits ? 6 : 4)) / 2));
  const rows = shown.map((line) => {
    const before = fitted(cell(line.left), sides, 'end');
    const behind = fitted(cell(line.right), sides, 'start');
    const match = cell(line.match);
    const padding = ' '.repeat(Math.max(0, matches - length(match)));
    const columns = [
      `${before}${styled ? marked(match, line.link) : match}${behind}${padding}`,
      fitted(cell(line.outlet ?? ''), outlets, 'start'),
      fitted(cell(line.published ?? ''), dates, 'start'),
      ...(hasHits ? [fitted(cell(line.hit ?? ''), hits, 'start')] : []),
    ];
    return columns.join('  ').trimEnd();
  });
  const rest = total - shown.length;
  const found =
    total === 0
      ? `${cell(pattern)}: nothing in ${counted(among, 'document')}.`
      : `${cell(pattern)}: ${counted(total, 'line')} in ${count(documents)} of ${counted(among, 'document')}${rest > 0 ? `; ${count(rest)} not shown${more}` : ''}.`;
  return `${[...rows, ...(rows.length > 0 ? [''] : []), found].join('\n')}\n`;
}

/** All that is known of each line, for a spreadsheet. */
export function concordanceCsv(lines: readonly ConcordanceLine[]): string {
  return csvText(
    ['document', 'outlet', 'published', 'title', 'left', 'match', 'right', 'start', 'end', 'hit', 'link'],
    lines,
  );
}

const length = (text: string): number => [...text].length;

/** Cut or filled to a width; the words nearest the match stay. */
function fitted(text: string, width: number, keep: 'start' | 'end'): string {
  const letters = [...text];
  if (letters.length <= width) {
    const filling = ' '.repeat(width - letters.length);
    return keep === 'end' ? filling + text : text + filling;
  }
  if (width === 0) return '';
  return keep === 'end'
    ? `…${letters.slice(letters.length - width + 1).join('')}`
    : `${letters.slice(0, width - 1).join('')}…`;
}

/** Bold, and a link where the address holds nothing but what an address may. */
function marked(match: string, link: string | null): string {
  const bold = `\u001b[1m${match}\u001b[22m`;
  return link !== null && /^[\u0021-\u007e]+$/.test(link)
    ? `\u001b]8;;${link}\u001b\\${bold}\u001b]8;;\u001b\\`
    : bold;
}
