/** Decides whether a word of the lexicon is a hedge where it stands. */
import { POS } from '../tokenising/annotation.js';
import type { Vocabulary } from '../vocabulary.js';
import type { Disambiguate } from './candidates.js';
import type { HashedLinearModel } from './linear-model.js';
import { szegedClassifier } from './szeged.js';
import { wordSet } from './word-values.js';

/**
 * The learned disambiguator of the commentary scheme: the Szeged classifier's probability that the cue's
 * word is a cue of any kind here. It says nothing of words that its training data never had as a cue.
 */
export function disambiguator(model: HashedLinearModel, vocabulary: Vocabulary): Disambiguate {
  const isKnown = wordSet(vocabulary, model.header.words);
  const classify = szegedClassifier(model, vocabulary);
  return (document, _entry, first, after) => {
    let most: number | null = null;
    for (let t = first; t < after; t++) {
      if (isKnown(document.word[t]!) === 0 || document.pos[t] === POS.PUNCT) continue;
      most = Math.max(most ?? 0, 1 - classify(document, t)[0]!);
    }
    return most;
  };
}
