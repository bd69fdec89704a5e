/** The classifier of cues in the scheme of the Szeged corpus. */
import { fromPackageRoot } from '../../base/package-root.js';
import { hedgingModelStem as stemOf } from '../../language/en/model-stems.js';
import type { TokenisedDocument } from '../tokenising/annotation.js';
import type { Vocabulary } from '../vocabulary.js';
import type { HedgeType, SzegedType } from './annotation.js';
import { MAXIMUM_FEATURES, tokenFeatures } from './features.js';
import { type HashedLinearModel, loadHashedLinearModel } from './linear-model.js';

export const SZEGED_MODEL = 'stages/hedging/models/szeged';

/** Class 0 is no cue. */
export const SZEGED_CLASSES = ['none', 'epistemic', 'doxastic', 'condition', 'investigation'] as const;

/**
 * Szeged's types in ours. A doxastic cue ("they believe", "is considered") lays the claim on somebody's
 * belief, as an attribution shield does; an investigated matter is one not known to be true.
 */
export const HEDGE_TYPE_OF_SZEGED: Readonly<Record<SzegedType, HedgeType>> = {
  epistemic: 'plausibility',
  doxastic: 'attribution',
  condition: 'conditional',
  investigation: 'plausibility',
};

export function loadSzegedModel(): HashedLinearModel {
  return loadHashedLinearModel(fromPackageRoot(SZEGED_MODEL));
}

/** The probabilities of `SZEGED_CLASSES` for a token in its sentence. */
export function szegedClassifier(
  model: HashedLinearModel,
  vocabulary: Vocabulary,
): (document: TokenisedDocument, token: number) => Float64Array {
  const featuresOf = tokenFeatures(vocabulary);
  const features = new Int32Array(MAXIMUM_FEATURES);
  const out = new Float64Array(SZEGED_CLASSES.length);
  return (document, token) => {
    model.probabilities(features, featuresOf(document, token, features), out);
    return out;
  };
}

/** 1 for every form of the words given, 0 for all others. */
export function formsOf(words: Iterable<string>, vocabulary: Vocabulary): (id: number) => number {
  const stems = new Set(Array.from(words, stemOf));
  return vocabulary.table((word) => (stems.has(stemOf(word)) ? 1 : 0));
}

/** A semantic uncertainty cue, tokens [first, after). */
export interface SzegedCue {
  readonly first: number;
  readonly after: number;
  readonly type: SzegedType;
  readonly probability: number;
}

/** Tags a document with Szeged's cues: every form of a word that was ever a cue is decided in context. */
export function szegedTagger(
  model: HashedLinearModel,
  vocabulary: Vocabulary,
): (document: TokenisedDocument) => SzegedCue[] {
  const { words, phrases, threshold } = model.header;
  const isCandidate = formsOf(words, vocabulary);
  const phraseWords = Object.entries(phrases)
    .map(([phrase, type]) => ({
      ids: phrase.split(' ').map((word) => vocabulary.intern(word)),
      type: type as SzegedType,
    }))
    .sort((a, b) => b.ids.length - a.ids.length);
  const classify = szegedClassifier(model, vocabulary);
  return (document) => {
    const found: SzegedCue[] = [];
    const { word, tokenCount } = document;
    for (let t = 0; t < tokenCount; t++) {
      const phrase = phraseWords.find(({ ids }) => ids.every((id, k) => word[t + k] === id));
      if (phrase !== undefined) {
        found.push({ first: t, after: t + phrase.ids.length, type: phrase.type, probability: 1 });
        t += phrase.ids.length - 1;
        continue;
      }
      if (isCandidate(word[t]!) === 0) continue;
      const p = classify(document, t);
      if (1 - p[0]! < threshold) continue;
      let best = 1;
      for (let k = 2; k < p.length; k++) if (p[k]! > p[best]!) best = k;
      found.push({
        first: t,
        after: t + 1,
        type: SZEGED_CLASSES[best] as SzegedType,
        probability: 1 - p[0]!,
      });
    }
    return found;
  };
}
