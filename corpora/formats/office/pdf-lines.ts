/** A run of characters as pdf.js gives it. */
export interface PdfRun {
  readonly str: string;
  readonly hasEOL: boolean;
  /** Matrix: [4] and [5] are the position from the left and from the bottom. */
  readonly transform: readonly number[];
  readonly height: number;
}

export interface PdfLine {
  readonly text: string;
  readonly left: number;
  readonly bottom: number;
  readonly height: number;
}

/** Joins a page's runs to lines. */
export function linesOfPage(runs: readonly PdfRun[]): PdfLine[] {
  const lines: PdfLine[] = [];
  let open: { text: string; left: number; bottom: number; height: number } | null = null;
  const close = (): void => {
    if (open !== null && open.text.trim() !== '') lines.push({ ...open, text: open.text.trim() });
    open = null;
  };
  for (const { str, hasEOL, transform, height } of runs) {
    if (str.trim() !== '' || open !== null) {
      open ??= { text: '', left: transform[4] ?? 0, bottom: transform[5] ?? 0, height };
      open.text += str;
      open.height = Math.max(open.height, height);
    }
    if (hasEOL) close();
  }
  close();
  return lines;
}

/** A line by its place and its words; of page numbers, only that there is one. */
const headKey = ({ text, bottom }: PdfLine): string =>
  `${Math.round(bottom)} ${text.replace(/\d+/g, '#').toLowerCase()}`;

/**
 * Takes page numbers and running heads off: the first or last line of a page that, but for its digits, stands
 * in the same place on another page (a second line, on two others) and on half of all.
 */
export function withoutRunningHeads(pages: readonly (readonly PdfLine[])[]): PdfLine[][] {
  const body = pages.map((lines) => [...lines]);
  for (const end of ['first', 'last'] as const) {
    // A head may have two lines, the second less certain.
    for (let round = 0; round < 2; round++) {
      const counts = new Map<string, number>();
      const at = (lines: readonly PdfLine[]): PdfLine | undefined =>
        end === 'first' ? lines[0] : lines.at(-1);
      for (const lines of body) {
        const line = at(lines);
        if (line === undefined) continue;
        const key = headKey(line);
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
      for (const lines of body) {
        const line = at(lines);
        if (line === undefined) continue;
        const count = counts.get(headKey(line))!;
        const repeated = count > 1 + round && count * 2 >= pages.length;
        if (!repeated && !(pages.length > 1 && /^[-–—\s]*\d{1,4}[-–—\s]*$/.test(line.text))) continue;
        if (end === 'first') lines.shift();
        else lines.pop();
      }
    }
  }
  return body;
}

/**
 * Joins lines to paragraphs: a gap wider than usual, a line indented more than its neighbours, or another size
 * of type begins one. Words parted by a hyphen at a line's end are joined; a sentence goes on over a page's end.
 */
export function paragraphsOf(pages: readonly (readonly PdfLine[])[]): string[] {
  const paragraphs: string[] = [];
  let open = '';
  const close = (): void => {
    if (open !== '') paragraphs.push(open);
    open = '';
  };
  const gaps = pages.flatMap((lines) => lines.slice(1).map((line, i) => lines[i]!.bottom - line.bottom));
  const usual = median(gaps.filter((gap) => gap > 0));
  for (const lines of pages) {
    const margin = Math.min(...lines.map(({ left }) => left));
    for (const [i, line] of lines.entries()) {
      const before = lines[i - 1];
      let begins: boolean;
      if (before === undefined) begins = /[.!?:”"’]$/.test(open) || !/^\p{Ll}/u.test(line.text);
      else {
        const gap = before.bottom - line.bottom;
        const indented =
          gap > 0 && line.left - margin > line.height * 0.8 && before.left - margin <= line.height * 0.8;
        const resized = Math.abs(line.height - before.height) > 0.15 * Math.max(line.height, before.height);
        // A negative gap is the top of the next column.
        begins = (gap > 0 ? usual > 0 && gap > usual * 1.35 : /[.!?]$/.test(open)) || indented || resized;
      }
      if (begins) close();
      open = joinLines(open, line.text);
    }
  }
  close();
  return paragraphs;
}

function joinLines(before: string, line: string): string {
  if (before === '') return line;
  if (/\p{L}-$/u.test(before) && /^\p{Ll}/u.test(line)) return before.slice(0, -1) + line;
  if (before.endsWith('\u00ad')) return before.slice(0, -1) + line;
  return `${before} ${line}`;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}
