import { Lines, mayBeBoilerplate } from './lines.js';
import { type BoilerplateKind, kindByPattern } from './patterns.js';
import { outletKey, type RepeatedLines } from './repetition.js';

/** Raised whenever the same corpus may get other marks; part of an analysis's key. */
export const BOILERPLATE_VERSION = '2';

/** A line of a text that its page or its agency put there. Offsets as everywhere, half-open. */
export interface BoilerplateSpan {
  readonly start: number;
  readonly end: number;
  readonly kind: BoilerplateKind;
}

/** A text of which more would be marked keeps all its lines: it is not known what of it is the article. */
const LARGEST_SHARE = 0.5;

const NONE: readonly BoilerplateSpan[] = [];

const lines = new Lines();

/**
 * The lines of a text that are boilerplate: paragraphs of their own, of at most 400 characters, whose words
 * show it (share lines, newsletter and cookie prompts, credits, notes of syndication …) or which the outlet
 * repeats. Lines that open with a quotation mark never are, nor is a text's only line.
 *
 * @param repeated - as the survey of the corpus found them; null where no corpus is seen: patterns alone.
 */
export function markBoilerplate(
  text: string,
  outlet: string | null,
  repeated: RepeatedLines | null,
): readonly BoilerplateSpan[] {
  lines.read(text);
  const { count, start, end } = lines;
  if (count < 2) return NONE;
  const source = repeated === null ? 0 : outletKey(outlet);
  let spans: BoilerplateSpan[] | null = null;
  let marked = 0;
  let all = 0;
  for (let i = 0; i < count; i++) {
    const from = start[i]!;
    const to = end[i]!;
    all += to - from;
    if (!mayBeBoilerplate(text, from, to)) continue;
    let kind = kindByPattern(text, from, to);
    if (kind === null && repeated?.has(lines, i, source) === true) kind = 'repeated';
    if (kind === null || !lines.isOwnParagraph(i)) continue;
    spans ??= [];
    spans.push({ start: from, end: to, kind });
    marked += to - from;
  }
  return spans === null || marked > LARGEST_SHARE * all ? NONE : spans;
}

/**
 * A text with spaces in place of its boilerplate, so that every offset stays. A line break goes with each span: two
 * would look like a blank line.
 */
export function withoutBoilerplate(text: string, spans: readonly BoilerplateSpan[]): string {
  if (spans.length === 0) return text;
  let kept = '';
  let at = 0;
  for (const { start, end } of spans) {
    let to = end;
    const next = text.indexOf('\n', end);
    if (next >= 0 && text.slice(end, next).trim() === '') to = next + 1;
    kept += text.slice(at, start) + ' '.repeat(to - start);
    at = to;
  }
  return kept + text.slice(at);
}
