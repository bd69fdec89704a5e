/** Scores of sources, cues and contents. */

import type { TokenisedDocument } from '../stages/tokenising/annotation.js';
import { tokensTouched } from '../stages/tokens-touched.js';

export const ROLES = ['content', 'source', 'cue'] as const;
export type Role = (typeof ROLES)[number];

/** UTF-16 offsets, half-open. */
export type Offsets = readonly [number, number];

/** An attribution of the gold or of the tool, in UTF-16 offsets, with its type in both schemes. */
export interface ScoredAttribution {
  readonly source: readonly Offsets[];
  readonly cue: readonly Offsets[];
  readonly content: readonly Offsets[];
  /** By the share of its content in quotation marks. */
  readonly quotation: 'direct' | 'indirect' | 'mixed';
  /** Its type in the gold's own scheme. */
  readonly type: string;
  readonly confidence: number;
}

/** A row with the gold's and the tool's attributions side by side. */
export interface ScoredRow {
  readonly id: string;
  readonly text: string;
  readonly tokens: TokenisedDocument;
  readonly gold: readonly ScoredAttribution[];
  readonly predicted: readonly ScoredAttribution[];
  /** 1 for every token that the tool hears a source in. */
  readonly voiced: Uint8Array;
}

/** 1 for every token that a span of this role covers, in part or whole. */
export function roleTokens(
  d: TokenisedDocument,
  attributions: readonly ScoredAttribution[],
  role: Role,
): Uint8Array {
  const covered = new Uint8Array(d.tokenCount);
  for (const item of attributions) for (const span of item[role]) markTokens(d, span, covered);
  return covered;
}

export function markTokens(d: TokenisedDocument, [start, end]: Offsets, covered: Uint8Array): number {
  const [first, after] = tokensTouched(d, start, end);
  covered.fill(1, first, after);
  return after - first;
}

/** [true positives, false positives, false negatives] of tokens, within `mask` where one is given. */
export function tokenCounts(
  gold: Uint8Array,
  predicted: Uint8Array,
  mask?: Uint8Array,
): [number, number, number] {
  const counts: [number, number, number] = [0, 0, 0];
  for (let i = 0; i < gold.length; i++) {
    if (mask !== undefined && mask[i] === 0) continue;
    if (predicted[i] === 1) counts[gold[i] === 1 ? 0 : 1]++;
    else if (gold[i] === 1) counts[2]++;
  }
  return counts;
}

/** The spans of one role over all attributions, each once. */
export function distinctSpans(attributions: readonly ScoredAttribution[], role: Role): Offsets[] {
  const seen = new Map<string, Offsets>();
  for (const item of attributions) for (const span of item[role]) seen.set(span.join(' '), span);
  return [...seen.values()].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
}

/** Of spans alike to the last character: [true positives, false positives, false negatives]. */
export function exactCounts(
  gold: readonly Offsets[],
  predicted: readonly Offsets[],
): [number, number, number] {
  const wanted = new Set(gold.map((span) => span.join(' ')));
  const hits = predicted.filter((span) => wanted.has(span.join(' '))).length;
  return [hits, predicted.length - hits, gold.length - hits];
}

/** [predicted that overlap a gold span, predicted, gold that a predicted span overlaps, gold]. */
export function overlapCounts(
  gold: readonly Offsets[],
  predicted: readonly Offsets[],
): [number, number, number, number] {
  const meets = (a: Offsets, others: readonly Offsets[]): boolean =>
    others.some((b) => a[0] < b[1] && b[0] < a[1]);
  return [
    predicted.filter((span) => meets(span, gold)).length,
    predicted.length,
    gold.filter((span) => meets(span, predicted)).length,
    gold.length,
  ];
}

/**
 * Characters inside double quotation marks or guillemets, marks included, found without the tool: from an
 * opening mark to the closing one, at most to the end of the paragraph. 1 for each UTF-16 code unit.
 */
export function quotedCharacters(text: string): Uint8Array {
  const inside = new Uint8Array(text.length);
  for (const match of text.matchAll(/[“«][^”»\n]*[”»\n]?|"[^"\n]*["\n]?/g))
    inside.fill(1, match.index, match.index + match[0].length);
  return inside;
}

/** Direct from four fifths of the content's letters and digits in quotation marks, mixed from one of them. */
export function quotationType(
  text: string,
  content: readonly Offsets[],
  quoted: Uint8Array,
): ScoredAttribution['quotation'] {
  let letters = 0;
  let inside = 0;
  for (const [start, end] of content) {
    for (let i = start; i < end; i++) {
      if (!/[\p{L}\p{N}]/u.test(text[i]!)) continue;
      letters++;
      inside += quoted[i]!;
    }
  }
  const share = letters === 0 ? 0 : inside / letters;
  return share >= 0.8 ? 'direct' : share > 0 ? 'mixed' : 'indirect';
}
