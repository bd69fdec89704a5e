/** What the stage rests on; reports print it as references. */
import type { Citation } from '../stage.js';
import { loadCodebook, SHIPPED_CODEBOOKS } from './load-codebook.js';

const calibration: Citation = {
  key: 'platt1999',
  authors: 'Platt, John C.',
  year: 1999,
  title:
    'Probabilistic Outputs for Support Vector Machines and Comparisons to Regularized Likelihood Methods',
  venue: 'Advances in Large Margin Classifiers, MIT Press, 61-74',
  use: 'scores of frames as probabilities that a coder sees them',
};

/** Those of the shipped codebooks, and of what was done with them. */
export const citations: readonly Citation[] = [
  ...SHIPPED_CODEBOOKS.flatMap((name) => loadCodebook(name).citation ?? []),
  calibration,
];
