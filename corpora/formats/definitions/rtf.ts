/** Rich Text Format. */

import type { Format } from '../format.js';
import { beginsWith, notBegunAsNamed } from '../signature.js';

export const rtf: Format = {
  name: 'rtf',
  kind: 'documents',
  words: 'RTF (.rtf)',
  about: 'RTF',
  extensions: ['.rtf'],
  begins: (head) => beginsWith(head, '{\\rtf'),
  named: notBegunAsNamed,
  load: async () => (await import('../office/rtf.js')).readRtf,
};
