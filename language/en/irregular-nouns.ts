/** English nouns whose plural is not made by rule, one list for everything that inflects or stems. */

/** A noun and its plurals, the commonest first. */
const LIST = `
addendum addenda|alga algae|alumna alumnae|alumnus alumni|antenna antennas antennae|apex apexes apices
appendix appendices appendixes|automaton automata automatons|bacillus bacilli|bacterium bacteria|bureau bureaus bureaux
cactus cacti cactuses|calf calves|cargo cargoes cargos|chateau chateaux|child children|consortium consortia consortiums|corpus corpora
criterion criteria criterions|curriculum curricula curriculums|datum data|dwarf dwarves dwarfs|elf elves|erratum errata|foot feet
formula formulas formulae|fungus fungi|genus genera|goose geese|half halves|hoof hooves hoofs|index indexes indices|knife knives
larva larvae|leaf leaves|life lives|loaf loaves|locus loci|louse lice|man men|matrix matrices|medium media mediums
memorandum memoranda memorandums|millennium millennia millenniums|mouse mice|nucleus nuclei|ovum ova|ox oxen|penny pennies pence
person people persons|phenomenon phenomena|plateau plateaus plateaux|quantum quanta|radius radii|referendum referendums referenda
scarf scarves scarfs|self selves|sheaf sheaves|shelf shelves|spectrum spectra spectrums|stimulus stimuli|stratum strata
syllabus syllabuses syllabi|symposium symposia symposiums|tableau tableaux|terminus termini|thief thieves|tooth teeth
vertebra vertebrae|vertex vertices|vortex vortices vortexes|wharf wharves wharfs|wife wives|wolf wolves|woman women
bookshelf bookshelves|grandchild grandchildren|housewife housewives|midwife midwives|penknife penknives|werewolf werewolves
afterlife afterlives|behalf behalves|turf turfs turves|schema schemas schemata|stigma stigmas stigmata|dogma dogmas dogmata
axis axes|quiz quizzes|gas gases gasses|bus buses busses|whiz whizzes|stomach stomachs|monarch monarchs|patriarch patriarchs
matriarch matriarchs|oligarch oligarchs|epoch epochs|eunuch eunuchs|tech techs`;

/** The plural is the singular. */
const UNCHANGED = new Set(
  `aircraft bison cattle chassis corps crossroads deer fish headquarters hovercraft means moose news offspring police salmon
series sheep shrimp spacecraft species swine trout warcraft watercraft`.split(/\s+/),
);

/** Nouns in -o after a consonant whose plural takes -es; the first list never has -s alone. */
const OES = new Set('echo embargo hero potato tomato torpedo veto superhero'.split(' '));
const OES_OR_OS = new Set(
  'buffalo desperado domino ghetto halo innuendo mango manifesto memento mosquito motto tornado volcano zero fiasco grotto tuxedo'.split(
    ' ',
  ),
);
/** End in -man and are no men. */
const NO_MEN = /^(?:human|german|roman|norman|ottoman|shaman|talisman|caiman|superhuman|subhuman)$/;

const irregular = new Map(
  LIST.trim()
    .split(/[|\n]/)
    .map((entry) => {
      const [noun, ...plurals] = entry.trim().split(' ');
      return [noun!, plurals as readonly string[]] as const;
    }),
);

/** Plurals of each irregular noun, by its singular. */
export const IRREGULAR_PLURALS: ReadonlyMap<string, readonly string[]> = irregular;

/** The plurals of a noun that no rule makes; null for those that go by rule. */
export function irregularPlurals(noun: string): readonly string[] | null {
  const known = irregular.get(noun);
  if (known !== undefined) return known;
  if (UNCHANGED.has(noun) || noun.endsWith('ese')) return [noun];
  if (noun.length > 4 && noun.endsWith('man') && !NO_MEN.test(noun)) return [`${noun.slice(0, -3)}men`];
  if (/[^aeiou].*(?:[^s]sis)$/.test(noun) || /^(?:oasis|basis|thesis)$/.test(noun))
    return [`${noun.slice(0, -2)}es`];
  if (OES.has(noun)) return [`${noun}es`];
  if (OES_OR_OS.has(noun)) return [`${noun}es`, `${noun}s`];
  return null;
}

export function isUnchangedInPlural(noun: string): boolean {
  return UNCHANGED.has(noun);
}
