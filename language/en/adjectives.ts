/** English adjectives that are compared by -er and -est, so that "poorer" can be told from "worker". */

const IRREGULAR = new Map<string, readonly string[]>([
  ['good', ['better', 'best']],
  ['bad', ['worse', 'worst']],
  ['far', ['farther', 'further', 'farthest', 'furthest']],
]);

/** What adds one short syllable, or is so short that it does not need "more". */
const COMPARED = new Set(
  `able angry big bitter black bleak blind bloody blunt bold brave brief bright broad busy calm cheap clean clear clever close cloudy
clumsy coarse cold cool costly cozy crazy cruel curly cute damp dark dead deadly deaf dear deep dense dirty dry dull dumb eager early
easy empty faint fair fancy fast fat feeble fierce fine firm fit flat fond foolish free fresh friendly full funny gentle gloomy grand
grave gray great greedy green grey grim gross guilty handsome handy happy hard harsh healthy heavy high hot huge humble hungry icy
ill keen kind large late lazy lean light likely lively lonely long loose loud lovely low lucky mad mean mere messy mighty mild moody
muddy murky narrow nasty near neat new nice noble noisy odd old pale plain polite poor pretty proud pure quick quiet rainy rapid rare
raw ready red rich ripe risky rosy rough round rude sad safe salty scary secure sensible severe shabby shaky shallow sharp short
shy sick silly simple slim slow small smart smooth soft solid sore sour sparse stable steady steep stern sticky stiff straight strange
strict strong stupid subtle sunny sure sweet swift tall tame tense thick thin thirsty tidy tight tiny tough true ugly vague
vast wary warm weak wealthy weary weird wet white wide wild wise worthy yellow young`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

/** Comparative and superlative, "more" and "most" apart; none of an adjective that takes those. */
export function comparedForms(adjective: string): readonly string[] {
  const irregular = IRREGULAR.get(adjective);
  if (irregular !== undefined) return irregular;
  if (!COMPARED.has(adjective)) return [];
  const stem = adjective.endsWith('e')
    ? adjective.slice(0, -1)
    : /[^aeiou]y$/.test(adjective) && !/^(?:shy|dry)$/.test(adjective)
      ? `${adjective.slice(0, -1)}i`
      : /^[^aeiou]*[aeiou][bdgmnt]$/.test(adjective)
        ? adjective + adjective.at(-1)!
        : adjective;
  const forms = [`${stem}er`, `${stem}est`];
  return adjective === 'dry' ? [...forms, 'drier', 'driest'] : forms;
}

/** Every adjective with forms of its own. */
export function comparedAdjectives(): readonly string[] {
  return [...IRREGULAR.keys(), ...COMPARED];
}
