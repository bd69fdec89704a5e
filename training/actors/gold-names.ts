/** Reads labelled names. */

import { readFileSync } from 'node:fs';
import { NAME_TYPES } from '../../stages/actors/recognition/name-features.js';
import { codePoints } from '../../stages/code-points.js';
import type { TokenisedDocument } from '../../stages/tokenising/annotation.js';
import { tokensTouched } from '../../stages/tokens-touched.js';

/** A row of the gold actor files. */
export interface NamedText {
  readonly id: string;
  readonly text: string;
  readonly entities: readonly {
    readonly start: number;
    readonly end: number;
    readonly type: string;
    readonly source_type?: string;
  }[];
}

export function readNamedTexts(path: string): NamedText[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as NamedText);
}

/**
 * The labels of the tokens: begin and inside of each type. Dates and amounts are outside; a span whose edges
 * fall inside a token takes that token.
 */
export function goldLabels(d: TokenisedDocument, { entities, text }: NamedText): Uint8Array {
  const labels = new Uint8Array(d.tokenCount);
  const points = codePoints(text);
  for (const { start, end, type, source_type } of entities) {
    if (source_type === 'Date' || source_type === 'Money') continue;
    const kind = NAME_TYPES.indexOf((type === 'other' ? 'misc' : type) as (typeof NAME_TYPES)[number]);
    if (kind < 0) continue;
    const from = points.toUtf16(start);
    const to = points.toUtf16(end);
    const [first, after] = tokensTouched(d, from, to);
    for (let i = first; i < after; i++) labels[i] = 1 + 2 * kind + (i === first ? 0 : 1);
  }
  return labels;
}
