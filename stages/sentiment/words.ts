/** What is known of words by themselves: polarity, function, hashes. */
import { parse } from 'yaml';
import { hashText } from '../../base/random.js';
import { sentimentModelStem as stem } from '../../language/en/model-stems.js';
import { readBundled } from '../bundled-resources.js';
import type { Vocabulary } from '../vocabulary.js';

/** What is known of a word wherever it stands: bits of `WordTables.traits`. */
export const TRAIT = {
  positive: 1,
  negative: 2,
  negator: 4,
  report: 8,
  be: 16,
  have: 32,
  do: 64,
  modal: 128,
  openQuote: 256,
  closeQuote: 512,
  straightQuote: 1024,
  clauseMark: 2048,
  clauseOpener: 4096,
  preposition: 8192,
  determiner: 16384,
  participle: 32768,
  possessive: 65536,
  by: 131072,
  subjectPronoun: 262144,
  possessivePronoun: 524288,
  objectPronoun: 1048576,
  /** "who", "which": opens a clause about the name before it. */
  relative: 2097152,
  of: 4194304,
  /** "against", "on", "at": what follows is aimed at. */
  against: 8388608,
  to: 16777216,
  for: 33554432,
  from: 67108864,
  with: 134217728,
  /** A deed that whoever it is done to suffers. */
  harm: 268435456,
  /** What befalls its subject: "died". */
  misfortune: 536870912,
} as const;

/** Any auxiliary. */
export const AUXILIARY = TRAIT.be | TRAIT.have | TRAIT.do | TRAIT.modal;

/** Properties of words by vocabulary id, each found once. */
export interface WordTables {
  /** Bits of `TRAIT`. */
  readonly traits: (word: number) => number;
  /** 32-bit hash of the word: the name under which the models know it. */
  readonly hash: (word: number) => number;
  /** Hash of the word without its inflection, roughly. */
  readonly stemHash: (word: number) => number;
}

export const LEXICON = 'stages/sentiment/lexicon.yaml';
export const OPINION_WORDS = 'stages/sentiment/opinion-words.yaml';

function wordList(value: unknown): string[] {
  return String(value).split(/\s+/).filter(Boolean);
}

/** Reads the lexicons and interns their words. */
export function loadWords(vocabulary: Vocabulary): WordTables {
  const grammar = readBundled(LEXICON, (text) => parse(text) as Record<string, string>);
  const opinion = readBundled(OPINION_WORDS, (text) => parse(text) as Record<string, string>);
  const traits = new Map<string, number>();
  const add = (words: readonly string[], trait: number): void => {
    for (const word of words) traits.set(word, (traits.get(word) ?? 0) | trait);
  };
  add(wordList(opinion.positive), TRAIT.positive);
  add(wordList(opinion.negative), TRAIT.negative);
  add(wordList(grammar.negators), TRAIT.negator);
  add(wordList(grammar.report_verbs), TRAIT.report);
  add(wordList(grammar.be), TRAIT.be);
  add(wordList(grammar.have), TRAIT.have);
  add(wordList(grammar.do), TRAIT.do);
  add(wordList(grammar.modals), TRAIT.modal);
  add(wordList(grammar.clause_marks), TRAIT.clauseMark);
  add(wordList(grammar.clause_openers), TRAIT.clauseOpener);
  add(wordList(grammar.prepositions), TRAIT.preposition);
  add(wordList(grammar.determiners), TRAIT.determiner);
  add(wordList(grammar.participles), TRAIT.participle);
  add(wordList(grammar.subject_pronouns), TRAIT.subjectPronoun);
  add(wordList(grammar.possessive_pronouns), TRAIT.possessivePronoun);
  add(wordList(grammar.object_pronouns), TRAIT.objectPronoun);
  add(["'s", "'"], TRAIT.possessive);
  add(['by'], TRAIT.by);
  add(wordList(grammar.relatives), TRAIT.relative);
  add(wordList(grammar.aimed_at), TRAIT.against);
  add(wordList(grammar.harms), TRAIT.harm);
  add(wordList(grammar.misfortunes), TRAIT.misfortune);
  add(['of'], TRAIT.of);
  add(['to'], TRAIT.to);
  add(['for'], TRAIT.for);
  add(['from'], TRAIT.from);
  add(['with'], TRAIT.with);
  add(['“', '``'], TRAIT.openQuote);
  add(['”', "''"], TRAIT.closeQuote);
  add(['"'], TRAIT.straightQuote);
  return {
    traits: vocabulary.table((word) => {
      const known = traits.get(word) ?? 0;
      return word.length > 4 && word.endsWith('ed') ? known | TRAIT.participle : known;
    }),
    hash: vocabulary.table((word) => hashText(word) | 0),
    stemHash: vocabulary.table((word) => hashText(`${stem(word)}~`) | 0),
  };
}
