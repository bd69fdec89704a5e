/** The terms that a frame model counts: stems, pairs of them, and sequences of letters. */
import { FLAG, type TokenisedDocument } from '../tokenising/annotation.js';
import type { Vocabulary } from '../vocabulary.js';

const TERM = /^\p{L}[\p{L}'.-]+$/u;

/** A function that gives one key for all forms of a word: `Language.stem`. */
export type Stem = (word: string) => string;

/** The term of a word: its stem; empty for what is no word or has one letter. */
export function termOf(word: string, stem: Stem): string {
  return TERM.test(word) ? stem(word) : '';
}

/** The sequences of `shortest` to `longest` letters in a word, its borders marked with `_`. */
export function letterSequences(word: string, shortest: number, longest: number): string[] {
  const bordered = `_${word}_`;
  const found: string[] = [];
  for (let n = shortest; n <= longest; n++)
    for (let i = 0; i + n <= bordered.length; i++) found.push(bordered.slice(i, i + n));
  return found;
}

/** Which terms a model counts. */
export interface TermChoice {
  readonly pairs: boolean;
  readonly letters: readonly [number, number] | null;
}

/** How often each term stands in the whole text: stems and pairs of them, and sequences of letters. */
export function countTerms(
  doc: TokenisedDocument,
  vocabulary: Vocabulary,
  choice: TermChoice,
  stem: Stem,
): { readonly words: Map<string, number>; readonly letters: Map<string, number> } {
  const words = new Map<string, number>();
  const letters = new Map<string, number>();
  const add = (map: Map<string, number>, term: string): void => {
    map.set(term, (map.get(term) ?? 0) + 1);
  };
  let previous = '';
  for (let i = 0; i < doc.tokenCount; i++) {
    if ((doc.flags[i]! & FLAG.word) === 0) {
      previous = '';
      continue;
    }
    const word = vocabulary.wordOf(doc.word[i]!);
    const term = termOf(word, stem);
    if (term !== '') {
      add(words, term);
      if (choice.pairs && previous !== '') add(words, `${previous} ${term}`);
    }
    previous = term;
    if (choice.letters !== null)
      for (const sequence of letterSequences(word, choice.letters[0], choice.letters[1]))
        add(letters, sequence);
  }
  return { words, letters };
}
