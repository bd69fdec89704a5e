/** Term counts for keyness; readability; lexical diversity. */
import { z } from 'zod';
import { hashText } from '../../base/random.js';
import { readAccuracy } from '../accuracy.js';
import type { WithRows } from '../column-batch.js';
import { eachDocument, type Stage } from '../stage.js';
import type { TokenisedDocument } from '../tokenising/annotation.js';
import type { LexisAnnotation } from './annotation.js';
import { citations } from './citations.js';
import { lexisColumns } from './columns.js';
import { lexicalDiversity, readability } from './measures.js';
import { countText, wordTables } from './readability.js';
import { shingleMinima } from './shingles.js';
import { sortKey, termCounts, WordCounter } from './term-counts.js';

export interface Given {
  readonly tokenising: TokenisedDocument;
}

export const lexis: Stage<Given, WithRows<LexisAnnotation>, object> = {
  name: 'lexis',
  title: 'Words, readability and diversity',
  description: 'Counts every word, how hard the text is to read, and how varied its vocabulary is.',
  version: '1',
  requires: ['tokenising'],
  options: z.object({}),
  columns: () => lexisColumns,
  resources: () => [],
  citations,
  accuracy: readAccuracy('stages/lexis/accuracy.json'),
  async create({ vocabulary, language }) {
    const counter = new WordCounter();
    const keyOf = vocabulary.table(sortKey);
    const hashOf = vocabulary.table(hashText);
    const tables = wordTables(vocabulary, language);
    return eachDocument(({ tokenising }) => {
      const sequence = counter.sequence(tokenising);
      return {
        term_counts: termCounts(sequence, vocabulary, keyOf),
        shingle_minima: shingleMinima(sequence, hashOf),
        ...readability.values(countText(tokenising, sequence, tables)),
        ...lexicalDiversity.values(sequence),
      };
    });
  },
};
