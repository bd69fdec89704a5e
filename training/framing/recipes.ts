/** How the shipped models and the user's are fitted. */
import type { Recipe } from './cross-validation.js';

/**
 * The shipped generic model: each frame's own cues and stems, strongly regularised, so that the few hundred climate
 * articles that it was trained on do not make it a classifier of climate news.
 */
export const GENERIC_RECIPE: Recipe = {
  pairs: false,
  letters: null,
  wordScale: 3,
  letterScale: 0,
  cueScale: 1,
  vectorScale: 0,
  stateScale: 0,
  ownCuesOnly: true,
  minimumDocuments: 5,
  maximumShare: 0.6,
  c: 0.1,
  loss: 'logistic',
};

/** Users' codebooks: stems, pairs, letters, vectors of the stems, and the cues of all codebooks. */
export const USER_RECIPE: Recipe = {
  pairs: true,
  letters: [2, 5],
  wordScale: 1,
  letterScale: 1,
  cueScale: 0.1,
  vectorScale: 1,
  stateScale: 0,
  ownCuesOnly: false,
  minimumDocuments: 1,
  maximumShare: 1,
  c: 0.5,
  loss: 'squared-hinge',
};

/** The same with the encoder's states; their weight was chosen by cross-validation on the headlines of gvfc.train. */
export const ACCURATE_RECIPE: Recipe = { ...USER_RECIPE, stateScale: 1 };
