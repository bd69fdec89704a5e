import type { CorpusDocument } from '../corpora/document.js';

/** A document of our own making, for tests. */
export function documentOf(text: string, metadata: Partial<CorpusDocument> = {}): CorpusDocument {
  return {
    id: 'example',
    text,
    outlet: null,
    title: null,
    author: null,
    published: null,
    section: null,
    url: null,
    language: null,
    extra: {},
    ...metadata,
  };
}
