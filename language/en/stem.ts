/** The stem of an English word: one key for all its inflected forms. */
import { comparedAdjectives, comparedForms } from './adjectives.js';
import { IRREGULAR_PLURALS } from './irregular-nouns.js';
import { IRREGULAR_PAST, ownPresent } from './irregular-verbs.js';

/**
 * Forms that are words of their own as often: "left" is a side, "ground" is soil. They keep the stem that they have as
 * words, so that the verb's other forms stand without them.
 */
const WORDS_OF_THEIR_OWN = new Set(
  'left lay bore wound ground people media data lives leaves shelves axes bases'.split(' '),
);

/** Words that end as an inflected form does, and are none. */
const KEPT = new Set(
  `this his its was has is as us yes thus plus gas bus lens news perhaps always bias atlas canvas christmas alias pancreas chaos
cosmos ethos pathos series species thesis basis politics economics ethics mathematics physics
embed hundred sacred naked wicked hatred infrared biped moped kindred bobsled
evening morning nothing something anything everything during ceiling wedding pudding darling sterling sibling lightning`.split(
    /\s+/,
  ),
);

/** Plurals in -us and -is of words in -u and -i; all other words that end so are singular. */
const PLURALS_OF_U_AND_I = new Set(
  `menus gurus emus flus tutus haikus caribous bayous taxis skis alibis bikinis rabbis khakis kiwis yetis nazis israelis iraqis
pakistanis saudis kuwaitis afghanis bengalis somalis hindis houthis yemenis omanis emiratis safaris`.split(
    /\s+/,
  ),
);

const NO_MEN = new Set('specimen abdomen acumen regimen semen stamen bitumen cyclamen'.split(' '));

const FORM_TO_BASE = new Map<string, string>();
const put = (form: string, base: string): void => {
  if (form !== base && !WORDS_OF_THEIR_OWN.has(form) && !FORM_TO_BASE.has(form)) FORM_TO_BASE.set(form, base);
};
for (const [base, forms] of IRREGULAR_PAST) {
  for (const form of [...(ownPresent(base) ?? []), ...forms]) if (!IRREGULAR_PAST.has(form)) put(form, base);
}
for (const form of ['saw', 'fell']) FORM_TO_BASE.set(form, form === 'saw' ? 'see' : 'fall');
put('being', 'be');
for (const [base, forms] of IRREGULAR_PLURALS) for (const form of forms) put(form, base);
for (const adjective of comparedAdjectives())
  for (const form of comparedForms(adjective)) put(form, adjective);
for (const [base, forms] of Object.entries({
  dye: 'dyed dyes dyeing',
  owe: 'owes owed owing',
  eye: 'eyes eyed eyeing eying',
  bus: 'bused bussed busing bussing',
  gas: 'gassed gassing',
  plus: 'pluses plusses',
  lens: 'lenses',
  ski: 'skied skiing',
  taxi: 'taxied taxiing taxies',
  gel: 'gelled gelling',
  pal: 'palled palling',
  dial: 'dialled dialling',
  duel: 'duelled duelling',
  fuel: 'fuelled fuelling',
  trial: 'trialled trialling',
  sing: 'singing',
  singe: 'singed singeing',
  thesis: 'theses',
}))
  for (const form of forms.split(' ')) FORM_TO_BASE.set(form, base);

/** The only syllable of a verb in -e before its -ed or -ing: "hop" of "hoping", whose "hop" would be "hopping". */
const SHORT_BEFORE_E = /^(?:qu|[^aeiouy]|y(?=[aeiou]))*[aeiouy][bcdgklmnprstvz]$/;
const ONE_SYLLABLE = /^(?:qu|[^aeiouy]|y(?=[aeiou]))*[aeiouy]+[^aeiouy]*$/;
const DOUBLED = /([bdgklmnprtvz])\1$/;
const KEPT_DOUBLE = /^(?:add|odd|egg|ebb|err|inn|mitt|watt|purr|burr)$/;

/**
 * The key under which the inflected forms of a word fall together: "stopped", "stops" and "stop" are one, "planes" and
 * "planned" are two. It is no dictionary form ("decide" is "decid"), and takes nothing away but inflection: "decision" is
 * another. A form of two words has the commoner one's ("found" is of "find").
 *
 * @param word - in lower case.
 */
export function stem(word: string): string {
  let s = FORM_TO_BASE.get(word) ?? word;
  if (s.length < 3 || KEPT.has(s)) return s;
  if (s.length > 3 && s.endsWith('s') && (!/(?:ss|us|is)$/.test(s) || PLURALS_OF_U_AND_I.has(s))) {
    s = s.length > 3 && s.endsWith('ies') ? `${s.slice(0, -3)}y` : s.slice(0, -1);
    s = FORM_TO_BASE.get(s) ?? s;
    if (KEPT.has(s)) return s;
    if (s.length > 4 && s.endsWith('e') && KEPT.has(s.slice(0, -1))) return s.slice(0, -1);
  } else if (s.length > 4 && s.endsWith('sis')) s = `${s.slice(0, -2)}e`;
  else if (s.length > 5 && s.endsWith('men') && !NO_MEN.has(s)) s = `${s.slice(0, -2)}an`;
  let cut = s;
  if (s.endsWith('ied') && s.length > 3) cut = `${s.slice(0, -3)}y`;
  else if (s.endsWith('ing') && s.length > 4 && hasVowel(s, s.length - 3)) cut = s.slice(0, -3);
  else if (s.endsWith('eed') && s.length > 4 && !ENDS_IN_EED.test(s)) cut = s.slice(0, -1);
  else if (
    s.endsWith('ed') &&
    (s.length > 4 || /^[aeiou][^aeiou]ed$/.test(s)) &&
    !s.endsWith('eed') &&
    hasVowel(s, s.length - 2)
  )
    cut = s.slice(0, -2);
  if (cut !== s && SHORT_BEFORE_E.test(cut)) return `${cut}e`;
  if (cut.endsWith('ie')) return `${cut.slice(0, -2)}y`;
  if (cut.length > 3 && cut.endsWith('e') && !SHORT_BEFORE_E.test(cut.slice(0, -1))) cut = cut.slice(0, -1);
  if (cut.endsWith('ick') && !ONE_SYLLABLE.test(cut)) return cut.slice(0, -1);
  const oneSyllable = ONE_SYLLABLE.test(cut);
  if (DOUBLED.test(cut) && !KEPT_DOUBLE.test(cut) && !(oneSyllable && cut.endsWith('ll')))
    return cut.slice(0, -1);
  if (!oneSyllable && cut.endsWith('ss')) return cut.slice(0, -1);
  return cut;
}

/** "need", "exceed": the ending is the word's own; in "agreed" it is the past's. */
const ENDS_IN_EED =
  /^(?:need|seed|feed|bleed|breed|heed|weed|deed|reed|greed|speed|steed|creed|tweed|knead|proceed|succeed|exceed|indeed|linseed|misdeed)$/;

function hasVowel(word: string, before: number): boolean {
  for (let i = 0; i < before; i++) if ('aeiouy'.includes(word[i]!)) return true;
  return false;
}
