/** Texts exported from annotation tools. */

import type { Format } from '../format.js';
import { beginsWith } from '../signature.js';

export const annotation: Format = {
  name: 'annotation',
  kind: 'annotation',
  words: 'INCEpTION and WebAnno exports (.xmi, .tsv, .json)',
  about: 'INCEpTION and WebAnno (XMI, TSV, JSON): the text that was annotated',
  extensions: ['.xmi'],
  begins: (head) =>
    beginsWith(head, '#FORMAT=WebAnno TSV 3') ||
    /^\s*\{\s*"%(?:TYPES|FEATURE_STRUCTURES|VIEWS)"/.test(head.toString('latin1')),
  roots: ['xmi'],
  load: async () => (await import('../annotation.js')).readAnnotation,
};
