/** The features of a token that the taggers of attribution ask for. */
import { FLAG, type TokenisedDocument } from '../tokenising/annotation.js';
import { K } from './labels.js';
import { ParagraphStates, SIGNATURES } from './paragraph-states.js';
import type { Quotation } from './quotations.js';
import { FACTS, type FeatureVocabulary, INDEX, LEXICAL, PACKED, type WordFacts } from './word-facts.js';

const SHAPES = 6;
const LEXICAL_KINDS = 1024;
const POSES = 18;
/** Part of speech of what stands outside the paragraph. */
const BOUNDARY = 17;
const DISTANCES = 8;

/** Words from three places before a token to three places after it. */
export const WINDOW = 7;
/** Tokens before and after a paragraph that its windows reach into. */
export const MARGIN = 3;
/** Tables other than those of the window. */
export const TABLES = 21;

/** 0, 1, 2, 3-4, 5-7, 8-13, 14-24, more. */
export function distanceBucket(distance: number): number {
  if (distance <= 2) return distance;
  if (distance <= 4) return 3;
  if (distance <= 7) return 4;
  if (distance <= 13) return 5;
  return distance <= 24 ? 6 : 7;
}

const BUCKETS = Uint8Array.from({ length: 26 }, (_, distance) => distanceBucket(distance));

/**
 * The tagger's features: for each token one entry in each of a fixed list of tables, given as the position of
 * its first weight (K weights an entry, tables one after the other). No hashing, so every weight belongs to one
 * feature. The first `WINDOW` tables are those of the words around the token; they lie interleaved, a row of
 * `WINDOW` entries for each word, so that a word's weights for all its neighbours lie together.
 */
export class FeatureExtractor {
  /** Entries of each table. */
  readonly sizes: readonly number[];
  /** Entries of all tables. */
  readonly size: number;
  /** First position of the tables after the window's. */
  readonly #bases: readonly number[];
  readonly #facts: WordFacts;
  readonly #words: number;
  readonly #pairs: number;
  readonly #states = new ParagraphStates();
  // One entry a token, `MARGIN` entries more at both ends; reused from paragraph to paragraph.
  #word = new Int32Array(0);
  #pair = new Int32Array(0);
  #lex = new Int32Array(0);
  #ending = new Int32Array(0);
  #mark = new Uint8Array(0);

  constructor(known: FeatureVocabulary, facts: WordFacts) {
    this.#facts = facts;
    this.#words = known.words.length + SHAPES + 1;
    this.#pairs = known.frequent.length + POSES;
    const V = this.#words;
    const P2 = POSES * POSES;
    const F2 = this.#pairs * this.#pairs;
    const tables = [
      known.endings.length + 1,
      known.endings.length + 1,
      LEXICAL_KINDS * POSES,
      128 * 16,
      P2 * POSES,
      P2,
      P2 * POSES,
      P2 * POSES,
      F2,
      F2,
      SIGNATURES * 4,
      10 * 10,
      8 * 8 * 3,
      4 * 4 * 4,
      DISTANCES * LEXICAL_KINDS,
      DISTANCES * LEXICAL_KINDS,
      V * 3,
      V * 3,
      64 * POSES,
      9 * 9 * 16,
      64 * 9 * 3,
    ];
    this.sizes = [...Array.from({ length: WINDOW }, () => V), ...tables];
    let at = WINDOW * V;
    this.#bases = tables.map((size) => {
      const base = at;
      at += size;
      return base * K;
    });
    this.size = at;
  }

  /**
   * The features of a paragraph's tokens [first, after) of a document whose word facts are prepared.
   *
   * @param from - the paragraph's quotations are [from, until) of the document's.
   * @param rows - for each token the position of its word's row, from `MARGIN` tokens before to `MARGIN` after:
   *   the window's table m of token k has its entry at `rows[k + m] + m * K`.
   * @param features - for each token `TABLES` positions.
   */
  extract(
    d: TokenisedDocument,
    quotations: readonly Quotation[],
    from: number,
    until: number,
    first: number,
    after: number,
    rows: Int32Array,
    features: Int32Array,
  ): void {
    const n = after - first;
    this.#read(d, first, after, rows);
    const states = this.#states;
    const lex = this.#lex;
    states.quotations(d, quotations, from, until, first, after);
    states.cues(d, first, after, lex, MARGIN, this.#mark);
    const { signature, place, distance, state, left, right, clause } = states;
    const word = this.#word;
    const pair = this.#pair;
    const ending = this.#ending;
    const { pos, flags, sentenceStart } = d;
    const paragraph = d.paragraphOfSentence[d.sentenceOfToken[first]!]!;
    const firstSentence = d.paragraphStart[paragraph]!;
    const lastSentence = d.paragraphStart[paragraph + 1]! - 1;
    const paragraphPlace =
      paragraph === 0 ? 0 : paragraph === 1 ? 1 : paragraph === d.paragraphCount - 1 ? 2 : 3;
    const none = (this.#words - 1) * 3;
    const pairs = this.#pairs;
    const [
      b0 = 0,
      b1 = 0,
      b2 = 0,
      b3 = 0,
      b4 = 0,
      b5 = 0,
      b6 = 0,
      b7 = 0,
      b8 = 0,
      b9 = 0,
      b10 = 0,
      b11 = 0,
      b12 = 0,
      b13 = 0,
      b14 = 0,
      b15 = 0,
      b16 = 0,
      b17 = 0,
      b18 = 0,
      b19 = 0,
      b20 = 0,
    ] = this.#bases;
    const posAt = (k: number): number => (k >= 0 && k < n ? pos[first + k]! : BOUNDARY);
    let m2 = BOUNDARY;
    let m1 = BOUNDARY;
    let p0 = posAt(0);
    let p1 = posAt(1);
    let p2 = posAt(2);
    let flagsBefore = 0;
    let flagsHere = flags[first]!;
    let o = 0;
    let k = 0;
    for (let s = firstSentence; s <= lastSentence; s++) {
      const begin = sentenceStart[s]! - first;
      const end = sentenceStart[s + 1]! - first;
      const sentencePlace =
        (paragraphPlace * 4 + Math.min(3, s - firstSentence)) * 4 + Math.min(3, lastSentence - s);
      for (; k < end; k++) {
        const c = k + MARGIN;
        const p3 = k + 3 < n ? pos[first + k + 3]! : BOUNDARY;
        const flagsNext = k + 1 < n ? flags[first + k + 1]! : 0;
        const quoted = state[k]!;
        const here = clause[k]!;
        const L = left[k]!;
        const R = right[k]!;
        const dl = L < 0 ? 8 : BUCKETS[Math.min(25, k - L)]!;
        const dr = R < 0 ? 8 : BUCKETS[Math.min(25, R - k)]!;
        const pairHere = pair[c]!;
        features[o] = b0 + ending[c - 1]! * K;
        features[o + 1] = b1 + ending[c]! * K;
        features[o + 2] = b2 + (lex[c]! * POSES + p0) * K;
        features[o + 3] = b3 + ((flagsHere & 127) * 16 + (flagsBefore & 3) * 4 + (flagsNext & 3)) * K;
        features[o + 4] = b4 + ((m1 * POSES + p0) * POSES + p1) * K;
        features[o + 5] = b5 + (p2 * POSES + p3) * K;
        features[o + 6] = b6 + ((m2 * POSES + m1) * POSES + p0) * K;
        features[o + 7] = b7 + ((p0 * POSES + p1) * POSES + p2) * K;
        features[o + 8] = b8 + (pair[c - 1]! * pairs + pairHere) * K;
        features[o + 9] = b9 + (pairHere * pairs + pair[c + 1]!) * K;
        features[o + 10] = b10 + (signature[k]! * 4 + place[k]!) * K;
        features[o + 11] = b11 + distance[k]! * K;
        features[o + 12] =
          b12 +
          ((BUCKETS[Math.min(25, k - begin)]! * 8 + BUCKETS[Math.min(25, end - 1 - k)]!) * 3 + quoted) * K;
        features[o + 13] = b13 + sentencePlace * K;
        if (L < 0) {
          features[o + 14] = b14;
          features[o + 16] = b16 + none * K;
        } else {
          features[o + 14] = b14 + (dl * LEXICAL_KINDS + lex[L + MARGIN]!) * K;
          features[o + 16] = b16 + (word[L + MARGIN]! * 3 + (dl < 3 ? 0 : dl < 6 ? 1 : 2)) * K;
        }
        if (R < 0) {
          features[o + 15] = b15;
          features[o + 17] = b17 + none * K;
        } else {
          features[o + 15] = b15 + (dr * LEXICAL_KINDS + lex[R + MARGIN]!) * K;
          features[o + 17] = b17 + (word[R + MARGIN]! * 3 + (dr < 3 ? 0 : dr < 6 ? 1 : 2)) * K;
        }
        features[o + 18] = b18 + (here * POSES + p0) * K;
        features[o + 19] = b19 + ((dl * 9 + dr) * 16 + (quoted > 0 ? 8 : 0) + (here & 7)) * K;
        features[o + 20] = b20 + ((here * 9 + dr) * 3 + quoted) * K;
        o += TABLES;
        m2 = m1;
        m1 = p0;
        p0 = p1;
        p1 = p2;
        p2 = p3;
        flagsBefore = flagsHere;
        flagsHere = flagsNext;
      }
    }
  }

  /** What the features need of each word, into the arrays kept for it. */
  #read(d: TokenisedDocument, first: number, after: number, rows: Int32Array): void {
    const n = after - first;
    if (this.#word.length < n + 2 * MARGIN) this.#grow(2 * n + 2 * MARGIN);
    const word = this.#word;
    const pair = this.#pair;
    const lex = this.#lex;
    const ending = this.#ending;
    const mark = this.#mark;
    const facts = this.#facts.values;
    const shapes = this.#words - 1 - SHAPES;
    const poses = this.#pairs - POSES;
    const stride = WINDOW * K;
    const boundary = this.#words - 1;
    for (let k = 0; k < MARGIN; k++) {
      rows[k] = rows[n + MARGIN + k] = boundary * stride;
      pair[k] = pair[n + MARGIN + k] = this.#pairs - 1;
      ending[k] = 0;
    }
    for (let k = 0; k < n; k++) {
      const i = first + k;
      const c = k + MARGIN;
      const w = d.word[i]! * FACTS;
      const index = facts[w + INDEX]!;
      const known = index > 1 ? index - 2 : shapes + shapeOf(d.flags[i]!);
      word[c] = known;
      rows[c] = known * stride;
      lex[c] = facts[w + LEXICAL]!;
      const bits = facts[w + PACKED]!;
      const f = (bits >> 4) & 0xfff;
      pair[c] = f > 0 ? f - 1 : poses + d.pos[i]!;
      ending[c] = bits >> 16;
      mark[k] = bits & 15;
    }
  }

  #grow(n: number): void {
    this.#word = new Int32Array(n);
    this.#pair = new Int32Array(n);
    this.#lex = new Int32Array(n);
    this.#ending = new Int32Array(n);
    this.#mark = new Uint8Array(n);
  }
}

function shapeOf(flags: number): number {
  if ((flags & FLAG.word) === 0) return 0;
  if ((flags & FLAG.digit) !== 0) return 1;
  if ((flags & FLAG.allCaps) !== 0) return 2;
  if ((flags & FLAG.capitalised) !== 0) return (flags & FLAG.sentenceStart) !== 0 ? 3 : 4;
  return 5;
}
