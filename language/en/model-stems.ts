/**
 * The stems by which models trained before `stem()` know their words. A model's features are its stems' hashes or names, so
 * it keeps the function that it was fitted with until it is fitted again; everything else takes `stem()`.
 */

/** Of the hedging models (Szeged, CoNLL): endings of number, tense and agreement cut off by spelling alone. */
export function hedgingModelStem(word: string): string {
  let stem = word;
  if (word.length > 4 && /ie[sd]$/.test(word)) stem = `${word.slice(0, -3)}y`;
  else if (word.length > 5 && word.endsWith('ing')) stem = word.slice(0, -3);
  else if (word.length > 4 && word.endsWith('ed')) stem = word.slice(0, -2);
  else if (word.length > 3 && /[^s]s$/.test(word)) stem = word.slice(0, -1);
  return stem.length > 3 && stem.endsWith('e') ? stem.slice(0, -1) : stem;
}

/** Of the sentiment models: the word with -s, -ed, -ing taken off and a final e or doubled consonant levelled: "attacked" -> "attack". */
export function sentimentModelStem(word: string): string {
  const cut = (suffix: number): string => {
    const rest = word.slice(0, -suffix);
    const last = rest.charCodeAt(rest.length - 1);
    if (last === rest.charCodeAt(rest.length - 2) && !/[lsz]$/.test(rest)) return rest.slice(0, -1);
    return rest;
  };
  if (word.length > 5 && word.endsWith('ing')) return cut(3).replace(/e$/, '');
  if (word.length > 5 && word.endsWith('ied')) return `${word.slice(0, -3)}y`;
  if (word.length > 4 && word.endsWith('ed')) return cut(2).replace(/e$/, '');
  if (word.length > 5 && word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (word.length > 4 && word.endsWith('es')) return word.slice(0, -2);
  if (word.length > 3 && word.endsWith('s') && !word.endsWith('ss'))
    return word.slice(0, -1).replace(/e$/, '');
  return word.length > 3 ? word.replace(/e$/, '') : word;
}

const TERM = /^\p{L}[\p{L}'.-]*$/u;

/**
 * Of the framing models: plural, -ed and -ing taken off, so that no lemmatiser is needed
 * for each token (after Harman 1991, doi:10.1002/(SICI)1097-4571(199101)42:1<7::AID-ASI2>3.0.CO;2-P). Empty for what is
 * no word or has one letter.
 */
export function framingModelStem(word: string): string {
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
