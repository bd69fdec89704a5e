import { POS_TAGS, type PosTag } from '../tokenising/annotation.js';
import type { CueMatching, CueWord } from './codebook.js';
import { inflections } from './inflection.js';

/** What is wrong with a term, and what to write instead. */
export interface CueFault {
  readonly why: string;
  readonly remedy: string;
}

/** What the tokeniser makes words of: the parts of a contraction are words, too. */
const PIECES = /n't$|[\p{L}\p{N}.&_*]+|'[\p{L}]*|[^\s\p{L}\p{N}]/gu;
/** Words that the tokeniser keeps whole although they have a hyphen, a slash, a mark or an apostrophe ("o'clock"). */
const KEPT_WHOLE = /^(anti|co|covid)-|^\d+\/\d+$|^[#@]\p{L}|\p{L}'(?!(?:s|t|d|ll|re|ve|m)$)\p{L}/u;

/**
 * Reads a term of a codebook:
 *
 * - `sanction` matches the word in all its forms (sanctions, sanctioned, sanctioning);
 * - `=rights` matches only the form written; so does every word of a codebook with `match: exact`;
 * - `econom*` matches every word that begins so;
 * - `charge/VERB` or `charge/VERB,NOUN` matches only with that part of speech;
 * - `rule of law` matches the words in this order; `_` in a phrase stands for any one word.
 */
export function parseCue(term: string, matching: CueMatching): CueWord[] | CueFault {
  const words: CueWord[] = [];
  const cleaned = term.trim().replaceAll('\u2019', "'");
  if (cleaned === '') return { why: 'the term is empty', remedy: 'Write a word or remove the line.' };
  for (const chunk of cleaned.split(/\s+/)) {
    const parsed = parseChunk(chunk, matching);
    if (!Array.isArray(parsed)) return parsed;
    words.push(...parsed);
  }
  if (words.every((word) => word.kind === 'any'))
    return { why: 'the term matches any word', remedy: 'Write at least one word besides `_`.' };
  return words;
}

function parseChunk(written: string, matching: CueMatching): CueWord[] | CueFault {
  const chunk = written.toLowerCase();
  if (chunk === '_') return [cueWord('', 'any', null)];
  const exact = matching === 'exact' || chunk.startsWith('=');
  let body = chunk.startsWith('=') ? chunk.slice(1) : chunk;
  let pos: PosTag[] | null = null;
  const slash = /^(.*)\/([a-z]+(?:,[a-z]+)*)$/.exec(body);
  const tags = slash === null ? [] : slash[2]!.toUpperCase().split(',');
  // "and/or" names no part of speech; "run/VERBS" means to.
  const meant = written.endsWith(`/${tags.join()}`) || tags.every((tag) => isPosTag(tag));
  if (slash !== null && meant && !KEPT_WHOLE.test(body)) {
    body = slash[1]!;
    pos = [];
    for (const name of tags) {
      if (!isPosTag(name)) {
        return {
          why: `'${name}' is no part of speech`,
          remedy: `After the slash write one of ${POS_TAGS.join(', ')}.`,
        };
      }
      pos.push(name);
    }
  }
  const star = body.indexOf('*');
  if (star >= 0 && star !== body.length - 1) {
    return { why: '`*` stands inside a word', remedy: 'Put `*` only at the end of a word: `econom*`.' };
  }
  if (star === 0) return [cueWord('', 'any', pos)];
  const spaced = body === 'cannot' ? 'can not' : body.replace(/n't$/, " n't");
  const pieces = KEPT_WHOLE.test(body) ? [body] : (spaced.match(PIECES) ?? []);
  if (pieces.length === 0) return { why: 'the term has no letters', remedy: 'Write a word.' };
  return pieces.map((piece): CueWord => {
    if (piece.endsWith('*')) return cueWord(piece.slice(0, -1), 'prefix', pos);
    const word = /\p{L}/u.test(piece) && !piece.startsWith("'");
    return cueWord(piece, exact || !word ? 'exact' : 'lemma', pos);
  });
}

function isPosTag(name: string): name is PosTag {
  return (POS_TAGS as readonly string[]).includes(name);
}

/** A word of a cue with the forms that it matches. */
export function cueWord(text: string, kind: CueWord['kind'], pos: CueWord['pos']): CueWord {
  const forms = kind === 'lemma' ? inflections(text, pos) : kind === 'exact' ? [text] : [];
  return { text, kind, forms, pos };
}

const HYPHEN = cueWord('-', 'exact', null);

/**
 * The ways in which a term may stand among the tokens: as parsed; two words with a hyphen between them ("health-care"); and
 * a hyphenated word in one token, since the tokeniser keeps some whole ("pro-life") and cuts others.
 */
export function spellings(words: readonly CueWord[]): readonly (readonly CueWord[])[] {
  if (words.length === 1) return [words];
  const ways: (readonly CueWord[])[] = [words];
  const isWord = (word: CueWord | undefined): word is CueWord =>
    word !== undefined && /^[\p{L}\p{N}]/u.test(word.text);
  if (words.length === 2 && words.every(isWord)) ways.push([words[0]!, HYPHEN, words[1]!]);
  const hyphen = words.findIndex(
    ({ text }, k) => text === '-' && isWord(words[k - 1]) && isWord(words[k + 1]),
  );
  if (hyphen >= 0) {
    const [before, after] = [words[hyphen - 1]!, words[hyphen + 1]!];
    const whole = cueWord(`${before.text}-${after.text}`, after.kind, after.pos);
    ways.push([...words.slice(0, hyphen - 1), whole, ...words.slice(hyphen + 2)]);
  }
  return ways;
}
