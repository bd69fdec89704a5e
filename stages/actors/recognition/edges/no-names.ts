/** Spans that name nobody: sums, parties of states, credits, titles of works, laws and events. */
import type { TokenisedDocument } from '../../../tokenising/annotation.js';
import { foldName } from '../../gazetteer/names.js';
import type { NameSpan } from '../recognition.js';
import { isCapital, touchesBefore } from '../token-context.js';
import { PRONOUN, type WordMarks } from '../word-marks.js';
import type { Openings } from './openings.js';
import { WORD } from './word-facts.js';

const MONEY = /^(?:[A-Z]{0,3}[$€£¥₦₹]|Rs\.?|N|R|KSh|Ksh|Sh|GH¢|GHS|GHC|USD|EUR|NGN|UGX|KES|TSh)\d|^\d/;
/** How far before a name the quotation mark may stand that opens a title, and behind it the one that closes it. */
const BEFORE_IN_TITLE = 8;
const BEHIND_IN_TITLE = 9;

/** Tells which spans of a document name nobody. */
export class NoNames {
  readonly #notActors: ReadonlySet<string>;
  readonly #marks: WordMarks;
  readonly #facts: (word: number) => number;
  readonly #openings: Openings;

  constructor(
    notActors: ReadonlySet<string>,
    marks: WordMarks,
    facts: (word: number) => number,
    openings: Openings,
  ) {
    this.#notActors = notActors;
    this.#marks = marks;
    this.#facts = facts;
    this.#openings = openings;
  }

  isNoName(d: TokenisedDocument, { first, after, type }: NameSpan): boolean {
    if (hasDigitSoon(d, first) && MONEY.test(d.surface(first, after))) return true;
    // "He", which some people are called, is a pronoun where it stands alone.
    if (after === first + 1 && type === 'person' && (this.#marks(d.word[first]!) & PRONOUN) !== 0)
      return true;
    if (this.#has(d, first, WORD.listed) && this.#notActors.has(foldName(d.surface(first, after))))
      return true;
    if (after === first + 1 && this.#isNoWord(d, first)) return true;
    // "(D-Calif.)": the party's letter, or the state behind it.
    const letter =
      this.#has(d, first, WORD.party) && d.end[first]! - d.start[first]! === 1 ? first : first - 2;
    if (
      letter >= 1 &&
      this.#has(d, letter, WORD.party) &&
      d.end[letter]! - d.start[letter]! === 1 &&
      this.#has(d, letter + 1, WORD.hyphen) &&
      isCapital(d, letter + 2) &&
      touchesBefore(d, letter + 1)
    )
      return true;
    if (this.#isCredit(d, first, after, type)) return true;
    return this.#isWork(d, first, after);
  }

  #has(d: TokenisedDocument, i: number, bits: number): boolean {
    return i >= 0 && i < d.tokenCount && (this.#facts(d.word[i]!) & bits) !== 0;
  }

  /** Single words that are no names: "(R)" behind a politician, "Ed" of "Op-Ed". */
  #isNoWord(d: TokenisedDocument, i: number): boolean {
    const [from, to] = [d.start[i]!, d.end[i]!];
    if (to - from === 1) return this.#has(d, i, WORD.party) && d.text[from - 1] === '(' && d.text[to] === ')';
    return to - from === 2 && touchesBefore(d, i) && /^[Oo]p-Ed$/.test(d.text.slice(from - 3, to));
  }

  /** The agency in brackets that opens a text, "By Ann Lee" on a line of its own, "Reporting by …; editing by …". */
  #isCredit(d: TokenisedDocument, first: number, after: number, type: NameSpan['type']): boolean {
    const sentence = d.sentenceOfToken[first]!;
    const from = d.sentenceStart[sentence]!;
    if (
      type === 'organisation' &&
      first <= 12 &&
      d.text[d.start[first]! - 1] === '(' &&
      d.text[d.end[after - 1]!] === ')'
    ) {
      const behind = d.text.slice(d.end[after - 1]! + 1, d.end[after - 1]! + 4);
      if (/^\s*[-–—]/u.test(behind) || first <= 2) return true;
    }
    if (type !== 'person') return false;
    const word = (i: number): string => (i < 0 ? '' : d.vocabulary.wordOf(d.word[i]!));
    if (word(first - 1) !== 'by' && !(word(first - 1) === 'and' && word(from) === 'by')) {
      return first - from <= 14 && this.#has(d, from, WORD.credit) && isCreditLine(d, from);
    }
    // A line that begins with "By" and holds little else.
    if (word(from) === 'by' && first - from <= 6) {
      const end = d.sentenceStart[sentence + 1]!;
      const line = d.text
        .slice(d.start[from]!, Math.min(d.end[end - 1]!, d.start[from]! + 200))
        .split('\n')[0]!;
      if (line.length < 80 && from < 60) return true;
    }
    return first >= 2 && this.#has(d, first - 2, WORD.credit) && isCreditLine(d, from);
  }

  /** Inside quotation marks that hold the title of a work: "his book, “The Omar Vale Story”". */
  #isWork(d: TokenisedDocument, first: number, after: number): boolean {
    const open = this.#openings.lastBefore(first);
    if (open < 1 || open < first - BEFORE_IN_TITLE) return false;
    if (open < d.sentenceStart[d.sentenceOfToken[first]!]!) return false;
    const limit = Math.min(after + BEHIND_IN_TITLE, d.tokenCount);
    let close = -1;
    for (let i = after; i < limit && close < 0; i++) if (this.#has(d, i, WORD.closing)) close = i;
    if (close < 0 || close - open < 3) return false;
    let capital = 0;
    let long = 0;
    for (let i = open + 1; i < close; i++) {
      if (d.end[i]! - d.start[i]! < 4) continue;
      long++;
      if (isCapital(d, i)) capital++;
    }
    if (capital < long || !isCapital(d, open + 1)) return false;
    for (let i = Math.max(0, open - 4); i < open; i++) if (this.#has(d, i, WORD.work)) return true;
    return false;
  }
}

/** Whether a digit is among the characters in which a sum begins. */
function hasDigitSoon(d: TokenisedDocument, i: number): boolean {
  const from = d.start[i]!;
  for (let at = from; at < from + 6; at++) {
    const code = d.text.charCodeAt(at);
    if (code >= 48 && code <= 57) return true;
  }
  return false;
}

function isCreditLine(d: TokenisedDocument, from: number): boolean {
  for (let i = from; i < Math.min(from + 4, d.tokenCount); i++)
    if (d.vocabulary.wordOf(d.word[i]!) === 'by' || d.vocabulary.wordOf(d.word[i]!) === ':') return true;
  return false;
}
