// Hedges, boosters, evidentials and negated hedges, decided in context, typed, with scope and voice.
import { readAccuracy } from '../accuracy.js';
import type { AttributionAnnotation } from '../attribution/annotation.js';
import { loadTower, taggedTokens } from '../encoder-reading.js';
import { NameMask } from '../masked-names.js';
import { eachDocument, type Stage } from '../stage.js';
import type { TokenisedDocument } from '../tokenising/annotation.js';
import { cueJudge, HEDGE_OUTPUT, loadCueStack, typesOf } from './accurate/stacked-cues.js';
import type { HedgingAnnotation } from './annotation.js';
import { citations } from './citations.js';
import { hedgingColumns } from './columns.js';
import { hedgeFinder } from './find-cues.js';
import { type HedgingOptions, isAccurate, options } from './options.js';
import { resourcesOf } from './resources.js';

export interface Given {
  readonly tokenising: TokenisedDocument;
  readonly attribution: AttributionAnnotation;
}

export const hedging: Stage<Given, HedgingAnnotation, HedgingOptions> = {
  name: 'hedging',
  title: 'Hedging',
  description:
    'Finds the words by which writer and sources withhold or assert commitment, decides them in context, and says what they cover and whose they are.',
  version: '8',
  requires: ['tokenising', 'attribution'],
  options,
  columns: () => hedgingColumns,
  resources: resourcesOf,
  citations,
  accuracy: readAccuracy('stages/hedging/accuracy.json'),
  async create({ options, vocabulary, language }) {
    const find = hedgeFinder(vocabulary, language, options);
    if (!isAccurate(options))
      return eachDocument(({ tokenising, attribution }) => find(tokenising, attribution));
    const [encoder, stack] = [await loadTower('tagging', options.runtime), loadCueStack()];
    const names = new NameMask(vocabulary);
    return async (given) => {
      const annotations: HedgingAnnotation[] = [];
      for (const { tokenising, attribution } of given) {
        const { [HEDGE_OUTPUT]: odds } = await taggedTokens(encoder, names.mask(tokenising), [HEDGE_OUTPUT]);
        annotations.push(find(tokenising, attribution, cueJudge(stack, odds, typesOf(encoder))));
      }
      return annotations;
    };
  },
};
