import type { PosTag } from '../tokenising/annotation.js';

/** Irregular verbs of news prose: base, past, participle where it differs. */
const IRREGULAR_VERBS =
  `arise arose arisen|be is are was were been being am|bear bore borne|beat beaten|become became|begin began begun|bind bound
bleed bled|blow blew blown|break broke broken|bring brought|build built|burn burnt|buy bought|catch caught|choose chose chosen
come came|cost|cut|deal dealt|die died dying dies|lie lied lying lies|tie tied tying ties|do did done does|draw drew drawn|drive drove driven|eat ate eaten|fall fell fallen
feed fed|feel felt|fight fought|find found|flee fled|fly flew flown|forbid forbade forbidden|forget forgot forgotten
forgive forgave forgiven|freeze froze frozen|get got gotten|give gave given|go went gone|grow grew grown|have has had|hear heard
hide hid hidden|hit|hold held|hurt|keep kept|know knew known|lay laid|lead led|leave left|lend lent|let|lose lost
make made|mean meant|meet met|pay paid|put|quit|read|ride rode ridden|rise rose risen|run ran|say said|see saw seen|seek sought
sell sold|send sent|set|shake shook shaken|shed|shoot shot|show showed shown|shrink shrank shrunk|shut|sing sang sung
sink sank sunk|sit sat|sleep slept|speak spoke spoken|spend spent|split|spread|stand stood|steal stole stolen|stick stuck
strike struck stricken|swear swore sworn|sweep swept|take took taken|teach taught|tear tore torn|tell told|think thought
throw threw thrown|understand understood|undo undid undone|uphold upheld|overthrow overthrew overthrown|overturn|wear wore worn|weep wept|win won
withdraw withdrew withdrawn|withhold withheld|write wrote written|undergo underwent undergone|undermine|mislead misled|outbid|foresee foresaw foreseen|overcome overcame|override overrode overridden`
    .split(/[|\n]/)
    .map((line) => line.trim().split(' '));

const IRREGULAR_NOUNS = new Map([
  ['analysis', 'analyses'],
  ['basis', 'bases'],
  ['child', 'children'],
  ['crisis', 'crises'],
  ['criterion', 'criteria'],
  ['diagnosis', 'diagnoses'],
  ['foot', 'feet'],
  ['half', 'halves'],
  ['hypothesis', 'hypotheses'],
  ['knife', 'knives'],
  ['leaf', 'leaves'],
  ['life', 'lives'],
  ['man', 'men'],
  ['person', 'people'],
  ['phenomenon', 'phenomena'],
  ['shelf', 'shelves'],
  ['thief', 'thieves'],
  ['tooth', 'teeth'],
  ['wife', 'wives'],
  ['wolf', 'wolves'],
  ['woman', 'women'],
]);

const irregularVerbs = new Map(IRREGULAR_VERBS.map(([base, ...forms]) => [base!, forms]));
/** One stressed syllable or a stressed last one: the consonant doubles. */
const DOUBLES =
  /^(?:[^aeiou]*[aeiou][bdgklmnprt]|.*(?:mit|fer|cur|pel|bel|trol|gret|quip|quit|bet|bat|kidnap|program))$/;

function plural(word: string): string {
  const irregular = IRREGULAR_NOUNS.get(word);
  if (irregular !== undefined) return irregular;
  if (word.endsWith('man') && word.length > 4) return `${word.slice(0, -3)}men`;
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`;
  if (/(?:s|x|z|ch|sh)$/.test(word)) return `${word}es`;
  return `${word}s`;
}

function verbForms(word: string): string[] {
  const third = /[^aeiou]y$/.test(word)
    ? `${word.slice(0, -1)}ies`
    : /(?:s|x|z|ch|sh|o)$/.test(word)
      ? `${word}es`
      : `${word}s`;
  const known = irregularVerbs.get(word);
  let past: string[];
  let stem = word;
  if (/(?:[^aeo]e|ee|oe)$/.test(word)) {
    past = [`${word}d`];
    if (!/(?:ee|oe|ye)$/.test(word)) stem = word.slice(0, -1);
  } else if (/[^aeiou]y$/.test(word)) {
    past = [`${word.slice(0, -1)}ied`];
  } else if (DOUBLES.test(word) && !/[wxy]$/.test(word)) {
    stem = word + word.at(-1)!;
    past = [`${stem}ed`];
  } else past = [`${word}ed`];
  // British spelling doubles the l whatever the stress.
  const british = word.endsWith('el') || word.endsWith('al') ? [`${word}led`, `${word}ling`] : [];
  return [third, ...(known ?? past), `${stem}ing`, ...british];
}

/**
 * The forms of a word that a codebook names by its lemma: itself, its plural, its verb forms. Made at
 * set-up, so that matching needs no lemmatiser; forms that no English word has are harmless. Function words and
 * adverbs have only themselves.
 *
 * @param pos - where the cue is limited to nouns or to verbs, only their forms are made.
 */
export function inflections(word: string, pos: readonly PosTag[] | null): string[] {
  const forms = new Set([word]);
  if (/[.'\d]/.test(word) || word.length < 3) {
    if (irregularVerbs.has(word)) for (const form of irregularVerbs.get(word)!) forms.add(form);
    return [...forms];
  }
  if (INVARIABLE.has(word) || /ly$|ness$/.test(word)) return [...forms];
  const noun = pos === null || pos.includes('NOUN') || pos.includes('PROPN');
  const verb = pos === null || pos.includes('VERB') || pos.includes('AUX');
  if (noun) forms.add(plural(word));
  if (verb && !/(?:tion|ment|ity|ism|ist|ness|ous|ful|less|ical|ship)$/.test(word))
    for (const form of verbForms(word)) forms.add(form);
  if (
    verb &&
    /^(?:ration|mention|question|sanction|function|condition|implement|comment|torment|discount)$/.test(word)
  )
    for (const form of verbForms(word)) forms.add(form);
  return [...forms];
}

const INVARIABLE = new Set(
  `the a an and or but of to in on at by for from with without within into onto over under up down out off as than that
this these those it its his her their our your my we they he she you who whom whose which what when where why how all any
both each every few more most much many no none not nor only own same so some such too very just then there here about
above after again against before between during through until while because if unless since although though even ever
never once also still yet almost
may might must can could will would shall should n't ca wo`
    .split(/\s+/)
    .filter((word) => word !== ''),
);
