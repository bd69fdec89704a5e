/** Names of people that hold more than names: peers with a place, nicknames in quotation marks, what somebody is called. */
import { FLAG, type TokenisedDocument } from '../../../tokenising/annotation.js';
import type { Vocabulary } from '../../../vocabulary.js';
import type { NameSpan } from '../recognition.js';
import { isCapital } from '../token-context.js';
import { MARK, type WordMarks } from '../word-marks.js';
import type { Openings } from './openings.js';
import { WORD } from './word-facts.js';

const SURE = 0.9;
/** How far behind a name the word may stand that says what its bearer is called. */
const CALLED_WITHIN = 6;

export class NamesWithMore {
  readonly #marks: WordMarks;
  readonly #facts: (word: number) => number;
  readonly #openings: Openings;
  readonly #as: number;
  readonly #of: number;

  constructor(marks: WordMarks, facts: (word: number) => number, openings: Openings, vocabulary: Vocabulary) {
    this.#marks = marks;
    this.#facts = facts;
    this.#openings = openings;
    this.#as = vocabulary.intern('as');
    this.#of = vocabulary.intern('of');
  }

  #has(d: TokenisedDocument, i: number, bits: number): boolean {
    return i >= 0 && i < d.tokenCount && (this.#facts(d.word[i]!) & bits) !== 0;
  }

  /** "Lord Ashby of Wray": a peer's title, a name and the place behind "of" are one person. */
  peer(d: TokenisedDocument, span: NameSpan): NameSpan | null {
    const first = this.#has(d, span.first, WORD.peer) ? span.first + 1 : span.first;
    if (!this.#has(d, first - 1, WORD.peer) || !isCapital(d, first - 1)) return null;
    const sentence = d.sentenceOfToken[first - 1]!;
    const named = (i: number): boolean =>
      isCapital(d, i) &&
      d.sentenceOfToken[i] === sentence &&
      (d.flags[i]! & FLAG.lineBefore) === 0 &&
      (this.#marks(d.word[i]!) & (MARK.title | MARK.role)) === 0 &&
      !this.#has(d, i, WORD.head | WORD.organisation);
    let of = first;
    while (of < first + 3 && named(of)) of++;
    if (of === first || of >= d.tokenCount || d.word[of] !== this.#of || !named(of + 1)) return null;
    const after = named(of + 2) ? of + 3 : of + 2;
    return { ...span, first, after, type: 'person', confidence: Math.max(span.confidence, SURE) };
  }

  /** Robert “Bobby” Tarrant, one name: a person, quoted words with a capital, and the surname. */
  nicknamed(d: TokenisedDocument, spans: readonly NameSpan[], k: number): NameSpan | null {
    const span = spans[k]!;
    const open = span.after;
    if (!this.#has(d, open, WORD.opening) || !isCapital(d, open + 1)) return null;
    let close = open + 2;
    while (close < open + 5 && close < d.tokenCount && !this.#has(d, close, WORD.closing)) close++;
    if (!this.#has(d, close, WORD.closing) || !isCapital(d, close + 1)) return null;
    if (d.sentenceOfToken[close + 1] !== d.sentenceOfToken[span.first]) return null;
    const last = spans.find(({ first, after }) => first <= close + 1 && after > close + 1);
    const people = [span, last].some((one) => one?.type === 'person');
    if (!people || span.after - span.first > 3) return null;
    const after = last === undefined ? close + 2 : last.after;
    return { ...span, after, type: 'person', confidence: Math.max(span.confidence, SURE) };
  }

  /** Tokens of a name given by "known as" or "nicknamed" behind a person: [first, after), or null. */
  calledAs(d: TokenisedDocument, after: number): readonly [number, number] | null {
    const limit = Math.min(after + CALLED_WITHIN, d.tokenCount);
    // Behind the word that calls, "as" and the mark.
    if (this.#openings.lastBefore(limit + 2) <= after) return null;
    for (let i = after; i < limit; i++) {
      if (d.sentenceOfToken[i] !== d.sentenceOfToken[after]) return null;
      if (!this.#has(d, i, WORD.called)) continue;
      let at = i + 1;
      if (at < d.tokenCount && d.word[at] === this.#as) at++;
      if (!this.#has(d, at, WORD.opening)) return null;
      const first = at + 1;
      let end = first;
      while (end < first + 5 && end < d.tokenCount && !this.#has(d, end, WORD.closing)) end++;
      if (!this.#has(d, end, WORD.closing)) return null;
      while (end > first && (d.flags[end - 1]! & FLAG.word) === 0) end--;
      return end > first ? [first, end] : null;
    }
    return null;
  }
}
