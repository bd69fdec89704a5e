/** The tokens that a stretch of text touches. */
import { partitionPoint } from '../base/bisect.js';
import type { TokenisedDocument } from './tokenising/annotation.js';

/**
 * The tokens [first, after) that end after `start` and begin before `end`, UTF-16 code units; where there are none,
 * both are the first token that ends after `start`.
 */
export function tokensTouched(document: TokenisedDocument, start: number, end: number): [number, number] {
  const first = partitionPoint(0, document.tokenCount, (i) => document.end[i]! <= start);
  let after = first;
  while (after < document.tokenCount && document.start[after]! < end) after++;
  return [first, after];
}
