/** Words, sentences, syllables and characters of a text, and the readability formulas over them. */
import type { Language } from '../../language/language.js';
import { FLAG, type TokenisedDocument } from '../tokenising/annotation.js';
import type { Vocabulary } from '../vocabulary.js';
import type { WordSequence } from './term-counts.js';

/** What the readability formulas count. */
export interface TextCounts {
  /** Orthographic words: "can't" is one. */
  readonly words: number;
  readonly sentences: number;
  readonly syllables: number;
  /** Letters and digits. */
  readonly characters: number;
}

/** The formulas were fitted to passages of about a hundred words; below that they are noise. */
export const READABILITY_MINIMUM_WORDS = 100;

/** Numbers of a word, looked up by vocabulary id. */
export interface WordTables {
  syllables(word: number): number;
  characters(word: number): number;
  /** 1: a clitic ("'s", "'ll"); 2: "n't", a syllable of its own after a consonant; 0: any other word. */
  clitic(word: number): number;
  endsInConsonant(word: number): number;
}

export function wordTables(vocabulary: Vocabulary, language: Language): WordTables {
  return {
    syllables: vocabulary.table(language.countSyllables),
    characters: vocabulary.table((word) => word.match(/[\p{L}\p{N}]/gu)?.length ?? 0),
    clitic: vocabulary.table((word) => (word === "n't" ? 2 : /^'(?:s|d|m|ll|re|ve|em)$/.test(word) ? 1 : 0)),
    endsInConsonant: vocabulary.table((word) => (/[^aeiou]$|ve$/.test(word) ? 1 : 0)),
  };
}

/** Counts words, sentences that hold a word, syllables and characters. */
export function countText(
  document: TokenisedDocument,
  { types, typeCount, words: wordOfType, counts }: WordSequence,
  tables: WordTables,
): TextCounts {
  const { tokenCount, word, flags, sentenceOfToken } = document;
  const clitic = new Uint8Array(typeCount);
  const syllablesOf = new Int32Array(typeCount);
  let characters = 0;
  for (let t = 0; t < typeCount; t++) {
    const id = wordOfType[t]!;
    characters += tables.characters(id) * counts[t]!;
    syllablesOf[t] = tables.syllables(id);
    clitic[t] = tables.clitic(id);
  }
  let words = 0;
  let sentences = 0;
  let syllables = 0;
  let lastSentence = -1;
  for (let i = 0, n = 0; i < tokenCount; i++) {
    if ((flags[i]! & FLAG.word) === 0) continue;
    const type = types[n++]!;
    const kind = i > 0 && (flags[i]! & FLAG.spaceBefore) === 0 ? clitic[type]! : 0;
    if (kind === 0) {
      words++;
      syllables += syllablesOf[type]!;
    } else if (kind === 2) syllables += tables.endsInConsonant(word[i - 1]!);
    if (sentenceOfToken[i]! !== lastSentence) {
      lastSentence = sentenceOfToken[i]!;
      sentences++;
    }
  }
  return { words, sentences, syllables, characters };
}

/**
 * Flesch reading ease `206.835 - 1.015 W/S - 84.6 Y/W`, with W words, S sentences, Y syllables
 * (Flesch 1948, doi:10.1037/h0057532).
 *
 * @returns points; 100 very easy, 30 and less very hard; null under 100 words.
 */
export function fleschReadingEase({ words, sentences, syllables }: TextCounts): number | null {
  if (words < READABILITY_MINIMUM_WORDS) return null;
  return 206.835 - (1.015 * words) / sentences - (84.6 * syllables) / words;
}

/**
 * Flesch-Kincaid grade `0.39 W/S + 11.8 Y/W - 15.59` (Kincaid, Fishburne, Rogers & Chissom 1975,
 * doi:10.21236/ADA006655).
 *
 * @returns years of schooling in the United States; null under 100 words.
 */
export function fleschKincaidGrade({ words, sentences, syllables }: TextCounts): number | null {
  if (words < READABILITY_MINIMUM_WORDS) return null;
  return (0.39 * words) / sentences + (11.8 * syllables) / words - 15.59;
}

/**
 * Coleman-Liau index `0.0588 L - 0.296 T - 15.8`, with L characters and T sentences per 100 words; it needs no
 * syllables (Coleman & Liau 1975, doi:10.1037/h0076540).
 *
 * @returns years of schooling in the United States; null under 100 words.
 */
export function colemanLiauIndex({ words, sentences, characters }: TextCounts): number | null {
  if (words < READABILITY_MINIMUM_WORDS) return null;
  return (0.0588 * 100 * characters) / words - (0.296 * 100 * sentences) / words - 15.8;
}

/** Words per sentence; null for a text without words. */
export function meanSentenceLength({ words, sentences }: TextCounts): number | null {
  return sentences === 0 ? null : words / sentences;
}

/** Letters and digits per word; null for a text without words. */
export function meanWordLength({ words, characters }: TextCounts): number | null {
  return words === 0 ? null : characters / words;
}
