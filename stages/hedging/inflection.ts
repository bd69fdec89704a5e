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
