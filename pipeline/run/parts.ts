/** Divides a corpus into parts. */
import type { Corpus, CorpusDocument, Reject } from '../../corpora/document.js';

/**
 * Documents in a part at rest, at most, and characters after which it is full. Where a part ends depends on
 * the sequence of documents alone: not on workers, batches or a crash.
 */
export const PART_DOCUMENTS = 128;
export const PART_CHARACTERS = 4_000_000;

/** A document with the place where it was read. */
export interface PlacedDocument {
  readonly document: CorpusDocument;
  readonly source: string;
  readonly place: string | null;
}

/** A reject of the reader, and how many documents of its part came before it. */
export interface PlacedReject {
  readonly after: number;
  readonly reject: Reject;
}

export interface PartInput {
  readonly index: number;
  readonly documents: readonly PlacedDocument[];
  readonly rejects: readonly PlacedReject[];
}

/** Cuts a corpus into parts. The last may hold rejects only; an empty corpus gives one empty part. */
export async function* partsOf(corpus: Corpus, defaultSource: string): AsyncGenerator<PartInput> {
  let index = 0;
  let documents: PlacedDocument[] = [];
  let rejects: PlacedReject[] = [];
  let characters = 0;
  const part = (): PartInput => {
    const full = { index: index++, documents, rejects };
    documents = [];
    rejects = [];
    characters = 0;
    return full;
  };
  for await (const item of corpus.read()) {
    if (item.kind === 'reject') {
      rejects.push({ after: documents.length, reject: item.reject });
      continue;
    }
    const { document, source, place } = item;
    const length = document.text.length;
    if (documents.length > 0 && characters + length > PART_CHARACTERS) yield part();
    documents.push({ document, source: source ?? defaultSource, place: place ?? null });
    characters += length;
    if (documents.length === PART_DOCUMENTS || characters >= PART_CHARACTERS) yield part();
  }
  if (documents.length > 0 || rejects.length > 0 || index === 0) yield part();
}

/** Cuts documents into batches of so many documents or characters, whichever comes first. */
export function batchesOf(
  documents: readonly CorpusDocument[],
  batchDocuments: number,
  batchCharacters: number,
): readonly (readonly CorpusDocument[])[] {
  const batches: CorpusDocument[][] = [];
  let batch: CorpusDocument[] = [];
  let characters = 0;
  for (const document of documents) {
    if (batch.length === batchDocuments || (batch.length > 0 && characters >= batchCharacters)) {
      batches.push(batch);
      batch = [];
      characters = 0;
    }
    batch.push(document);
    characters += document.text.length;
  }
  if (batch.length > 0) batches.push(batch);
  return batches;
}
