// Hedges, boosters, evidentials and negated hedges, decided in context, typed, with scope and voice.
import { readAccuracy } from '../accuracy.js';
import type { AttributionAnnotation } from '../attribution/annotation.js';
import { eachDocument, type Stage } from '../stage.js';
import type { TokenisedDocument } from '../tokenising/annotation.js';
import type { HedgingAnnotation } from './annotation.js';
import { citations } from './citations.js';
import { hedgingColumns } from './columns.js';
import { hedgeFinder } from './find-cues.js';
import { type HedgingOptions, options } from './options.js';
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
  version: '6',
  requires: ['tokenising', 'attribution'],
  options,
  columns: () => hedgingColumns,
  resources: resourcesOf,
  citations,
  accuracy: readAccuracy('stages/hedging/accuracy.json'),
  async create({ options, vocabulary, language }) {
    const find = hedgeFinder(vocabulary, language, options);
    return eachDocument(({ tokenising, attribution }) => find(tokenising, attribution));
  },
};
