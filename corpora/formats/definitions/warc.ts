/** Web archives. */

import type { Format } from '../format.js';
import { beginsWith } from '../signature.js';

export const warc: Format = {
  name: 'warc',
  kind: 'the web',
  words: 'web archives (.warc, .arc)',
  about: 'WARC and ARC',
  extensions: ['.warc', '.wet', '.arc'],
  begins: (head) => beginsWith(head, 'WARC/') || beginsWith(head, 'filedesc://'),
  load: async () => (await import('../warc/read-warc.js')).readWarc,
};
