/** The text that is measured, and offsets to and from the text as given. */
import { upperBound } from '../../base/bisect.js';

/**
 * A text as it is measured: without the characters that no reader sees, ligatures and composed letters in their usual
 * form. Offsets lead back to the text as given, which stays as it is.
 */
export interface MeasuredText {
  readonly text: string;
  /** The UTF-16 offset in the text as given, of one in the measured text. */
  toGiven(offset: number): number;
  /** The UTF-16 offset in the measured text, of one in the text as given. */
  fromGiven(offset: number): number;
}

/** Without width or form of their own: soft hyphens, joiners, marks of direction, byte order marks. */
const INVISIBLE = '\\u00ad\\u034f\\u061c\\u180e\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\ufeff';
const CONTROLS = '\\u0001-\\u0008\\u000e-\\u001b\\u007f';
const SELECTORS = '\\ufe00-\\ufe0f';
const MARKS = '\\u0300-\\u036f';
/** Latin ligatures, full-width forms of ASCII, letters of mathematics: what they are compatible with is meant. */
const COMPATIBLE = '\\ufb00-\\ufb06\\uff01-\\uff5e';
const MATHEMATICAL = '\\u{1d400}-\\u{1d7ff}';
const APOSTROPHES = '\\u02bb\\u02bc\\u02bd\\u2032\\u00b4\\u0060\\u201b\\uff07';
/** Hyphens beside the one of ASCII. */
const HYPHENS = '\\u2010\\u2011\\ufe63';
/** Spaces beside the one of ASCII. */
const SPACES = '\\u00a0\\u1680\\u2000-\\u200a\\u202f\\u205f\\u3000';

/** Any character that may have to go; in most texts none stands. */
const MAYBE = new RegExp(
  `[${CONTROLS}${INVISIBLE}${SELECTORS}${MARKS}${COMPATIBLE}${APOSTROPHES}${HYPHENS}${SPACES}\\ud835]`,
);

const EDITS = new RegExp(
  [
    // A word broken at a soft hyphen.
    `[\\u00ad\\u0002]+[ \\t]*\\r?\\n[ \\t]*(?=\\p{Ll})`,
    `[${CONTROLS}${INVISIBLE}${SELECTORS}]+`,
    `\\p{L}[${MARKS}]+`,
    `[${COMPATIBLE}${MATHEMATICAL}]+`,
    // An apostrophe between letters, or before the last of a plural: other uses of these signs stay.
    `(?<=\\p{L})[${APOSTROPHES}](?=\\p{L})`,
    `[\\u02bb\\u02bc\\u02bd]`,
    `[${HYPHENS}]`,
    `[${SPACES}]`,
  ].join('|'),
  'gu',
);

const JOINERS = /[\u200d\ufe0e\ufe0f]/;
const PICTOGRAM = /(?:\p{Extended_Pictographic}|\p{Emoji_Modifier})$/u;
/** A span that begins here leaves what stands before it out. */
const BEGINS = /^[\p{L}\p{N}\p{Ps}\p{Pi}"$£€#@]/u;

/** What stands for a match in the measured text; null where it stays. */
function replacement(found: string, text: string, at: number): string | null {
  if (JOINERS.test(found) && PICTOGRAM.test(text.slice(Math.max(0, at - 2), at))) return null;
  const first = found.charCodeAt(0);
  if (/^\p{L}/u.test(found) && found.length > 1 && /[\u0300-\u036f]/.test(found))
    return found.normalize('NFC');
  if ((first >= 0xfb00 && first <= 0xfb06) || first >= 0xff01 || first === 0xd835)
    return first === 0xfeff ? '' : found.normalize('NFKC');
  if (found.length === 1) {
    if (first === 0x2010 || first === 0x2011 || first === 0xfe63) return '-';
    if (/[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/.test(found)) return ' ';
    if (/[\u02bb\u02bc\u02bd\u2032\u00b4\u0060\u201b]/.test(found)) return '\u2019';
  }
  return '';
}

/** The places at which a text was changed, in parallel arrays. */
class Edits {
  readonly given: number[] = [];
  readonly givenEnd: number[] = [];
  readonly measured: number[] = [];
  readonly measuredEnd: number[] = [];
  /** Whether a span that begins where something was left out begins behind it. */
  readonly skips: boolean[] = [];

  toGiven(offset: number): number {
    const { given, givenEnd, measured, measuredEnd, skips } = this;
    const i = lastBefore(measured, offset);
    if (i < 0) return offset;
    if (offset >= measuredEnd[i]!) {
      if (offset === measured[i]! && !skips[i]!) return given[i]!;
      return givenEnd[i]! + offset - measuredEnd[i]!;
    }
    return given[i]!;
  }

  fromGiven(offset: number): number {
    const { given, givenEnd, measured, measuredEnd } = this;
    const i = lastBefore(given, offset);
    if (i < 0) return offset;
    return offset >= givenEnd[i]! ? measuredEnd[i]! + offset - givenEnd[i]! : measured[i]!;
  }
}

/** Index of the last value that is not above the limit, in an ascending list; -1 where there is none. */
function lastBefore(values: readonly number[], limit: number): number {
  return upperBound(values, limit) - 1;
}

const same = (offset: number): number => offset;

/** A text as it is measured; null where that is the text as given, as in nearly all. */
export function measuredText(text: string): MeasuredText | null {
  if (!MAYBE.test(text)) return null;
  const edits = new Edits();
  let measured = '';
  let at = 0;
  let isMoved = false;
  EDITS.lastIndex = 0;
  for (let match = EDITS.exec(text); match !== null; match = EDITS.exec(text)) {
    const [found] = match;
    const put = replacement(found, text, match.index);
    if (put === null || put === found) continue;
    const end = match.index + found.length;
    measured += text.slice(at, match.index);
    if (put.length !== found.length) {
      isMoved = true;
      edits.given.push(match.index);
      edits.givenEnd.push(end);
      edits.measured.push(measured.length);
      edits.measuredEnd.push(measured.length + put.length);
      edits.skips.push(put !== '' || BEGINS.test(text.slice(end, end + 2)));
    }
    measured += put;
    at = end;
  }
  if (at === 0) return null;
  measured += text.slice(at);
  return {
    text: measured,
    toGiven: isMoved ? (offset) => edits.toGiven(offset) : same,
    fromGiven: isMoved ? (offset) => edits.fromGiven(offset) : same,
  };
}
