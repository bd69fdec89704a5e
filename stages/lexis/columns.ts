/** The columns that the stage adds. */
import { type Column, column, field, int32, list, struct, utf8 } from '../columns.js';
import { lexicalDiversity, readability } from './measures.js';

export const lexisColumns: readonly Column[] = [
  column(
    'term_counts',
    list(
      struct([
        field(
          'term',
          utf8,
          'The word in lower case, apostrophes straightened; "can\'t" counts as "ca" and "n\'t".',
        ),
        field('count', int32, 'Its occurrences in the document.', { unit: 'tokens' }),
      ]),
    ),
    'Every word of the document with its count, sorted by word.',
  ),
  column(
    'shingle_minima',
    list(int32),
    'One-permutation MinHash signature of the five-word shingles, 64 bins, -1 for an empty one: texts that share half their shingles or more are near-duplicates. Empty under five words.',
  ),
  ...readability.columns,
  ...lexicalDiversity.columns,
];
