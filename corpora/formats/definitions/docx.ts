/** Word documents. */

import type { Format } from '../format.js';
import { notBegunAsNamed } from '../signature.js';

export const docx: Format = {
  name: 'docx',
  kind: 'documents',
  words: 'Word documents (.docx)',
  about: 'Word (.docx)',
  extensions: ['.docx'],
  zipped: {
    named: true,
    holds: (head) => head.includes('word/document.xml') || head.includes('word/_rels/'),
  },
  named: notBegunAsNamed,
  load: async () => (await import('../office/docx.js')).readDocx,
};
