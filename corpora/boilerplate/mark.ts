/** Marks the boilerplate of a text. */
import {
  isAuthorNote,
  isByline,
  isCall,
  isDisclaimer,
  isEditorsNote,
  isNames,
  isSignUpForm,
  NOTE_LINES,
} from './author-notes.js';
import { HEAD_LINES, isCaption, isPost, signsPost } from './captions.js';
import { datelineEnd } from './datelines.js';
import {
  isAddress,
  isHeadline,
  isHighlightsHeading,
  isLink,
  LONGEST_LIST,
  opensHighlights,
  opensLinks,
  videoTitle,
} from './headline-lists.js';
import { inlineLinks, mayHaveInlineLinks } from './inline-links.js';
import { Lines, mayBeBoilerplate, mayBeRepeated, opensQuotation } from './lines.js';
import { type BoilerplateKind, kindByPattern } from './patterns.js';
import { outletKey, type RepeatedLines } from './repetition.js';
import { repeatedStretches } from './stretches.js';

/** Raised whenever the same corpus may get other marks; part of an analysis's key. */
export const BOILERPLATE_VERSION = '4';

/** A line or stretch of a text that its page or its agency put there. Offsets as everywhere, half-open. */
export interface BoilerplateSpan {
  readonly start: number;
  readonly end: number;
  readonly kind: BoilerplateKind;
}

/** A text of which more would be marked keeps all its lines: it is not known what of it is the article. */
const LARGEST_SHARE = 0.5;

/** Characters of its own that a text has at least, beside what surely is no part of it. */
const FEWEST_OWN = 100;

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
  const stretches = repeated?.stretches.get(source);
  const hasLinks = mayHaveInlineLinks(text);
  let spans: BoilerplateSpan[] | null = null;
  let all = 0;
  // What surely is none of the article, and what only seems so.
  let sure = 0;
  let marked = 0;
  let free = 0;
  const mark = (from: number, to: number, kind: BoilerplateKind, isSure = false): void => {
    spans ??= [];
    spans.push({ start: from, end: to, kind });
    if (isSure) sure += to - from;
    else marked += to - from;
    free = to;
  };
  // Of a list of headlines, its kind and the lines that may still follow.
  let list: BoilerplateKind = 'navigation';
  let listed = 0;
  for (let i = 0; i < count; i++) {
    const from = start[i]!;
    const to = end[i]!;
    all += to - from;
    let kind = count < 2 ? null : kindOfLine(i, source, repeated);
    if (kind === null && listed > 0 && isHeadline(text, from, to)) {
      kind = list;
      listed--;
    } else {
      listed = 0;
      if (count > 2 && i < HEAD_LINES && opensHighlights(text, from, to)) kind = list = 'highlights';
      else if (kind !== null && opensLinks(text, from, to)) list = 'navigation';
      else list = 'repeated';
      if (list !== 'repeated') listed = LONGEST_LIST;
    }
    if (kind !== null) {
      // The post stands above the name of who wrote it.
      if (kind === 'embedded-post' && i > 0 && start[i - 1]! >= free && signsPost(text, from, to))
        mark(start[i - 1]!, end[i - 1]!, kind, true);
      mark(from, to, kind, kind !== 'repeated');
      continue;
    }
    const body = datelineEnd(text, from, to, i);
    if (body > from && body < to) mark(from, body, 'dateline');
    if (hasLinks)
      for (const link of inlineLinks(text, Math.max(from, body), to))
        mark(link.start, link.end, 'navigation', true);
    if (stretches === undefined || to - from < SHORTEST_STRETCHED) continue;
    for (const stretch of repeatedStretches(text, Math.max(from, free), to, source, stretches))
      mark(stretch.start, stretch.end, 'repeated');
  }
  if (
    spans === null ||
    marked > LARGEST_SHARE * (all - sure) ||
    (sure > 0 && all - sure - marked < FEWEST_OWN)
  )
    return NONE;
  return spans;
}

function kindOfLine(line: number, source: number, repeated: RepeatedLines | null): BoilerplateKind | null {
  const kind = kindOf(line, source, repeated);
  return kind !== null && lines.isOwnParagraph(line) ? kind : null;
}

function kindOf(line: number, source: number, repeated: RepeatedLines | null): BoilerplateKind | null {
  const { text, count, start, end } = lines;
  const from = start[line]!;
  const to = end[line]!;
  if (mayBeBoilerplate(text, from, to)) {
    const kind = kindByPattern(text, from, to);
    if (kind !== null) return kind;
    if (isByline(text, from, to)) return 'credit';
    if (isHighlightsHeading(text, from, to)) return 'highlights';
    if (isLink(text, from, to) || isOfVideo(line)) return 'navigation';
    if (line === 0 && count > 3 && isNames(text, from, to) && isHeadline(text, start[1]!, end[1]!))
      return 'credit';
  }
  if (repeated !== null && mayBeRepeated(text, from, to) && repeated.has(lines, line, source))
    return 'repeated';
  if (!opensQuotation(text.charCodeAt(from))) {
    if (isPost(text, from, to)) return 'embedded-post';
    if (isAddress(text, from, to)) return 'navigation';
    if (isCaption(text, from, to, line)) return 'caption';
    if (isSignUpForm(text, from, to)) return 'newsletter';
  }
  const isLast = line > 0 && line >= count - NOTE_LINES;
  if ((isLast || line < HEAD_LINES) && (isDisclaimer(text, from, to) || isEditorsNote(text, from, to)))
    return 'author-note';
  if ((isLast || line === 0) && count > 3 && isCall(text, from, to)) return 'contact';
  return (isLast && isAuthorNote(text, from, to, start[Math.min(3, line)]!)) ||
    (line === 0 && count > 3 && isAuthorNote(text, from, to, to))
    ? 'author-note'
    : null;
}

/** Whether a line is the title of a video, which a player shows with its length, and before and after that. */
function isOfVideo(line: number): boolean {
  const { text, count, start, end } = lines;
  const at = (k: number): string | null => (k < 0 || k >= count ? null : text.slice(start[k]!, end[k]!));
  const own = videoTitle(text, start[line]!, end[line]!);
  if (own !== null) return at(line - 1) === own || at(line + 1) === own;
  // A look at the last characters of the lines beside it tells nearly always.
  for (const k of [line - 1, line + 1])
    if (k >= 0 && k < count && videoTitle(text, start[k]!, end[k]!) === at(line)) return true;
  return false;
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
