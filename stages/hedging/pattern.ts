import { POS, POS_TAGS, type PosTag } from '../tokenising/annotation.js';
import { verbForms } from './inflection.js';

/** One token of a cue: any of some words in lower case, with a part of speech. */
export interface PatternItem {
  readonly words: readonly string[];
  /** Bit p is set when part of speech p is allowed; 0 allows all. */
  readonly posMask: number;
}

/** One way in which an entry can stand in a text, a token an item. */
export type WordSequence = readonly PatternItem[];

export interface PatternContext {
  readonly classes: ReadonlyMap<string, readonly string[]>;
  readonly irregular: ReadonlyMap<string, readonly string[]>;
}

/** More ways than this point to a mistake in the entry. */
const MAXIMUM_SEQUENCES = 500;

const CONTRACTION = /^(.+)(n't|'s|'d|'ll|'re|'ve|'m)$/;

/** The ways in which the tokeniser may cut a written word: contractions always, hyphens sometimes. */
function cuts(word: string): string[][] {
  const contraction = CONTRACTION.exec(word);
  if (contraction !== null) return [[contraction[1]!, contraction[2]!]];
  if (word === 'cannot') return [['can', 'not'], ['cannot']];
  if (word.length > 2 && word.includes('-') && !word.startsWith('-')) {
    return [[word], word.split(/(-)/).filter((part) => part !== '')];
  }
  return [[word]];
}

/**
 * Expands an entry into word sequences. An entry is words set apart by spaces; `a|b` stands for either word,
 * `a?` for a word that may be absent, `@verb` for all forms of a verb, `<name>` for a class of words, and
 * `word/ADV` or `word/ADV,ADP` asks for a part of speech.
 *
 * @throws Error with the reason, when the entry is not of this form.
 */
export function expandPattern(pattern: string, context: PatternContext): WordSequence[] {
  let sequences: WordSequence[] = [[]];
  for (const item of pattern.trim().split(/\s+/)) {
    const choices = expandItem(item, context);
    sequences = sequences.flatMap((sequence) => choices.map((choice) => [...sequence, ...choice]));
    if (sequences.length > MAXIMUM_SEQUENCES)
      throw new Error(`stands for more than ${MAXIMUM_SEQUENCES} sequences of words`);
  }
  if (sequences.some((sequence) => sequence.length === 0)) return [];
  return sequences;
}

function expandItem(item: string, context: PatternContext): WordSequence[] {
  let rest = item;
  const optional = rest.length > 1 && rest.endsWith('?');
  if (optional) rest = rest.slice(0, -1);
  let posMask = 0;
  const slash = rest.lastIndexOf('/');
  if (slash > 0) {
    for (const tag of rest.slice(slash + 1).split(',')) {
      if (!(POS_TAGS as readonly string[]).includes(tag))
        throw new Error(`there is no part of speech '${tag}'; valid are ${POS_TAGS.join(', ')}`);
      posMask |= 1 << POS[tag as PosTag];
    }
    rest = rest.slice(0, slash);
  }
  const all = rest
    .split('|')
    .flatMap((word) => wordsOf(word, context))
    .flatMap(cuts);
  const single = [...new Set(all.filter((parts) => parts.length === 1).map((parts) => parts[0]!))];
  const choices: WordSequence[] = all
    .filter((parts) => parts.length > 1)
    .map((parts) => parts.map((word) => ({ words: [word], posMask })));
  if (single.length > 0) choices.push([{ words: single, posMask }]);
  if (optional) choices.push([]);
  return choices;
}

function wordsOf(word: string, context: PatternContext): readonly string[] {
  if (word.startsWith('<') && word.endsWith('>')) {
    const name = word.slice(1, -1);
    const members = context.classes.get(name);
    if (members === undefined)
      throw new Error(
        `there is no word class '${name}'; valid are ${[...context.classes.keys()].join(', ')}`,
      );
    return members.flatMap((member) => wordsOf(member, context));
  }
  if (word.startsWith('@')) return verbForms(word.slice(1), context.irregular);
  if (word === '' || /[<>@?]/.test(word)) throw new Error(`'${word}' is not a word`);
  return [word.toLowerCase().replaceAll('\u2019', "'")];
}
