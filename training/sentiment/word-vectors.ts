/** The word vectors that training begins with. */
import { fromPackageRoot } from '../../base/package-root.js';
import { WordVectors } from '../../models/word-vectors.js';

/** In the package: `train frames` reads them too. */
export const WORD_VECTORS = 'stages/sentiment/word-vectors.bin';
export const DIMENSIONS = 100;

export function loadWordVectors(): WordVectors {
  return WordVectors.load(fromPackageRoot(WORD_VECTORS));
}
