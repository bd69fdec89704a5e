/** Finds the entries of a hedge lexicon in documents, the longest first. */
import { type AtToken, TermMatcher } from '../../language/terms/matcher.js';
import type { TokenisedDocument } from '../tokenising/annotation.js';
import type { Vocabulary } from '../vocabulary.js';
import type { LexiconEntry } from './lexicon.js';

/** Whether the tokens [first, after), which an entry matches, are a cue here. */
export type Accept = (entry: number, first: number, after: number) => boolean;

export class LexiconMatcher {
  readonly #matcher: TermMatcher;
  readonly #atToken: AtToken;
  #accept: Accept = () => false;

  constructor(entries: readonly Pick<LexiconEntry, 'sequences'>[], vocabulary: Vocabulary) {
    this.#matcher = new TermMatcher(
      entries.map(({ sequences }) => sequences),
      vocabulary,
    );
    const matcher = this.#matcher;
    this.#atToken = (first, count) => {
      const { terms, afters } = matcher;
      if (count > 1) sortLongestFirst(terms, afters, count);
      for (let k = 0; k < count; k++) {
        const after = afters[k]!;
        if (this.#accept(terms[k]!, first, after)) return after;
      }
      return first + 1;
    };
  }

  /**
   * Finds cues leftmost-longest within sentences: at each token the longest candidate that `accept` grants wins, among
   * equally long ones the entry written first, and the search goes on behind it.
   */
  scan(document: TokenisedDocument, accept: Accept): void {
    this.#accept = accept;
    this.#matcher.scan(document, this.#atToken);
  }
}

function sortLongestFirst(terms: Int32Array, afters: Int32Array, count: number): void {
  for (let k = 1; k < count; k++) {
    const term = terms[k]!;
    const after = afters[k]!;
    let at = k;
    for (; at > 0; at--) {
      const before = afters[at - 1]!;
      if (before > after || (before === after && terms[at - 1]! < term)) break;
      terms[at] = terms[at - 1]!;
      afters[at] = before;
    }
    terms[at] = term;
    afters[at] = after;
  }
}
