/** Electronic books. */

import type { Format } from '../format.js';
import { notBegunAsNamed } from '../signature.js';

export const epub: Format = {
  name: 'epub',
  kind: 'documents',
  words: 'EPUB (.epub)',
  about: 'EPUB',
  extensions: ['.epub'],
  zipped: { named: true, mediaType: 'application/epub+zip' },
  named: notBegunAsNamed,
  load: async () => (await import('../office/epub.js')).readEpub,
};
