/** What every database's export has in common: a document and its lines. */
import type { Oddity } from '../../input/read-failure.js';
import { isEdition } from './interface-languages.js';

/** A document of a database's export: what it says of itself, or why it has no text. */
export interface ExportedDocument {
  /** Of its first line, counted from 1. */
  readonly line: number;
  readonly values: Readonly<Record<string, string | null>>;
  /** Labels above or below the text that are none of those known. */
  readonly unknownLabels?: readonly string[];
  /** As the export gives it. */
  readonly statedWords?: number | null;
  /** What is wrong with it, as a sentence's end; null where all is well. */
  readonly defect: { readonly reason: string; readonly what: string; readonly remedy: string } | null;
}

/** A line of the export, trimmed, with its number. */
export interface ExportLine {
  readonly number: number;
  readonly text: string;
}

/** A part of a text from a line on. */
export type Part = readonly ExportLine[];

/** A field's value with one more line of it. Trimming the sum would copy all that stands so far, line after line. */
export const withLine = (value: string, line: string): string => (value === '' ? line : `${value} ${line}`);

/** Lines to paragraphs: an empty line parts them, as in the export. */
export function textOfLines(lines: Part): string {
  return lines
    .map(({ text }) => text)
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** `By JANE DOE` without the `By`. */
export const bylineName = (byline: string | null | undefined): string | null =>
  byline?.replace(/^by:?\s+/i, '').trim() || null;

/** A line that begins with a label as headers have them, of words in capitals or with a capital; null where it does not. */
export function labelOf(line: string): string | null {
  return /^(\p{Lu}[\p{L}-]*(?: [\p{L}/-]+){0,3}):(?=\s|$)/u.exec(line.slice(0, 40))?.[1] ?? null;
}

/** `1,204 words` as a number; null where none is stated. */
export function wordsStated(value: string | null | undefined): number | null {
  const digits = /\d[\d,.]*/.exec(value ?? '')?.[0].replace(/[,.]/g, '');
  return digits === undefined || digits.length > 7 ? null : Number(digits);
}

/** Databases count words in ways of their own: only what is far off is told. */
const LEAST_SHARE = 0.7;
const LEAST_DIFFERENCE = 30;

/** What was odd in a document that was read. */
export function odditiesOf({ values, unknownLabels = [], statedWords = null }: ExportedDocument): Oddity[] {
  const oddities: Oddity[] = [...new Set(unknownLabels)].map((label) => ({ kind: 'unknown-label', label }));
  const words = values.text?.match(/\S+/g)?.length ?? 0;
  if (statedWords !== null && words > 0) {
    const [less, more] = words < statedWords ? [words, statedWords] : [statedWords, words];
    if (less < LEAST_SHARE * more && more - less >= LEAST_DIFFERENCE)
      oddities.push({ kind: 'word-count', stated: statedWords, words });
  }
  return oddities;
}

export const noText = (database: string): NonNullable<ExportedDocument['defect']> => ({
  reason: 'no-text',
  what: `the ${database} document has no full text`,
  remedy: 'Export it again with the full text, or leave it out.',
});

export const malformed = (line: number, what: string): ExportedDocument => ({
  line,
  values: {},
  defect: { reason: 'malformed-export', what, remedy: 'Download the export again.' },
});

/** What stands above the fields of a Nexis document. */
export interface Top {
  title: string | null;
  outlet: string | null;
  published: string | null;
  edition?: string;
}

/** `The Guardian (London) - Final Edition` is an outlet and its edition. */
export function outletAndEdition(line: string): { outlet: string; edition: string | null } {
  const dash = line.lastIndexOf(' - ');
  return dash > 0 && isEdition(line.slice(dash + 3))
    ? { outlet: line.slice(0, dash).trim(), edition: line.slice(dash + 3).trim() }
    : { outlet: line, edition: null };
}
