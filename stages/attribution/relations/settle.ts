// Puts right by rule what the models chose: whole phrases, names in apposition, contents without their source.
import { FLAG, POS } from '../../tokenising/annotation.js';
import type { TokenRange } from '../proposal.js';
import { type Clause, isNominal, phraseBefore, REACH, type Scene } from './clause.js';
import { KIND } from './word-kinds.js';

export const TIMES = new Set(
  'night week month year morning evening afternoon weekend monday tuesday wednesday thursday friday saturday sunday'.split(
    ' ',
  ),
);
const TIME_OPENERS = new Set([
  'last',
  'next',
  'yesterday',
  'today',
  'tonight',
  'earlier',
  'later',
  'recently',
]);

/**
 * The source as a whole phrase: "a rival of Crane" and not "Crane", "Downing Street" and not "Street", all of those
 * joined by "and"; the name where one stands in apposition ("her deputy, Tom Reyes"); without a time before it.
 */
export function settleSource(scene: Scene, clause: Clause, source: TokenRange): TokenRange {
  const { from, until } = clause.quote >= 0 ? clause : sentenceOf(scene, clause);
  const owner = relativeOwner(scene, clause, source, from);
  let [first, after] = owner ?? source;
  first = wholePhrase(scene, first, after, from);
  const named = apposition(scene, clause, first, after, until);
  if (named !== null) return named;
  return [withoutTime(scene, first, after), after];
}

function sentenceOf({ d }: Scene, { head }: Clause): { from: number; until: number } {
  const s = d.sentenceOfToken[head]!;
  return {
    from: Math.max(d.sentenceStart[s]!, head - REACH),
    until: Math.min(d.sentenceStart[s + 1]!, head + REACH),
  };
}

/**
 * Who owns a relative clause speaks: "the mother of a boy whom Duarte had taught said", "a nurse who had seen the ward
 * said", "analysts, who said".
 */
function relativeOwner(
  scene: Scene,
  clause: Clause,
  [first, after]: TokenRange,
  from: number,
): TokenRange | null {
  const { d, kindAt } = scene;
  if (after > clause.left) return null;
  const alone = after - first === 1 && kindAt[first]! === KIND.who;
  let relative = alone ? first : -1;
  let verbs = 0;
  for (let i = first - 1; relative < 0 && i > from; i--) {
    const kind = kindAt[i]!;
    if (kind === KIND.who || (kind === KIND.that && i === first - 1 && isNominal(d.pos[i - 1]!)))
      relative = i;
    else if (d.pos[i] === POS.VERB) verbs++;
    else if ((d.flags[i]! & FLAG.word) === 0) return null;
  }
  if (relative <= from) return null;
  if (!alone) {
    const between = verbsIn(scene, after, clause.left);
    // The source stands in the clause, as its subject or as an object, and the clause is over before the cue.
    if (verbs > 1 || verbs + between !== 1 || (verbs === 1 && after !== clause.left)) return null;
  }
  const end = kindAt[relative - 1]! === KIND.comma ? relative - 1 : relative;
  const begin = phraseBefore(scene, end, from);
  return begin < end ? [begin, end] : null;
}

function verbsIn({ d }: Scene, first: number, until: number): number {
  let verbs = 0;
  for (let i = first; i < until; i++) if (d.pos[i] === POS.VERB) verbs++;
  return verbs;
}

function wholePhrase(scene: Scene, start: number, after: number, from: number): number {
  const { d, kindAt } = scene;
  let first = start;
  // A name keeps the capitalised words before it.
  while (
    first > from &&
    d.pos[first] === POS.PROPN &&
    (d.flags[first - 1]! & FLAG.capitalised) !== 0 &&
    kindAt[first - 1]! === 0 &&
    d.pos[first - 1] !== POS.ADV &&
    d.pos[first - 1] !== POS.ADP &&
    after - first < 8
  )
    first--;
  if (first - 1 > from) {
    const kind = kindAt[first - 1]!;
    const joined =
      kind === KIND.of || (kind === KIND.coordinator && d.vocabulary.wordOf(d.word[first - 1]!) === 'and');
    if (joined && (isNominal(d.pos[first - 2]!) || (kind === KIND.of && d.pos[first - 2] === POS.ADJ))) {
      const whole = phraseBefore(scene, after, from);
      if (whole < first) first = whole;
    }
  }
  // "Many in the ministry", where nothing stands before.
  if (first - 1 > from && d.pos[first - 1] === POS.ADP && kindAt[first - 2]! === KIND.quantity) {
    const opens = first - 2 === from || (d.flags[first - 3]! & FLAG.word) === 0;
    if (opens) first -= 2;
  }
  // "India, Iran and Afghanistan": what stands before a comma belongs to the list, unless it is a place or a time.
  let lists = false;
  for (let i = first; i < after; i++) if (d.vocabulary.wordOf(d.word[i]!) === 'and') lists = true;
  while (lists && first - 2 >= from && kindAt[first - 1]! === KIND.comma && d.pos[first - 2] === POS.PROPN) {
    const begin = phraseBefore(scene, first - 1, from);
    if (begin >= first - 1 || (begin > from && d.pos[begin - 1] === POS.ADP)) break;
    first = begin;
  }
  return first;
}

/** The name between commas, or at the end, after a description: "Crane's lawyer, Ruth Vance, said". */
function apposition(
  scene: Scene,
  clause: Clause,
  first: number,
  after: number,
  until: number,
): TokenRange | null {
  const { d, kindAt } = scene;
  if (after + 1 >= until || kindAt[after]! !== KIND.comma) return null;
  // What is described is no name itself, or an owned one.
  const last = after - 1;
  const titled = after - first === 2 && kindAt[first]! === KIND.definite;
  const name = d.pos[last] === POS.PROPN && (d.flags[last]! & FLAG.capitalised) !== 0;
  if (name && !titled && !owned(scene, first, last)) return null;
  let end = after + 1;
  while (end < until && d.pos[end] === POS.PROPN && (d.flags[end]! & FLAG.capitalised) !== 0) end++;
  if (end === after + 1) return null;
  if (end < until) {
    const kind = kindAt[end]!;
    const closes =
      kind === KIND.comma || kind === KIND.stop || kind === KIND.quotationMark || kind === KIND.dash;
    if (!closes) return null;
    // A list goes on: "the mayor, Ruth Vance and Dan Mercer".
    if (end + 1 < until && kindAt[end + 1]! === KIND.coordinator) return null;
    if (after <= clause.left && end > clause.left) return null;
  }
  return [after + 1, end];
}

function owned({ d, kindAt }: Scene, first: number, last: number): boolean {
  for (let i = first; i < last; i++) {
    const kind = kindAt[i]!;
    if (kind === KIND.possessive || kind === KIND.genitive || d.vocabulary.wordOf(d.word[i]!).endsWith("'s"))
      return true;
  }
  return false;
}

function withoutTime({ d }: Scene, first: number, after: number): number {
  const word = (i: number): string => d.vocabulary.wordOf(d.word[i]!);
  if (after - first < 2 || !TIME_OPENERS.has(word(first))) return first;
  const begin = TIMES.has(word(first + 1)) ? first + 2 : first + 1;
  return begin < after && d.pos[begin] === POS.PROPN ? begin : first;
}

/** The content without its source, empty where nothing else is left, and from "that" on where little stands before it. */
export function settleContent(
  scene: Scene,
  clause: Clause,
  content: readonly TokenRange[],
  source: TokenRange | null,
): readonly TokenRange[] {
  const { d, kindAt } = scene;
  let changed = false;
  const parts: TokenRange[] = [];
  for (const [first, after] of content) {
    let from = first;
    let until = after;
    // "…, as they say": what introduces the source is not said.
    if (after === clause.left || after === clause.subjectFirst)
      while (until - 1 > from && kindAt[until - 1] === KIND.as) until--;
    // "But …, he said": a lone "but" is the writer's.
    if (content.length > 1 && after - first === 1 && kindAt[first] === KIND.coordinator) until = first;
    if (until !== after) changed = true;
    if (source !== null && source[0] < after && first < source[1]) {
      // What is longer on one side of the source is said; the rest introduces it.
      if (after - source[1] >= source[0] - first) from = source[1];
      else until = source[0];
      changed = true;
    }
    while (from < until && (d.flags[from]! & FLAG.word) === 0 && kindAt[from]! !== KIND.quotationMark) from++;
    if (from !== first && from >= clause.after) {
      for (let i = from; i < Math.min(until, from + 5); i++)
        if (kindAt[i]! === KIND.that) {
          from = i;
          break;
        }
    }
    while (until > from && until !== after && (d.flags[until - 1]! & FLAG.word) === 0) until--;
    if (until > from) parts.push([from, until]);
  }
  return changed ? parts : content;
}
