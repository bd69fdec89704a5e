import { FLAG, type TokenisedDocument } from '../tokenising/annotation.js';
import type { Vocabulary } from '../vocabulary.js';

const TERM = /^\p{L}[\p{L}'.-]*$/u;

/**
 * The stem under which a trained model counts a word: plural, -ed and -ing taken off, so that no lemmatiser is needed
 * for each token (after Harman 1991, doi:10.1002/(SICI)1097-4571(199101)42:1<7::AID-ASI2>3.0.CO;2-P). Empty for what is
 * no word or has one letter.
 */
export function stem(word: string): string {
  if (word.length < 2 || !isTerm(word)) return '';
  let s = word;
  if (lastOf(s) === LETTER_S) {
    if (s.length > 4 && s.endsWith('ies')) s = `${s.slice(0, -3)}y`;
    else if (s.length > 3 && !isOneOf(SUI, s.charCodeAt(s.length - 2))) s = s.slice(0, -1);
  }
  if (lastOf(s) === LETTER_G) {
    if (s.length > 5 && s.endsWith('ing') && hasVowel(s, s.length - 3)) s = s.slice(0, -3);
  } else if (lastOf(s) === LETTER_D && s.length > 4 && s.endsWith('ed') && hasVowel(s, s.length - 2))
    s = s.slice(0, -2);
  const n = s.length;
  if (n > 3 && lastOf(s) === s.charCodeAt(n - 2) && !isOneOf(KEPT_DOUBLE, lastOf(s))) s = s.slice(0, -1);
  if (s.length > 3 && lastOf(s) === LETTER_E) s = s.slice(0, -1);
  return s;
}

const [LETTER_D, LETTER_E, LETTER_G, LETTER_S] = [100, 101, 103, 115];

/** Letters from a to z as bits. */
const bitsOf = (letters: string): number =>
  [...letters].reduce((bits, letter) => bits | (1 << (letter.charCodeAt(0) - 97)), 0);
const VOWELS = bitsOf('aeiouy');
const KEPT_DOUBLE = bitsOf('aeioulsz');
const SUI = bitsOf('sui');

function isOneOf(bits: number, code: number): boolean {
  return code >= 97 && code <= 122 && ((bits >>> (code - 97)) & 1) !== 0;
}

function lastOf(word: string): number {
  return word.charCodeAt(word.length - 1);
}

/** What `TERM` says; of lower-case ASCII words without its cost. */
function isTerm(word: string): boolean {
  for (let i = 0; i < word.length; i++) {
    const code = word.charCodeAt(i);
    if (code < 97 || code > 122) return TERM.test(word);
  }
  return true;
}

function hasVowel(word: string, before: number): boolean {
  for (let i = 0; i < before; i++) if (isOneOf(VOWELS, word.charCodeAt(i))) return true;
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
