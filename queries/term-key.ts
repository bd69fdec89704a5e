/** The form by which hits of one term are counted together: lower case, as it is measured and not as it is written. */
import { measuredText } from '../corpora/cleaning/measured-text.js';

/** `may` of `m\u00aday`; letters, apostrophes, hyphens and spaces in their usual form. */
export const termKey = (surface: string): string => (measuredText(surface)?.text ?? surface).toLowerCase();

const INVISIBLE =
  '\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff';
const APOSTROPHES = '\u02bb\u02bc\u02bd\u2032\u00b4\u0060\u201b';
const HYPHENS = '\u2010\u2011\ufe63';
const SPACES = '\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000';
const FROM = APOSTROPHES + HYPHENS + SPACES + INVISIBLE;
const TO = '\u2019'.repeat(APOSTROPHES.length) + '-'.repeat(HYPHENS.length) + ' '.repeat(SPACES.length);
const LIGATURES = [
  ['\ufb03', 'ffi'],
  ['\ufb04', 'ffl'],
  ['\ufb00', 'ff'],
  ['\ufb01', 'fi'],
  ['\ufb02', 'fl'],
] as const;

/** The same in SQL, of an expression that gives the surface; full-width and mathematical letters stay as they are. */
export const termKeySql = (surface: string): string =>
  `lower(nfc_normalize(${LIGATURES.reduce(
    (sql, [ligature, letters]) => `replace(${sql}, '${ligature}', '${letters}')`,
    `translate(${surface}, '${FROM}', '${TO}')`,
  )}))`;
