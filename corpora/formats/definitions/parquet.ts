/** Apache Parquet. */

import type { Format } from '../format.js';
import { beginsWith } from '../signature.js';

export const parquet: Format = {
  name: 'parquet',
  kind: 'records',
  words: 'Parquet (.parquet)',
  about: 'Parquet',
  extensions: ['.parquet', '.pq'],
  begins: (head) => beginsWith(head, 'PAR1'),
  named: () => ({ unknown: 'it is named as Parquet but does not begin with the bytes PAR1' }),
  load: async () => (await import('../parquet.js')).readParquet,
};
