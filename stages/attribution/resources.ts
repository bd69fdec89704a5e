// The files that decide the attribution stage's results.
import { MARGINALS_KERNEL } from '../../models/crf/marginals.js';
import { encoderResources } from '../encoder-reading.js';
import { COMMON_WORDS } from '../masked-names.js';
import type { Resource } from '../stage.js';
import { RELATION_STACK } from './accurate/stacked-relations.js';
import { LEXICON_PATH } from './lexicon.js';
import { type AttributionOptions, isAccurate } from './options.js';
import { RELATIONS_PATH } from './relations/relation-model.js';
import { MODEL_PATH } from './tagger-model.js';

const modelFiles: readonly Resource[] = [
  {
    path: MODEL_PATH,
    kind: 'model',
    licence: 'MIT',
    description: 'Words, tables, weights and thresholds of the attribution tagger.',
  },
  {
    path: MARGINALS_KERNEL,
    kind: 'model',
    licence: 'MIT',
    description: 'Inner loops of the attribution tagger.',
  },
];

const relationFiles: readonly Resource[] = [
  {
    path: RELATIONS_PATH,
    kind: 'model',
    licence: 'MIT',
    description: 'Weights and thresholds of the models that choose cues, contents and sources.',
  },
];

const lexicon: Resource = {
  path: LEXICON_PATH,
  kind: 'lexicon',
  licence: 'MIT',
  description: 'Reporting verbs, nouns and phrases, and nouns of generic sources.',
};

const stack: Resource = {
  path: RELATION_STACK,
  kind: 'model',
  licence: 'MIT',
  description: 'Weights that put the models of relations and the encoder together.',
};

/** @throws UserError where the encoder is asked for and its package is absent. */
export function resourcesOf(options: AttributionOptions): readonly Resource[] {
  const { method, scheme } = options;
  if (method === 'rules') return [COMMON_WORDS, lexicon];
  return [
    ...modelFiles,
    ...(scheme === 'commentary' ? relationFiles : []),
    ...(isAccurate(options) ? [stack, ...encoderResources('tagging')] : []),
    COMMON_WORDS,
    lexicon,
  ];
}
