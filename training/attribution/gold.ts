/** Reads labelled attributions. */

import { readFileSync } from 'node:fs';
import { codePoints } from '../../stages/code-points.js';
import type { TokenisedDocument } from '../../stages/tokenising/annotation.js';
import { tokensTouched } from '../../stages/tokens-touched.js';

type Pair = readonly [number, number];

/** A row of an attribution gold file; offsets are code points. */
export interface AttributionRow {
  readonly id: string;
  readonly outlet?: string;
  readonly text: string;
  readonly attributions: readonly {
    readonly source: readonly Pair[];
    readonly cue: readonly Pair[];
    readonly content: readonly Pair[];
    readonly type: string;
  }[];
}

export function readRows(path: string): AttributionRow[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.length > 0)
    .map((line) => JSON.parse(line) as AttributionRow);
}

/** The label of every token (0 outside, 1 source, 2 cue, 3 content); the shortest span wins where two overlap. */
export function tokenLabels(d: TokenisedDocument, row: AttributionRow): Uint8Array {
  const labels = new Uint8Array(d.tokenCount);
  const { toUtf16 } = codePoints(d.text);
  const spans: { start: number; end: number; label: number }[] = [];
  for (const item of row.attributions) {
    (['source', 'cue', 'content'] as const).forEach((role, r) => {
      for (const [s, e] of item[role]) spans.push({ start: toUtf16(s), end: toUtf16(e), label: r + 1 });
    });
  }
  spans.sort((a, b) => b.end - b.start - (a.end - a.start));
  for (const { start, end, label } of spans) {
    labels.fill(label, ...tokensTouched(d, start, end));
  }
  return labels;
}
