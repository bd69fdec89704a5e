/** Tokenises texts. */
import { doubled } from '../../base/typed-arrays.js';
import { type BoilerplateSpan, withoutBoilerplate } from '../../corpora/boilerplate/mark.js';
import type { Vocabulary } from '../vocabulary.js';
import { FLAG, POS, type TokenisedDocument } from './annotation.js';
import { SentenceFinder } from './sentences.js';
import { CHARACTER, CHARACTERS, Cuts, HINTED, posNumbers } from './token-cache.js';
import type { Wink } from './wink.js';

/** New words or strings after which the rare ones are forgotten, so that memory stays flat. */
const FORGET_AFTER = 60_000;

/** Strings met so often stay, up to so many: in news they are five of six that would else be cut again. */
const FREQUENT = 2;
const MOST_KEPT = 90_000;

/** New strings after which wink-nlp is asked in the middle of a text, so that a huge one is read in pieces. */
const PENDING_STRINGS = 20_000;

/** The arrays of a document's tokens, as in `TokenisedDocument`. */
class Tokens {
  readonly start: Uint32Array;
  readonly end: Uint32Array;
  readonly word: Int32Array;
  readonly form: Int32Array;
  readonly pos: Uint8Array;
  readonly flags: Uint8Array;

  constructor(readonly count: number) {
    this.start = new Uint32Array(count);
    this.end = new Uint32Array(count);
    this.word = new Int32Array(count);
    this.form = new Int32Array(count);
    this.pos = new Uint8Array(count);
    this.flags = new Uint8Array(count);
  }
}

function countWords(flags: Uint8Array): number {
  let count = 0;
  for (let i = 0; i < flags.length; i++) count += flags[i]! & FLAG.word;
  return count;
}

export interface TextToTokenise {
  readonly text: string;
  readonly boilerplate: readonly BoilerplateSpan[];
  /** Whether those lines are read like any other, and not left out. */
  readonly keepBoilerplate?: boolean;
}

/** Turns text into typed arrays. One instance serves one thread. */
export class Tokeniser {
  readonly #wink: Wink;
  readonly #vocabulary: Vocabulary;
  readonly #cuts: Cuts;
  readonly #sentences: SentenceFinder;
  /** By wink's number of a part of speech. */
  readonly #pos: Uint8Array;
  /** By machine, the class of a part of speech that has no hint. */
  readonly #posClasses: readonly Uint8Array[];
  #generation = 0;
  /** Those that were left when rare ones were last forgotten. */
  #wordsKept = 0;
  #stringsKept = 0;

  // The texts' strings: number, beginning, whether white space stands before.
  #string = new Int32Array(1 << 12);
  #stringStart = new Uint32Array(1 << 12);
  #stringSpaced = new Uint8Array(1 << 12);

  // The raw tokens of one text.
  #raw = new Int32Array(1 << 12);
  #classes = new Uint8Array(1 << 12);
  #tags = new Uint8Array(1 << 12);
  #foundAt = new Int32Array(1 << 12);
  #foundValue = new Int16Array(1 << 12);
  /** 1 where wink begins a sentence. */
  #begins = new Uint8Array(1 << 12);

  constructor(wink: Wink, vocabulary: Vocabulary) {
    this.#wink = wink;
    this.#vocabulary = vocabulary;
    this.#cuts = new Cuts(wink, vocabulary);
    this.#sentences = new SentenceFinder(vocabulary);
    this.#pos = posNumbers(wink.posNames);
    this.#posClasses = wink.tagging.map((machine) =>
      Uint8Array.from(wink.posNames, (_, pos) => machine.classOf(pos)),
    );
  }

  /** @param boilerplate - lines of the text that are left out. */
  tokenise(text: string, boilerplate: readonly BoilerplateSpan[] = []): TokenisedDocument {
    return this.tokeniseAll([{ text, boilerplate }])[0]!;
  }

  /** The ids of the words hold until the next call. */
  tokeniseAll(texts: readonly TextToTokenise[]): TokenisedDocument[] {
    this.#forgetIfDue();
    const measured = texts.map(({ text, boilerplate, keepBoilerplate }) =>
      keepBoilerplate === true ? text : withoutBoilerplate(text, boilerplate),
    );
    const ends = this.#cut(measured);
    return texts.map(({ text, boilerplate }, t) =>
      this.#tokeniseCut(text, boilerplate, measured[t]!, t === 0 ? 0 : ends[t - 1]!, ends[t]!),
    );
  }

  /** Makes a document of the strings [from, to). */
  #tokeniseCut(
    text: string,
    boilerplate: readonly BoilerplateSpan[],
    measured: string,
    from: number,
    to: number,
  ): TokenisedDocument {
    const rawCount = this.#readRaw(from, to);
    this.#findSentences(rawCount);
    this.#tag(rawCount);

    const tokens = new Tokens(this.#countPieces(from, to));
    const candidates = this.#fill(tokens, from, to);
    const layout = this.#sentences.find(measured, tokens, candidates);
    const { count, start, end, word, form, pos, flags } = tokens;
    return {
      text,
      vocabulary: this.#vocabulary,
      tokenCount: count,
      start,
      end,
      word,
      form,
      pos,
      flags,
      sentenceOfToken: layout.sentenceOfToken,
      sentenceCount: layout.sentenceCount,
      sentenceStart: layout.sentenceStart,
      paragraphCount: layout.paragraphCount,
      paragraphStart: layout.paragraphStart,
      paragraphOfSentence: layout.paragraphOfSentence,
      sentences: layout.sentences,
      paragraphs: layout.paragraphs,
      surface: (first, after) => (after <= first ? '' : text.slice(start[first]!, end[after - 1]!)),
      boilerplate,
      token_count: count,
      word_count: countWords(flags),
    };
  }

  #countPieces(from: number, to: number): number {
    const { pieceFrom, pieceTo } = this.#cuts;
    const string = this.#string;
    let count = 0;
    for (let s = from; s < to; s++) count += pieceTo[string[s]!]! - pieceFrom[string[s]!]!;
    return count;
  }

  /**
   * Lays the pieces of the strings [first, after) in a row.
   *
   * @returns 1 for each token at which wink begins a sentence.
   */
  #fill({ count, start, end, word, form, pos, flags }: Tokens, first: number, after: number): Uint8Array {
    const cuts = this.#cuts;
    const { pieceFrom, pieceTo, pieceStart, pieceEnd, pieceRaw, rawFrom, rawTo, isMark } = cuts;
    const string = this.#string;
    const stringStart = this.#stringStart;
    const tags = this.#tags;
    const numberOf = this.#pos;
    const rawBegins = this.#begins;
    const begins = new Uint8Array(count + 1);
    let previousEnd = 0;
    let firstRaw = 0;
    let rawRead = 0;
    let at = 0;
    for (let s = first; s < after; s++) {
      const id = string[s]!;
      const offset = stringStart[s]!;
      const to = pieceTo[id]!;
      for (let p = pieceFrom[id]!; p < to; p++) {
        const from = offset + pieceStart[p]!;
        const raw = firstRaw + pieceRaw[p]!;
        start[at] = from;
        flags[at] = from === 0 || from > previousEnd ? cuts.flags[p]! | FLAG.spaceBefore : cuts.flags[p]!;
        previousEnd = offset + pieceEnd[p]!;
        end[at] = previousEnd;
        word[at] = cuts.word[p]!;
        form[at] = cuts.form[p]!;
        pos[at] = isMark[p] === 1 ? POS.PUNCT : numberOf[tags[raw]!]!;
        // A sentence that begins at a token without a piece begins at the next one with.
        for (; rawRead <= raw; rawRead++) if (rawBegins[rawRead] === 1) begins[at] = 1;
        at++;
      }
      firstRaw += rawTo[id]! - rawFrom[id]!;
    }
    return begins;
  }

  #forgetIfDue(): void {
    this.#wink.forgetIfMany();
    const vocabulary = this.#vocabulary;
    const cuts = this.#cuts;
    // Someone else forgot words that strings are made of.
    if (this.#generation !== vocabulary.generation) cuts.clear();
    else if (
      vocabulary.learned > this.#wordsKept + FORGET_AFTER ||
      cuts.size > this.#stringsKept + FORGET_AFTER
    )
      vocabulary.renew(cuts.keepFrequent(FREQUENT, MOST_KEPT));
    else return;
    this.#generation = vocabulary.generation;
    this.#wordsKept = vocabulary.learned;
    this.#stringsKept = cuts.size;
  }

  /**
   * Cuts texts at white space, and looks every string up; new ones are cut by wink-nlp, all texts' together.
   *
   * @returns for each text the number of strings up to its end.
   */
  #cut(texts: readonly string[]): readonly number[] {
    const cuts = this.#cuts;
    let count = 0;
    try {
      const ends = texts.map((text) => {
        count = this.#cutText(text, count);
        return count;
      });
      cuts.cutPending();
      return ends;
    } catch (error) {
      cuts.clear();
      throw error;
    }
  }

  /** Adds the strings of a text to the `count` that stand. */
  #cutText(text: string, stand: number): number {
    const cuts = this.#cuts;
    const length = text.length;
    let count = stand;
    let spaced = 0;
    let i = 0;
    while (i < length) {
      let code = text.charCodeAt(i);
      const kind = CHARACTERS[code]!;
      if (kind === CHARACTER.space) {
        spaced = 1;
        i++;
        continue;
      }
      const start = i;
      let hash = 0;
      do {
        hash = (Math.imul(hash ^ code, 0x01000193) + 0x9e37) | 0;
        i++;
        if (i === length) break;
        code = text.charCodeAt(i);
      } while (CHARACTERS[code] === kind);
      if (count === this.#string.length) this.#growStrings();
      this.#string[count] = cuts.find(text, start, i, hash, kind === CHARACTER.break);
      this.#stringStart[count] = start;
      this.#stringSpaced[count++] = spaced;
      spaced = 0;
      if (cuts.pendingCount >= PENDING_STRINGS) cuts.cutPending();
    }
    return count;
  }

  #growStrings(): void {
    this.#string = doubled(this.#string);
    this.#stringStart = doubled(this.#stringStart);
    this.#stringSpaced = doubled(this.#stringSpaced);
  }

  /** Lays the raw tokens of the strings [first, after) in a row. */
  #readRaw(first: number, after: number): number {
    const { rawFrom, rawTo, boundary, boundarySpaced } = this.#cuts;
    let raw = this.#raw;
    let classes = this.#classes;
    let count = 0;
    for (let s = first; s < after; s++) {
      const id = this.#string[s]!;
      const from = rawFrom[id]!;
      const to = rawTo[id]!;
      while (count + to - from + 1 > raw.length) {
        raw = this.#raw = doubled(raw);
        classes = this.#classes = doubled(classes);
      }
      for (let r = from; r < to; r++) {
        raw[count] = r;
        classes[count++] = r === from && this.#stringSpaced[s] === 1 ? boundarySpaced[r]! : boundary[r]!;
      }
    }
    if (this.#tags.length < raw.length) {
      this.#tags = new Uint8Array(raw.length);
      this.#begins = new Uint8Array(raw.length);
      this.#foundAt = new Int32Array(raw.length);
      this.#foundValue = new Int16Array(raw.length);
    }
    return count;
  }

  #findSentences(count: number): void {
    const begins = this.#begins;
    const at = this.#foundAt;
    const ends = this.#wink.boundaries.find(this.#classes, count, at, this.#foundValue);
    begins.fill(0, 0, count);
    begins[0] = 1;
    for (let k = 0; k < ends; k++) if (at[k]! + 1 < count) begins[at[k]! + 1] = 1;
  }

  /** Each token's likeliest part of speech, then what the model's patterns make of it. */
  #tag(count: number): void {
    const { pos, possible, fixed } = this.#cuts;
    const raw = this.#raw;
    const tags = this.#tags;
    const classes = this.#classes;
    const at = this.#foundAt;
    const value = this.#foundValue;
    for (let i = 0; i < count; i++) tags[i] = pos[raw[i]!]!;
    this.#wink.tagging.forEach((machine, m) => {
      const hints = this.#cuts.hints[m]!;
      const classOfTag = this.#posClasses[m]!;
      for (let i = 0; i < count; i++) {
        const hint = hints[raw[i]!]!;
        classes[i] = hint === 0 ? classOfTag[tags[i]!]! : hint ^ HINTED;
      }
      const found = machine.find(classes, count, at, value);
      for (let k = 0; k < found; k++) {
        const target = value[k]!;
        const token = at[k]!;
        if (target < 0) tags[token] = -target;
        else if ((possible[raw[token]!]! & (1 << target)) !== 0) tags[token] = target;
      }
    });
    for (let i = 0; i < count; i++) if (fixed[raw[i]!] === 1) tags[i] = pos[raw[i]!]!;
  }
}
