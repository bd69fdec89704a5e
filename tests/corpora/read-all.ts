import type { Corpus, CorpusDocument, Reject } from '../../corpora/document.js';

export async function readAll(corpus: Corpus): Promise<{ documents: CorpusDocument[]; rejects: Reject[] }> {
  const documents: CorpusDocument[] = [];
  const rejects: Reject[] = [];
  for await (const item of corpus.read()) {
    if (item.kind === 'document') documents.push(item.document);
    else rejects.push(item.reject);
  }
  return { documents, rejects };
}
