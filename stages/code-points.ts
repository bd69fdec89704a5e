/** Converts between UTF-16 code units and code points. */
import { partitionPoint } from '../base/bisect.js';
import { measuredText } from '../corpora/cleaning/measured-text.js';

/**
 * Converts between UTF-16 code units, in which JavaScript counts, and Unicode code points, in which every
 * output counts. Texts without astral characters cost nothing.
 */
export interface CodePoints {
  /** Whether the two counts are the same all through the text. */
  readonly isIdentity: boolean;
  /** Code points before a UTF-16 offset. */
  fromUtf16(offset: number): number;
  /** The UTF-16 offset of a code point offset. */
  toUtf16(offset: number): number;
}

const IDENTITY: CodePoints = {
  isIdentity: true,
  fromUtf16: (offset) => offset,
  toUtf16: (offset) => offset,
};

export function codePoints(text: string): CodePoints {
  if (!/[\ud800-\udbff][\udc00-\udfff]/.test(text)) return IDENTITY;
  // UTF-16 offsets just after each surrogate pair.
  const pairEnds: number[] = [];
  for (let i = 0; i + 1 < text.length; i++) {
    const code = text.charCodeAt(i);
    const next = text.charCodeAt(i + 1);
    if (code >= 0xd800 && code < 0xdc00 && next >= 0xdc00 && next < 0xe000) {
      pairEnds.push(i + 2);
      i++;
    }
  }
  const pairsUpTo = (test: (k: number) => boolean): number => partitionPoint(0, pairEnds.length, test);
  return {
    isIdentity: false,
    fromUtf16: (offset) => offset - pairsUpTo((k) => pairEnds[k]! <= offset),
    toUtf16: (offset) => offset + pairsUpTo((k) => pairEnds[k]! - (k + 1) <= offset),
  };
}

/**
 * Between the offsets of annotations, which count UTF-16 code units of a text as it is measured, and code points of the
 * text as given.
 */
export function measuredPoints(given: string): CodePoints {
  const measured = measuredText(given);
  const points = codePoints(given);
  if (measured === null) return points;
  return {
    isIdentity: false,
    fromUtf16: (offset) => points.fromUtf16(measured.toGiven(offset)),
    toUtf16: (offset) => measured.fromGiven(points.toUtf16(offset)),
  };
}
