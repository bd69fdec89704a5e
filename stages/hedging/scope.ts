/** Finds what a cue covers. */
import { FLAG, POS, type TokenisedDocument } from '../tokenising/annotation.js';
import type { Vocabulary } from '../vocabulary.js';
import type { HedgeType } from './annotation.js';
import { sentenceWindow } from './sentence-window.js';
import { wordValues } from './word-values.js';

/** Tokens [first, after) that a cue covers. */
export type ScopeFinder = (
  document: TokenisedDocument,
  type: HedgeType | null,
  first: number,
  after: number,
) => readonly [number, number];

const PHRASE =
  (1 << POS.DET) |
  (1 << POS.NUM) |
  (1 << POS.SYM) |
  (1 << POS.ADJ) |
  (1 << POS.NOUN) |
  (1 << POS.PROPN) |
  (1 << POS.X);
const VERBAL = (1 << POS.VERB) | (1 << POS.AUX);

const KIND = { hardBreak: 1, comma: 2, opener: 4, coordinator: 8, of: 16 } as const;
const KIND_WORDS: Readonly<Record<number, string>> = {
  [KIND.hardBreak]: '; : — – -- ( ) [ ] “ ” " . ! ? …',
  [KIND.comma]: ',',
  [KIND.opener]:
    'that which who whom whose because since while whereas although though when where if unless whether until before after so',
  [KIND.coordinator]: 'and but or nor yet',
  [KIND.of]: 'of',
};

/**
 * What a cue covers, by rules after the scopes of BioScope (Szarvas et al. 2008, doi:10.3115/1572306.1572314):
 * an approximator covers the phrase after it; a conditional its clause from the conjunction on; an adjective
 * before a noun that noun phrase; modals, raising verbs and sentence adverbs their whole clause; other cues
 * the clause from themselves on. Clauses end at marks, and at commas and conjunctions that open a new verb.
 */
export function scopeFinder(vocabulary: Vocabulary): ScopeFinder {
  const bits = new Map<string, number>();
  for (const [bit, words] of Object.entries(KIND_WORDS))
    for (const word of words.split(' ')) bits.set(word, (bits.get(word) ?? 0) | Number(bit));
  const kind = wordValues(vocabulary, bits);

  /** Whether a finite-looking verb stands within a few tokens, so that a conjunction opens a clause. */
  const opensClause = (d: TokenisedDocument, t: number, end: number): boolean => {
    for (let k = t + 1; k < Math.min(end, t + 6); k++) {
      if ((kind(d.word[k]!) & (KIND.hardBreak | KIND.comma)) !== 0) return false;
      if ((VERBAL & (1 << d.pos[k]!)) !== 0) return k > t + 1;
    }
    return false;
  };
  const breaksAt = (d: TokenisedDocument, t: number, end: number): boolean => {
    const here = kind(d.word[t]!);
    if (here === 0) return false;
    if ((here & (KIND.hardBreak | KIND.opener)) !== 0) return true;
    if ((here & KIND.comma) !== 0) {
      const next = t + 1;
      if (next >= end) return true;
      return (kind(d.word[next]!) & (KIND.opener | KIND.coordinator)) !== 0 || opensClause(d, t, end);
    }
    return (here & KIND.coordinator) !== 0 && opensClause(d, t, end);
  };
  const clauseEnd = (d: TokenisedDocument, from: number, end: number, atComma = false): number => {
    let t = from;
    while (
      t < end &&
      (t === from || !breaksAt(d, t, end)) &&
      !(atComma && (kind(d.word[t]!) & KIND.comma) !== 0)
    ) {
      if (t === from && (kind(d.word[t]!) & KIND.hardBreak) !== 0) break;
      t++;
    }
    return t;
  };
  const clauseStart = (d: TokenisedDocument, from: number, begin: number, end: number): number => {
    let t = from;
    while (t > begin && !breaksAt(d, t - 1, end)) t--;
    return t;
  };
  const phraseEnd = (d: TokenisedDocument, from: number, end: number): number => {
    let t = from;
    while (
      t < end &&
      (PHRASE & (1 << d.pos[t]!)) !== 0 &&
      (d.flags[t]! & FLAG.word || d.pos[t] === POS.SYM)
    ) {
      t++;
      if (t + 1 < end && (kind(d.word[t]!) & KIND.of) !== 0 && (PHRASE & (1 << d.pos[t + 1]!)) !== 0) t++;
    }
    return t;
  };

  return (d, type, first, after) => {
    const [begin, end] = sentenceWindow(d, first);
    const head = d.pos[first]!;
    if (type === 'conditional' && head !== POS.AUX)
      return [first, Math.max(after, clauseEnd(d, after, end, true))];
    const next = after < end ? d.pos[after]! : -1;
    const beforeNominal = next >= 0 && (PHRASE & (1 << next)) !== 0;
    if (
      type === 'approximator' ||
      (head === POS.ADJ && (next === POS.NOUN || next === POS.PROPN || next === POS.ADJ))
    ) {
      const to = beforeNominal ? phraseEnd(d, after, end) : clauseEnd(d, after, end);
      return [first, Math.max(after, to)];
    }
    if (head === POS.NOUN || type === 'attribution') {
      const opener = after < end && (kind(d.word[after]!) & KIND.opener) !== 0 ? after + 1 : after;
      return [first, Math.max(after, opener < end ? clauseEnd(d, opener, end) : end)];
    }
    return [clauseStart(d, first, begin, end), Math.max(after, clauseEnd(d, after, end))];
  };
}
