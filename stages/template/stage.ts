/** A stage to copy: a new stage begins as a copy of this folder. It is not in the registry. */
import { z } from 'zod';
import { readAccuracy } from '../accuracy.js';
import { eachDocument, type Stage } from '../stage.js';
import type { TokenisedDocument } from '../tokenising/annotation.js';
import type { Question, TemplateAnnotation } from './annotation.js';
import { citations } from './citations.js';
import { templateColumns } from './columns.js';
import { questionMeasures } from './measures.js';

export interface Given {
  readonly tokenising: TokenisedDocument;
}

const options = z.strictObject({
  mark: z.string().length(1).default('?').describe('The character that a question ends in.'),
});

export const template: Stage<Given, TemplateAnnotation, z.infer<typeof options>> = {
  name: 'template',
  title: 'Questions',
  description: 'Finds the sentences that ask.',
  version: '1',
  requires: ['tokenising'],
  options,
  columns: () => templateColumns,
  resources: () => [],
  citations,
  accuracy: readAccuracy('stages/template/accuracy.json'),
  async create({ options: { mark } }) {
    return eachDocument(({ tokenising: d }) => {
      const questions: Question[] = [];
      d.sentences.forEach(({ start, end }, sentence) => {
        const surface = d.text.slice(start, end);
        if (surface.endsWith(mark)) questions.push({ start, end, surface, sentence });
      });
      return {
        questions,
        ...questionMeasures.values({ questions: questions.length, words: d.word_count }),
      };
    });
  },
};
