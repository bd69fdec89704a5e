/** Marks the boilerplate of a text. */
import { datelineEnd, isAuthorNote, kindByForm, NOTE_LINES, signsPost } from './forms.js';
import { Lines, mayBeBoilerplate } from './lines.js';
import { type BoilerplateKind, kindByPattern } from './patterns.js';
import { outletKey, type RepeatedLines } from './repetition.js';
import { repeatedStretches } from './stretches.js';

/** Raised whenever the same corpus may get other marks; part of an analysis's key. */
export const BOILERPLATE_VERSION = '3';

/** A line or stretch of a text that its page or its agency put there. Offsets as everywhere, half-open. */
export interface BoilerplateSpan {
  readonly start: number;
  readonly end: number;
  readonly kind: BoilerplateKind;
}

/** A text of which more would be marked keeps all its lines: it is not known what of it is the article. */
const LARGEST_SHARE = 0.5;

const NONE: readonly BoilerplateSpan[] = [];

const lines = new Lines();

/** Shorter lines hold no stretch worth looking for. */
export const SHORTEST_STRETCHED = 120;

/**
 * What of a text is boilerplate: lines whose words, form or place show it (share lines, newsletter and cookie prompts,
 * credits, captions, embedded posts, notes on the author …) or which the outlet repeats, an agency's dateline, and
 * stretches within paragraphs that the outlet repeats. Lines that open with a quotation mark never are.
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
  if (count === 0) return NONE;
  const source = repeated === null ? 0 : outletKey(outlet);
  let spans: BoilerplateSpan[] | null = null;
  let marked = 0;
  let all = 0;
  const mark = (from: number, to: number, kind: BoilerplateKind): void => {
    spans ??= [];
    spans.push({ start: from, end: to, kind });
    marked += to - from;
  };
  let free = 0;
  for (let i = 0; i < count; i++) {
    const from = start[i]!;
    const to = end[i]!;
    all += to - from;
    const kind = count < 2 ? null : kindOfLine(i, source, repeated);
    if (kind !== null) {
      // The post stands above the name of who wrote it.
      if (kind === 'embedded-post' && i > 0 && start[i - 1]! >= free && signsPost(text, from, to))
        mark(start[i - 1]!, end[i - 1]!, kind);
      mark(from, to, kind);
      free = to;
      continue;
    }
    const body = datelineEnd(text, from, to, i);
    if (body > from && body < to) {
      mark(from, body, 'dateline');
      free = body;
    }
    if (repeated === null || repeated.stretches.size === 0 || to - from < SHORTEST_STRETCHED) continue;
    for (const stretch of repeatedStretches(text, body, to, source, repeated.stretches)) {
      mark(stretch.start, stretch.end, 'repeated');
      free = stretch.end;
    }
  }
  return spans === null || marked > LARGEST_SHARE * all ? NONE : spans;
}

function kindOfLine(line: number, source: number, repeated: RepeatedLines | null): BoilerplateKind | null {
  const { text, count, start, end } = lines;
  const from = start[line]!;
  const to = end[line]!;
  let kind: BoilerplateKind | null = null;
  if (mayBeBoilerplate(text, from, to)) {
    kind = kindByPattern(text, from, to) ?? kindByForm(text, from, to);
    if (kind === null && repeated?.has(lines, line, source) === true) kind = 'repeated';
  }
  if (
    kind === null &&
    line >= count - NOTE_LINES &&
    line > 0 &&
    isAuthorNote(text, from, to, start[Math.min(3, line)]!)
  )
    kind = 'author-note';
  return kind !== null && lines.isOwnParagraph(line) ? kind : null;
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
