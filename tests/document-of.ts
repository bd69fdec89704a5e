import { type CorpusDocument, plainDocument } from '../corpora/document.js';

/** A document of our own making, for tests. */
export function documentOf(text: string, metadata: Partial<CorpusDocument> = {}): CorpusDocument {
  return { ...plainDocument('example', text), ...metadata };
}
