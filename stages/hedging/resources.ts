// The files that decide the hedging stage's results.
import { isAbsolute, resolve } from 'node:path';
import { encoderResources } from '../encoder-reading.js';
import { COMMON_WORDS } from '../masked-names.js';
import type { Resource } from '../stage.js';
import { CUE_STACK } from './accurate/stacked-cues.js';
import type { HedgingScheme } from './annotation.js';
import { CONLL_MODEL } from './conll.js';
import { COMMENTARY_MODEL } from './cue-model.js';
import { COMMENTARY_CANDIDATES, DEFAULT_LEXICON } from './lexicon.js';
import { type HedgingOptions, isAccurate } from './options.js';
import { SZEGED_MODEL } from './szeged.js';

const MODEL_OF_SCHEME: Readonly<Record<HedgingScheme, string>> = {
  commentary: COMMENTARY_MODEL,
  szeged: SZEGED_MODEL,
  conll: CONLL_MODEL,
};

const CANDIDATES: Resource = {
  path: COMMENTARY_CANDIDATES,
  kind: 'lexicon',
  licence: 'MIT',
  description: 'Words that are hedges in some contexts only; the classifier of cues decides.',
};

function modelResource(path: string): Resource {
  return {
    path: `${path}.bin`,
    kind: 'model',
    licence: 'MIT; trained on data without a stated licence, see stages/hedging/MODEL.md',
    description: 'Linear model that decides hedge cues in context.',
  };
}

const STACK: Resource = {
  path: CUE_STACK,
  kind: 'model',
  licence: 'MIT',
  description: 'Weights that put the classifier of cues and the encoder together.',
};

/** @throws UserError where the encoder is asked for and its package is absent. */
export function resourcesOf(options: HedgingOptions): readonly Resource[] {
  const { lexicon, scheme } = options;
  return [
    modelResource(MODEL_OF_SCHEME[scheme]),
    ...(scheme === 'commentary' ? [CANDIDATES, COMMON_WORDS] : []),
    ...(isAccurate(options) ? [STACK, ...encoderResources('tagging')] : []),
    lexicon === null
      ? {
          path: DEFAULT_LEXICON,
          kind: 'lexicon',
          licence: 'MIT',
          description: 'Cues of hedging, boosting and evidence with the conditions under which they count.',
        }
      : {
          path: isAbsolute(lexicon) ? lexicon : resolve(lexicon),
          kind: 'lexicon',
          licence: "the user's own",
          description: 'Cues of hedging given by the user.',
        },
  ];
}
