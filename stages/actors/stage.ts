/** Named people, organisations, places and groups, and every mention of them that can be told. */
import { readAccuracy } from '../accuracy.js';
import type { WithRows } from '../column-batch.js';
import { eachDocument, type Stage } from '../stage.js';
import type { ActorsAnnotation } from './annotation.js';
import { citations } from './citations.js';
import { actorColumns } from './columns.js';
import { actorFinder, type Given } from './find-actors.js';
import { type ActorsOptions, options } from './options.js';
import { resourcesOf } from './resources.js';

export const actors: Stage<Given, WithRows<ActorsAnnotation>, ActorsOptions> = {
  name: 'actors',
  title: 'Actors',
  description:
    'Finds names of people, organisations, places, facilities and groups, links short names, acronyms, descriptions and pronouns to them, and reports what stays ambiguous or unresolved.',
  version: '6',
  requires: ['tokenising', 'attribution'],
  options,
  columns: () => actorColumns,
  resources: resourcesOf,
  citations,
  accuracy: readAccuracy('stages/actors/accuracy.json'),
  async create({ options, vocabulary }) {
    return eachDocument(actorFinder(vocabulary, options));
  },
};
