import { plainDocument } from '../corpora/document.js';
import { loadPlan, planStages } from './plan.js';
import type { AnyStage } from './stage.js';
import type { TokenisedDocument } from './tokenising/annotation.js';
import type { Vocabulary } from './vocabulary.js';

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
  const checking: Pick<AnyStage, 'requires' | 'create'> = {
    requires: ['tokenising'],
    create({ vocabulary }) {
      const read = look(vocabulary);
      return ({ tokenising }: { readonly tokenising: TokenisedDocument }) => ({ seen: read(tokenising) });
    },
  };
  const stage = { ...checking, name: 'checking' } as AnyStage;
  const { stages } = planStages({}, ['tokenising']);
  const annotate = loadPlan({
    stages: [...stages, { stage, options: {}, columns: [], resources: [] }],
    columns: [],
  });
  return (text) => annotate(plainDocument('check', text)).checking!.seen as T;
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
  const found = findings.length === 0 ? 'nothing found' : counted(findings.length, 'finding');
  return `${[...lines, `${looked}${corpus}: ${found}`].join('\n')}\n`;
}
