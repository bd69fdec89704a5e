/** The files that the stage reads. */
import type { Resource } from '../stage.js';
import { FAST_MODEL, MODEL_HEADER } from './model-header.js';
import { MODELS, type SentimentModel } from './models/model-registry.js';
import { LEXICON, OPINION_WORDS } from './words.js';

/** @throws UserError where the package with the encoder is absent and `model` asks for it. */
export const resourcesOf = (model: SentimentModel): Resource[] => [
  {
    path: LEXICON,
    kind: 'lexicon',
    licence: 'MIT',
    description: 'Function words by which the syntax around a mention is read.',
  },
  {
    path: OPINION_WORDS,
    kind: 'lexicon',
    licence: 'MIT',
    description: 'Polarity of words, after Hu & Liu (2004).',
  },
  {
    path: MODEL_HEADER,
    kind: 'model',
    licence: 'MIT',
    description: "How the fast model's scores become probabilities and labels.",
  },
  {
    path: FAST_MODEL,
    kind: 'model',
    licence: 'MIT',
    description:
      'An attention bag trained on NewsMTSC, on commentary and world news coded by language-model readers, and on composed minimal pairs; see MODEL.md beside it.',
  },
  ...MODELS[model].resources(),
];
