import { FLAG, type TokenisedDocument } from '../tokenising/annotation.js';
import type { Vocabulary } from '../vocabulary.js';

const TERM = /^\p{L}[\p{L}'.-]*$/u;

/**
 * The stem under which a trained model counts a word: plural, -ed and -ing taken off, so that no lemmatiser is needed
 * for each token (after Harman 1991, doi:10.1002/(SICI)1097-4571(199101)42:1<7::AID-ASI2>3.0.CO;2-P). Empty for what is
 * no word or has one letter.
 */
export function stem(word: string): string {
  if (word.length < 2 || !TERM.test(word)) return '';
  let s = word;
  if (s.length > 4 && s.endsWith('ies')) s = `${s.slice(0, -3)}y`;
  else if (s.length > 3 && s.endsWith('s') && !'sui'.includes(s.at(-2)!)) s = s.slice(0, -1);
  if (s.length > 5 && s.endsWith('ing') && hasVowel(s, s.length - 3)) s = s.slice(0, -3);
  else if (s.length > 4 && s.endsWith('ed') && hasVowel(s, s.length - 2)) s = s.slice(0, -2);
  if (s.length > 3 && s.at(-1) === s.at(-2) && !'aeioulsz'.includes(s.at(-1)!)) s = s.slice(0, -1);
  if (s.length > 3 && s.endsWith('e')) s = s.slice(0, -1);
  return s;
}

function hasVowel(word: string, before: number): boolean {
  for (let i = 0; i < before; i++) if ('aeiouy'.includes(word[i]!)) return true;
  return false;
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
    const term = stem(word);
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
