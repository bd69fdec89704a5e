/** What rules ask of a token and the ones beside it: capitals, hyphens, headlines. */
import { FLAG, POS, type TokenisedDocument } from '../../tokenising/annotation.js';
import { MARK, type WordMarks } from './word-marks.js';

/** Parts of speech of words that begin sentences and are hardly ever names, capitalised or not. */
export const SENTENCE_OPENERS: readonly number[] = [
  POS.DET,
  POS.PRON,
  POS.ADP,
  POS.ADV,
  POS.CCONJ,
  POS.SCONJ,
  POS.AUX,
  POS.PART,
  POS.INTJ,
  POS.NUM,
];

export function isCapital(d: TokenisedDocument, i: number): boolean {
  return i >= 0 && i < d.tokenCount && (d.flags[i]! & FLAG.capitalised) !== 0;
}

/** Whether nothing stands between a token and the one before it. */
export function touchesBefore(d: TokenisedDocument, i: number): boolean {
  return i > 0 && i < d.tokenCount && d.end[i - 1] === d.start[i];
}

/** Whether a token is tied to the one before it, as by a hyphen. */
export function isTied(d: TokenisedDocument, i: number): boolean {
  return i > 0 && i < d.tokenCount && (d.flags[i]! & FLAG.spaceBefore) === 0 && d.end[i - 1] === d.start[i];
}

const HYPHEN = 45;
const HYPHEN_THAT_BREAKS_NOT = 0x2011;
const EN_DASH = 0x2013;

export function isHyphen(d: TokenisedDocument, i: number): boolean {
  if (i < 0 || i >= d.tokenCount) return false;
  const code = d.text.charCodeAt(d.start[i]!);
  return (
    d.end[i]! - d.start[i]! === 1 && (code === HYPHEN || code === HYPHEN_THAT_BREAKS_NOT || code === EN_DASH)
  );
}

/** Whether [first, after) is whole words: no hyphen ties it to a word before or behind. */
export function isWhole(d: TokenisedDocument, first: number, after: number): boolean {
  if (isTied(d, first) && isHyphen(d, first - 1) && isTied(d, first - 1)) return false;
  return !(isHyphen(d, after) && isTied(d, after) && isTied(d, after + 1));
}

/** Whether a sentence is a headline: most of its words of four letters and more have a capital. */
export function isHeadline(d: TokenisedDocument, sentence: number): boolean {
  let capital = 0;
  let all = 0;
  for (let i = d.sentenceStart[sentence]!; i < d.sentenceStart[sentence + 1]!; i++) {
    if ((d.flags[i]! & FLAG.word) === 0 || d.end[i]! - d.start[i]! < 4) continue;
    all++;
    if ((d.flags[i]! & FLAG.capitalised) !== 0) capital++;
  }
  return all >= 4 && capital >= 0.8 * all;
}

/** Whether a verb, an adverb before one or a possessive stands at a token. */
export function actsAt(d: TokenisedDocument, i: number, marks: WordMarks): boolean {
  if ((marks(d.word[i]!) & MARK.possessive) !== 0) return true;
  const pos = d.pos[i]!;
  if (pos === POS.VERB || pos === POS.AUX) return true;
  return pos === POS.ADV && i + 1 < d.tokenCount && (d.pos[i + 1] === POS.VERB || d.pos[i + 1] === POS.AUX);
}
