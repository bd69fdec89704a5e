/** Links to other articles that a page puts behind a name, within a sentence, and that run into it once the page is text. */

/** A stretch of a line, UTF-16 code units, half-open. */
interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** What such a list of headlines ends with. */
const LAST_WORD = ' MORE';
/** A surname that runs into a headline: "… Anne OduyaOduya wins third term". */
const JOINED = /\p{Ll}(?=\p{Lu}\p{Ll}|\p{Lu}{2}|\d)/gu;
/** What stands between the surname in the sentence and the one that ends the name in full. */
const GIVEN_NAMES =
  /^(?: (?:\p{Lu}[\p{L}.’'-]*|\(\p{L}[\p{L}. ]*\)|d[aeou]|del|v[ao]n|der|den|l[ae]|al|bin))+ $/u;
/** Characters from the name in the sentence to the name in full, and from there to the last word. */
const LONGEST_NAME = 90;
const LONGEST_LIST = 900;
const NONE: readonly Stretch[] = [];

/** Whether a text may hold any: cheap. */
export const mayHaveInlineLinks = (text: string): boolean => text.includes(LAST_WORD);

/**
 * "Sen. Mara Oduya Mara Anne OduyaOduya wins third term Harbour bill stalls MORE (I-Vt.) said": from the name in full to
 * the last word, where the same surname stands in the sentence before it.
 */
export function inlineLinks(text: string, from: number, to: number): readonly Stretch[] {
  const line = text.slice(from, to);
  if (!line.includes(LAST_WORD)) return NONE;
  const found: Stretch[] = [];
  let free = 0;
  for (const { index } of line.matchAll(JOINED)) {
    if (index < free) continue;
    const joint = index + 1;
    const surname = /(?<![\p{L}.’'-])\p{Lu}[\p{L}.’'-]{2,}$/u.exec(
      line.slice(Math.max(0, joint - 40), joint),
    )?.[0];
    if (surname === undefined) continue;
    const before = Math.max(free, joint - surname.length - LONGEST_NAME);
    const named = lastWord(line.slice(before, joint - surname.length), surname);
    const last = lastWordOf(line, joint);
    if (named < 0 || last < 0) continue;
    const start = before + named + surname.length;
    if (!GIVEN_NAMES.test(line.slice(start, joint - surname.length))) continue;
    free = last;
    // The blank before the list goes with it.
    found.push({ start: from + start, end: from + last });
  }
  return found;
}

/** The end of the list that begins at a joint; -1 where none ends in time. */
function lastWordOf(line: string, joint: number): number {
  for (let at = line.indexOf(LAST_WORD, joint); at >= 0 && at < joint + LONGEST_LIST; ) {
    const end = at + LAST_WORD.length;
    if (end === line.length || !/[\p{L}\d]/u.test(line[end]!)) return end;
    at = line.indexOf(LAST_WORD, end);
  }
  return -1;
}

/** Where a word last stands as a word of its own, a possessive too; -1 where it does not. */
function lastWord(text: string, word: string): number {
  for (let at = text.lastIndexOf(word); at >= 0; at = at === 0 ? -1 : text.lastIndexOf(word, at - 1)) {
    const next = text[at + word.length];
    if ((at === 0 || !/\p{L}/u.test(text[at - 1]!)) && (next === undefined || !/\p{L}/u.test(next)))
      return at;
  }
  return -1;
}
