import { FLAG, type TokenisedDocument } from '../tokenising/annotation.js';
import { K } from './chain.js';
import { distanceBucket } from './features.js';
import type { Quotation } from './quotations.js';

const JOINT = 45;
const WINDOW = 6;

function five(p: number): number {
  return p < 0.1 ? 0 : p < 0.35 ? 1 : p < 0.65 ? 2 : p < 0.9 ? 3 : 4;
}

function three(p: number): number {
  return p < 0.15 ? 0 : p < 0.5 ? 1 : 2;
}

/**
 * The second pass's features: what the first pass thought of the tokens around, of the sentence, its
 * neighbours, the quotation and the paragraphs before and after (stacking; Cohen & Carvalho 2005).
 */
export class ContextExtractor {
  readonly sizes: readonly number[];
  readonly bases: readonly number[];
  readonly templates: number;
  readonly size: number;

  constructor() {
    this.sizes = [
      ...Array.from({ length: 2 * WINDOW + 1 }, () => JOINT),
      JOINT * JOINT,
      JOINT * 18,
      25 * JOINT,
      5 * 5 * 9 * 3,
      25 * JOINT,
      36 * 5 * 3,
      81 * 5,
      7 * 4 * 5,
      5 * 5 * 5 * 3,
      6 * 6 * 6 * 3,
      5 * 5 * 5 * 3,
      JOINT * JOINT,
      6 * 6 * 4 * 5,
    ];
    this.templates = this.sizes.length;
    const bases: number[] = [];
    let at = 0;
    for (const size of this.sizes) {
      bases.push(at);
      at += size;
    }
    this.bases = bases;
    this.size = at;
  }

  /**
   * @param p - marginals of the whole document from the first pass, K for each token; zero where it did not run.
   */
  extract(
    d: TokenisedDocument,
    quotations: readonly Quotation[],
    p: Float32Array,
    first: number,
    after: number,
    out: Int32Array,
    outAt = 0,
  ): void {
    const n = after - first;
    const T = this.templates;
    const B = this.bases;
    const joint = new Uint8Array(n + 2 * WINDOW).fill(0);
    for (let k = 0; k < n; k++) {
      const at = (first + k) * K;
      joint[k + WINDOW] = (five(p[at + 3]!) * 3 + three(p[at + 1]!)) * 3 + three(p[at + 2]!);
    }
    const quoteMean = new Uint8Array(n).fill(5);
    const quoteState = new Uint8Array(n);
    for (const { open, after: end, nested } of quotations) {
      if (nested || open < first || open >= after) continue;
      const until = Math.min(after, end);
      let sum = 0;
      for (let i = open; i < until; i++) sum += p[i * K + 3]!;
      const bin = five(sum / (until - open));
      for (let i = open; i < until; i++) {
        quoteMean[i - first] = bin;
        quoteState[i - first] = until - open > 8 ? 2 : 1;
      }
    }
    const paragraph = d.paragraphOfSentence[d.sentenceOfToken[first]!]!;
    const around = [summary(d, p, paragraph - 1), summary(d, p, paragraph + 1)] as const;
    const sentences = sentenceSummaries(d, p, paragraph);
    const firstSentence = d.paragraphStart[paragraph]!;
    const count = sentences.length;
    const cueBefore = new Float32Array(n);
    const cueAfter = new Float32Array(n);
    const sourceBefore = new Float32Array(n);
    const sourceAfter = new Float32Array(n);
    const contentBefore = new Float32Array(n);
    const contentAfter = new Float32Array(n);
    const leftCue = new Int32Array(n);
    const rightCue = new Int32Array(n);
    scan(d, p, first, n, 1, cueBefore, sourceBefore, contentBefore, leftCue);
    scan(d, p, first, n, -1, cueAfter, sourceAfter, contentAfter, rightCue);
    for (let k = 0; k < n; k++) {
      const i = first + k;
      let o = outAt + k * T;
      let t = 0;
      const put = (index: number): void => {
        out[o++] = B[t++]! + index;
      };
      const j0 = joint[k + WINDOW]!;
      for (let m = 0; m <= 2 * WINDOW; m++) put(joint[k + m]!);
      put(joint[k + WINDOW - 1]! * JOINT + joint[k + WINDOW + 1]!);
      put(j0 * 18 + d.pos[i]!);
      put((five(mean(p, first, n, k - 12, k - 3)) * 5 + five(mean(p, first, n, k + 4, k + 13))) * JOINT + j0);
      const cl = five(cueBefore[k]!);
      const cr = five(cueAfter[k]!);
      put(((cl * 5 + cr) * 9 + three(sourceBefore[k]!) * 3 + three(sourceAfter[k]!)) * 3 + quoteState[k]!);
      put((five(contentBefore[k]!) * 5 + five(contentAfter[k]!)) * JOINT + j0);
      const s = d.sentenceOfToken[i]! - firstSentence;
      const here = sentences[s]!;
      const prev = s > 0 ? sentences[s - 1]! : null;
      const next = s + 1 < count ? sentences[s + 1]! : null;
      const meanPrev = prev === null ? 5 : five(prev.content);
      const meanNext = next === null ? 5 : five(next.content);
      put(((meanPrev * 6 + meanNext) * 5 + five(here.cue)) * 3 + quoteState[k]!);
      put((leftCue[k]! * 9 + rightCue[k]!) * 5 + five(p[i * K + 3]!));
      put((quoteMean[k]! * 4 + (quoteState[k]! > 0 ? 1 : 0)) * 5 + five(p[i * K + 3]!));
      let earlier = 0;
      let later = 0;
      for (let u = 0; u < count; u++) {
        if (u < s) earlier = Math.max(earlier, sentences[u]!.cue);
        else if (u > s) later = Math.max(later, sentences[u]!.cue);
      }
      put(((five(earlier) * 5 + five(later)) * 5 + five(here.cue)) * 3 + quoteState[k]!);
      put(((around[0].bin * 6 + around[1].bin) * 6 + five(here.content)) * 3 + quoteState[k]!);
      put(((five(around[0].cue) * 5 + five(around[1].cue)) * 5 + five(here.cue)) * 3 + quoteState[k]!);
      put(joint[k + WINDOW - 2]! * JOINT + joint[k + WINDOW - 1]!);
      put(((five(here.content) * 6 + meanPrev) * 4 + Math.min(3, s)) * 5 + j0ContentBin(j0));
    }
  }
}

function j0ContentBin(j: number): number {
  return Math.floor(j / 9);
}

interface Summary {
  readonly cue: number;
  readonly content: number;
}

function sentenceSummaries(d: TokenisedDocument, p: Float32Array, paragraph: number): Summary[] {
  const found: Summary[] = [];
  for (let s = d.paragraphStart[paragraph]!; s < d.paragraphStart[paragraph + 1]!; s++)
    found.push(summaryOf(p, d.sentenceStart[s]!, d.sentenceStart[s + 1]!));
  return found;
}

function summaryOf(p: Float32Array, from: number, until: number): Summary {
  let cue = 0;
  let content = 0;
  for (let i = from; i < until; i++) {
    cue = Math.max(cue, p[i * K + 2]!);
    content += p[i * K + 3]!;
  }
  return { cue, content: until > from ? content / (until - from) : 0 };
}

function summary(d: TokenisedDocument, p: Float32Array, paragraph: number): Summary & { readonly bin: number } {
  if (paragraph < 0 || paragraph >= d.paragraphCount) return { cue: 0, content: 0, bin: 5 };
  const whole = summaryOf(
    p,
    d.sentenceStart[d.paragraphStart[paragraph]!]!,
    d.sentenceStart[d.paragraphStart[paragraph + 1]!]!,
  );
  return { ...whole, bin: five(whole.content) };
}

function mean(p: Float32Array, first: number, n: number, from: number, until: number): number {
  const a = Math.max(0, from);
  const b = Math.min(n, until);
  let sum = 0;
  for (let k = a; k < b; k++) sum += p[(first + k) * K + 3]!;
  return b > a ? sum / (b - a) : 0;
}

/** What a sentence holds before (step 1) or after (step -1) each of its tokens. */
function scan(
  d: TokenisedDocument,
  p: Float32Array,
  first: number,
  n: number,
  step: 1 | -1,
  cue: Float32Array,
  source: Float32Array,
  content: Float32Array,
  nearest: Int32Array,
): void {
  let maxCue = 0;
  let maxSource = 0;
  let sum = 0;
  let seen = 0;
  let last = -1;
  const reset = (): void => {
    maxCue = 0;
    maxSource = 0;
    sum = 0;
    seen = 0;
    last = -1;
  };
  for (let k = step === 1 ? 0 : n - 1; k >= 0 && k < n; k += step) {
    const starts = (d.flags[first + k]! & FLAG.sentenceStart) !== 0;
    if (step === 1 && starts) reset();
    cue[k] = maxCue;
    source[k] = maxSource;
    content[k] = seen === 0 ? 0 : sum / seen;
    nearest[k] = last < 0 ? 8 : distanceBucket(Math.abs(k - last));
    const at = (first + k) * K;
    maxCue = Math.max(maxCue, p[at + 2]!);
    maxSource = Math.max(maxSource, p[at + 1]!);
    sum += p[at + 3]!;
    seen++;
    if (p[at + 2]! > 0.3) last = k;
    if (step === -1 && starts) reset();
  }
}
