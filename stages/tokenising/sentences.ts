import type { AlignedTokens } from './align.js';
import { FLAG } from './annotation.js';

interface Layout {
  readonly sentenceOfToken: Uint32Array;
  readonly sentenceCount: number;
  readonly sentenceStart: Uint32Array;
  readonly paragraphCount: number;
  readonly paragraphStart: Uint32Array;
  readonly paragraphOfSentence: Uint32Array;
  readonly sentences: readonly { readonly start: number; readonly end: number }[];
  readonly paragraphs: readonly {
    readonly start: number;
    readonly end: number;
    readonly first_sentence: number;
  }[];
}

/** After these a full stop seldom ends a sentence, and what follows may be capitalised. */
const TITLES = new Set(
  'mr. mrs. ms. dr. prof. gen. lt. col. maj. capt. sgt. cpl. adm. cmdr. brig. sen. sens. rep. reps. gov. govs. rev. hon. st. messrs. pres. supt. det. insp. no. vs. v. cf. jr. mt. ft.'.split(
    ' ',
  ),
);

const CLOSING = new Set(['”', '’', '"', "'", ')', ']', '»', '.', ',', '!', '?', '…', '..', '...', "''"]);

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
export function findSentences(
  text: string,
  tokens: AlignedTokens,
  rawSentences: readonly (readonly number[])[],
  flags: Uint8Array,
  wordAt: (token: number) => string,
): Layout {
  const count = tokens.count;
  const breaksBefore = new Uint8Array(count);
  let blankLines = false;
  for (let i = 0; i < count; i++) {
    const from = i === 0 ? 0 : tokens.end[i - 1]!;
    const to = tokens.start[i]!;
    if (to === from) continue;
    const breaks = i === 0 ? 0 : lineBreaks(text, from, to);
    if (breaks > 0) flags[i]! |= FLAG.lineBefore;
    breaksBefore[i] = breaks;
    if (breaks === 2) blankLines = true;
  }
  const paragraphBreak = blankLines ? 2 : 1;

  const begins = new Uint8Array(count + 1);
  let raw = 0;
  for (let i = 0; i < count; i++) {
    let candidate = false;
    while (raw < rawSentences.length && rawSentences[raw]![0]! <= tokens.source[i]!) {
      candidate = true;
      raw++;
    }
    if (i === 0 || breaksBefore[i]! >= paragraphBreak) begins[i] = 1;
    else if (candidate) begins[afterClosingMarks(i)] = 1;
  }
  for (let i = 1; i < count; i++) {
    if (begins[i] === 1 && breaksBefore[i]! < paragraphBreak && continuesSentence(i)) begins[i] = 0;
  }
  return layOut(tokens, begins, breaksBefore, paragraphBreak);

  /** A sentence that wink begins at closing marks begins after them. */
  function afterClosingMarks(i: number): number {
    let next = i;
    while (next < count && (flags[next]! & FLAG.spaceBefore) === 0 && CLOSING.has(wordAt(next))) next++;
    return next;
  }

  function continuesSentence(i: number): boolean {
    const first = text.charCodeAt(tokens.start[i]!);
    if (first >= 0x61 && first <= 0x7a) return true;
    const before = wordAt(i - 1);
    if (TITLES.has(before)) return true;
    return (
      before === '.' && i >= 2 && tokens.start[i - 1] === tokens.end[i - 2] && TITLES.has(`${wordAt(i - 2)}.`)
    );
  }
}

function layOut(
  tokens: AlignedTokens,
  begins: Uint8Array,
  breaksBefore: Uint8Array,
  paragraphBreak: number,
): Layout {
  const count = tokens.count;
  const sentenceOfToken = new Uint32Array(count);
  const sentenceStart: number[] = [];
  const paragraphStart: number[] = [];
  const paragraphOfSentence: number[] = [];
  for (let i = 0; i < count; i++) {
    if (begins[i] === 1) {
      if (i === 0 || breaksBefore[i]! >= paragraphBreak) paragraphStart.push(sentenceStart.length);
      paragraphOfSentence.push(paragraphStart.length - 1);
      sentenceStart.push(i);
    }
    sentenceOfToken[i] = sentenceStart.length - 1;
  }
  const sentenceCount = sentenceStart.length;
  const paragraphCount = paragraphStart.length;
  sentenceStart.push(count);
  paragraphStart.push(sentenceCount);
  const sentences = Array.from({ length: sentenceCount }, (_, s) => ({
    start: tokens.start[sentenceStart[s]!]!,
    end: tokens.end[sentenceStart[s + 1]! - 1]!,
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
