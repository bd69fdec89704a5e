/** Checks a hedge lexicon: entries that cannot be found, that say different things of the same words, that are never met. */
import { covers, sharedWords } from '../../language/terms/compare.js';
import type { WordSequence } from '../../language/terms/term.js';
import { counted, renderFindings, type TermFinding, tokenReader, wordsOf } from '../term-check.js';
import { cueDecider, loadCommentaryModel } from './cue-model.js';
import type { Lexicon, LexiconEntry } from './lexicon.js';
import { lexiconRules } from './rules.js';

/**
 * `unreachable`: no text can match it; `overlapping`: another entry matches the same words and says otherwise;
 * `dead`: it never stands in the corpus; `low-precision`: the disambiguator rejects most of it.
 */
export type FindingKind = 'unreachable' | 'overlapping' | 'dead' | 'low-precision';

export interface LexiconFinding extends TermFinding {
  readonly kind: FindingKind;
  readonly cue: string;
  readonly line: number;
}

/** How often an entry's words stood in the corpus and what became of them. */
export interface EntryCounts {
  readonly cue: string;
  readonly candidates: number;
  readonly accepted: number;
  readonly rejectedByCondition: number;
  readonly rejectedByDisambiguator: number;
}

export interface LexiconCheck {
  readonly lexicon: string;
  readonly entries: number;
  /** Documents read; null where no corpus was given. */
  readonly documents: number | null;
  /** By line. */
  readonly findings: readonly LexiconFinding[];
  /** One an entry, in the lexicon's order; all 0 where no corpus was given. */
  readonly counts: readonly EntryCounts[];
}

/** Fewer candidates than this say nothing of precision. */
export const MINIMUM_CANDIDATES = 10;
/** An entry of which the disambiguator rejects more than this share is of low precision. */
export const REJECTED_SHARE = 0.5;

/** Counts by entry, in the lexicon's order. */
interface Tally {
  accepted: number;
  condition: number;
  disambiguator: number;
}

/**
 * Checks a lexicon by itself and, where texts are given, on a corpus. The share of rejected candidates is the
 * disambiguator's judgement, not a reader's: it says where to look.
 */
export async function checkLexicon(
  lexicon: Lexicon,
  texts: Iterable<string> | AsyncIterable<string> | null = null,
): Promise<LexiconCheck> {
  const tallies = lexicon.entries.map((): Tally => ({ accepted: 0, condition: 0, disambiguator: 0 }));
  const read = reader(lexicon, tallies);
  const findings = [...unreachable(lexicon, read), ...overlapping(lexicon)];
  for (const tally of tallies) Object.assign(tally, { accepted: 0, condition: 0, disambiguator: 0 });
  let documents: number | null = null;
  if (texts !== null) {
    documents = 0;
    for await (const text of texts) {
      read(text);
      documents++;
    }
    findings.push(
      ...fromCorpus(
        lexicon,
        tallies,
        documents,
        new Set(findings.filter(({ kind }) => kind === 'unreachable').map(({ cue }) => cue)),
      ),
    );
  }
  return {
    lexicon: lexicon.name,
    entries: lexicon.entries.length,
    documents,
    findings: findings.sort((a, b) => a.line - b.line || (a.cue < b.cue ? -1 : 1)),
    counts: lexicon.entries.map(({ cue }, i) => {
      const { accepted, condition, disambiguator: rejected } = tallies[i]!;
      return {
        cue,
        candidates: accepted + condition + rejected,
        accepted,
        rejectedByCondition: condition,
        rejectedByDisambiguator: rejected,
      };
    }),
  };
}

/** Runs tokeniser and lexicon over a text, adds to the tallies, and gives the text's tokens. */
function reader(lexicon: Lexicon, tallies: readonly Tally[]): (text: string) => readonly string[] {
  const indexOf = new Map(lexicon.entries.map((entry, i) => [entry, i]));
  return tokenReader((vocabulary) => {
    const find = cueDecider(lexicon, vocabulary, loadCommentaryModel(), lexiconRules(lexicon, vocabulary));
    return (document) => {
      find(document, (entry, _first, _after, verdict) => {
        const index = indexOf.get(entry);
        if (index !== undefined) tallies[index]![verdict]++;
      });
      return wordsOf(document, vocabulary);
    };
  });
}

function finding(
  kind: FindingKind,
  { cue, file, line }: LexiconEntry,
  message: string,
  remedy: string,
): LexiconFinding {
  return { kind, cue, file, line, message, remedy };
}

/** Entries with a word that the tokeniser never makes, in each way in which they can be written. */
function* unreachable(
  lexicon: Lexicon,
  read: (text: string) => readonly string[],
): Generator<LexiconFinding> {
  const cut = new Map<string, readonly string[]>();
  const tokensOf = (word: string): readonly string[] => {
    let tokens = cut.get(word);
    if (tokens === undefined) {
      tokens = read(`they ${word} them`).slice(1, -1);
      cut.set(word, tokens);
    }
    return tokens;
  };
  // Parts of a contraction stand only behind its first part.
  const isPart = (word: string): boolean => word.startsWith("'") || word === "n't";
  for (const entry of lexicon.entries) {
    const blocked = (sequence: WordSequence): string | undefined =>
      sequence
        .filter(
          ({ kind, forms }) =>
            kind === 'forms' && forms.every((word) => !isPart(word) && tokensOf(word).length !== 1),
        )
        .map(({ forms }) => forms[0]!)[0];
    if (entry.sequences.every((sequence) => blocked(sequence) !== undefined)) {
      const word = blocked(entry.sequences[0]!)!;
      yield finding(
        'unreachable',
        entry,
        `'${entry.cue}' can never be found: the tokeniser cuts '${word}' into ${tokensOf(word)
          .map((token) => `'${token}'`)
          .join(' ')}`,
        'Write the parts as words of their own.',
      );
    }
  }
}

/** Entries that match the words of another: the first written wins where it is accepted. */
function* overlapping(lexicon: Lexicon): Generator<LexiconFinding> {
  const { entries } = lexicon;
  for (let b = 1; b < entries.length; b++) {
    const later = entries[b]!;
    for (let a = 0; a < b; a++) {
      const earlier = entries[a]!;
      const shared = sharedWords(earlier.sequences, later.sequences);
      if (shared === null) continue;
      const unconditional = earlier.when.length === 0 && !earlier.disambiguate && !asksForPos(earlier);
      if (unconditional && covers(earlier.sequences, later.sequences)) {
        yield finding(
          'unreachable',
          later,
          `'${later.cue}' can never be found: '${earlier.cue}' (line ${earlier.line}) takes all its words first`,
          'Remove it, or give the other entry a condition.',
        );
        break;
      }
      if (earlier.series !== later.series || earlier.type !== later.type)
        yield finding(
          'overlapping',
          later,
          `'${later.cue}' (${nameOf(later)}) and '${earlier.cue}' (${nameOf(earlier)}, line ${earlier.line}) both match '${shared}'`,
          'Take the shared words out of one of them; where both stand, the one written first wins.',
        );
    }
  }
}

const nameOf = ({ series, type }: LexiconEntry): string => type ?? series;

const asksForPos = ({ sequences }: LexiconEntry): boolean =>
  sequences.some((sequence) => sequence.some(({ pos }) => pos !== null));

function* fromCorpus(
  lexicon: Lexicon,
  tallies: readonly Tally[],
  documents: number,
  known: ReadonlySet<string>,
): Generator<LexiconFinding> {
  for (const [i, entry] of lexicon.entries.entries()) {
    if (known.has(entry.cue)) continue;
    const { accepted, condition, disambiguator: rejected } = tallies[i]!;
    if (accepted + condition + rejected === 0) {
      yield finding(
        'dead',
        entry,
        `'${entry.cue}' never stands in the ${counted(documents, 'document')}`,
        'Remove it, or try it on a larger corpus.',
      );
    } else if (
      accepted + rejected >= MINIMUM_CANDIDATES &&
      rejected > (accepted + rejected) * REJECTED_SHARE
    ) {
      const share = Math.round((100 * rejected) / (accepted + rejected));
      yield finding(
        'low-precision',
        entry,
        `'${entry.cue}': the disambiguator rejects ${share}% of ${accepted + rejected} candidates that pass its conditions`,
        'Write a longer phrase, or ask for a part of speech.',
      );
    }
  }
}

/** The check as plain text, a finding a line. */
export function renderLexiconCheck({ findings, entries, documents }: LexiconCheck): string {
  return renderFindings(findings, counted(entries, 'entry', 'entries'), documents);
}
