// The clause around a word that may attribute: its verb group, its subject, its object and what follows.
import { FLAG, POS, type TokenisedDocument } from '../../tokenising/annotation.js';
import { CUE_VERB } from '../lexicon.js';
import type { Quotation } from '../quotations.js';
import type { TagMarginals } from '../tagger.js';
import { FACTS, LEXICAL, type WordFacts } from '../word-facts.js';
import type { RunningSums } from './running-sums.js';
import { KIND, type WordKinds } from './word-kinds.js';

/** What the document offers to look at, prepared once. */
export interface Scene {
  readonly d: TokenisedDocument;
  readonly kinds: WordKinds;
  /** What each token does in its clause (`KIND`). */
  readonly kindAt: Uint8Array;
  readonly facts: WordFacts;
  readonly quotations: readonly Quotation[];
  /** Index of the outer quotation that holds each token, or -1. */
  readonly quoteAt: Int32Array;
  readonly tags: TagMarginals;
  /** The tagger's marginals of all tokens, K a token; 0 for source, cue and content where it did not run. */
  readonly marginals: Float32Array;
  readonly sums: RunningSums;
}

/** A word that may attribute, in its clause. Ranges are tokens, half-open. */
export interface Clause {
  readonly head: number;
  /** The cue's own tokens: the head and its particle. */
  readonly after: number;
  /** Its sentence, and inside a quotation the quotation's part of it. */
  readonly from: number;
  readonly until: number;
  readonly quote: number;
  /** First token of the verb group. */
  readonly left: number;
  /** The noun phrase before the verb group. */
  readonly subjectFirst: number;
  readonly subjectAfter: number;
  /** Bits of `GROUP`. */
  readonly group: number;
  /** What stands before the verb group. */
  readonly before: number;
  /** What follows the cue: one of `NEXT`. */
  readonly next: number;
  /** The noun phrase right after the cue, or an empty range. */
  readonly objectFirst: number;
  readonly objectAfter: number;
}

export const GROUP = {
  passive: 1,
  perfect: 2,
  modal: 4,
  negated: 8,
  infinitive: 16,
  participle: 32,
  question: 64,
  progressive: 128,
} as const;

export const BEFORE = {
  nothing: 0,
  comma: 1,
  quotation: 2,
  i: 3,
  we: 4,
  you: 5,
  he: 6,
  they: 7,
  it: 8,
  who: 9,
  which: 10,
  name: 11,
  plural: 12,
  noun: 13,
  this: 14,
  quantity: 15,
  preposition: 16,
  conjunction: 17,
  verb: 18,
  there: 19,
  that: 20,
  adjective: 21,
  possessive: 22,
  other: 23,
} as const;

export const NEXT = {
  end: 0,
  comma: 1,
  quotation: 2,
  that: 3,
  to: 4,
  of: 5,
  for: 6,
  about: 7,
  as: 8,
  clause: 9,
  object: 10,
  colon: 11,
  whether: 12,
  by: 13,
  preposition: 14,
  verb: 15,
  adverb: 16,
  objectThat: 17,
  objectTo: 18,
  objectQuotation: 19,
  objectOf: 20,
  objectComma: 21,
  conjunction: 22,
  dash: 23,
  objectAs: 24,
  other: 25,
} as const;

/** No clause reaches farther than this many tokens from its cue: time stays linear in what is no sentence. */
export const REACH = 200;

export function isNominal(pos: number): boolean {
  return pos === POS.NOUN || pos === POS.PROPN || pos === POS.NUM;
}

function isPhraseInside(scene: Scene, i: number): boolean {
  const { d, kindAt } = scene;
  const pos = d.pos[i]!;
  const kind = kindAt[i]!;
  return (
    pos === POS.NOUN ||
    pos === POS.PROPN ||
    pos === POS.ADJ ||
    pos === POS.DET ||
    pos === POS.NUM ||
    kind === KIND.possessive ||
    kind === KIND.my ||
    kind === KIND.definite ||
    kind === KIND.indefinite ||
    kind === KIND.quantity ||
    kind === KIND.genitive ||
    (pos === POS.PART && kind !== KIND.to && (d.flags[i]! & FLAG.spaceBefore) === 0)
  );
}

/** The noun phrase that ends before `end`: modifiers, "of" and "in" phrases; empty where there is none. */
export function phraseBefore(scene: Scene, end: number, from: number): number {
  const { d, kindAt } = scene;
  let first = end;
  for (let i = end - 1; i >= from; i--) {
    const pos = d.pos[i]!;
    if (isPhraseInside(scene, i) || (i === end - 1 && pos === POS.PRON)) {
      first = i;
      if (pos === POS.PRON) break;
      continue;
    }
    const kind = kindAt[i]!;
    const joins =
      pos === POS.ADP ||
      kind === KIND.of ||
      kind === KIND.coordinator ||
      ((d.flags[i]! & FLAG.word) === 0 && d.vocabulary.wordOf(d.word[i]!) === '-');
    const nominal = isNominal(d.pos[i - 1]!) || (kind === KIND.of && d.pos[i - 1] === POS.ADJ);
    if (joins && first < end && i > from && kind !== KIND.that && nominal) continue;
    break;
  }
  return first;
}

/** The end of the noun phrase that begins at `first`. */
export function phraseAfter(scene: Scene, first: number, until: number): number {
  const { d, kinds, kindAt } = scene;
  if (first >= until) return first;
  if (d.pos[first] === POS.PRON && kindAt[first]! !== KIND.possessive) return first + 1;
  let end = first;
  for (let i = first; i < until; i++) {
    if (isPhraseInside(scene, i)) end = i + 1;
    else if (
      i > first &&
      i + 1 < until &&
      kindAt[i]! === KIND.of &&
      isPhraseInside(scene, i + 1) &&
      kinds.suffix(d.word[i + 1]!) !== 1
    )
      continue;
    else if (
      i > first &&
      d.vocabulary.wordOf(d.word[i]!) === '-' &&
      isPhraseInside(scene, Math.min(i + 1, until - 1))
    )
      continue;
    else break;
  }
  return end;
}

function beforeOf(scene: Scene, left: number, from: number): number {
  const { d, kinds, kindAt } = scene;
  if (left <= from) return BEFORE.nothing;
  const i = left - 1;
  const kind = kindAt[i]!;
  const pos = d.pos[i]!;
  switch (kind) {
    case KIND.i:
      return BEFORE.i;
    case KIND.we:
      return BEFORE.we;
    case KIND.you:
      return BEFORE.you;
    case KIND.he:
      return BEFORE.he;
    case KIND.they:
      return BEFORE.they;
    case KIND.it:
      return BEFORE.it;
    case KIND.who:
      return BEFORE.who;
    case KIND.which:
      return BEFORE.which;
    case KIND.that:
      return BEFORE.that;
    case KIND.this:
      return BEFORE.this;
    case KIND.quantity:
      return BEFORE.quantity;
    case KIND.there:
      return BEFORE.there;
    case KIND.possessive:
    case KIND.my:
    case KIND.genitive:
      return BEFORE.possessive;
    case KIND.comma:
    case KIND.dash:
    case KIND.semicolon:
    case KIND.colon:
    case KIND.opens:
    case KIND.closes:
    case KIND.stop:
      return BEFORE.comma;
    case KIND.quotationMark:
      return BEFORE.quotation;
    case KIND.coordinator:
    case KIND.subordinator:
      return BEFORE.conjunction;
    default:
  }
  if (pos === POS.PROPN) return BEFORE.name;
  if (pos === POS.NOUN)
    return kinds.suffix(d.word[i]!) === 3 || d.vocabulary.wordOf(d.word[i]!) === 'people'
      ? BEFORE.plural
      : BEFORE.noun;
  if (pos === POS.ADP) return BEFORE.preposition;
  if (pos === POS.VERB || pos === POS.AUX) return BEFORE.verb;
  if (pos === POS.ADJ) return BEFORE.adjective;
  return BEFORE.other;
}

/** A finite verb after a noun phrase: what follows is a clause. */
function verbFollows(scene: Scene, i: number, until: number): boolean {
  const { d, kinds, kindAt } = scene;
  for (let j = i; j < Math.min(until, i + 3); j++) {
    const pos = d.pos[j]!;
    const kind = kindAt[j]!;
    if (kind === KIND.be || kind === KIND.have || kind === KIND.modal || kind === KIND.do) return true;
    if (pos === POS.AUX || pos === POS.VERB) return kinds.suffix(d.word[j]!) !== 1;
    if (pos !== POS.ADV) return false;
  }
  return false;
}

function nextOf(scene: Scene, after: number, until: number): [next: number, objectAfter: number] {
  const { d, kindAt } = scene;
  if (after >= until) return [NEXT.end, after];
  const kind = kindAt[after]!;
  const pos = d.pos[after]!;
  switch (kind) {
    case KIND.stop:
    case KIND.semicolon:
      return [NEXT.end, after];
    case KIND.comma:
      return [NEXT.comma, after];
    case KIND.dash:
      return [NEXT.dash, after];
    case KIND.quotationMark:
      return [NEXT.quotation, after];
    case KIND.that:
      return [NEXT.that, after];
    case KIND.to:
      return [NEXT.to, after];
    case KIND.of:
      return [NEXT.of, after];
    case KIND.for:
      return [NEXT.for, after];
    case KIND.about:
      return [NEXT.about, after];
    case KIND.as:
      return [NEXT.as, after];
    case KIND.colon:
      return [NEXT.colon, after];
    case KIND.whether:
      return [NEXT.whether, after];
    case KIND.by:
      return [NEXT.by, after];
    case KIND.coordinator:
    case KIND.subordinator:
      return [NEXT.conjunction, after];
    default:
  }
  const end = phraseAfter(scene, after, until);
  if (end > after) {
    if (end >= until) return [NEXT.object, end];
    switch (kindAt[end]!) {
      case KIND.that:
        return [NEXT.objectThat, end];
      case KIND.to:
        return [NEXT.objectTo, end];
      case KIND.quotationMark:
        return [NEXT.objectQuotation, end];
      case KIND.of:
      case KIND.for:
        return [NEXT.objectOf, end];
      case KIND.as:
        return [NEXT.objectAs, end];
      case KIND.comma:
      case KIND.colon:
      case KIND.stop:
      case KIND.dash:
        return [NEXT.objectComma, end];
      default:
    }
    return [verbFollows(scene, end, until) ? NEXT.clause : NEXT.object, end];
  }
  if (pos === POS.ADP) return [NEXT.preposition, after];
  if (pos === POS.VERB || pos === POS.AUX) return [NEXT.verb, after];
  if (pos === POS.ADV) return [NEXT.adverb, after];
  return [NEXT.other, after];
}

/** Reads the clause around a candidate. */
export function clauseAt(scene: Scene, head: number, after: number): Clause {
  const { d, kinds, kindAt, quotations, quoteAt } = scene;
  const s = d.sentenceOfToken[head]!;
  let from = Math.max(d.sentenceStart[s]!, head - REACH);
  let until = Math.min(d.sentenceStart[s + 1]!, head + REACH);
  const quote = quoteAt[head]!;
  if (quote >= 0) {
    const q = quotations[quote]!;
    from = Math.max(from, q.open + 1);
    until = Math.min(until, q.closed ? q.after - 1 : q.after);
  }
  let left = head;
  let group = 0;
  const verbal = d.pos[head] === POS.VERB || d.pos[head] === POS.AUX || d.pos[head] === POS.ADJ;
  const gerund = kinds.suffix(d.word[head]!) === 1;
  if (verbal || (scene.facts.values[d.word[head]! * FACTS + LEXICAL]! & CUE_VERB) !== 0) {
    while (left > from) {
      const kind = kindAt[left - 1]!;
      const pos = d.pos[left - 1]!;
      if (kind === KIND.be)
        group |= (group & GROUP.perfect) === 0 && !gerund ? GROUP.passive : GROUP.progressive;
      else if (kind === KIND.have) group |= GROUP.perfect;
      else if (kind === KIND.modal) group |= GROUP.modal;
      else if (kind === KIND.not) group |= GROUP.negated;
      else if (kind === KIND.to) group |= GROUP.infinitive;
      else if (kind !== KIND.do && pos !== POS.ADV && pos !== POS.AUX) break;
      if (
        kind !== 0 &&
        kind !== KIND.be &&
        kind !== KIND.have &&
        kind !== KIND.modal &&
        kind !== KIND.not &&
        kind !== KIND.to &&
        kind !== KIND.do
      )
        break;
      left--;
    }
    if (gerund && (group & (GROUP.passive | GROUP.progressive)) === 0) group |= GROUP.participle;
  }
  const last = d.sentenceStart[s + 1]! - 1;
  if (d.text[d.end[last]! - 1] === '?') group |= GROUP.question;
  const subjectFirst = phraseBefore(scene, left, from);
  const [next, objectAfter] = nextOf(scene, after, until);
  return {
    head,
    after,
    from,
    until,
    quote,
    left,
    subjectFirst,
    subjectAfter: left,
    group,
    before: beforeOf(scene, left, from),
    next,
    objectFirst: after,
    objectAfter,
  };
}
