/** What the stage rests on; reports print it as references. */
import type { Citation } from '../stage.js';

export const citations: readonly Citation[] = [
  {
    key: 'winknlp',
    authors: 'GRAYPE Systems',
    year: 2025,
    title: 'winkNLP 2.4 with the English lite web model 1.8',
    venue: 'npm (MIT)',
    url: 'https://winkjs.org/wink-nlp/',
    use: 'tokens, sentence boundaries and parts of speech',
  },
];
