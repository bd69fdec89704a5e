/** Tokens that may be part of a name, and the chains that they stand in. */
import { FLAG, POS, type TokenisedDocument } from '../../tokenising/annotation.js';
import type { Vocabulary } from '../../vocabulary.js';
import type { Gazetteer } from '../gazetteer/gazetteer.js';
import { SENTENCE_OPENERS } from './token-context.js';

/**
 * Tokens that may be part of a name, in chains; the rest is outside. The arrays are the finder's own and hold until
 * its next document.
 */
export interface Candidates {
  /** Candidate tokens in text order. */
  readonly tokens: Int32Array;
  readonly count: number;
  /** The candidate at which each chain begins; the last entry is the count. */
  readonly chains: Int32Array;
  readonly chainCount: number;
  /** By candidate, a number for its word within the document, below `wordCount`. */
  readonly words: Int32Array;
  readonly wordCount: number;
  /** By such a word: how often it stands in lower case in the document, and capitalised inside sentences. */
  readonly lower: Int32Array;
  readonly inner: Int32Array;
}

/** Finds candidate tokens: capitalised ones, and connectors and hyphens between them. */
export class CandidateFinder {
  readonly #isGap: (word: number) => number;
  #tokens = new Int32Array(256);
  #chains = new Int32Array(256);
  #words = new Int32Array(256);
  #lower = new Int32Array(256);
  #inner = new Int32Array(256);
  /** By word id: `#base` plus the word's number in this document; lower values are of earlier documents. */
  #numberOf = new Int32Array(4096);
  #base = 1;

  constructor(vocabulary: Vocabulary, gazetteer: Gazetteer) {
    const hyphens = new Set(['-', '–']);
    const gap = new Set([...gazetteer.lists.connectors, "'s", '.', '/', '&', "'", '’']);
    this.#isGap = vocabulary.table((word) => {
      if (hyphens.has(word)) return 2;
      return gap.has(word) || /^\d+$/.test(word) ? 1 : 0;
    });
  }

  find(d: TokenisedDocument): Candidates {
    const { tokenCount, word, flags, sentenceOfToken } = d;
    if (this.#tokens.length <= tokenCount) {
      const size = tokenCount * 2;
      this.#tokens = new Int32Array(size);
      this.#chains = new Int32Array(size);
      this.#words = new Int32Array(size);
      this.#lower = new Int32Array(size);
      this.#inner = new Int32Array(size);
    }
    const tokens = this.#tokens;
    const chains = this.#chains;
    let count = 0;
    let chainCount = 0;
    let last = -10;
    for (let i = 0; i < tokenCount; i++) {
      if (!isCapital(d, i)) continue;
      let from = i;
      const newSentence = last < 0 || sentenceOfToken[last] !== sentenceOfToken[i];
      if (!newSentence && i - last <= 4) {
        let joined = true;
        for (let k = last + 1; k < i && joined; k++) joined = this.#isGap(word[k]!) !== 0;
        if (joined) from = last + 1;
      }
      // "al-Amr": a word in lower case tied to the name by a hyphen.
      if (
        from === i &&
        i >= 2 &&
        i - 2 > last &&
        (flags[i]! & FLAG.spaceBefore) === 0 &&
        this.#isGap(word[i - 1]!) === 2 &&
        sentenceOfToken[i - 2] === sentenceOfToken[i]
      )
        from = i - 2;
      if (count === 0 || from !== last + 1 || newSentence) chains[chainCount++] = count;
      for (let k = from; k <= i; k++) tokens[count++] = k;
      last = i;
    }
    chains[chainCount] = count;
    const wordCount = this.#countWords(d, count);
    return {
      tokens,
      count,
      chains,
      chainCount,
      words: this.#words,
      wordCount,
      lower: this.#lower,
      inner: this.#inner,
    };
  }

  #countWords(d: TokenisedDocument, count: number): number {
    const { word, flags, tokenCount } = d;
    if (this.#numberOf.length < d.vocabulary.size) this.#numberOf = new Int32Array(d.vocabulary.size * 2);
    if (this.#base > 0x3fffffff) {
      this.#numberOf.fill(0);
      this.#base = 1;
    }
    const numberOf = this.#numberOf;
    const base = this.#base;
    const lower = this.#lower;
    const inner = this.#inner;
    let wordCount = 0;
    for (let k = 0; k < count; k++) {
      const i = this.#tokens[k]!;
      const id = word[i]!;
      let number = numberOf[id]! - base;
      if (number < 0) {
        number = wordCount++;
        numberOf[id] = base + number;
        lower[number] = 0;
        inner[number] = 0;
      }
      this.#words[k] = number;
      if ((flags[i]! & (FLAG.capitalised | FLAG.sentenceStart)) === FLAG.capitalised) inner[number]!++;
    }
    for (let i = 0; i < tokenCount; i++) {
      const number = numberOf[word[i]!]! - base;
      if (number >= 0 && (flags[i]! & (FLAG.capitalised | FLAG.word)) === FLAG.word) lower[number]!++;
    }
    this.#base = base + wordCount;
    return wordCount;
  }
}

const OPENERS = SENTENCE_OPENERS.reduce((bits, pos) => bits | (1 << pos), 0);

function isCapital(d: TokenisedDocument, i: number): boolean {
  const flags = d.flags[i]!;
  if ((flags & FLAG.capitalised) !== 0) {
    const pos = d.pos[i]!;
    return (flags & FLAG.sentenceStart) === 0
      ? pos !== POS.PRON || d.end[i]! - d.start[i]! > 1
      : (OPENERS & (1 << pos)) === 0;
  }
  // "iPhone", "eThekwini", "anti-Taliban", "d'Estaing"
  return (flags & (FLAG.word | FLAG.digit)) === FLAG.word && d.pos[i] === POS.PROPN;
}
