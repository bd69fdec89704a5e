/** What stages ask of a language; English is in `en/`, and another one can stand beside it. */
import type { PosTag } from './parts-of-speech.js';

/** Verbs that give a statement or thought to somebody, in their dictionary forms, by what may follow them. */
export interface ReportingVerbs {
  /** Take a quotation, a that-clause or a bare clause: "X said (that) …", "'…,' X added". */
  readonly statement: readonly string[];
  /** Thoughts and attitudes toward a proposition: "X believes that …". */
  readonly thought: readonly string[];
  /** Take what is said of or to somebody as an object: "X criticised the plan", "X accused them of …". */
  readonly evaluation: readonly string[];
  /** Documents, polls and studies speak with these: "a study found that …". */
  readonly showing: readonly string[];
  /** Lay a claim on somebody, by statement or thought; wants, demands and doings do not. */
  readonly claiming: readonly string[];
}

export interface Language {
  /** BCP 47: `en`. */
  readonly code: string;
  readonly name: string;
  /**
   * All inflected forms of a word, itself first: what a term of a lexicon or codebook matches. Forms that no text has are
   * harmless.
   *
   * @param word - a dictionary form in lower case.
   * @param pos - where the term is limited to these parts of speech, only their forms are made; null for all.
   */
  inflect(word: string, pos: readonly PosTag[] | null): readonly string[];
  /** The forms of a verb, itself first. */
  verbForms(verb: string): readonly string[];
  /** A noun and its plurals. */
  nounForms(noun: string): readonly string[];
  /** One key for all inflected forms of a word; not always a word itself. */
  stem(word: string): string;
  /**
   * The tokens that a written word is cut into, in lower case: "can't" is "ca" and "n't", "pro-life" is "pro", "-" and
   * "life".
   */
  tokens(written: string): readonly string[];
  readonly reportingVerbs: ReportingVerbs;
  /** Syllables of a word, at least 1. */
  countSyllables(word: string): number;
}
