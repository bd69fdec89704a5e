/** The inflected forms of English words, by spelling rules and the lists of irregular ones. */
import type { PosTag } from '../parts-of-speech.js';
import { comparedForms } from './adjectives.js';
import { FUNCTION_WORDS } from './function-words.js';
import { irregularPlurals } from './irregular-nouns.js';
import { IRREGULAR_PAST, ownPresent } from './irregular-verbs.js';

/** One vowel and one consonant behind it, in the only syllable: "stop", "quit"; not "need", "show", "fix". */
const SHORT = /^(?:[^aeiou]|qu)*[aeiouy][bdgklmnprtvz]$/;
/** Verbs of more syllables whose last one is stressed, and compounds of short ones: the consonant doubles. */
const STRESSED_LAST =
  /(?:^(?:re|sub|trans|com|per|ad|o|e|inter)mit|(?:^|[^fpu])fer|cur|[ms]pel|xpel|repel|propel|rebel|trol|gret|quip|quit|deter|[^w]inter|abet|annul|stil|thral|[ie]bar|rebut|kidnap|handicap|recap|unwrap|overlap|unplug|unzip|unpin|debug|zigzag|program|hobnob|eavesdrop|outfit|horsewhip|overstep|humbug|leapfrog|beget|begin|forbid|forget|regret|format)$/;
const NOT_STRESSED = /^(?:offer|suffer|differ|buffer|pilfer|proffer|winter|splinter)$/;
/** "undercut", "upset": compounds of short irregular verbs. */
const COMPOUND =
  /^(?:over|under|out|fore|with|be|re|un|up|off|mis|sub|baby|broad|tele|type|in|proof|spot|un)(?=.{3})/;
/** Spelled with one consonant or with two. */
const EITHER_WAY = /(?:[^aeiou][aeo]l|[iu][ae]l|[aei]vil|ncil|worship|kidnap|benefit|focus|bias|target)$/;
/** With or without the e: "ageing", "aging". */
const EITHER_ING = /^(?:age|cue|queue|route|binge|whinge|like|move|sale)$/;
const KEEPS_E = /(?:ee|oe|ye)$|^(?:singe|tinge|swinge|whinge|binge)$/;

function thirdPerson(verb: string): string[] {
  if (/[^aeiou]y$/.test(verb)) return [`${verb.slice(0, -1)}ies`];
  if (/^(?:quiz|whiz)$/.test(verb)) return [`${verb}zes`];
  if (/^(?:gas|bus)$/.test(verb)) return [`${verb}es`, `${verb}ses`];
  if (/(?:s|x|z|ch|sh)$/.test(verb) || /[^aeiou]o$/.test(verb)) return [`${verb}es`];
  return [`${verb}s`];
}

/** What -ed and -ing are put behind: the verb, without its e, or with its consonant doubled. */
function stemsBeforeVowel(verb: string): string[] {
  if (verb.endsWith('ic') && verb.length > 4) return [`${verb}k`];
  const doubled = verb + verb.at(-1)!;
  if (/^(?:gas|bus)$/.test(verb)) return [doubled, verb];
  if (
    EITHER_WAY.test(verb) &&
    !/(?:oal|eal|ial|ail|eel|oil|ool)$|^(?:steal|deal|repeal)/.test(verb) &&
    !SHORT.test(verb)
  )
    return STRESSED_LAST.test(verb) ? [doubled] : [verb, doubled];
  if (/^(?:dial|trial|duel|fuel|initial)$/.test(verb)) return [verb, doubled];
  const root = IRREGULAR_PAST.has(verb) ? verb.replace(COMPOUND, '') : verb;
  const doubles =
    root.length > 2 && (SHORT.test(root) || (STRESSED_LAST.test(verb) && !NOT_STRESSED.test(verb)));
  return doubles ? [doubled] : [verb];
}

function pastAndParticiple(verb: string): string[] {
  if (verb.endsWith('e')) return [`${verb}d`];
  if (/[^aeiou]y$/.test(verb)) return [`${verb.slice(0, -1)}ied`];
  return stemsBeforeVowel(verb).map((stem) => `${stem}ed`);
}

function gerund(verb: string): string[] {
  if (/^(?:be|see|flee|free)$/.test(verb) || KEEPS_E.test(verb))
    return EITHER_ING.test(verb) ? [`${verb}ing`, `${verb.slice(0, -1)}ing`] : [`${verb}ing`];
  if (verb.endsWith('ie')) return [`${verb.slice(0, -2)}ying`];
  if (verb.endsWith('e'))
    return EITHER_ING.test(verb) ? [`${verb.slice(0, -1)}ing`, `${verb}ing`] : [`${verb.slice(0, -1)}ing`];
  return stemsBeforeVowel(verb).map((stem) => `${stem}ing`);
}

/** The forms of a verb: itself, third person, past, participle and -ing, in every usual spelling. */
export function verbForms(verb: string): readonly string[] {
  const words = verb.split(' ');
  // "point out" keeps its particle.
  if (words.length > 1) return verbForms(words[0]!).map((form) => [form, ...words.slice(1)].join(' '));
  if (verb.length < 2) return [verb];
  return [
    ...new Set([
      verb,
      ...(ownPresent(verb) ?? thirdPerson(verb)),
      ...(IRREGULAR_PAST.get(verb) ?? pastAndParticiple(verb)),
      ...gerund(verb),
    ]),
  ];
}

/** A noun and its plurals, in every usual spelling. */
export function nounForms(noun: string): readonly string[] {
  const irregular = irregularPlurals(noun);
  if (irregular !== null) return [...new Set([noun, ...irregular])];
  if (/[^aeiou]y$/.test(noun) || /quy$/.test(noun)) return [noun, `${noun.slice(0, -1)}ies`];
  return [noun, /(?:s|x|z|ch|sh)$/.test(noun) ? `${noun}es` : `${noun}s`];
}

/** An adjective with its comparative and superlative where it has them. */
export function adjectiveForms(adjective: string): readonly string[] {
  return [adjective, ...comparedForms(adjective)];
}

/** Endings that no verb has, but for the verbs listed. */
const NO_VERB = /(?:tion|ment|ity|ism|ist|ness|ous|ful|less|ical|ship)$/;
const VERBS_ALL_THE_SAME = new Set(
  `ration mention question sanction function condition implement comment torment discount auction caution petition position station
partition document supplement complement lament ferment cement experiment worship harness witness enlist assist consist desist
insist persist resist exist list twist ship`.split(/\s+/),
);
/** Words in -ly that are no adverbs. */
const NO_ADVERB = new Set(
  `fly rely reply apply supply comply imply multiply ally bully rally tally sully family anomaly assembly butterfly monopoly lily
belly jelly folly holy ugly ply dolly doily`.split(/\s+/),
);

/**
 * All forms of a word, itself first: what a term matches. Function words and adverbs in -ly have only themselves, words
 * with a mark or a digit too.
 *
 * @param pos - the parts of speech whose forms are made; null for nouns, verbs and compared adjectives.
 */
export function inflect(word: string, pos: readonly PosTag[] | null): readonly string[] {
  if (IRREGULAR_PAST.has(word) ? false : /[.'\d]/.test(word) || word.length < 3) return [word];
  if (FUNCTION_WORDS.has(word)) return [word];
  if (pos === null && word.endsWith('ly') && !NO_ADVERB.has(word)) return [word];
  const has = (...tags: readonly PosTag[]): boolean => pos === null || tags.some((tag) => pos.includes(tag));
  const forms = new Set([word]);
  if (has('NOUN', 'PROPN') && word.length > 2) for (const form of nounForms(word)) forms.add(form);
  if (has('VERB', 'AUX') && (!NO_VERB.test(word) || VERBS_ALL_THE_SAME.has(word)))
    for (const form of verbForms(word)) forms.add(form);
  if (has('ADJ')) for (const form of adjectiveForms(word)) forms.add(form);
  return [...forms];
}
