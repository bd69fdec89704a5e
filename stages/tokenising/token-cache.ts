/** Keeps how strings are cut into tokens. */
import type { Vocabulary } from '../vocabulary.js';
import { FLAG, POS, POS_TAGS } from './annotation.js';
import type { RawToken, Wink } from './wink.js';

/** What a character is to the tokeniser: part of a string, a space, a line break or tab. */
export const CHARACTER = { other: 0, space: 1, break: 2 } as const;

/** By UTF-16 code unit. */
export const CHARACTERS = new Uint8Array(1 << 16);
for (const code of ' \u00a0\u2002\u2003\u2004\u2005\u2009\u200a\u202f\u205f')
  CHARACTERS[code.charCodeAt(0)] = CHARACTER.space;
for (const code of '\n\r\t') CHARACTERS[code.charCodeAt(0)] = CHARACTER.break;

const STARTS_UPPER = /^\p{Lu}/u;
const HAS_LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;
const HAS_DIGIT = /\p{N}/u;
const LETTERS = /\p{L}/gu;
const HAS_LOWER = /\p{Ll}/u;
const LOWER = /^[a-z]+$/;
const CAPITALISED = /^[A-Z][a-z]+$/;

/** The flags of a word that do not depend on where it stands. */
export function wordFlags(form: string): number {
  if (LOWER.test(form)) return FLAG.word;
  if (CAPITALISED.test(form)) return FLAG.word | FLAG.capitalised;
  if (!HAS_LETTER_OR_DIGIT.test(form)) return 0;
  let flags: number = FLAG.word;
  if (STARTS_UPPER.test(form)) flags |= FLAG.capitalised;
  if (HAS_DIGIT.test(form)) flags |= FLAG.digit;
  if (!HAS_LOWER.test(form) && (form.match(LETTERS)?.length ?? 0) >= 2) flags |= FLAG.allCaps;
  return flags;
}

/** Lower case with straight apostrophes: the form that lexicons are written in. */
export function normaliseWord(form: string): string {
  const lower = form.toLowerCase();
  return /[\u2018\u2019]/.test(lower) ? lower.replaceAll('\u2019', "'").replaceAll('\u2018', "'") : lower;
}

/** wink leaves a comma on the word before a closing quotation mark (`good,”`). */
const TRAILING_PUNCTUATION = /^(.*[\p{L}\p{N}\])%’'])([,;:!?]+)$/su;
const ENDS_IN_PUNCTUATION = /[,;:!?]$/;
const ONLY_SPACE = /^\s*$/;

/** Strings longer than this (there are few) are cut each time they are met. */
const LONGEST_KEPT = 64;

/** An array that grows. */
function grown<T extends Int32Array | Uint32Array | Uint16Array | Uint8Array>(array: T, size: number): T {
  if (size <= array.length) return array;
  const larger = new (array.constructor as new (length: number) => T)(Math.max(size, array.length * 2));
  larger.set(array);
  return larger;
}

/**
 * How wink-nlp cuts each distinct string between white space. Its rules look at one such string at a time, so it has to
 * be asked once for each: running text, in which nine strings of ten have been met before, is then looked up
 * by its characters without a string being made.
 *
 * Two tables in parallel arrays: the raw tokens, which the machines for sentences and parts of speech read, and the
 * pieces of text that become Hedgerow's tokens. They differ where wink-nlp gives empty tokens, white space or
 * characters that are not in the text, or leaves a comma on a word.
 */
export class Cuts {
  readonly #wink: Wink;
  readonly #vocabulary: Vocabulary;
  #slots = new Int32Array(1 << 17).fill(-1);
  #size = 0;
  #hash = new Int32Array(1 << 12);
  /** How often each string was met; halved whenever the rare ones are forgotten. */
  #uses = new Uint32Array(1 << 12);
  #charactersFrom = new Uint32Array(1 << 12);
  #characters = new Uint16Array(1 << 15);
  #pending: string[] = [];
  #pendingIds: number[] = [];
  /** The raw tokens of the string that is being cut. */
  readonly #values: string[] = [];

  /** Raw tokens of string s: [rawFrom[s], rawTo[s]); its pieces: [pieceFrom[s], pieceTo[s]). */
  rawFrom = new Int32Array(1 << 12);
  rawTo = new Int32Array(1 << 12);
  pieceFrom = new Int32Array(1 << 12);
  pieceTo = new Int32Array(1 << 12);

  #rawCount = 0;
  /** Class of the sentence machine, without and with white space before. */
  boundary = new Uint8Array(1 << 12);
  boundarySpaced = new Uint8Array(1 << 12);
  pos = new Uint8Array(1 << 12);
  /** Class in each part-of-speech machine, 0 where the part of speech itself is read. */
  readonly hints: Uint8Array[];
  possible = new Int32Array(1 << 12);
  fixed = new Uint8Array(1 << 12);

  #pieceCount = 0;
  /** The raw token from which a piece comes, counted in its string. */
  pieceRaw = new Uint32Array(1 << 12);
  /** UTF-16 code units from the string's beginning. */
  pieceStart = new Uint32Array(1 << 12);
  pieceEnd = new Uint32Array(1 << 12);
  form = new Int32Array(1 << 12);
  word = new Int32Array(1 << 12);
  flags = new Uint8Array(1 << 12);
  /** 1 for punctuation that was taken off a word, or off which punctuation was taken. */
  isMark = new Uint8Array(1 << 12);

  constructor(wink: Wink, vocabulary: Vocabulary) {
    this.#wink = wink;
    this.#vocabulary = vocabulary;
    this.hints = wink.tagging.map(() => new Uint8Array(1 << 12));
  }

  /** Strings kept. */
  get size(): number {
    return this.#size;
  }

  clear(): void {
    this.#slots.fill(-1);
    this.#size = 0;
    this.#rawCount = 0;
    this.#pieceCount = 0;
    this.#pending = [];
    this.#pendingIds = [];
  }

  /**
   * Forgets the strings met fewer than `least` times and of the others all after the first `most`. Between documents.
   *
   * @returns by word id, 1 for the words that the strings kept are made of.
   */
  keepFrequent(least: number, most: number): Uint8Array {
    const kept: number[] = [];
    for (let id = 0; id < this.#size && kept.length < most; id++) {
      const isStored = this.#charactersFrom[id + 1]! > this.#charactersFrom[id]!;
      if (isStored && this.#uses[id]! >= least) kept.push(id);
    }
    this.#moveRows(kept);
    kept.forEach((from, to) => {
      this.#hash[to] = this.#hash[from]!;
      this.#uses[to] = this.#uses[from]! >>> 1;
      const begin = this.#charactersFrom[from]!;
      const end = this.#charactersFrom[from + 1]!;
      const at = this.#charactersFrom[to]!;
      this.#characters.copyWithin(at, begin, end);
      this.#charactersFrom[to + 1] = at + end - begin;
      for (const array of [this.rawFrom, this.rawTo, this.pieceFrom, this.pieceTo]) array[to] = array[from]!;
    });
    this.#size = kept.length;
    this.#fillSlots(this.#slots.length);
    const words = new Uint8Array(this.#vocabulary.size);
    for (let p = 0; p < this.#pieceCount; p++) {
      words[this.word[p]!] = 1;
      words[this.form[p]!] = 1;
    }
    return words;
  }

  /** Moves the raw tokens and pieces of the strings kept to the front, and notes where they stand. */
  #moveRows(kept: readonly number[]): void {
    const rawArrays = [
      this.boundary,
      this.boundarySpaced,
      this.pos,
      this.possible,
      this.fixed,
      ...this.hints,
    ];
    const { pieceRaw, pieceStart, pieceEnd, form, word, flags, isMark } = this;
    const pieceArrays = [pieceRaw, pieceStart, pieceEnd, form, word, flags, isMark];
    this.#rawCount = 0;
    this.#pieceCount = 0;
    // Strings cut together stand behind those cut at once: in the order of their rows, none is overwritten.
    for (const id of kept.toSorted((a, b) => this.rawFrom[a]! - this.rawFrom[b]!)) {
      const raw = this.#rawCount;
      const piece = this.#pieceCount;
      for (const array of rawArrays) array.copyWithin(raw, this.rawFrom[id]!, this.rawTo[id]!);
      for (const array of pieceArrays) array.copyWithin(piece, this.pieceFrom[id]!, this.pieceTo[id]!);
      this.#rawCount += this.rawTo[id]! - this.rawFrom[id]!;
      this.#pieceCount += this.pieceTo[id]! - this.pieceFrom[id]!;
      this.rawFrom[id] = raw;
      this.rawTo[id] = this.#rawCount;
      this.pieceFrom[id] = piece;
      this.pieceTo[id] = this.#pieceCount;
    }
  }

  /**
   * The number of the string text[start, end), whose characters hash to `hash`. A new one is cut by the next call of
   * `cutPending`.
   */
  find(text: string, start: number, end: number, hash: number, isBreak: boolean): number {
    const length = end - start;
    if (length > LONGEST_KEPT) return this.#add(text, start, end, hash, isBreak);
    const mask = this.#slots.length - 1;
    let slot = (hash ^ (hash >>> 15)) & mask;
    for (;;) {
      const id = this.#slots[slot]!;
      if (id < 0) break;
      if (this.#hash[id] === hash && this.#isSame(id, text, start, length)) {
        this.#uses[id]!++;
        return id;
      }
      slot = (slot + 1) & mask;
    }
    const id = this.#add(text, start, end, hash, isBreak);
    this.#slots[slot] = id;
    if (this.#size * 2 > this.#slots.length) this.#fillSlots(this.#slots.length * 2);
    return id;
  }

  #isSame(id: number, text: string, start: number, length: number): boolean {
    const from = this.#charactersFrom[id]!;
    if (this.#charactersFrom[id + 1]! - from !== length) return false;
    const characters = this.#characters;
    for (let i = 0; i < length; i++) if (characters[from + i] !== text.charCodeAt(start + i)) return false;
    return true;
  }

  #add(text: string, start: number, end: number, hash: number, isBreak: boolean): number {
    const id = this.#size++;
    this.#hash = grown(this.#hash, id + 1);
    this.#hash[id] = hash;
    this.#uses = grown(this.#uses, id + 1);
    this.#uses[id] = 1;
    this.#charactersFrom = grown(this.#charactersFrom, id + 2);
    const from = this.#charactersFrom[id]!;
    const kept = end - start > LONGEST_KEPT ? 0 : end - start;
    this.#characters = grown(this.#characters, from + kept);
    for (let i = 0; i < kept; i++) this.#characters[from + i] = text.charCodeAt(start + i);
    this.#charactersFrom[id + 1] = from + kept;
    this.rawFrom = grown(this.rawFrom, id + 1);
    this.rawTo = grown(this.rawTo, id + 1);
    this.pieceFrom = grown(this.pieceFrom, id + 1);
    this.pieceTo = grown(this.pieceTo, id + 1);
    const string = text.slice(start, end);
    const tokens = isBreak ? this.#wink.cutBreak(string) : this.#wink.cutPlain(string);
    if (tokens !== undefined) {
      this.#begin(id);
      for (const token of tokens) this.#addRaw(token);
      this.#end(id, string);
    } else {
      this.#pending.push(string);
      this.#pendingIds.push(id);
    }
    return id;
  }

  /** Makes the table of so many slots by which strings are found. */
  #fillSlots(count: number): void {
    const mask = count - 1;
    const slots = new Int32Array(count).fill(-1);
    for (let id = 0; id < this.#size; id++) {
      if (this.#charactersFrom[id + 1] === this.#charactersFrom[id]) continue;
      const hash = this.#hash[id]!;
      let slot = (hash ^ (hash >>> 15)) & mask;
      while (slots[slot]! >= 0) slot = (slot + 1) & mask;
      slots[slot] = id;
    }
    this.#slots = slots;
  }

  get pendingCount(): number {
    return this.#pending.length;
  }

  /** Has the new strings cut by wink-nlp, all at once. */
  cutPending(): void {
    const strings = this.#pending;
    const ids = this.#pendingIds;
    if (strings.length === 0) return;
    let current = 0;
    this.#begin(ids[0]!);
    const next = (): void => {
      this.#end(ids[current]!, strings[current]!);
      current++;
      if (current < ids.length) this.#begin(ids[current]!);
    };
    this.#wink.cut(strings, (string, token) => {
      while (current < string) next();
      this.#addRaw(token);
    });
    while (current < strings.length) next();
    this.#pending = [];
    this.#pendingIds = [];
  }

  #begin(id: number): void {
    this.rawFrom[id] = this.#rawCount;
    this.#values.length = 0;
  }

  #addRaw(token: RawToken): void {
    const wink = this.#wink;
    const at = this.#rawCount++;
    if (at >= this.boundary.length) {
      this.boundary = grown(this.boundary, at + 1);
      this.boundarySpaced = grown(this.boundarySpaced, at + 1);
      this.pos = grown(this.pos, at + 1);
      this.possible = grown(this.possible, at + 1);
      this.fixed = grown(this.fixed, at + 1);
      for (let m = 0; m < this.hints.length; m++) this.hints[m] = grown(this.hints[m]!, at + 1);
    }
    this.boundary[at] = wink.boundaries.classOf(token.boundary);
    this.boundarySpaced[at] = wink.boundaries.classOf(token.boundarySpaced);
    this.pos[at] = token.pos;
    this.possible[at] = token.possible;
    this.fixed[at] = token.fixed ? 1 : 0;
    for (let m = 0; m < this.hints.length; m++)
      this.hints[m]![at] = token.hint === 0 ? 0 : HINTED | wink.tagging[m]!.classOf(token.hint);
    this.#values.push(token.value);
  }

  /** Finds the raw tokens again in their string, each from where the one before it ended. */
  #end(id: number, string: string): void {
    this.rawTo[id] = this.#rawCount;
    this.pieceFrom[id] = this.#pieceCount;
    let at = 0;
    for (let raw = 0; raw < this.#values.length; raw++) {
      const value = this.#values[raw]!;
      // wink gives an empty token for some runs of full stops.
      if (value === '') continue;
      // A token that cannot be found again is not of this text; to leave it out keeps every offset true.
      const start = value === string ? 0 : string.indexOf(value, at);
      if (start < 0) continue;
      at = start + value.length;
      if (ONLY_SPACE.test(value)) continue;
      const split = ENDS_IN_PUNCTUATION.test(value) ? TRAILING_PUNCTUATION.exec(value) : null;
      if (split === null) this.#addPiece(value, raw, start, false);
      else {
        this.#addPiece(split[1]!, raw, start, true);
        this.#addPiece(split[2]!, raw, start + split[1]!.length, true);
      }
    }
    this.pieceTo[id] = this.#pieceCount;
  }

  #addPiece(value: string, raw: number, start: number, isSplit: boolean): void {
    const at = this.#pieceCount++;
    if (at >= this.form.length) {
      this.pieceRaw = grown(this.pieceRaw, at + 1);
      this.pieceStart = grown(this.pieceStart, at + 1);
      this.pieceEnd = grown(this.pieceEnd, at + 1);
      this.form = grown(this.form, at + 1);
      this.word = grown(this.word, at + 1);
      this.flags = grown(this.flags, at + 1);
      this.isMark = grown(this.isMark, at + 1);
    }
    const normal = normaliseWord(value);
    this.pieceRaw[at] = raw;
    this.pieceStart[at] = start;
    this.pieceEnd[at] = start + value.length;
    const word = this.#vocabulary.intern(normal);
    this.word[at] = word;
    this.form[at] = normal === value ? word : this.#vocabulary.intern(value);
    this.flags[at] = wordFlags(value);
    this.isMark[at] = isSplit && (this.flags[at]! & FLAG.word) === 0 ? 1 : 0;
  }
}

/** Marks a class in `Cuts.hints` that takes the place of the part of speech. */
export const HINTED = 0x80;

/** Hedgerow's number of each of wink's parts of speech. */
export function posNumbers(names: readonly string[]): Uint8Array {
  return Uint8Array.from(names, (name) => {
    const tag = (POS_TAGS as readonly string[]).indexOf(name);
    return tag < 0 ? POS.X : tag;
  });
}
