/** A term of a lexicon or codebook as it is matched: words in a row, each with the forms that satisfy it. */
import type { PosTag } from '../parts-of-speech.js';

/** One word of a term. */
export interface TermWord {
  readonly kind: 'forms' | 'prefix' | 'any';
  /** As messages name it: the word, `a|b` for a choice; the part before the `*`; empty for any word. */
  readonly text: string;
  /** The words of a text that satisfy it, in lower case; none for a prefix and for any word. */
  readonly forms: readonly string[];
  /** Parts of speech that it may have; null for all. */
  readonly pos: readonly PosTag[] | null;
}

/** One way in which a term can stand in a text, a token a word. */
export type WordSequence = readonly TermWord[];

/** How a word without a sign matches: in all its inflected forms, or only as written. */
export type TermMatching = 'lemma' | 'exact';

export function exactWord(text: string): TermWord {
  return { kind: 'forms', text, forms: [text], pos: null };
}

/** Whether a token, in lower case, satisfies a word of a term by its spelling. */
export function satisfies({ kind, text, forms }: TermWord, token: string): boolean {
  return kind === 'any' || (kind === 'prefix' ? token.startsWith(text) : forms.includes(token));
}

/** Whether two words of terms may both match one token by their parts of speech. */
export function sharesPos(a: TermWord, b: TermWord): boolean {
  return a.pos === null || b.pos === null || a.pos.some((tag) => b.pos!.includes(tag));
}

const HYPHEN = exactWord('-');

/** Joined by a hyphen; null where a choice of words would have to be joined to another. */
function joined(before: TermWord, after: TermWord): TermWord | null {
  if (before.kind !== 'forms' || after.kind === 'any' || /\|/.test(before.text + after.text)) return null;
  return {
    kind: after.kind,
    text: `${before.text}-${after.text}`,
    forms: after.forms.map((form) => `${before.text}-${form}`),
    pos: after.pos,
  };
}

/**
 * The ways in which a sequence may stand among the tokens: as it is; a hyphenated word in one token, since the tokeniser
 * keeps some whole ("pro-life") and cuts others; and, where asked for, two words with a hyphen between them ("health-care").
 */
export function spellings(words: WordSequence, hyphenated: boolean): readonly WordSequence[] {
  if (words.length === 1) return [words];
  const ways: WordSequence[] = [words];
  const isWord = (word: TermWord | undefined): word is TermWord =>
    word !== undefined && /^[\p{L}\p{N}]/u.test(word.text);
  if (hyphenated && words.length === 2 && words.every(isWord)) ways.push([words[0]!, HYPHEN, words[1]!]);
  const hyphen = words.findIndex(
    ({ text }, k) => text === '-' && isWord(words[k - 1]) && isWord(words[k + 1]),
  );
  if (hyphen >= 0) {
    const whole = joined(words[hyphen - 1]!, words[hyphen + 1]!);
    if (whole !== null) ways.push([...words.slice(0, hyphen - 1), whole, ...words.slice(hyphen + 2)]);
  }
  return ways;
}
