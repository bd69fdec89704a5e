/** The articles that the benchmarks analyse. */
import type { Corpus, CorpusDocument, CorpusSurvey } from '../corpora/document.js';
import { openCorpus } from '../corpora/open-corpus.js';

/** The first documents of a corpus, held in memory so that reading is not timed. */
export async function firstArticles(
  path: string,
  count: number,
): Promise<{ readonly documents: readonly CorpusDocument[]; readonly survey: CorpusSurvey }> {
  const corpus = openCorpus(path);
  const survey = await corpus.survey();
  const documents: CorpusDocument[] = [];
  for await (const item of corpus.read()) {
    if (item.kind === 'document') documents.push(item.document);
    if (documents.length === count) break;
  }
  return { documents, survey };
}

/** Documents in memory as a corpus. */
export function corpusOf(documents: readonly CorpusDocument[], survey: CorpusSurvey): Corpus {
  return {
    survey: async () => ({ ...survey, records: documents.length }),
    async *read() {
      for (const document of documents) yield { kind: 'document', document };
    },
  };
}
