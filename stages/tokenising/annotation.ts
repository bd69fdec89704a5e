/** What the tokeniser gives: the document that later stages work on. */
import type { BoilerplateSpan } from '../../corpora/boilerplate/mark.js';
import type { Vocabulary } from '../vocabulary.js';

export { POS, POS_TAGS, type PosTag } from '../../language/parts-of-speech.js';

/** Bits of `TokenisedDocument.flags`. */
export const FLAG = {
  /** Has a letter or a digit: counts as a word in every rate. */
  word: 1,
  /** Begins with an upper-case letter. */
  capitalised: 2,
  /** Two or more letters, all upper case. */
  allCaps: 4,
  /** Has a digit. */
  digit: 8,
  /** White space (or the text's beginning) stands before it. */
  spaceBefore: 16,
  /** The first token of its sentence. */
  sentenceStart: 32,
  /** A line break stands before it. */
  lineBefore: 64,
} as const;

/**
 * The tokenised document that later stages work on: parallel typed arrays, one entry a token, white space
 * left out. Offsets count UTF-16 code units into `text`, half-open, exact for any text: the characters
 * between two tokens are white space or characters that wink-nlp drops, never part of a word.
 */
export interface TokenisedDocument {
  readonly text: string;
  readonly vocabulary: Vocabulary;
  readonly tokenCount: number;
  readonly start: Uint32Array;
  readonly end: Uint32Array;
  /** Vocabulary id of the token in lower case, typographic apostrophes straightened: what lexicons match. */
  readonly word: Int32Array;
  /** Vocabulary id of the token as written. */
  readonly form: Int32Array;
  /** Index into `POS_TAGS`. */
  readonly pos: Uint8Array;
  /** Bits of `FLAG`. */
  readonly flags: Uint8Array;
  readonly sentenceOfToken: Uint32Array;
  readonly sentenceCount: number;
  /** First token of each sentence, and the token count at the end: sentence s is [sentenceStart[s], sentenceStart[s + 1]). */
  readonly sentenceStart: Uint32Array;
  readonly paragraphCount: number;
  /** First sentence of each paragraph, and the sentence count at the end. */
  readonly paragraphStart: Uint32Array;
  readonly paragraphOfSentence: Uint32Array;
  /** The text from one token's start to another's end, [first, after). */
  surface(first: number, after: number): string;

  /** Lines that are no part of the article; tokens of them there are only where they are kept. */
  readonly boilerplate: readonly BoilerplateSpan[];
  readonly token_count: number;
  /** Tokens with a letter or a digit: the denominator of every rate. */
  readonly word_count: number;
  readonly sentences: readonly { readonly start: number; readonly end: number }[];
  readonly paragraphs: readonly {
    readonly start: number;
    readonly end: number;
    readonly first_sentence: number;
  }[];
}
