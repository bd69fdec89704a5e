/** Finds sentences and paragraphs. */
import type { Vocabulary } from '../vocabulary.js';
import { FLAG, type TokenisedDocument } from './annotation.js';

type Layout = Pick<
  TokenisedDocument,
  | 'sentenceOfToken'
  | 'sentenceCount'
  | 'sentenceStart'
  | 'paragraphCount'
  | 'paragraphStart'
  | 'paragraphOfSentence'
  | 'sentences'
  | 'paragraphs'
>;

/** Tokens in parallel arrays, as in `TokenisedDocument`. */
interface Tokens {
  readonly count: number;
  readonly start: Uint32Array;
  readonly end: Uint32Array;
  readonly word: Int32Array;
  readonly flags: Uint8Array;
}

/** After these a full stop seldom ends a sentence, and what follows may be capitalised. */
const TITLES =
  'mr. mrs. ms. dr. prof. gen. lt. col. maj. capt. sgt. cpl. adm. cmdr. brig. sen. sens. rep. reps. gov. govs. rev. hon. st. messrs. pres. supt. det. insp. no. vs. v. cf. jr. mt. ft.'.split(
    ' ',
  );

/** After these a number or a single capital goes on: "Fig. 3", "App. B". */
const NUMBERED = 'fig figs eq eqs sec secs ch chs vol vols tab art arts para paras app nos pp p'.split(' ');

/** Tokens looked back for the mark that a straight one may close. */
const REACH = 300;

const CLOSING = ['”', '’', '"', "'", ')', ']', '»', '.', ',', '!', '?', '…', '..', '...', "''"];

/** 0: no line break between two offsets; 1: one; 2: a blank line. */
function lineBreaks(text: string, from: number, to: number): number {
  let breaks = 0;
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x0a || code === 0x2028 || (code === 0x0d && text.charCodeAt(i + 1) !== 0x0a)) breaks++;
    else if (code === 0x2029) return 2;
    if (breaks === 2) return 2;
  }
  return breaks;
}

/**
 * Sentences by wink-nlp with its known slips mended: no sentence begins with closing marks or, on the same
 * line, in lower case; none ends after a title ("Gen."); every paragraph break ends one. Paragraphs are set
 * apart by blank lines, or by single line breaks in a text that has no blank line.
 */
export class SentenceFinder {
  readonly #titles: ReadonlySet<number>;
  /** Titles that stand apart from their full stop. */
  readonly #bareTitles: ReadonlySet<number>;
  readonly #closing: ReadonlySet<number>;
  readonly #fullStop: number;
  readonly #numbered: ReadonlySet<number>;
  readonly #et: number;
  readonly #al: number;
  readonly #ph: number;
  readonly #straight: number;

  constructor(vocabulary: Vocabulary) {
    const ids = (words: readonly string[]) => new Set(words.map((word) => vocabulary.intern(word)));
    this.#titles = ids(TITLES);
    this.#bareTitles = ids(TITLES.map((title) => title.slice(0, -1)));
    this.#closing = ids(CLOSING);
    this.#fullStop = vocabulary.intern('.');
    this.#numbered = ids(NUMBERED);
    this.#et = vocabulary.intern('et');
    this.#al = vocabulary.intern('al');
    this.#ph = vocabulary.intern('ph');
    this.#straight = vocabulary.intern('"');
  }

  /**
   * @param candidates - 1 for each token at which wink-nlp begins a sentence; changed here.
   */
  find(text: string, tokens: Tokens, candidates: Uint8Array): Layout {
    const { count, start, end, flags } = tokens;
    const breaksBefore = new Uint8Array(count);
    let blankLines = false;
    for (let i = 1; i < count; i++) {
      const from = end[i - 1]!;
      const to = start[i]!;
      if (to === from || (to === from + 1 && text.charCodeAt(from) === 0x20)) continue;
      const breaks = lineBreaks(text, from, to);
      if (breaks > 0) flags[i]! |= FLAG.lineBefore;
      breaksBefore[i] = breaks;
      if (breaks === 2) blankLines = true;
    }
    const paragraphBreak = blankLines ? 2 : 1;
    const begins = new Uint8Array(count + 1);
    for (let i = 0; i < count; i++) {
      if (i === 0 || breaksBefore[i]! >= paragraphBreak) begins[i] = 1;
      else if (candidates[i] === 1) begins[this.#afterClosingMarks(tokens, i)] = 1;
    }
    for (let i = 1; i < count; i++) {
      if (begins[i] === 1 && breaksBefore[i]! < paragraphBreak && this.#continuesSentence(text, tokens, i))
        begins[i] = 0;
    }
    return layOut(tokens, begins, breaksBefore, paragraphBreak);
  }

  /** A sentence that wink begins at closing marks begins after them. */
  #afterClosingMarks(tokens: Tokens, token: number): number {
    const { count, flags, word } = tokens;
    let next = token;
    while (next < count && (flags[next]! & FLAG.spaceBefore) === 0 && this.#closing.has(word[next]!)) next++;
    return this.#opens(tokens, next - 1) ? next - 1 : next;
  }

  /** `stunned."It was bad," she said`: a straight mark between two words opens where none is open. */
  #opens({ count, flags, word }: Tokens, token: number): boolean {
    if (token < 1 || token + 1 >= count || word[token] !== this.#straight) return false;
    const glued = (flags[token + 1]! & (FLAG.spaceBefore | FLAG.word)) === FLAG.word;
    if (!glued || (flags[token]! & FLAG.spaceBefore) !== 0) return false;
    let open = false;
    for (let i = token - 1; i >= 0 && i > token - REACH && (flags[i]! & FLAG.lineBefore) === 0; i--)
      if (word[i] === this.#straight) open = !open;
    return !open;
  }

  #continuesSentence(text: string, { start, end, word }: Tokens, token: number): boolean {
    const first = text.charCodeAt(start[token]!);
    if (first >= 0x61 && first <= 0x7a) return true;
    const before = word[token - 1]!;
    if (this.#titles.has(before)) return true;
    if (before !== this.#fullStop || token < 2 || start[token - 1] !== end[token - 2]) return false;
    const abbreviated = word[token - 2]!;
    if (this.#bareTitles.has(abbreviated)) return true;
    const digit = first >= 0x30 && first <= 0x39;
    const capital = first >= 0x41 && first <= 0x5a;
    if (this.#numbered.has(abbreviated)) return digit || (capital && end[token] === start[token]! + 1);
    // "Okafor et al. (2014)", "et al. [3]"; before a capital a new sentence is as likely.
    if (abbreviated === this.#al && token >= 3 && word[token - 3] === this.#et)
      return digit || first === 0x28 || first === 0x5b || first === 0x2c;
    // "Ph.D."
    return abbreviated === this.#ph && first === 0x44 && start[token] === end[token - 1];
  }
}

function layOut(
  { count, start, end, flags }: Tokens,
  begins: Uint8Array,
  breaksBefore: Uint8Array,
  paragraphBreak: number,
): Layout {
  const sentenceOfToken = new Uint32Array(count);
  const sentenceStart: number[] = [];
  const paragraphStart: number[] = [];
  const paragraphOfSentence: number[] = [];
  for (let i = 0; i < count; i++) {
    if (begins[i] === 1) {
      if (i === 0 || breaksBefore[i]! >= paragraphBreak) paragraphStart.push(sentenceStart.length);
      paragraphOfSentence.push(paragraphStart.length - 1);
      sentenceStart.push(i);
      flags[i]! |= FLAG.sentenceStart;
    }
    sentenceOfToken[i] = sentenceStart.length - 1;
  }
  const sentenceCount = sentenceStart.length;
  const paragraphCount = paragraphStart.length;
  sentenceStart.push(count);
  paragraphStart.push(sentenceCount);
  const sentences = Array.from({ length: sentenceCount }, (_, s) => ({
    start: start[sentenceStart[s]!]!,
    end: end[sentenceStart[s + 1]! - 1]!,
  }));
  const paragraphs = Array.from({ length: paragraphCount }, (_, p) => ({
    start: sentences[paragraphStart[p]!]!.start,
    end: sentences[paragraphStart[p + 1]! - 1]!.end,
    first_sentence: paragraphStart[p]!,
  }));
  return {
    sentenceOfToken,
    sentenceCount,
    sentenceStart: Uint32Array.from(sentenceStart),
    paragraphCount,
    paragraphStart: Uint32Array.from(paragraphStart),
    paragraphOfSentence: Uint32Array.from(paragraphOfSentence),
    sentences,
    paragraphs,
  };
}
