/** Short forms of organisations' names: "State Department" of a fuller one. */

/** So many words at a name's end are a short form of it whatever they are. */
const DESCRIPTIVE_SUFFIX = 2;
/** Shorter words tell no organisation from another. */
const TELLING_LETTERS = 4;

/**
 * Whether an organisation's name is the end of a fuller one ("State Department"), or its telling beginning.
 *
 * @param isKnown - whether the lexicon knows a word as a name of its own.
 */
export function isShortFormOf(
  short: readonly string[],
  long: readonly string[],
  organisationWords: ReadonlySet<string>,
  isKnown: (word: string) => boolean,
): boolean {
  const offset = long.length - short.length;
  if (offset <= 0) return false;
  if (short[0] === long[offset] && standsAt(short, long, offset))
    return short.length >= DESCRIPTIVE_SUFFIX || !organisationWords.has(short[0]!);
  if (short[0] !== long[0] || !standsAt(short, long, 0)) return false;
  const generic = (word: string): boolean =>
    isKnown(word) || organisationWords.has(word) || word.length < TELLING_LETTERS;
  return !short.every(generic) && long.slice(short.length).some((word) => organisationWords.has(word));
}

function standsAt(short: readonly string[], long: readonly string[], offset: number): boolean {
  for (let k = 0; k < short.length; k++) if (short[k] !== long[offset + k]) return false;
  return true;
}
