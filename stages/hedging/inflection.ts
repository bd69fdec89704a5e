const VOWEL = /[aeiou]/;

/** -s, -ed and -ing of a regular English verb, by spelling rules (no doubling but for listed verbs). */
export function regularForms(verb: string): string[] {
  const last = verb.at(-1)!;
  const before = verb.at(-2) ?? '';
  if (last === 'e') {
    const stem = verb.slice(0, -1);
    const ing = before === 'e' || before === 'o' ? `${verb}ing` : `${stem}ing`;
    return [verb, `${verb}s`, `${verb}d`, ing];
  }
  if (last === 'y' && !VOWEL.test(before)) {
    const stem = verb.slice(0, -1);
    return [verb, `${stem}ies`, `${stem}ied`, `${verb}ing`];
  }
  const s = /(?:s|x|z|ch|sh)$/.test(verb) ? `${verb}es` : `${verb}s`;
  return [verb, s, `${verb}ed`, `${verb}ing`];
}

/** All forms of a verb: the lexicon's irregular ones where it lists them, else the regular ones. */
export function verbForms(verb: string, irregular: ReadonlyMap<string, readonly string[]>): string[] {
  const listed = irregular.get(verb);
  return [...new Set(listed === undefined ? regularForms(verb) : [verb, ...listed])];
}

/** A word without its endings of number, tense and agreement, by spelling: forms of one word fall together. */
export function stemOf(word: string): string {
  let stem = word;
  if (word.length > 4 && /ie[sd]$/.test(word)) stem = `${word.slice(0, -3)}y`;
  else if (word.length > 5 && word.endsWith('ing')) stem = word.slice(0, -3);
  else if (word.length > 4 && word.endsWith('ed')) stem = word.slice(0, -2);
  else if (word.length > 3 && /[^s]s$/.test(word)) stem = word.slice(0, -1);
  return stem.length > 3 && stem.endsWith('e') ? stem.slice(0, -1) : stem;
}
