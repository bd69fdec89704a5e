/** A sentence as the sentiment models read it: other names are one word. */
import { hashText } from '../../base/random.js';
import { FLAG, POS, type TokenisedDocument } from '../tokenising/annotation.js';
import { AUXILIARY, TRAIT, type WordTables } from './words.js';

/** All names look alike to the models, so that they learn what is said and not of whom. */
const NAME = hashText('<name>') | 0;
const NUMBER = hashText('<number>') | 0;

/** Longer sentences are read in part, around the mention. */
export const LONGEST_SENTENCE = 512;

/** How far before a word a negator still negates it, in tokens of the same clause. */
const NEGATION_REACH = 4;

/**
 * What the models see of one sentence, found once for all the mentions in it: parallel arrays, one entry a
 * token, index 0 the sentence's first. One instance is refilled sentence after sentence.
 */
export class SentenceView {
  length = 0;
  /** The sentence's first token in the document. */
  first = 0;
  /** Hashes of the words and of their stems: after `readHashes()` only. */
  readonly hash = new Int32Array(LONGEST_SENTENCE);
  readonly stem = new Int32Array(LONGEST_SENTENCE);
  readonly word = new Int32Array(LONGEST_SENTENCE);
  readonly traits = new Int32Array(LONGEST_SENTENCE);
  readonly pos = new Uint8Array(LONGEST_SENTENCE);
  /** Number of the clause, roughly: counted at marks, conjunctions and relative words. */
  readonly clause = new Int16Array(LONGEST_SENTENCE);
  readonly negated = new Uint8Array(LONGEST_SENTENCE);
  /** Polarity by the opinion lexicon, turned where negated: -1, 0, 1. */
  readonly polarity = new Int8Array(LONGEST_SENTENCE);
  readonly quoted = new Uint8Array(LONGEST_SENTENCE);
  #unhashed: { readonly document: TokenisedDocument; readonly words: WordTables } | null = null;

  read(document: TokenisedDocument, from: number, to: number, words: WordTables): void {
    const n = Math.min(to - from, LONGEST_SENTENCE);
    this.length = n;
    this.first = from;
    this.#unhashed = { document, words };
    let clause = 0;
    let quote = 0;
    let negator = -1;
    let clauseBegan = 0;
    for (let i = 0; i < n; i++) {
      const token = from + i;
      const id = document.word[token]!;
      const pos = document.pos[token]!;
      const traits = words.traits(id);
      this.word[i] = id;
      this.pos[i] = pos;
      this.traits[i] = traits;
      if ((traits & TRAIT.openQuote) !== 0) quote = 1;
      else if ((traits & TRAIT.closeQuote) !== 0) quote = 0;
      else if ((traits & TRAIT.straightQuote) !== 0) quote = 1 - quote;
      this.quoted[i] = quote;
      if ((traits & (TRAIT.clauseMark | TRAIT.clauseOpener)) !== 0) {
        // "and", "," between names or adjectives join words, not clauses; a verb must follow soon.
        if (i > clauseBegan + 1) clause++;
        clauseBegan = i;
        negator = (traits & TRAIT.negator) !== 0 ? i : -1;
      } else if ((traits & TRAIT.negator) !== 0) negator = i;
      this.clause[i] = clause;
      const negated = negator >= 0 && i > negator && i - negator <= NEGATION_REACH ? 1 : 0;
      this.negated[i] = negated;
      let polarity = 0;
      if (pos !== POS.PROPN && (traits & AUXILIARY) === 0) {
        if ((traits & TRAIT.positive) !== 0) polarity = 1;
        else if ((traits & TRAIT.negative) !== 0) polarity = -1;
      }
      this.polarity[i] = negated === 1 ? -polarity : polarity;
    }
  }

  /** Finds the hashes, if that is not done yet. */
  readHashes(): void {
    if (this.#unhashed === null) return;
    const { document, words } = this.#unhashed;
    this.#unhashed = null;
    for (let i = 0; i < this.length; i++) {
      const id = this.word[i]!;
      const name = this.pos[i] === POS.PROPN;
      const digit = (document.flags[this.first + i]! & FLAG.digit) !== 0;
      this.hash[i] = name ? NAME : digit ? NUMBER : words.hash(id);
      this.stem[i] = name ? NAME : words.stemHash(id);
    }
  }
}
