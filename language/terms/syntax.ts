/** The syntax of terms, one for hedge lexicons and codebooks. */
import type { Language } from '../language.js';
import { isPosTag, POS_TAGS, type PosTag } from '../parts-of-speech.js';
import type { TermMatching, TermWord, WordSequence } from './term.js';

/** What is wrong with a term, and what to write instead. */
export interface TermFault {
  readonly why: string;
  readonly remedy: string;
}

export interface TermSyntax {
  readonly language: Language;
  /** How a word without a sign matches. */
  readonly matching: TermMatching;
  /** Only `*` at a word's end is a sign, as in LIWC and quanteda; all else is taken as written. */
  readonly literal?: boolean;
  /** Word classes by name, for `<name>`. */
  readonly classes?: ReadonlyMap<string, readonly string[]>;
  /** Forms of verbs that the file itself lists; they win over the language's. */
  readonly ownForms?: ReadonlyMap<string, readonly string[]>;
  /** Limits every word of the term to these parts of speech. */
  readonly pos?: readonly PosTag[];
}

/** More ways than this to read a term point to a mistake in it. */
const MOST_SEQUENCES = 500;

class Fault extends Error {
  readonly fault: TermFault;
  constructor(why: string, remedy: string) {
    super(why);
    this.fault = { why, remedy };
  }
}

/**
 * Reads a term: words set apart by spaces, which match in this order.
 *
 * - `sanction` matches as the file says by `match:`: in all its forms (sanctions, sanctioned, sanctioning), or as written;
 * - `=rights` matches only the form written;
 * - `@plan` matches all forms of the verb (plans, planned, planning);
 * - `econom*` matches every word that begins so;
 * - `some|many` matches either word;
 * - `that?` may be absent;
 * - `<name>` matches any word of a class that the file defines;
 * - `charge/VERB` or `charge/VERB,NOUN` matches only with that part of speech;
 * - `_` or `*` matches any one word.
 *
 * Contractions and hyphenated words are cut as the tokeniser cuts them.
 *
 * @returns every way in which the term can stand in a text, or what is wrong with it.
 */
export function parseTerm(term: string, syntax: TermSyntax): WordSequence[] | TermFault {
  try {
    return read(term, syntax);
  } catch (error) {
    if (error instanceof Fault) return error.fault;
    throw error;
  }
}

export function isFault(read: WordSequence[] | TermFault): read is TermFault {
  return !Array.isArray(read);
}

function read(term: string, syntax: TermSyntax): WordSequence[] {
  const cleaned = term.trim().replaceAll('\u2019', "'");
  if (cleaned === '') throw new Fault('the term is empty', 'Write a word or remove the line.');
  let sequences: WordSequence[] = [[]];
  for (const item of cleaned.split(/\s+/)) {
    const choices = readItem(item, syntax);
    sequences = sequences.flatMap((sequence) => choices.map((choice) => [...sequence, ...choice]));
    if (sequences.length > MOST_SEQUENCES)
      throw new Fault(
        `the term stands for more than ${MOST_SEQUENCES} sequences of words`,
        'Write it as several terms.',
      );
  }
  if (sequences.some((sequence) => sequence.length === 0))
    throw new Fault('the term can be empty', 'Make one of its words necessary.');
  if (sequences.some((sequence) => sequence.every((word) => word.kind === 'any')))
    throw new Fault('the term matches any word', 'Write at least one word besides `_`.');
  return sequences;
}

/** What one item between spaces stands for: sequences of words, the empty one where it may be absent. */
function readItem(written: string, syntax: TermSyntax): WordSequence[] {
  const { literal = false } = syntax;
  let rest = written;
  const optional = !literal && rest.length > 1 && /[^?]\?$/.test(rest);
  if (optional) rest = rest.slice(0, -1);
  const tagged = literal ? null : partOfSpeech(rest);
  const pos = tagged?.pos ?? syntax.pos ?? null;
  if (tagged !== null) rest = tagged.body;
  const sequences: WordSequence[] = [];
  // A choice of single words is one word with the forms of all.
  const single: TermWord[] = [];
  for (const alternative of literal || rest === '|' ? [rest] : rest.split('|')) {
    if (alternative === '') throw new Fault(`'${written}' lacks a word beside the |`, 'Write `some|many`.');
    for (const words of readWord(alternative, pos, syntax)) {
      if (words.length === 1 && words[0]!.kind === 'forms') single.push(words[0]!);
      else sequences.push(words);
    }
  }
  if (single.length === 1) sequences.push(single);
  else if (single.length > 1)
    sequences.push([
      {
        kind: 'forms',
        text: rest.toLowerCase(),
        forms: [...new Set(single.flatMap(({ forms }) => forms))],
        pos,
      },
    ]);
  if (optional) sequences.push([]);
  return sequences;
}

/** A part of speech behind a slash; null where the slash is the word's own ("and/or", "9/11"). */
function partOfSpeech(item: string): { readonly body: string; readonly pos: readonly PosTag[] } | null {
  const match = /^(.+)\/([A-Za-z]+(?:,[A-Za-z]+)*)$/.exec(item);
  if (match === null) return null;
  const [body, names] = [match[1]!, match[2]!];
  const tags = names.toUpperCase().split(',');
  // "and/or" names no part of speech; "run/VERBS" means to.
  if (names !== names.toUpperCase() && !tags.every(isPosTag)) return null;
  for (const name of tags)
    if (!isPosTag(name))
      throw new Fault(
        `'${name}' is no part of speech`,
        `After the slash write one of ${POS_TAGS.join(', ')}.`,
      );
  return { body, pos: tags as PosTag[] };
}

/** One word with its sign. */
function readWord(written: string, pos: readonly PosTag[] | null, syntax: TermSyntax): WordSequence[] {
  const { language, literal = false } = syntax;
  let word = written.toLowerCase();
  if (word === '_' && !literal) return [[anyWord(pos)]];
  const star = word.indexOf('*');
  if (star >= 0 && star !== word.length - 1)
    throw new Fault('`*` stands inside a word', 'Put `*` only at the end of a word: `econom*`.');
  if (word === '*') return [[anyWord(pos)]];
  let exact = literal || syntax.matching === 'exact';
  if (!literal) {
    const named = /^<(.+)>$/.exec(written);
    if (named !== null) return readClass(named[1]!, pos, syntax);
    if (word.length > 1 && word.startsWith('@'))
      return [[{ kind: 'forms', text: word.slice(1), forms: verbForms(word.slice(1), syntax), pos }]];
    if (word.length > 1 && word.startsWith('=')) {
      exact = true;
      word = word.slice(1);
    } else if (word.length > 1 && /[<>@]/.test(word))
      throw new Fault(
        `'${written}' is not a word`,
        'Write `<name>` for a class, `@verb` for the forms of a verb, `=word` for one form.',
      );
  }
  const stem = word.endsWith('*') ? word.slice(0, -1) : word;
  const pieces = language.tokens(stem);
  if (pieces.length === 0) throw new Fault('the term has no letters', 'Write a word.');
  return [
    pieces.map((piece, k): TermWord => {
      if (stem !== word && k === pieces.length - 1) return { kind: 'prefix', text: piece, forms: [], pos };
      const inflected = !exact && /\p{L}/u.test(piece) && !piece.startsWith("'");
      return { kind: 'forms', text: piece, forms: inflected ? language.inflect(piece, pos) : [piece], pos };
    }),
  ];
}

function anyWord(pos: readonly PosTag[] | null): TermWord {
  return { kind: 'any', text: '', forms: [], pos };
}

function readClass(name: string, pos: readonly PosTag[] | null, syntax: TermSyntax): WordSequence[] {
  const classes = syntax.classes ?? new Map<string, readonly string[]>();
  const members = classes.get(name);
  if (members === undefined)
    throw new Fault(
      `there is no word class '${name}'`,
      classes.size === 0 ? 'This file defines none.' : `Valid are ${[...classes.keys()].join(', ')}.`,
    );
  return members.flatMap((member) => readWord(member, pos, syntax));
}

function verbForms(verb: string, { language, ownForms }: TermSyntax): readonly string[] {
  const own = ownForms?.get(verb);
  return own === undefined ? language.verbForms(verb) : [...new Set([verb, ...own])];
}
