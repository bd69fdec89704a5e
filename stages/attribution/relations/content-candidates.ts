// The stretches that a cue's content may be, for a model to choose among.
import { FLAG, POS } from '../../tokenising/annotation.js';
import type { TokenRange } from '../proposal.js';
import type { Clause, Scene } from './clause.js';
import { KIND } from './word-kinds.js';

/** Where a content stands: after its cue, before it, on both sides, in quotation marks, around it. */
export const SHAPE = {
  after: 0,
  before: 1,
  around: 2,
  quoteBefore: 3,
  quoteAfter: 4,
  quotesBoth: 5,
  quoteBeforeAndAfter: 6,
  continued: 7,
  quoteBeforeClause: 8,
  next: 9,
} as const;

export interface ContentCandidate {
  readonly shape: number;
  readonly spans: readonly TokenRange[];
  /** How its beginning and its end were found. */
  readonly opening: number;
  readonly closing: number;
}

const MOST_STARTS = 9;
const MOST_ENDS = 16;

function isLoose(scene: Scene, i: number): boolean {
  const kind = scene.kindAt[i]!;
  return (
    kind === KIND.comma ||
    kind === KIND.stop ||
    kind === KIND.semicolon ||
    kind === KIND.dash ||
    kind === KIND.colon
  );
}

export function trim(scene: Scene, first: number, after: number): TokenRange | null {
  let a = first;
  let b = after;
  while (a < b && isLoose(scene, a)) a++;
  while (b > a && isLoose(scene, b - 1)) b--;
  return b > a ? [a, b] : null;
}

/** The stretch, unless it tells of the speaker: "said Marsh, who has run the clinic since 2011". */
function untold({ kindAt }: Scene, span: TokenRange | null): TokenRange | null {
  if (span === null) return null;
  const kind = kindAt[span[0]]!;
  return kind === KIND.who || kind === KIND.which ? null : span;
}

/** The end of a stretch that begins at `first`: where a quotation is open at `until`, its own end. */
function untilClosed(scene: Scene, c: Clause, first: number, until: number): number {
  if (c.quote >= 0 || until !== c.until) return until;
  const q = scene.quoteAt[until - 1]!;
  if (q < 0) return until;
  const quotation = scene.quotations[q]!;
  return quotation.after > until && quotation.open >= first ? quotation.after : until;
}

function sameSpans(a: readonly TokenRange[], b: readonly TokenRange[]): boolean {
  if (a.length !== b.length) return false;
  for (let k = 0; k < a.length; k++) if (a[k]![0] !== b[k]![0] || a[k]![1] !== b[k]![1]) return false;
  return true;
}

/** Whether one of the places is at `i`. */
function isThere(places: readonly (readonly [number, number])[], i: number): boolean {
  for (let k = 0; k < places.length; k++) if (places[k]![0] === i) return true;
  return false;
}

/** All candidates of a cue, each once. */
export function contentCandidates(scene: Scene, c: Clause): ContentCandidate[] {
  const { d, kindAt, quoteAt, quotations } = scene;
  const found: ContentCandidate[] = [];
  const add = (shape: number, spans: readonly (TokenRange | null)[], opening = 0, closing = 0): void => {
    const kept = spans.every((span) => span !== null) ? spans : spans.filter((span) => span !== null);
    if (kept.length === 0) return;
    for (let k = 0; k < found.length; k++) if (sameSpans(found[k]!.spans, kept)) return;
    found.push({ shape, spans: kept, opening, closing });
  };
  const { from, until } = c;

  // After the cue.
  const starts: [number, number][] = [[c.after, 0]];
  const addStart = (i: number, why: number): void => {
    if (i < until && starts.length < MOST_STARTS && !isThere(starts, i)) starts.push([i, why]);
  };
  if (c.objectAfter > c.objectFirst) addStart(c.objectAfter, 1);
  for (let i = c.after; i < Math.min(until, c.after + 14); i++) {
    const kind = kindAt[i]!;
    if (kind === KIND.that) addStart(i, 2);
    else if (kind === KIND.whether) addStart(i, 3);
    else if (kind === KIND.to) addStart(i, 4);
    else if (kind === KIND.of || kind === KIND.for || kind === KIND.about || kind === KIND.as) {
      addStart(i, 5);
    } else if (kind === KIND.comma || kind === KIND.colon || kind === KIND.dash) addStart(i + 1, 6);
    else if (c.quote < 0 && quoteAt[i]! >= 0 && quotations[quoteAt[i]!]!.open === i) addStart(i, 7);
  }
  for (const [start, opening] of starts) {
    const ends: [number, number][] = [[untilClosed(scene, c, start, until), 0]];
    const addEnd = (i: number, why: number): void => {
      if (i > start && ends.length < MOST_ENDS && !isThere(ends, i)) ends.push([i, why]);
    };
    let inside = false;
    for (let i = start + 1; i < until; i++) {
      const q = c.quote < 0 ? quoteAt[i]! : -1;
      if (q >= 0) {
        inside = true;
        continue;
      }
      if (inside) {
        inside = false;
        addEnd(i, 1);
      }
      const kind = kindAt[i]!;
      if (kind === KIND.comma) addEnd(i, 2);
      else if (kind === KIND.dash || kind === KIND.semicolon || kind === KIND.colon) addEnd(i, 3);
      else if (kind === KIND.coordinator && i > start + 1) addEnd(i, 4);
      else if (kind === KIND.subordinator && i > start + 1) addEnd(i, 5);
      else if (kind === KIND.opens || kind === KIND.closes) addEnd(i, 6);
      else if (kind === KIND.who || kind === KIND.which || (kind === KIND.that && i > start + 2))
        addEnd(i, 7);
      else if ((d.pos[i] === POS.AUX || kind === KIND.be) && i > start + 2) addEnd(i, 10);
      else if (d.pos[i] === POS.ADP && kind !== KIND.of && i > start + 3) addEnd(i, 11);
    }
    for (const [end, closing] of ends) add(SHAPE.after, [trim(scene, start, end)], opening, closing);
  }
  // A short object may be all: "called him a liar" up to a preposition or verb.
  if (c.objectAfter > c.objectFirst) {
    add(SHAPE.after, [trim(scene, c.after, c.objectAfter)], 0, 8);
    const end = nextPhrase(scene, c.objectAfter, until);
    if (end > c.objectAfter) add(SHAPE.after, [trim(scene, c.after, end)], 0, 9);
  } else if (c.after < until) {
    const end = nextPhrase(scene, c.after, until);
    if (end > c.after) add(SHAPE.after, [trim(scene, c.after, end)], 0, 9);
  }

  // Before the cue: up to the source, or up to the verb group where the source follows.
  const lefts: [number, number][] = [[c.left, 0]];
  if (c.subjectFirst < c.left) lefts.push([c.subjectFirst, 1]);
  if (c.head !== c.left) lefts.push([c.head, 2]);
  for (const [end, closing] of lefts) {
    if (end <= from) continue;
    const begins: [number, number][] = [[from, 0]];
    for (let i = end - 2; i > from && begins.length < 8; i--) {
      const kind = kindAt[i]!;
      if (c.quote < 0 && quoteAt[i]! >= 0) {
        const open = quotations[quoteAt[i]!]!.open;
        if (i === open) begins.push([Math.max(open, from), 3]);
        continue;
      }
      if (kind === KIND.comma || kind === KIND.semicolon || kind === KIND.dash || kind === KIND.colon)
        begins.push([i + 1, 1]);
      else if (kind === KIND.coordinator || kind === KIND.subordinator) begins.push([i + 1, 2]);
    }
    for (const [begin, opening] of begins) {
      const span = trim(scene, begin, end);
      if (span === null) continue;
      add(SHAPE.before, [span], opening, closing);
    }
    // "The plan, he said, would fail": both sides.
    const right = untold(scene, trim(scene, c.after, until));
    const rightAfterObject =
      c.objectAfter > c.after ? untold(scene, trim(scene, c.objectAfter, until)) : null;
    for (const [begin, opening] of begins.slice(0, 3)) {
      const left = trim(scene, begin, end);
      if (left === null) continue;
      if (right !== null) add(SHAPE.around, [left, right], opening, closing);
      if (rightAfterObject !== null) add(SHAPE.around, [left, rightAfterObject], opening, closing + 3);
      let commas = 0;
      for (let i = c.after; i < until && commas < 3; i++) {
        if (kindAt[i]! !== KIND.comma || (c.quote < 0 && quoteAt[i]! >= 0)) continue;
        commas++;
        const after = untold(scene, trim(scene, i, until));
        if (after !== null) add(SHAPE.around, [left, after], opening, closing + 6);
      }
    }
  }
  if (c.quote < 0) quotes(scene, c, add);
  return found;
}

/** The next noun phrase and what joins it: "of the plan", "as a fraud". */
function nextPhrase(scene: Scene, first: number, until: number): number {
  const { d, kindAt } = scene;
  let i = first;
  let words = 0;
  while (i < until) {
    const kind = kindAt[i]!;
    const pos = d.pos[i]!;
    if (
      kind === KIND.comma ||
      kind === KIND.stop ||
      kind === KIND.coordinator ||
      kind === KIND.subordinator ||
      kind === KIND.dash ||
      kind === KIND.semicolon
    )
      break;
    if (words > 1 && (pos === POS.VERB || pos === POS.AUX || (pos === POS.ADP && kind !== KIND.of))) break;
    if ((d.flags[i]! & FLAG.word) !== 0) words++;
    i++;
  }
  return i;
}

type Add = (shape: number, spans: readonly (TokenRange | null)[], opening?: number, closing?: number) => void;

/** Quotations before, after and on both sides of the cue, and those that go on in the sentences that follow. */
function quotes(scene: Scene, c: Clause, add: Add): void {
  const { d, quoteAt, quotations } = scene;
  let before: TokenRange | null = null;
  for (let i = Math.min(c.left, c.head) - 1; i >= c.from; i--) {
    if (quoteAt[i]! < 0) continue;
    const q = quotations[quoteAt[i]!]!;
    before = [q.open, q.after];
    break;
  }
  const after: TokenRange[] = [];
  for (let i = c.after; i < c.until; ) {
    const q = quoteAt[i]!;
    if (q < 0) {
      i++;
      continue;
    }
    after.push([quotations[q]!.open, quotations[q]!.after]);
    i = Math.max(i + 1, quotations[q]!.after);
  }
  // The quotation that follows this sentence at once, and those after it without a word between.
  const following: TokenRange[] = [];
  let at = after.length > 0 ? Math.max(c.until, after.at(-1)![1]) : c.until;
  while (at < d.tokenCount && following.length < 4) {
    const q = quoteAt[at]!;
    if (q < 0 || quotations[q]!.open !== at) break;
    // One that does not end its sentence has a cue of its own behind it.
    const end = quotations[q]!.after;
    if (end < d.tokenCount && (d.flags[end]! & FLAG.sentenceStart) === 0) break;
    const s = d.sentenceOfToken[at]!;
    const paragraph = d.paragraphOfSentence[s]!;
    if (paragraph !== d.paragraphOfSentence[d.sentenceOfToken[c.head]!]! && !quotations[q]!.continues) break;
    following.push([quotations[q]!.open, quotations[q]!.after]);
    at = quotations[q]!.after;
  }
  if (before !== null) {
    add(SHAPE.quoteBefore, [before]);
    // Quotations before it in the same paragraph that follow each other.
    if (after.length > 0) add(SHAPE.quotesBoth, [before, after[0]!]);
    if (after.length > 1) add(SHAPE.quotesBoth, [before, ...after], 1);
    for (let k = 1; k <= following.length; k++)
      add(SHAPE.quoteBeforeAndAfter, [before, ...following.slice(0, k)], k);
    if (after.length > 0 && following.length > 0)
      add(SHAPE.quoteBeforeAndAfter, [before, ...after, ...following], 5);
    // Not what is told of the speaker: "said Marsh, who has run the clinic since 2011".
    const relative = scene.kindAt[Math.min(c.objectAfter + 1, d.tokenCount - 1)]! === KIND.who;
    const rest = relative ? null : trim(scene, c.after, c.until);
    if (rest !== null) add(SHAPE.quoteBeforeClause, [before, rest]);
  }
  if (after.length > 0) {
    add(SHAPE.quoteAfter, [after[0]!]);
    if (after.length > 1) {
      add(SHAPE.quoteAfter, after, 1);
      add(SHAPE.quoteAfter, [[after[0]![0], after.at(-1)![1]]], 2);
    }
    if (following.length > 0) add(SHAPE.continued, [...after, ...following], 0);
  }
  if (following.length > 0) {
    add(SHAPE.next, [following[0]!], 0);
    if (following.length > 1) add(SHAPE.next, following, 1);
  }
  // A cue that ends its paragraph or sentence may introduce the next paragraph: "She added:".
  if (d.text[d.end[c.until - 1]! - 1] === ':' && c.until < d.tokenCount) {
    const s = d.sentenceOfToken[c.until]!;
    const p = d.paragraphOfSentence[s]!;
    add(SHAPE.next, [trim(scene, c.until, d.sentenceStart[s + 1]!)], 2);
    add(SHAPE.next, [trim(scene, c.until, d.sentenceStart[d.paragraphStart[p + 1]!]!)], 3);
  }
}
