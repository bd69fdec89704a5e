/**
 * The stems by which two models fitted before `stem()` know their words: that of Szeged cues in hedging (words and features) and
 * the fast model of sentiment (feature hashes). A model's weights belong to the stems that it was fitted with, so each keeps
 * its function until it is fitted again; they cut in another order and level other letters, and one function of both
 * would be two behind a parameter. Everything else takes `stem()`.
 */

/** Of the Szeged model: endings of number, tense and agreement cut off by spelling alone. */
export function hedgingModelStem(word: string): string {
  let stem = word;
  if (word.length > 4 && /ie[sd]$/.test(word)) stem = `${word.slice(0, -3)}y`;
  else if (word.length > 5 && word.endsWith('ing')) stem = word.slice(0, -3);
  else if (word.length > 4 && word.endsWith('ed')) stem = word.slice(0, -2);
  else if (word.length > 3 && /[^s]s$/.test(word)) stem = word.slice(0, -1);
  return stem.length > 3 && stem.endsWith('e') ? stem.slice(0, -1) : stem;
}

/** Of the fast sentiment model: the word with -s, -ed, -ing taken off and a final e or doubled consonant levelled: "attacked" -> "attack". */
export function sentimentModelStem(word: string): string {
  const cut = (suffix: number): string => {
    const rest = word.slice(0, -suffix);
    const last = rest.charCodeAt(rest.length - 1);
    if (last === rest.charCodeAt(rest.length - 2) && !/[lsz]$/.test(rest)) return rest.slice(0, -1);
    return rest;
  };
  if (word.length > 5 && word.endsWith('ing')) return cut(3).replace(/e$/, '');
  if (word.length > 5 && word.endsWith('ied')) return `${word.slice(0, -3)}y`;
  if (word.length > 4 && word.endsWith('ed')) return cut(2).replace(/e$/, '');
  if (word.length > 5 && word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (word.length > 4 && word.endsWith('es')) return word.slice(0, -2);
  if (word.length > 3 && word.endsWith('s') && !word.endsWith('ss'))
    return word.slice(0, -1).replace(/e$/, '');
  return word.length > 3 ? word.replace(/e$/, '') : word;
}
