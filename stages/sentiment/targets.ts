import type { TokenisedDocument } from '../tokenising/annotation.js';

/** The tokens [first, after) that a stretch of text touches; one token at least. */
export function tokenSpan(document: TokenisedDocument, start: number, end: number): [number, number] {
  let low = 0;
  let high = document.tokenCount;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (document.end[middle]! <= start) low = middle + 1;
    else high = middle;
  }
  const first = Math.min(low, Math.max(0, document.tokenCount - 1));
  let after = first + 1;
  while (after < document.tokenCount && document.start[after]! < end) after++;
  return [first, after];
}
