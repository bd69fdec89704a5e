import type { Vocabulary } from '../vocabulary.js';
import { alignTokens } from './align.js';
import { FLAG, POS, POS_TAGS, type TokenisedDocument } from './annotation.js';
import { findSentences } from './sentences.js';
import type { Wink } from './wink.js';

/** What is kept of a wink lexeme: its id as written, its id in lower case, its flags. */
interface LexemeTable {
  form: Int32Array;
  word: Int32Array;
  flags: Uint8Array;
}

const STARTS_UPPER = /^\p{Lu}/u;
const HAS_LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;
const HAS_DIGIT = /\p{N}/u;
const LETTERS = /\p{L}/gu;
const HAS_LOWER = /\p{Ll}/u;

/** The flags of a word that do not depend on where it stands. */
export function wordFlags(form: string): number {
  if (!HAS_LETTER_OR_DIGIT.test(form)) return 0;
  let flags: number = FLAG.word;
  if (STARTS_UPPER.test(form)) flags |= FLAG.capitalised;
  if (HAS_DIGIT.test(form)) flags |= FLAG.digit;
  if (!HAS_LOWER.test(form) && (form.match(LETTERS)?.length ?? 0) >= 2) flags |= FLAG.allCaps;
  return flags;
}

/** Lower case with straight apostrophes: the form that lexicons are written in. */
export function normaliseWord(form: string): string {
  return form.toLowerCase().replaceAll('\u2019', "'").replaceAll('\u2018', "'");
}

/** Turns text into typed arrays. One instance serves one thread. */
export class Tokeniser {
  readonly #wink: Wink;
  readonly #vocabulary: Vocabulary;
  readonly #lexemes: LexemeTable = {
    form: new Int32Array(1 << 17).fill(-1),
    word: new Int32Array(1 << 17),
    flags: new Uint8Array(1 << 17),
  };
  readonly #posOfIndex: number[] = [];
  readonly #lemmas = new Map<number, number>();
  #generation = 0;

  constructor(wink: Wink, vocabulary: Vocabulary) {
    this.#wink = wink;
    this.#vocabulary = vocabulary;
  }

  tokenise(text: string): TokenisedDocument {
    this.#renewIfDue();
    const wink = this.#wink;
    const vocabulary = this.#vocabulary;
    const raw = wink.read(text);
    const aligned = alignTokens(text, raw.numOfTokens, (i) => wink.valueOf(wink.lexeme(i)));
    const count = aligned.count;
    const word = new Int32Array(count);
    const form = new Int32Array(count);
    const pos = new Uint8Array(count);
    const flags = new Uint8Array(count);
    let wordCount = 0;
    let previousEnd = 0;
    for (let i = 0; i < count; i++) {
      const source = aligned.source[i]!;
      const start = aligned.start[i]!;
      if (aligned.split[i] === 1) {
        const surface = text.slice(start, aligned.end[i]!);
        form[i] = vocabulary.intern(surface);
        word[i] = vocabulary.intern(normaliseWord(surface));
        flags[i] = wordFlags(surface);
        pos[i] = (flags[i]! & FLAG.word) === 0 ? POS.PUNCT : this.#pos(source);
      } else {
        const lexeme = wink.lexeme(source);
        this.#learn(lexeme);
        form[i] = this.#lexemes.form[lexeme]!;
        word[i] = this.#lexemes.word[lexeme]!;
        flags[i] = this.#lexemes.flags[lexeme]!;
        pos[i] = this.#pos(source);
      }
      if ((flags[i]! & FLAG.word) !== 0) wordCount++;
      if (start === 0 || start > previousEnd) flags[i]! |= FLAG.spaceBefore;
      previousEnd = aligned.end[i]!;
    }
    const layout = findSentences(text, aligned, raw.sentences, flags, (i) => vocabulary.wordOf(word[i]!));
    for (let s = 0; s < layout.sentenceCount; s++) flags[layout.sentenceStart[s]!]! |= FLAG.sentenceStart;
    const { start, end } = aligned;
    return {
      text,
      vocabulary,
      tokenCount: count,
      start,
      end,
      word,
      form,
      pos,
      flags,
      ...layout,
      lemma: (token) =>
        aligned.split[token] === 1
          ? word[token]!
          : this.#lemma(form[token]!, pos[token]!, aligned.source[token]!),
      surface: (first, after) => (after <= first ? '' : text.slice(start[first]!, end[after - 1]!)),
      token_count: count,
      word_count: wordCount,
    };
  }

  #renewIfDue(): void {
    if (this.#wink.renewIfLarge()) this.#lexemes.form.fill(-1);
    if (this.#vocabulary.size - this.#vocabulary.permanentSize > 200_000) this.#vocabulary.renew();
    if (this.#generation !== this.#vocabulary.generation) {
      this.#generation = this.#vocabulary.generation;
      this.#lexemes.form.fill(-1);
      this.#lemmas.clear();
    }
  }

  /** Fills the tables for a lexeme met for the first time. */
  #learn(lexeme: number): void {
    let { form } = this.#lexemes;
    if (lexeme >= form.length) {
      const size = Math.max(lexeme + 1, form.length * 2);
      const grownForm = new Int32Array(size).fill(-1);
      grownForm.set(form);
      const grownWord = new Int32Array(size);
      grownWord.set(this.#lexemes.word);
      const grownFlags = new Uint8Array(size);
      grownFlags.set(this.#lexemes.flags);
      this.#lexemes.form = form = grownForm;
      this.#lexemes.word = grownWord;
      this.#lexemes.flags = grownFlags;
    }
    if (form[lexeme]! >= 0) return;
    const value = this.#wink.valueOf(lexeme);
    form[lexeme] = this.#vocabulary.intern(value);
    this.#lexemes.word[lexeme] = this.#vocabulary.intern(normaliseWord(value));
    this.#lexemes.flags[lexeme] = wordFlags(value);
  }

  #pos(source: number): number {
    const index = this.#wink.posIndex(source);
    const known = this.#posOfIndex[index];
    if (known !== undefined) return known;
    const tag = (POS_TAGS as readonly string[]).indexOf(this.#wink.posName(index));
    this.#posOfIndex[index] = tag < 0 ? POS.X : tag;
    return this.#posOfIndex[index];
  }

  /** wink's lemmatiser works on strings, so each form is asked once for a part of speech. */
  #lemma(form: number, pos: number, source: number): number {
    const key = (form * POS_TAGS.length + pos) * 2 + (this.#wink.isContraction(source) ? 1 : 0);
    let lemma = this.#lemmas.get(key);
    if (lemma === undefined) {
      lemma = this.#vocabulary.intern(normaliseWord(this.#wink.lemma(source)));
      this.#lemmas.set(key, lemma);
    }
    return lemma;
  }
}
