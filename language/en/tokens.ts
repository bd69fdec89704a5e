/** How the tokeniser cuts a written English word, for terms that are matched token by token. */

/** What the tokeniser makes words of: the parts of a contraction are words, too. */
const PIECES = /n't$|[\p{L}\p{N}.&_]+|'[\p{L}]*|[^\s\p{L}\p{N}]/gu;
/** Words that it keeps whole although they have a hyphen, a slash, a mark or an apostrophe ("o'clock"). */
const KEPT_WHOLE = /^(anti|co|covid)-|^\d+\/\d+$|^[#@]\p{L}|\p{L}'(?!(?:s|t|d|ll|re|ve|m)$)\p{L}/u;

/** The tokens of a written word in lower case; "can't" is "ca" and "n't". */
export function tokens(written: string): readonly string[] {
  if (KEPT_WHOLE.test(written)) return [written];
  const spaced = written === 'cannot' ? 'can not' : written.replace(/n't$/, " n't");
  return spaced.match(PIECES) ?? [];
}
