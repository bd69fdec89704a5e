import { FLAG, POS, type TokenisedDocument } from '../tokenising/annotation.js';
import { type AttributionLexicon, CUE, CUE_VERB } from './lexicon.js';
import type { Quotation } from './quotations.js';

/** The words that the tagger knows; everything else it sees by ending, shape and part of speech. */
export interface FeatureVocabulary {
  readonly words: readonly string[];
  /** Last three letters. */
  readonly endings: readonly string[];
  /** Frequent words that stand for themselves in pairs; others stand for their part of speech. */
  readonly frequent: readonly string[];
}

const SHAPES = 6;
const LEXICAL = 1024;
const POSES = 18;
const BOUNDARY = 17;
const WORD_OFFSETS = [-3, -2, -1, 0, 1, 2, 3] as const;
const DISTANCES = 8;
const SIGNATURES = 5 * 7 * 7 * 3 * 3;

/** 0, 1, 2, 3-4, 5-7, 8-13, 14-24, more. */
export function distanceBucket(distance: number): number {
  if (distance <= 2) return distance;
  if (distance <= 4) return 3;
  if (distance <= 7) return 4;
  if (distance <= 13) return 5;
  return distance <= 24 ? 6 : 7;
}

/**
 * The tagger's features: for each token one entry in each of a fixed list of tables (templates), as an index
 * into the concatenation of all tables. No hashing, so every weight belongs to one feature.
 */
export class FeatureExtractor {
  readonly sizes: readonly number[];
  readonly bases: Int32Array;
  readonly templates: number;
  readonly size: number;
  readonly #wordIndex: (word: number) => number;
  readonly #ending: (word: number) => number;
  readonly #lexical: (word: number) => number;
  readonly #frequent: (word: number) => number;
  readonly #mark: (word: number) => number;
  readonly #words: number;
  readonly #pairs: number;

  constructor(
    vocabulary: TokenisedDocument['vocabulary'],
    known: FeatureVocabulary,
    lexicon: AttributionLexicon,
  ) {
    const words = new Map(known.words.map((w, i) => [w, i]));
    const endings = new Map(known.endings.map((w, i) => [w, i + 1]));
    const frequent = new Map(known.frequent.map((w, i) => [w, i]));
    this.#words = known.words.length + SHAPES + 1;
    this.#pairs = known.frequent.length + POSES;
    this.#wordIndex = vocabulary.table((w) => words.get(w) ?? -1);
    this.#ending = vocabulary.table((w) => (w.length < 5 ? 0 : (endings.get(w.slice(-3)) ?? 0)));
    this.#frequent = vocabulary.table((w) => frequent.get(w) ?? -1);
    this.#lexical = vocabulary.table(
      (w) =>
        (lexicon.cues.get(w) ?? 0) |
        (lexicon.generic.has(w) ? 256 : 0) |
        (lexicon.genericPronouns.has(w) ? 512 : 0),
    );
    this.#mark = vocabulary.table((w) =>
      w === ',' || w === '—' || w === '–' || w === '--'
        ? 1
        : w === ':'
          ? 2
          : w === 'that'
            ? 3
            : w === 'to'
              ? 4
              : w === 'according'
                ? 5
                : 0,
    );
    const V = this.#words;
    const P2 = POSES * POSES;
    const F2 = this.#pairs * this.#pairs;
    this.sizes = [
      ...WORD_OFFSETS.map(() => V),
      known.endings.length + 1,
      known.endings.length + 1,
      LEXICAL * POSES,
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
      DISTANCES * LEXICAL,
      DISTANCES * LEXICAL,
      V * 3,
      V * 3,
      64 * POSES,
      9 * 9 * 16,
      64 * 9 * 3,
    ];
    this.templates = this.sizes.length;
    const bases: number[] = [];
    let at = 0;
    for (const size of this.sizes) {
      bases.push(at);
      at += size;
    }
    this.bases = Int32Array.from(bases);
    this.size = at;
  }

  /** Feature indices of the tokens [first, after) of a paragraph, `templates` for each token. */
  extract(
    d: TokenisedDocument,
    quotations: readonly Quotation[],
    first: number,
    after: number,
    out: Int32Array,
    outAt = 0,
  ): void {
    const n = after - first;
    const T = this.templates;
    const B = this.bases;
    const { word, pos, flags } = d;
    const V = this.#words;
    const wordOf = new Int32Array(n + 8).fill(V - 1);
    const posOf = new Int32Array(n + 8).fill(BOUNDARY);
    const pairOf = new Int32Array(n + 8).fill(this.#pairs - 1);
    const lexOf = new Int32Array(n + 8);
    const endOf = new Int32Array(n + 8);
    const markOf = new Uint8Array(n);
    for (let k = 0; k < n; k++) {
      const i = first + k;
      const w = word[i]!;
      const index = this.#wordIndex(w);
      wordOf[k + 4] = index >= 0 ? index : V - 1 - SHAPES + shapeOf(flags[i]!);
      posOf[k + 4] = pos[i]!;
      const f = this.#frequent(w);
      pairOf[k + 4] = f >= 0 ? f : this.#pairs - POSES + pos[i]!;
      lexOf[k + 4] = this.#lexical(w);
      endOf[k + 4] = this.#ending(w);
      markOf[k] = this.#mark(w);
    }
    const quote = quotationStates(d, quotations, first, after);
    const verbs = this.#verbStates(d, first, after, lexOf, markOf, quote.at);
    const paragraph = d.paragraphOfSentence[d.sentenceOfToken[first]!]!;
    const paragraphPlace =
      paragraph === 0 ? 0 : paragraph === 1 ? 1 : paragraph === d.paragraphCount - 1 ? 2 : 3;
    const firstSentence = d.paragraphStart[paragraph]!;
    const lastSentence = d.paragraphStart[paragraph + 1]! - 1;
    const NP = this.#pairs;
    for (let k = 0; k < n; k++) {
      const i = first + k;
      const c = k + 4;
      const o = outAt + k * T;
      for (let m = 0; m < 7; m++) out[o + m] = m * V + wordOf[k + m + 1]!;
      out[o + 7] = B[7]! + endOf[c - 1]!;
      out[o + 8] = B[8]! + endOf[c]!;
      const p0 = posOf[c]!;
      const p1 = posOf[c + 1]!;
      const m1 = posOf[c - 1]!;
      out[o + 9] = B[9]! + (lexOf[c]! * POSES + p0);
      const before = k > 0 ? flags[i - 1]! : 0;
      const next = k + 1 < n ? flags[i + 1]! : 0;
      out[o + 10] = B[10]! + ((flags[i]! & 127) * 16 + (before & 3) * 4 + (next & 3));
      out[o + 11] = B[11]! + ((m1 * POSES + p0) * POSES + p1);
      out[o + 12] = B[12]! + (posOf[c + 2]! * POSES + posOf[c + 3]!);
      out[o + 13] = B[13]! + ((posOf[c - 2]! * POSES + m1) * POSES + p0);
      out[o + 14] = B[14]! + ((p0 * POSES + p1) * POSES + posOf[c + 2]!);
      out[o + 15] = B[15]! + (pairOf[c - 1]! * NP + pairOf[c]!);
      out[o + 16] = B[16]! + (pairOf[c]! * NP + pairOf[c + 1]!);
      out[o + 17] = B[17]! + (quote.signature[k]! * 4 + quote.place[k]!);
      out[o + 18] = B[18]! + quote.distance[k]!;
      const s = d.sentenceOfToken[i]!;
      const inSentence = Math.max(0, i - d.sentenceStart[s]!);
      const toEnd = Math.max(0, d.sentenceStart[s + 1]! - 1 - i);
      out[o + 19] = B[19]! + ((distanceBucket(inSentence) * 8 + distanceBucket(toEnd)) * 3 + quote.state[k]!);
      out[o + 20] =
        B[20]! + ((paragraphPlace * 4 + Math.min(3, s - firstSentence)) * 4 + Math.min(3, lastSentence - s));
      const L = verbs.left[k]!;
      const R = verbs.right[k]!;
      const dl = L < 0 ? 8 : distanceBucket(k - L);
      const dr = R < 0 ? 8 : distanceBucket(R - k);
      out[o + 21] = B[21]! + (L < 0 ? 0 : Math.min(7, dl) * LEXICAL + lexOf[L + 4]!);
      out[o + 22] = B[22]! + (R < 0 ? 0 : Math.min(7, dr) * LEXICAL + lexOf[R + 4]!);
      out[o + 23] = B[23]! + (L < 0 ? (V - 1) * 3 : wordOf[L + 4]! * 3 + (dl < 3 ? 0 : dl < 6 ? 1 : 2));
      out[o + 24] = B[24]! + (R < 0 ? (V - 1) * 3 : wordOf[R + 4]! * 3 + (dr < 3 ? 0 : dr < 6 ? 1 : 2));
      out[o + 25] = B[25]! + (verbs.clause[k]! * POSES + p0);
      out[o + 26] = B[26]! + ((dl * 9 + dr) * 16 + (quote.state[k]! > 0 ? 8 : 0) + (verbs.clause[k]! & 7));
      out[o + 27] = B[27]! + ((verbs.clause[k]! * 9 + dr) * 3 + quote.state[k]!);
    }
  }

  /** For each token the nearest reporting verb to its left and right in its sentence, on its side of the marks. */
  #verbStates(
    d: TokenisedDocument,
    first: number,
    after: number,
    lexOf: Int32Array,
    markOf: Uint8Array,
    quoteAt: Int32Array,
  ): { left: Int32Array; right: Int32Array; clause: Uint8Array } {
    const n = after - first;
    const left = new Int32Array(n).fill(-1);
    const right = new Int32Array(n).fill(-1);
    const clause = new Uint8Array(n);
    const isCue = (k: number): boolean => {
      const bits = lexOf[k + 4]!;
      if ((bits & CUE_VERB) !== 0)
        return d.pos[first + k] === POS.VERB || (bits & (CUE.statement | CUE.thought)) !== 0;
      return markOf[k] === 5 || ((bits & CUE.noun) !== 0 && d.pos[first + k] === POS.NOUN);
    };
    let last = -1;
    let lastQuote = -1;
    let state = 0;
    for (let k = 0; k < n; k++) {
      if ((d.flags[first + k]! & FLAG.sentenceStart) !== 0) {
        last = -1;
        state = 0;
      }
      if (quoteAt[k] !== lastQuote) {
        // What stands in a quotation has a clause of its own.
        if (quoteAt[k]! >= 0) last = -1;
        lastQuote = quoteAt[k]!;
        state = (state & 7) | (quoteAt[k]! >= 0 ? 8 : 16);
      }
      left[k] = last;
      clause[k] = state;
      const mark = markOf[k]!;
      if (isCue(k)) {
        last = k;
        state = mark === 5 ? 5 : 1;
      } else if (mark === 1) state = state === 0 || state === 7 ? 7 : (state & 7) === 6 ? state : 6;
      else if (mark === 3 && last >= 0 && k - last <= 5) state = 2;
      else if (mark === 4 && last >= 0 && k - last <= 2) state = 4;
      else if (mark === 2) state = 3;
    }
    let next = -1;
    let nextQuote = -1;
    for (let k = n - 1; k >= 0; k--) {
      if (quoteAt[k] !== nextQuote) {
        if (quoteAt[k]! >= 0) next = -1;
        nextQuote = quoteAt[k]!;
      }
      right[k] = next;
      if (isCue(k)) next = k;
      if ((d.flags[first + k]! & FLAG.sentenceStart) !== 0) next = -1;
    }
    return { left, right, clause };
  }
}

function shapeOf(flags: number): number {
  if ((flags & FLAG.word) === 0) return 0;
  if ((flags & FLAG.digit) !== 0) return 1;
  if ((flags & FLAG.allCaps) !== 0) return 2;
  if ((flags & FLAG.capitalised) !== 0) return (flags & FLAG.sentenceStart) !== 0 ? 3 : 4;
  return 5;
}

interface QuotationStates {
  /** Index of the outer quotation, or -1. */
  readonly at: Int32Array;
  /** Length, surroundings and ending of the quotation that holds the token; 0 outside. */
  readonly signature: Int32Array;
  /** First, last, or other token of it. */
  readonly place: Uint8Array;
  /** Outside: how far the quotations before and after are. */
  readonly distance: Uint8Array;
  /** 0 outside, 1 in a short quotation, 2 in a long one. */
  readonly state: Uint8Array;
}

function quotationStates(
  d: TokenisedDocument,
  quotations: readonly Quotation[],
  first: number,
  after: number,
): QuotationStates {
  const n = after - first;
  const at = new Int32Array(n).fill(-1);
  const signature = new Int32Array(n);
  const place = new Uint8Array(n);
  const distance = new Uint8Array(n);
  const state = new Uint8Array(n);
  for (let q = 0; q < quotations.length; q++) {
    const { open, after: end, nested, closed, continues } = quotations[q]!;
    if (nested || open < first || open >= after) continue;
    const from = open - first;
    const until = Math.min(n, end - first);
    const words = until - from - (closed ? 2 : 1);
    const length = words <= 1 ? 0 : words <= 3 ? 1 : words <= 6 ? 2 : words <= 15 ? 3 : 4;
    const lastToken = Math.max(open, end - (closed ? 2 : 1));
    const ending = d.text.charCodeAt(d.end[lastToken]! - 1);
    const ends = ending === 0x2c ? 1 : ending === 0x2e || ending === 0x21 || ending === 0x3f ? 2 : 0;
    const sentences = d.sentenceOfToken[end - 1]! - d.sentenceOfToken[open]!;
    const id =
      (((length * 7 + neighbour(d, open - 1, first, after)) * 7 +
        (continues ? 6 : neighbour(d, end, first, after))) *
        3 +
        ends) *
        3 +
      Math.min(2, sentences);
    for (let k = from; k < until; k++) {
      at[k] = q;
      signature[k] = id;
      place[k] = k === from ? 1 : k === until - 1 ? 2 : k === from + 1 ? 3 : 0;
      state[k] = length >= 3 || (length >= 2 && ends > 0) ? 2 : 1;
    }
  }
  let since = 9;
  for (let k = 0; k < n; k++) {
    since = at[k]! >= 0 ? 0 : Math.min(9, since + 1);
    distance[k] = since;
  }
  let until = 9;
  for (let k = n - 1; k >= 0; k--) {
    until = at[k]! >= 0 ? 0 : Math.min(9, until + 1);
    distance[k] = distance[k]! * 10 + until;
  }
  return { at, signature, place, distance, state };
}

/** What stands next to a quotation: nothing in this paragraph, comma, colon, sentence end, verb, "that", other. */
function neighbour(d: TokenisedDocument, i: number, first: number, after: number): number {
  if (i < first || i >= after) return 0;
  const code = d.text.charCodeAt(d.start[i]!);
  if (d.pos[i] === POS.VERB) return 4;
  if ((d.flags[i]! & FLAG.word) !== 0) return d.pos[i] === POS.PRON || d.pos[i] === POS.PROPN ? 6 : 5;
  return code === 0x2c ? 1 : code === 0x3a ? 2 : 3;
}
