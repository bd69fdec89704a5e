/** UTF-8 that was read as another encoding (`donâ€™t`, `JosÃ©`), and the text that was meant. */

/** Upper half of the code pages of DOS, which the Encoding Standard lacks. */
const CP437 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0';
const CP850 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0';

/** An encoding that UTF-8 was taken for. */
interface Misreading {
  readonly name: string;
  /** Character to byte, of the upper half. */
  readonly bytes: ReadonlyMap<string, number>;
  /** What bytes of more than one UTF-8 character look like in it. */
  readonly pattern: RegExp;
}

function upperHalf(label: string): string[] {
  if (label === 'ibm437') return [...CP437];
  if (label === 'ibm850') return [...CP850];
  const decoder = new TextDecoder(label);
  return Array.from({ length: 128 }, (_, i) => decoder.decode(Uint8Array.of(0x80 + i), { stream: true }));
}

function misreading(name: string): Misreading {
  const characters = upperHalf(name);
  const bytes = new Map(characters.map((character, i) => [character, 0x80 + i]));
  // ISO-8859-1 has control characters where Windows-1252 has quotation marks.
  if (name === 'windows-1252')
    for (let code = 0x80; code < 0xa0; code++) bytes.set(String.fromCharCode(code), code);
  const set = (from: number, to: number): string =>
    `[${[...bytes]
      .filter(([, byte]) => byte >= from && byte <= to)
      .map(([character]) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join('')}]`;
  const next = set(0x80, 0xbf);
  // The last byte of a closing quotation mark has no character in some encodings, and is lost.
  const lost = `${character(bytes, 0xe2)}${character(bytes, 0x80)}(?:\\ufffd|(?!${next}))`;
  return {
    name,
    bytes,
    pattern: new RegExp(
      `${set(0xf0, 0xf4)}${next}{3}|${set(0xe1, 0xef)}${next}{2}|${set(0xc2, 0xdf)}${next}|${lost}`,
      'g',
    ),
  };
}

function character(bytes: ReadonlyMap<string, number>, wanted: number): string {
  const alike = [...bytes].filter(([, byte]) => byte === wanted).map(([found]) => found);
  return `[${alike.join('')}]`;
}

const ENCODINGS = ['windows-1252', 'macintosh', 'windows-1250', 'windows-1251', 'ibm437', 'ibm850'];

let misreadings: readonly Misreading[] | undefined;

/** Two characters with which a sequence can begin, in any of the encodings; most texts hold none. */
const MAYBE =
  /[ÂÃÄÅ][\u0080-\u00bf\u0152-\u0192\u02c6-\u02dc\u2013-\u203a\u20ac\u2122\u0141\u0104\u0105\u013d\u013e\u0158-\u017e\u02c7-\u02dd ]|[âđăĂ][€‚\u0080-\u009f\u201a]|ð[Ÿ\u009f]|â[†‡ˆ„…]|‚[ÄÇÜ]|[√¬][\u0080-\uffff]|Γ[ÇåÖ]|ÔÇ|[├┬][\u0080-\u2600]|вЂ/u;

/** What a sequence may stand for: letters and signs of Western text, and all that takes three bytes or more. */
const isPlausible = (code: number): boolean =>
  (code >= 0x80 && code <= 0x24f) || (code >= 0x370 && code <= 0x45f) || code >= 0x1e00;

const PUNCTUATION = /[\u2010-\u2044\u20ac\u2122]/;
const LETTER = /[À-ÖØ-öø-ÿŒœŠšŸŽž]/;
const MARK_AFTER = /^[^\p{L}\p{N}“”‘’"'–—…]/u;

/** What a sequence of UTF-8 stands for; null where it is overlong, or no character. By hand: a decoder's throws are dear. */
function codePointOf([first, second, third, fourth]: readonly number[]): number | null {
  if (third === undefined) return ((first! & 0x1f) << 6) | (second! & 0x3f);
  if (fourth === undefined) {
    const code = ((first! & 0x0f) << 12) | ((second! & 0x3f) << 6) | (third & 0x3f);
    return code < 0x800 || (code >= 0xd800 && code < 0xe000) ? null : code;
  }
  const code = ((first! & 0x07) << 18) | ((second! & 0x3f) << 12) | ((third & 0x3f) << 6) | (fourth & 0x3f);
  return code < 0x10000 || code > 0x10ffff ? null : code;
}

interface Reading {
  readonly text: string;
  /** How surely it was misread; two are enough. */
  readonly evidence: number;
}

function read(text: string, { bytes, pattern }: Misreading): Reading {
  let evidence = 0;
  const readAs = text.replace(pattern, (found, at: number) => {
    const written = [...found];
    const isLost = written.at(-1) === '\ufffd' || (written.length === 2 && bytes.get(written[0]!) === 0xe2);
    const code = isLost ? 0x201d : codePointOf(written.map((one) => bytes.get(one)!));
    if (code === null || !isPlausible(code)) return found;
    const meant = String.fromCodePoint(code);
    if (PUNCTUATION.test(meant)) evidence += 2;
    // A letter made of a capital and a sign (`Ã©`), rather than of a capital and a quotation mark.
    else if (
      LETTER.test(meant) &&
      MARK_AFTER.test(written[1]!) &&
      /\p{L}/u.test(`${text[at - 1] ?? ''}${text[at + found.length] ?? ''}`)
    )
      evidence += 2;
    else if (code >= 0xa0) evidence += code >= 0x1f000 || code < 0x250 ? 1 : 0.25;
    return meant;
  });
  return { text: readAs, evidence };
}

/** What stays of a no-break space: its first byte before a space of another kind. */
const tidied = (text: string): string =>
  text.replace(/\u00c2(?=[ \t\n]|$)/g, '').replace(/\u00c3 (?=\p{Ll}|[ \n]|$)/gu, 'à ');

/** How often text is read as another encoding and written again. */
const MOST_TIMES = 3;

/** The text that was meant; null where nothing, or not enough, shows that it was misread. */
export function withoutMojibake(given: string): string | null {
  if (!MAYBE.test(given)) return null;
  misreadings ??= ENCODINGS.map(misreading);
  let text = given;
  for (let time = 0; time < MOST_TIMES; time++) {
    let best: Reading | null = null;
    for (const one of misreadings) {
      const reading = read(text, one);
      if (reading.evidence >= 2 && reading.evidence > (best?.evidence ?? 0)) best = reading;
    }
    if (best === null) break;
    text = tidied(best.text);
  }
  return text === given ? null : text;
}

const CONTROLS = /[\u0080-\u009f]/;
const windows = new TextDecoder('windows-1252');

/** Quotation marks and dashes of Windows-1252 that were taken for control characters. */
export function withoutControls(text: string): string | null {
  if (!CONTROLS.test(text)) return null;
  const read = text.replace(/[\u0080-\u009f]/g, (control) => {
    const meant = windows.decode(Uint8Array.of(control.charCodeAt(0)), { stream: true });
    return meant === control ? '' : meant;
  });
  return read === text ? null : read;
}
