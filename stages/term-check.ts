/** What checks of lexicons and codebooks share: findings, and a reader of the tokens that texts are cut into. */
import type { TokenisedDocument } from './tokenising/annotation.js';
import { Tokeniser } from './tokenising/tokenise.js';
import { Wink } from './tokenising/wink.js';
import { Vocabulary } from './vocabulary.js';

/** Something to mend in a list of terms: an entry of a lexicon, a term of a codebook. */
export interface TermFinding {
  readonly kind: string;
  readonly file: string;
  /** Null where the file's form keeps no lines. */
  readonly line: number | null;
  readonly message: string;
  readonly remedy: string;
}

/** Tokenises texts and gives what `look`, set up with the vocabulary before the first text, makes of each. */
export function tokenReader<T>(
  look: (vocabulary: Vocabulary) => (document: TokenisedDocument) => T,
): (text: string) => T {
  const vocabulary = new Vocabulary();
  const tokeniser = new Tokeniser(new Wink(), vocabulary);
  const read = look(vocabulary);
  vocabulary.seal();
  return (text) => read(tokeniser.tokenise(text));
}

/** The words that the tokeniser makes of a text. */
export function wordsOf(document: TokenisedDocument, vocabulary: Vocabulary): string[] {
  return Array.from(document.word, (id) => vocabulary.wordOf(id));
}

export function counted(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString('en-US')} ${n === 1 ? one : many}`;
}

/** A check as plain text: a finding a line with its remedy, then how much was looked at and found. */
export function renderFindings(
  findings: readonly TermFinding[],
  looked: string,
  documents: number | null,
): string {
  const lines = findings.map(
    ({ file, line, kind, message, remedy }) =>
      `${file}${line === null ? '' : `:${line}`}: ${kind}: ${message}\n    ${remedy}`,
  );
  const corpus = documents === null ? '' : `, ${counted(documents, 'document')}`;
  const kinds = new Map<string, number>();
  for (const { kind } of findings) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  const found =
    findings.length === 0
      ? 'nothing found'
      : `${counted(findings.length, 'finding')} (${[...kinds]
          .sort(([, a], [, b]) => b - a)
          .map(([kind, n]) => `${n} ${kind}`)
          .join(', ')})`;
  const summary = `${looked}${corpus}: ${found}`;
  return `${[summary, ...(lines.length === 0 ? [] : ['', ...lines])].join('\n')}\n`;
}
