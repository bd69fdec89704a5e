/** Checks the terms of a codebook: those that cannot count, count twice, or never do in a corpus. */

import { covers, sharedWords } from '../../language/terms/compare.js';
import { satisfies, spellings, type WordSequence } from '../../language/terms/term.js';
import { counted, renderFindings, type TermFinding, tokenReader, wordsOf } from '../term-check.js';
import type { Codebook, Cue } from './codebook.js';
import { CueMatcher } from './matcher.js';

/**
 * `unreachable`: no text can match it; `duplicate`: in its own frame another term takes all its words; `overlapping`: a term
 * of another frame matches the same words, so they count for both; `dead`: it never counts in the corpus; `low-yield`: it
 * counts in very few documents.
 */
export type CodebookFindingKind = 'unreachable' | 'duplicate' | 'overlapping' | 'dead' | 'low-yield';

export interface CodebookFinding extends TermFinding {
  readonly kind: CodebookFindingKind;
  readonly frame: string;
  readonly term: string;
}

/** How often a term counted in the corpus. */
export interface TermCounts {
  readonly frame: string;
  readonly term: string;
  readonly hits: number;
  /** Documents with a hit. */
  readonly documents: number;
}

export interface CodebookCheck {
  readonly codebook: string;
  readonly terms: number;
  /** Documents read; null where no corpus was given. */
  readonly documents: number | null;
  /** By line. */
  readonly findings: readonly CodebookFinding[];
  /** One a term, in the codebook's order; all 0 where no corpus was given. */
  readonly counts: readonly TermCounts[];
}

/** In fewer documents than this nothing is said of low yield. */
export const MINIMUM_DOCUMENTS = 1000;
/** A term that counts in a smaller share of the documents yields little. */
export const LOW_YIELD_SHARE = 0.001;

/** A term with the frame that it speaks for. */
interface Entry {
  readonly frame: string;
  readonly cue: Cue;
  readonly exclude: readonly WordSequence[];
}

/** Checks the terms of a codebook by themselves and, where texts are given, on a corpus. */
export async function checkCodebook(
  codebook: Codebook,
  texts: Iterable<string> | AsyncIterable<string> | null = null,
): Promise<CodebookCheck> {
  const entries = codebook.frames.flatMap(({ name, cues, exclude }) =>
    cues.map((cue): Entry => ({ frame: name, cue, exclude })),
  );
  const findings: CodebookFinding[] = [];
  const say = (kind: CodebookFindingKind, { frame, cue }: Entry, message: string, remedy: string): void => {
    const said = `'${cue.term}' (${frame}) ${message}`;
    findings.push({
      kind,
      frame,
      term: cue.term,
      file: codebook.path,
      line: cue.line,
      message: said,
      remedy,
    });
  };
  unreachable(entries, say);
  // Of the terms that cannot count nothing more is said.
  const known = new Set(findings.map(({ frame, term }) => `${frame}\t${term}`));
  const living = entries.filter(({ frame, cue }) => !known.has(`${frame}\t${cue.term}`));
  duplicates(living, say);
  overlapping(living, say);
  const hits = new Int32Array(entries.length);
  const inDocuments = new Int32Array(entries.length);
  let documents: number | null = null;
  if (texts !== null) {
    documents = await countHits(codebook, texts, hits, inDocuments);
    const never = new Set(
      findings.filter(({ kind }) => kind === 'unreachable' || kind === 'duplicate').map(keyOf),
    );
    entries.forEach((entry, i) => {
      if (never.has(keyOf({ frame: entry.frame, term: entry.cue.term }))) return;
      if (hits[i] === 0)
        say(
          'dead',
          entry,
          `never counts in the ${counted(documents!, 'document')}`,
          'Remove it, or try it on a larger corpus.',
        );
      else if (documents! >= MINIMUM_DOCUMENTS && inDocuments[i]! < LOW_YIELD_SHARE * documents!)
        say(
          'low-yield',
          entry,
          `counts in ${inDocuments[i]} of the ${counted(documents!, 'document')}`,
          'Keep it only where it is sure; a shorter term or a wildcard may find more.',
        );
    });
  }
  return {
    codebook: codebook.name,
    terms: entries.length,
    documents,
    findings: findings.sort((a, b) => (a.line ?? 0) - (b.line ?? 0)),
    counts: entries.map(({ frame, cue }, i) => ({
      frame,
      term: cue.term,
      hits: hits[i]!,
      documents: inDocuments[i]!,
    })),
  };
}

const keyOf = ({ frame, term }: { readonly frame: string; readonly term: string }): string =>
  `${frame}\t${term}`;

type Say = (kind: CodebookFindingKind, entry: Entry, message: string, remedy: string) => void;

async function countHits(
  codebook: Codebook,
  texts: Iterable<string> | AsyncIterable<string>,
  hits: Int32Array,
  inDocuments: Int32Array,
): Promise<number> {
  const lastDocument = new Int32Array(hits.length).fill(-1);
  let documents = 0;
  const count = tokenReader((vocabulary) => {
    const matcher = new CueMatcher([codebook], vocabulary);
    return (document) => {
      const found = matcher.find(document);
      for (let h = 0; h < found.count; h++) {
        const cue = found.cue[h]!;
        hits[cue]!++;
        if (lastDocument[cue] === documents) continue;
        lastDocument[cue] = documents;
        inDocuments[cue]!++;
      }
    };
  });
  for await (const text of texts) {
    count(text);
    documents++;
  }
  return documents;
}

/** Terms that the tokeniser never makes as they are written, and terms that an exclusion always takes out. */
function unreachable(entries: readonly Entry[], say: Say): void {
  const tokens = tokenReader((vocabulary) => (document) => wordsOf(document, vocabulary));
  for (const entry of entries) {
    const { cue, exclude } = entry;
    const written = asWritten(cue);
    const made = tokens(`they ${written} them`).slice(1, -1);
    const ways = cue.sequences.flatMap((sequence) => spellings(sequence, true));
    if (!ways.some((words) => matchesSomewhere(words, made))) {
      say(
        'unreachable',
        entry,
        `can never be found: the tokeniser makes ${made.map((word) => `'${word}'`).join(' ')} of it`,
        'Write the words as the tokeniser makes them.',
      );
      continue;
    }
    const context = [...cue.unless, ...exclude].find((words) => covers([words], cue.sequences));
    if (context !== undefined)
      say(
        'unreachable',
        entry,
        `never counts: the excluded context '${context.map(({ text }) => text || '_').join(' ')}' always takes it out`,
        'Remove the term or the context, or make the context longer.',
      );
  }
}

/** The term without the signs of its syntax, the first of each choice. */
function asWritten({ term, sequences }: Cue): string {
  const tagged = sequences[0]!.some(({ pos }) => pos !== null);
  return term
    .trim()
    .split(/\s+/)
    .map((word) => {
      if (word === '_' || word === '*') return 'the';
      const plain = tagged ? word.replace(/\/[A-Za-z]+(?:,[A-Za-z]+)*$/, '') : word;
      return plain
        .replace(/(?<=.)\|.*$/, '')
        .replace(/^[=@](?=.)/, '')
        .replace(/(?<=.)[*?]$/, '');
    })
    .join(' ');
}

function matchesSomewhere(words: WordSequence, tokens: readonly string[]): boolean {
  return tokens.some((_, at) =>
    words.every((word, k) => at + k < tokens.length && satisfies(word, tokens[at + k]!)),
  );
}

/** Terms that never count because a term of the same frame, as heavy and written earlier or heavier, takes their words. */
function duplicates(entries: readonly Entry[], say: Say): void {
  forSameStart(entries, (later, earlier) => {
    if (later.frame !== earlier.frame) return;
    const [loser, winner] = earlier.cue.weight >= later.cue.weight ? [later, earlier] : [earlier, later];
    if (!covers(winner.cue.sequences, loser.cue.sequences)) return;
    const same = winner.cue.term.toLowerCase() === loser.cue.term.toLowerCase();
    say(
      'duplicate',
      loser,
      `${same ? 'stands twice' : 'never counts'}: '${winner.cue.term}'${lineOf(winner)} takes all its words`,
      'Remove it, or give it the greater weight.',
    );
  });
}

/** Terms of two frames that match the same words. */
function overlapping(entries: readonly Entry[], say: Say): void {
  forSameStart(entries, (later, earlier) => {
    if (later.frame === earlier.frame) return;
    const shared = sharedWords(earlier.cue.sequences, later.cue.sequences);
    if (shared === null) return;
    say(
      'overlapping',
      later,
      `and '${earlier.cue.term}' (${earlier.frame}${lineOf(earlier)}) both match '${shared}'`,
      'It counts for both frames: keep it where it tells them apart, and remove it from the other.',
    );
  });
}

const lineOf = ({ cue }: Entry): string => (cue.line === null ? '' : `, line ${cue.line}`);

/** Pairs of entries that may match the same words: as long as each other, and their first words begin with one letter. */
function forSameStart(entries: readonly Entry[], tell: (later: Entry, earlier: Entry) => void): void {
  const before = new Map<string, number[]>();
  entries.forEach((entry, i) => {
    const others = new Set<number>();
    const own = new Set<string>();
    for (const words of entry.cue.sequences) {
      const first = words[0]!;
      const starts =
        first.kind === 'any'
          ? ['']
          : first.kind === 'prefix'
            ? [first.text.slice(0, 1)]
            : first.forms.map((form) => form.slice(0, 1));
      for (const start of starts) own.add(`${words.length} ${start}`);
    }
    for (const key of own) {
      const known = before.get(key);
      if (known === undefined) before.set(key, [i]);
      else {
        for (const other of known) others.add(other);
        known.push(i);
      }
    }
    for (const other of [...others].sort((a, b) => a - b)) tell(entry, entries[other]!);
  });
}

/** The check as plain text, a finding a line. */
export function renderCodebookCheck({ findings, terms, documents }: CodebookCheck): string {
  return renderFindings(findings, counted(terms, 'term'), documents);
}
