/** What the tagger knows of quotations and cues in a paragraph. */
import { FLAG, POS, type TokenisedDocument } from '../tokenising/annotation.js';
import { CUE, CUE_VERB } from './lexicon.js';
import type { Quotation } from './quotations.js';
import { MARK } from './word-facts.js';

/** Quotation signatures: length, what stands before, after, the ending, sentences spanned. */
export const SIGNATURES = 5 * 7 * 7 * 3 * 3;

/**
 * What stands around each token of a paragraph: the quotation that holds it and the nearest reporting words.
 * The arrays are reused from paragraph to paragraph; entry k is the paragraph's token k.
 */
export class ParagraphStates {
  /** Index of the outer quotation, or -1. */
  quote = new Int32Array(0);
  /** Length, surroundings and ending of the quotation that holds the token; 0 outside. */
  signature = new Int32Array(0);
  /** 1 first, 2 last, 3 second token of its quotation, else 0. */
  place = new Uint8Array(0);
  /** Ten times the tokens since the last quotation and those until the next, each at most 9. */
  distance = new Uint8Array(0);
  /** 0 outside, 1 in a short quotation, 2 in a long one. */
  state = new Uint8Array(0);
  /** The nearest reporting word to the left in its sentence, on its side of the marks; -1 where there is none. */
  left = new Int32Array(0);
  right = new Int32Array(0);
  /** What the tokens so far say of the clause: its mark after the reporting word, and whether quotations came. */
  clause = new Uint8Array(0);

  /** The quotations [from, until) are those of the paragraph. */
  quotations(
    d: TokenisedDocument,
    quotations: readonly Quotation[],
    from: number,
    until: number,
    first: number,
    after: number,
  ): void {
    const n = after - first;
    if (this.quote.length < n) this.#grow(n * 2);
    const { quote, signature, place, distance, state } = this;
    quote.fill(-1, 0, n);
    signature.fill(0, 0, n);
    place.fill(0, 0, n);
    state.fill(0, 0, n);
    let any = false;
    for (let q = from; q < until; q++) {
      const quotation = quotations[q]!;
      if (quotation.nested) continue;
      any = true;
      const a = quotation.open - first;
      const b = Math.min(n, quotation.after - first);
      const words = b - a - (quotation.closed ? 2 : 1);
      const length = words <= 1 ? 0 : words <= 3 ? 1 : words <= 6 ? 2 : words <= 15 ? 3 : 4;
      const ends = endingOf(d, quotation);
      const id = signatureOf(d, quotation, length, ends, first, after);
      const long = length >= 3 || (length >= 2 && ends > 0) ? 2 : 1;
      quote.fill(q, a, b);
      signature.fill(id, a, b);
      state.fill(long, a, b);
      place.fill(0, a, b);
      if (a + 1 < b) place[a + 1] = 3;
      place[b - 1] = 2;
      place[a] = 1;
    }
    if (!any) {
      distance.fill(99, 0, n);
      return;
    }
    let since = 9;
    for (let k = 0; k < n; k++) {
      since = quote[k]! >= 0 ? 0 : Math.min(9, since + 1);
      distance[k] = since * 10;
    }
    let next = 9;
    for (let k = n - 1; k >= 0; k--) {
      next = quote[k]! >= 0 ? 0 : Math.min(9, next + 1);
      distance[k]! += next;
    }
  }

  /**
   * @param lexical - the lexicon's bits of the words, entry k the paragraph's token k.
   * @param mark - their marks.
   */
  cues(
    d: TokenisedDocument,
    first: number,
    after: number,
    lexical: Int32Array,
    lexicalAt: number,
    mark: Uint8Array,
  ): void {
    const n = after - first;
    const { quote, left, right, clause } = this;
    const { pos, flags } = d;
    let last = -1;
    let lastQuote = -1;
    let state = 0;
    for (let k = 0; k < n; k++) {
      if ((flags[first + k]! & FLAG.sentenceStart) !== 0) {
        last = -1;
        state = 0;
      }
      const q = quote[k]!;
      if (q !== lastQuote) {
        // What stands in a quotation has a clause of its own.
        if (q >= 0) last = -1;
        lastQuote = q;
        state = (state & 7) | (q >= 0 ? 8 : 16);
      }
      left[k] = last;
      clause[k] = state;
      const m = mark[k]!;
      const bits = lexical[lexicalAt + k]!;
      if ((bits !== 0 || m === MARK.according) && isCue(bits, pos[first + k]!, m)) {
        last = k;
        state = m === MARK.according ? 5 : 1;
      } else if (m !== 0) {
        if (m === MARK.comma) state = state === 0 || state === 7 ? 7 : (state & 7) === 6 ? state : 6;
        else if (m === MARK.that && last >= 0 && k - last <= 5) state = 2;
        else if (m === MARK.to && last >= 0 && k - last <= 2) state = 4;
        else if (m === MARK.colon) state = 3;
      }
    }
    let next = -1;
    let nextQuote = -1;
    for (let k = n - 1; k >= 0; k--) {
      const q = quote[k]!;
      if (q !== nextQuote) {
        if (q >= 0) next = -1;
        nextQuote = q;
      }
      right[k] = next;
      const m = mark[k]!;
      const bits = lexical[lexicalAt + k]!;
      if ((bits !== 0 || m === MARK.according) && isCue(bits, pos[first + k]!, m)) next = k;
      if ((flags[first + k]! & FLAG.sentenceStart) !== 0) next = -1;
    }
  }

  #grow(n: number): void {
    this.quote = new Int32Array(n);
    this.signature = new Int32Array(n);
    this.place = new Uint8Array(n);
    this.distance = new Uint8Array(n);
    this.state = new Uint8Array(n);
    this.left = new Int32Array(n);
    this.right = new Int32Array(n);
    this.clause = new Uint8Array(n);
  }
}

function isCue(bits: number, pos: number, mark: number): boolean {
  if ((bits & CUE_VERB) !== 0) return pos === POS.VERB || (bits & (CUE.statement | CUE.thought)) !== 0;
  return mark === MARK.according || ((bits & CUE.noun) !== 0 && pos === POS.NOUN);
}

/** How a quotation ends: 1 comma, 2 end of sentence, 0 otherwise. */
function endingOf(d: TokenisedDocument, { open, after, closed }: Quotation): number {
  const last = Math.max(open, after - (closed ? 2 : 1));
  const code = d.text.charCodeAt(d.end[last]! - 1);
  return code === 0x2c ? 1 : code === 0x2e || code === 0x21 || code === 0x3f ? 2 : 0;
}

function signatureOf(
  d: TokenisedDocument,
  { open, after, continues }: Quotation,
  length: number,
  ends: number,
  first: number,
  paragraphAfter: number,
): number {
  const sentences = d.sentenceOfToken[after - 1]! - d.sentenceOfToken[open]!;
  const before = neighbour(d, open - 1, first, paragraphAfter);
  const behind = continues ? 6 : neighbour(d, after, first, paragraphAfter);
  return (((length * 7 + before) * 7 + behind) * 3 + ends) * 3 + Math.min(2, sentences);
}

/** What stands next to a quotation: nothing in this paragraph, comma, colon, sentence end, verb, "that", other. */
function neighbour(d: TokenisedDocument, i: number, first: number, after: number): number {
  if (i < first || i >= after) return 0;
  const code = d.text.charCodeAt(d.start[i]!);
  if (d.pos[i] === POS.VERB) return 4;
  if ((d.flags[i]! & FLAG.word) !== 0) return d.pos[i] === POS.PRON || d.pos[i] === POS.PROPN ? 6 : 5;
  return code === 0x2c ? 1 : code === 0x3a ? 2 : 3;
}
