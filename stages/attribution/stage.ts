// Who is said to say or think what: sources, cues, contents; hence the voice of every token.
import { readAccuracy } from '../accuracy.js';
import { loadTower, taggedTokens } from '../encoder-reading.js';
import { NameMask } from '../masked-names.js';
import { eachDocument, type Stage } from '../stage.js';
import type { TokenisedDocument } from '../tokenising/annotation.js';
import { ROLE_OUTPUTS } from './accurate/stacked-relations.js';
import type { AttributionAnnotation } from './annotation.js';
import { attributor } from './attribute.js';
import { citations } from './citations.js';
import { attributionColumns } from './columns.js';
import { type AttributionOptions, isAccurate, options } from './options.js';
import { resourcesOf } from './resources.js';

export interface Given {
  readonly tokenising: TokenisedDocument;
}

export const attribution: Stage<Given, AttributionAnnotation, AttributionOptions> = {
  name: 'attribution',
  title: 'Attribution',
  description:
    'Finds statements and thoughts given to others than the writer, directly, indirectly or vaguely, and so whose voice each word stands in.',
  version: '8',
  requires: ['tokenising'],
  options,
  columns: () => attributionColumns,
  resources: resourcesOf,
  citations,
  accuracy: readAccuracy('stages/attribution/accuracy.json'),
  async create({ vocabulary, language, options }) {
    const attribute = attributor(vocabulary, language, options);
    if (!isAccurate(options)) return eachDocument(({ tokenising }) => attribute(tokenising));
    const encoder = await loadTower('tagging', options.runtime);
    const names = new NameMask(vocabulary);
    return async (given) => {
      const annotations: AttributionAnnotation[] = [];
      for (const { tokenising } of given)
        annotations.push(
          attribute(tokenising, await taggedTokens(encoder, names.mask(tokenising), ROLE_OUTPUTS)),
        );
      return annotations;
    };
  },
};
