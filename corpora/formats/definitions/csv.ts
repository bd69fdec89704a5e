/** Delimited tables. */
import type { Format } from '../format.js';

export const csv: Format = {
  name: 'csv',
  kind: 'records',
  words: 'CSV and TSV (.csv, .tsv)',
  about: 'CSV and TSV',
  extensions: ['.csv', '.tsv', '.tab'],
  plainText: true,
  load: async () => (await import('../delimited.js')).readDelimited,
};
