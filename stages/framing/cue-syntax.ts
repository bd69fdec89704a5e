import { POS_TAGS, type PosTag } from '../tokenising/annotation.js';
import type { CueMatching, CueWord } from './codebook.js';
import { inflections } from './inflection.js';

/** What is wrong with a term, and what to write instead. */
export interface CueFault {
  readonly why: string;
  readonly remedy: string;
}

const PIECES = /[\p{L}\p{N}.&_*]+|'[\p{L}]*|[^\s\p{L}\p{N}]/gu;
/** Words that wink keeps whole although they have a hyphen or a slash. */
const KEPT_WHOLE = /^(anti|co|covid)-|^\d+\/\d+$/;

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
  const cleaned = term.trim().toLowerCase().replaceAll('\u2019', "'");
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

function parseChunk(chunk: string, matching: CueMatching): CueWord[] | CueFault {
  if (chunk === '_') return [cueWord('', 'any', null)];
  const exact = matching === 'exact' || chunk.startsWith('=');
  let body = chunk.startsWith('=') ? chunk.slice(1) : chunk;
  let pos: PosTag[] | null = null;
  const slash = /^(.*)\/([a-z]+(?:,[a-z]+)*)$/.exec(body);
  if (slash !== null && !KEPT_WHOLE.test(body)) {
    body = slash[1]!;
    pos = [];
    for (const name of slash[2]!.toUpperCase().split(',')) {
      if (!(POS_TAGS as readonly string[]).includes(name)) {
        return {
          why: `'${name}' is no part of speech`,
          remedy: `After the slash write one of ${POS_TAGS.join(', ')}.`,
        };
      }
      pos.push(name as PosTag);
    }
  }
  const star = body.indexOf('*');
  if (star >= 0 && star !== body.length - 1) {
    return { why: '`*` stands inside a word', remedy: 'Put `*` only at the end of a word: `econom*`.' };
  }
  if (star === 0) return [cueWord('', 'any', pos)];
  const pieces = KEPT_WHOLE.test(body) ? [body] : (body.match(PIECES) ?? []);
  if (pieces.length === 0) return { why: 'the term has no letters', remedy: 'Write a word.' };
  return pieces.map((piece): CueWord => {
    if (piece.endsWith('*')) return cueWord(piece.slice(0, -1), 'prefix', pos);
    const word = /\p{L}/u.test(piece) && !piece.startsWith("'");
    return cueWord(piece, exact || !word ? 'exact' : 'lemma', pos);
  });
}

/** A word of a cue with the forms that it matches. */
export function cueWord(text: string, kind: CueWord['kind'], pos: CueWord['pos']): CueWord {
  const forms = kind === 'lemma' ? inflections(text, pos) : kind === 'exact' ? [text] : [];
  return { text, kind, forms, pos };
}

/** The variant of a two-word term that is written with a hyphen ("health-care"), or null. */
export function hyphenated(words: readonly CueWord[]): CueWord[] | null {
  if (words.length !== 2 || words.some((word) => !/^\p{L}/u.test(word.text))) return null;
  return [words[0]!, cueWord('-', 'exact', null), words[1]!];
}
