/** PDF with text. */

import type { Format } from '../format.js';
import { beginsWith, notBegunAsNamed } from '../signature.js';

export const pdf: Format = {
  name: 'pdf',
  kind: 'documents',
  words: 'PDF with text (.pdf)',
  about: 'PDF with text',
  extensions: ['.pdf'],
  // A PDF may have other bytes before its beginning.
  begins: (head, extension) =>
    beginsWith(head, '%PDF-') || (extension === '.pdf' && head.subarray(0, 1024).includes('%PDF-')),
  named: notBegunAsNamed,
  load: async () => (await import('../office/pdf.js')).readPdf,
};
