/**
 * The stems by which models trained before `stem()` know their words. A model's features are its stems' hashes or names, so
 * it keeps the function that it was fitted with until it is fitted again; everything else takes `stem()`.
 */

/** Of the hedging models (Szeged, CoNLL): endings of number, tense and agreement cut off by spelling alone. */
export function hedgingModelStem(word: string): string {
  let stem = word;
  if (word.length > 4 && /ie[sd]$/.test(word)) stem = `${word.slice(0, -3)}y`;
  else if (word.length > 5 && word.endsWith('ing')) stem = word.slice(0, -3);
  else if (word.length > 4 && word.endsWith('ed')) stem = word.slice(0, -2);
  else if (word.length > 3 && /[^s]s$/.test(word)) stem = word.slice(0, -1);
  return stem.length > 3 && stem.endsWith('e') ? stem.slice(0, -1) : stem;
}

/** Of the sentiment models: the word with -s, -ed, -ing taken off and a final e or doubled consonant levelled: "attacked" -> "attack". */
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
