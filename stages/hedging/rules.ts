// What is decided by a lexicon's rules: the series that are no hedges, and the entries of a user's own lexicon.
import type { TokenisedDocument } from '../tokenising/annotation.js';
import type { Vocabulary } from '../vocabulary.js';
import type { CueSeries } from './annotation.js';
import { CUE_THRESHOLD, type Disambiguate } from './candidates.js';
import { disambiguator } from './disambiguator.js';
import { COMMENTARY_CANDIDATES, DEFAULT_LEXICON, type Lexicon, type LexiconEntry } from './lexicon.js';
import { loadSzegedModel } from './szeged.js';

/**
 * The share of cues granted by the default lexicon's rules that a reader called right, by series; MODEL.md says on
 * which sentences. Null: not measured.
 */
const MEASURED_PRECISION: Readonly<Record<CueSeries, number | null>> = {
  hedge: null,
  booster: 0.82,
  evidential: 0.89,
  negated: null,
};

/** The probability of a cue whose conditions hold, null where none was measured; false where it is not granted. */
export type Rules = (
  document: TokenisedDocument,
  entry: LexiconEntry,
  first: number,
  after: number,
) => number | null | false;

/** The rules of a lexicon. The disambiguator is loaded only for a user's entries that ask for it. */
export function lexiconRules(lexicon: Lexicon, vocabulary: Vocabulary): Rules {
  const asks = lexicon.entries.some(({ disambiguate, file }) => disambiguate && file !== DEFAULT_LEXICON);
  const disambiguate: Disambiguate | null = asks ? disambiguator(loadSzegedModel(), vocabulary) : null;
  return (document, entry, first, after) => {
    if (entry.file === DEFAULT_LEXICON || entry.file === COMMENTARY_CANDIDATES)
      return MEASURED_PRECISION[entry.series];
    const probability =
      entry.disambiguate && disambiguate !== null ? disambiguate(document, entry, first, after) : null;
    return probability === null || probability >= CUE_THRESHOLD ? probability : false;
  };
}
