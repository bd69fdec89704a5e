/** The columns that the stage adds, each with its unit: documentation, Arrow schema and reports are made from them. */
import { type Column, column, field, int32, list, spanFields, struct } from '../columns.js';
import { questionMeasures } from './measures.js';

export const templateColumns: readonly Column[] = [
  column(
    'questions',
    list(
      struct([
        ...spanFields,
        field('sentence', int32, 'Index of the sentence in `sentences`.', { unit: 'sentences' }),
      ]),
    ),
    'Sentences that end in a question mark, in text order.',
  ),
  ...questionMeasures.columns,
];
