/** What a coder sees of a unit: its text, what stands around it, and nothing that tells where it is from. */
import { codePoints } from '../../stages/code-points.js';
import type { Target } from '../targets/target.js';

export interface UnitContext {
  readonly before: string;
  readonly text: string;
  readonly after: string;
  readonly mark: readonly [number, number] | null;
}

/** Sentences shown before and after the one that is asked about. */
const BEFORE = 3;
const AFTER = 2;

interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * @param at - the unit, in code points of `text`.
 * @param name - of its group: blotted out wherever it stands around what is asked about; null leaves it.
 */
export function contextOf(
  target: Pick<Target, 'unit'>,
  text: string,
  sentences: readonly Span[],
  at: Span,
  name: string | null,
): UnitContext {
  const { toUtf16 } = codePoints(text);
  const cut = (start: number, end: number): string => text.slice(toUtf16(start), toUtf16(end));
  const masked = (part: string): string => (name === null ? part : blotted(part, name));
  if (target.unit === 'document') return { before: '', text: masked(text), after: '', mark: null };
  const found = sentences.findIndex(({ start, end }) => start <= at.start && at.start < end);
  const index = Math.max(0, found);
  const own = found < 0 ? at : sentences[found]!;
  const end = Math.max(own.end, at.end);
  const first = sentences[Math.max(0, index - BEFORE)]?.start ?? own.start;
  const last = sentences[Math.min(sentences.length - 1, index + AFTER)]?.end ?? end;
  const before = masked(cut(Math.min(first, own.start), own.start));
  const after = masked(cut(end, Math.max(last, end)));
  if (target.unit === 'sentence') return { before, text: masked(cut(own.start, end)), after, mark: null };
  // The one marked may itself be the outlet: it stays.
  const [head, middle, tail] = [cut(own.start, at.start), cut(at.start, at.end), cut(at.end, end)];
  return {
    before,
    text: `${masked(head)}${middle}${masked(tail)}`,
    after,
    mark: [at.start - own.start, at.end - own.start],
  };
}

/** The name as it is written, at the edges of words; as many code points as before, so that offsets hold. */
function blotted(text: string, name: string): string {
  const short = name.replace(/^(?:the|a|an)\s+/i, '');
  // A name of one ordinary letter or two would blot out words.
  if ([...short].length < 3) return text;
  const pattern = short.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+');
  return text.replace(new RegExp(`(?<![\\p{L}\\p{N}])${pattern}(?![\\p{L}\\p{N}])`, 'gu'), (found) =>
    [...found].map((character) => (/\s/.test(character) ? character : '█')).join(''),
  );
}
