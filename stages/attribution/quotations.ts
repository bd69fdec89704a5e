/** Finds quotations by their marks. */
import { FLAG, type TokenisedDocument } from '../tokenising/annotation.js';
import { WordRecords } from './word-records.js';

/** `speech`: quotes; `scare`: distances itself from a word or mentions it; `title`: names a work. */
export type QuotationKind = 'speech' | 'scare' | 'title';

/** What stands between two quotation marks, in tokens. */
export interface Quotation {
  /** Token of the opening mark. */
  readonly open: number;
  /** Token after the closing mark, or after the last one where the closer is missing. */
  readonly after: number;
  readonly closed: boolean;
  /** Whether it continues the quotation that the paragraph before left open. */
  readonly continues: boolean;
  /** Stands inside another quotation. */
  readonly nested: boolean;
  kind: QuotationKind;
}

const MARK = {
  none: 0,
  double: 1,
  open: 2,
  close: 3,
  single: 4,
  openSingle: 5,
  closeSingle: 6,
  /** Half of a mark of two characters: "``", "<<", ">>". */
  backtick: 7,
  less: 8,
  greater: 9,
} as const;

const MARKS: Readonly<Record<string, number>> = {
  '"': MARK.double,
  '\uff02': MARK.double,
  "''": MARK.double,
  '“': MARK.open,
  '„': MARK.open,
  '‟': MARK.open,
  '«': MARK.open,
  '``': MARK.open,
  '”': MARK.close,
  '»': MARK.close,
  "'": MARK.single,
  '‘': MARK.openSingle,
  '‚': MARK.openSingle,
  '‹': MARK.openSingle,
  '’': MARK.closeSingle,
  '›': MARK.closeSingle,
  '`': MARK.backtick,
  '<': MARK.less,
  '>': MARK.greater,
};

/** Words that lose their beginning to an apostrophe. */
const ELIDED = new Set(['em', 'til', 'tis', 'twas', 'cause', 'bout', 'n', 'round', 'cos', 'nuff']);

/** Most words begin so, and are no marks. */
const LETTER_OR_DIGIT = /^[a-z0-9]/i;

const NO_QUOTATIONS: readonly Quotation[] = [];

/**
 * Finds quotations in any style: straight, curly, single, guillemets; nested ones; those that run over
 * paragraphs, each of which reopens the marks; and those whose closer is missing, which end with their
 * sentence. Apostrophes are not taken for marks.
 */
export class QuotationFinder {
  /** One more than the mark that a token as written is. */
  readonly #marks: WordRecords;

  constructor(vocabulary: TokenisedDocument['vocabulary']) {
    this.#marks = new WordRecords(vocabulary, 1, (form, values, at) => {
      values[at] = (LETTER_OR_DIGIT.test(form) ? MARK.none : (MARKS[form] ?? openingElision(form))) + 1;
    });
  }

  find(document: TokenisedDocument): readonly Quotation[] {
    const { form, tokenCount } = document;
    const marks = this.#marks.ready();
    const found: number[] = [];
    for (let i = 0; i < tokenCount; i++) {
      const id = form[i]!;
      if (marks[id] === 0) this.#marks.learn(id);
      if (marks[id]! > MARK.none + 1) found.push(i);
    }
    if (found.length === 0) return NO_QUOTATIONS;
    const kinds = found.map((i) => marks[form[i]!]! - 1);
    return pairMarks(document, ...joinHalves(document, found, kinds));
  }
}

/** wink leaves an opening single mark on a few words (`'a`); clitics and decades keep theirs. */
function openingElision(form: string): number {
  if (form.length < 2) return MARK.none;
  if (form[0] !== "'" && form[0] !== '‘') return MARK.none;
  return /^['‘](s|S|re|RE|ve|VE|ll|LL|d|D|m|M|t|T|em|til|\d)/.test(form) ? MARK.none : MARK.openSingle;
}

/**
 * Marks written as two characters: ``TeX'', << guillemets >>. Two straight single marks are one only after two backticks,
 * a lone backtick or angle is no mark.
 */
function joinHalves(
  { start, end }: TokenisedDocument,
  marks: readonly number[],
  kinds: readonly number[],
): [marks: number[], kinds: number[]] {
  const at: number[] = [];
  const joined: number[] = [];
  let backticks = false;
  for (let k = 0; k < marks.length; k++) {
    const kind = kinds[k]!;
    const i = marks[k]!;
    const twice = kinds[k + 1] === kind && marks[k + 1] === i + 1 && start[i + 1] === end[i]!;
    if (kind >= MARK.backtick) {
      if (!twice) continue;
      // The opener is the first character, the closer the second, so that both belong to the quotation.
      at.push(kind === MARK.greater ? i + 1 : i);
      joined.push(kind === MARK.greater ? MARK.close : MARK.open);
      if (kind === MARK.backtick) backticks = true;
      k++;
    } else if (kind === MARK.single && twice && backticks) {
      at.push(i + 1);
      joined.push(MARK.close);
      backticks = false;
      k++;
    } else {
      at.push(i);
      joined.push(kind);
    }
  }
  return [at, joined];
}

function pairMarks(
  document: TokenisedDocument,
  marks: readonly number[],
  kinds: readonly number[],
): Quotation[] {
  const { flags, tokenCount, sentenceOfToken, paragraphOfSentence, sentenceStart, paragraphStart } = document;
  const found: Quotation[] = [];
  const spaceBefore = (i: number): boolean => i >= tokenCount || (flags[i]! & FLAG.spaceBefore) !== 0;
  const isWord = (i: number): boolean => i < tokenCount && (flags[i]! & FLAG.word) !== 0;
  const paragraphOf = (i: number): number => paragraphOfSentence[sentenceOfToken[i]!]!;
  const paragraphFirst = (p: number): number => sentenceStart[paragraphStart[p]!]!;
  let outer = -1;
  let inner = -1;
  let continues = false;
  let leftOpen = false;
  let paragraph = -1;

  const closeOuter = (after: number, closed: boolean): void => {
    found.push({ open: outer, after, closed, continues, nested: false, kind: 'speech' });
    outer = -1;
    inner = -1;
    continues = false;
  };
  const endParagraph = (next: number): void => {
    leftOpen = false;
    if (outer < 0) return;
    // Where the next paragraph opens with a mark the quotation goes on; else the closer was forgotten.
    const start = paragraphFirst(paragraph + 1);
    const reopened = start < tokenCount && next === start;
    const sentenceEnd = sentenceStart[sentenceOfToken[outer]! + 1]!;
    closeOuter(reopened ? start : sentenceEnd, false);
    leftOpen = reopened;
  };

  for (let k = 0; k < marks.length; k++) {
    const i = marks[k]!;
    const p = paragraphOf(i);
    if (p !== paragraph) {
      if (paragraph >= 0) endParagraph(i);
      paragraph = p;
    }
    const kind = kinds[k]!;
    const tight = !spaceBefore(i);
    const looseAfter = spaceBefore(i + 1);
    if (kind === MARK.open || (kind === MARK.double && opens(tight, looseAfter))) {
      // „No“, as in German.
      if (outer >= 0 && tight && looseAfter && document.text[document.start[outer]!] === '„') {
        closeOuter(i + 1, true);
        continue;
      }
      if (outer >= 0) {
        // A second opener before any closer: the first one's closer was forgotten.
        if (sentenceOfToken[outer] === sentenceOfToken[i]) continue;
        closeOuter(sentenceStart[sentenceOfToken[outer]! + 1]!, false);
      }
      outer = i;
      continues = leftOpen && i === paragraphFirst(p);
      leftOpen = false;
    } else if (kind === MARK.close || kind === MARK.double) {
      if (outer >= 0) closeOuter(i + 1, true);
    } else if (inner < 0) {
      if (kind === MARK.closeSingle && !opensSingle(i, tight)) continue;
      if (kind === MARK.closeSingle || kind === MARK.single) {
        if (!opensSingle(i, tight)) continue;
      }
      const end = singleCloser(k, p);
      if (end < 0) continue;
      found.push({
        open: i,
        after: end + 1,
        closed: true,
        continues: false,
        nested: outer >= 0,
        kind: 'speech',
      });
      inner = end;
    } else if (i >= inner) {
      inner = -1;
    }
  }
  if (paragraph >= 0) endParagraph(-1);
  return found.sort((a, b) => a.open - b.open || b.after - a.after);

  function opens(tight: boolean, looseAfter: boolean): boolean {
    if (outer < 0) return !tight || !looseAfter;
    // Inside a quotation a straight mark closes, unless it clearly begins something.
    return false;
  }

  function opensSingle(i: number, tight: boolean): boolean {
    if (spaceBefore(i + 1)) return false;
    const afterMark = i > 0 && outer === i - 1;
    if (tight && !afterMark && i > 0 && isWord(i - 1)) return false;
    return (
      !ELIDED.has(document.vocabulary.wordOf(document.word[i + 1]!)) &&
      !/^\d/.test(document.vocabulary.wordOf(document.word[i + 1]!))
    );
  }

  /** The mark that closes a single quotation, in its paragraph; -1 where there is none: an apostrophe. */
  function singleCloser(k: number, p: number): number {
    let possible = -1;
    for (let m = k + 1; m < marks.length; m++) {
      const j = marks[m]!;
      if (paragraphOf(j) !== p) break;
      const kind = kinds[m]!;
      if (kind === MARK.openSingle) break;
      // A nested quotation ends before the one that holds it.
      if (outer >= 0 && (kind === MARK.close || kind === MARK.double)) break;
      if (kind !== MARK.closeSingle && kind !== MARK.single) continue;
      if (spaceBefore(j)) break;
      if (!isWord(j - 1) || !isWord(j + 1)) return j;
      if (!spaceBefore(j + 1)) continue;
      // "the officials' plan": after an s it may be a possessive, taken only when nothing better comes.
      const before = document.vocabulary.wordOf(document.word[j - 1]!);
      if (!before.endsWith('s')) return j;
      if (possible < 0) possible = j;
    }
    return possible;
  }
}
