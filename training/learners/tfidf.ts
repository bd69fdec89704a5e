/** Words and pairs of words with TF-IDF weights. */
import { type SparseMatrix, sparseMatrix } from './sparse-matrix.js';

/** Words and pairs of words with TF-IDF weights, as the usual baseline of text classification uses them. */
export interface TfidfVectoriser {
  readonly terms: ReadonlyMap<string, number>;
  readonly idf: Float64Array;
  transform(texts: readonly string[]): SparseMatrix;
}

function ngrams(text: string): string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]{2,}/gu) ?? [];
  const pairs = words.slice(1).map((word, i) => `${words[i]!} ${word}`);
  return [...words, ...pairs];
}

/**
 * Sublinear term frequency times smoothed inverse document frequency, rows of unit length (Salton & Buckley
 * 1988, doi:10.1016/0306-4573(88)90021-0; scikit-learn's formula). Terms in fewer than two texts are left out.
 */
export function fitTfidf(texts: readonly string[], minimumDocuments = 2): TfidfVectoriser {
  const frequency = new Map<string, number>();
  for (const text of texts)
    for (const term of new Set(ngrams(text))) frequency.set(term, (frequency.get(term) ?? 0) + 1);
  const kept = [...frequency]
    .filter(([, n]) => n >= minimumDocuments)
    .map(([term]) => term)
    .sort();
  const terms = new Map(kept.map((term, i) => [term, i]));
  const idf = Float64Array.from(
    kept,
    (term) => Math.log((1 + texts.length) / (1 + frequency.get(term)!)) + 1,
  );
  const transform = (inputs: readonly string[]): SparseMatrix =>
    sparseMatrix(
      inputs.map((text) => {
        const counts = new Map<number, number>();
        for (const term of ngrams(text)) {
          const id = terms.get(term);
          if (id !== undefined) counts.set(id, (counts.get(id) ?? 0) + 1);
        }
        const row = [...counts].map(([id, n]) => [id, (1 + Math.log(n)) * idf[id]!] as [number, number]);
        const length = Math.hypot(...row.map(([, v]) => v)) || 1;
        return row.map(([id, v]) => [id, v / length] as const);
      }),
      terms.size,
    );
  return { terms, idf, transform };
}
