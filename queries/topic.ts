/** Which documents of an analysis are nearest to an article in what they are about, by the words that tell them from others. */
import type { AnalysisStore } from '../pipeline/store/analysis-store.js';
import { sqlText } from '../pipeline/store/sql.js';

/** Words by which a document's topic is told: those of its highest weights. */
export const TOPIC_TERMS = 24;

/** A word that fewer documents hold brings no documents together. */
export const TOPIC_DOCUMENTS = 5;

/** Of the documents compared the nearest tenth, but no fewer and no more than these; none in a smaller corpus. */
const SHARE = 1 / 10;
const FEWEST = 50;
const MOST = 200;
const CORPUS_MINIMUM = 5 * FEWEST;

/** The documents nearest in topic. */
export interface TopicNeighbours {
  /** 1 for those, one entry a document, in the order of `places`. */
  readonly among: Uint8Array;
  readonly documents: number;
  /** Words of the article that most of the likeness comes from, the weightiest first. */
  readonly terms: readonly string[];
}

/**
 * Weight of a word in a document, `(1 + ln tf) ln(N / df)`, in SQL: tf how often it stands there, df the documents of N that
 * hold it (Salton & Buckley 1988, doi:10.1016/0306-4573(88)90021-0).
 */
export const weightSql = (count: string, documents: string, all: string): string =>
  `(1 + ln(${count})) * ln(${all} / ${documents})`;

/**
 * The documents whose cosine to the article, over the `TOPIC_TERMS` weightiest words of either, is highest; those that share none
 * of them are not near. Ties go by place.
 *
 * @param counts - words of the article. @param places - of the documents compared, in order.
 * @returns null where the corpus is too small for its nearest to be a part of it, or too few share a word.
 */
export async function topicNeighbours(
  store: AnalysisStore,
  counts: ReadonlyMap<string, number>,
  places: Float64Array,
): Promise<TopicNeighbours | null> {
  if (places.length < CORPUS_MINIMUM || counts.size === 0 || store.column('term_counts') === undefined)
    return null;
  const values = [...counts].map(([term, n]) => `(${sqlText(term)}, ${n})`).join(', ');
  const own = await store.query<{ term: string; weight: number }>(
    `SELECT v.term AS term, ${weightSql('v.n', 'k.documents', '(SELECT count(*) FROM digest_documents ANTI JOIN digest_duplicates USING (id))')} AS weight
     FROM (VALUES ${values}) AS v(term, n) JOIN digest_terms k ON k.term = v.term WHERE k.documents >= ${TOPIC_DOCUMENTS}
     ORDER BY weight DESC, term LIMIT ${TOPIC_TERMS}`,
  );
  if (own.length === 0) return null;
  const list = `[${own.map(({ term }) => sqlText(term)).join(', ')}]`;
  const [place, index, weight] = await store.numbers(
    `SELECT place, list_position(${list}, term) - 1, weight FROM digest_topics WHERE term IN (SELECT unnest(${list}))`,
  );
  const rowOf = new Map(Array.from(places, (value, row) => [value, row]));
  const likeness = new Float64Array(places.length);
  const shared = new Float64Array(own.length);
  // By word and not as the rows come, so that sums are the same at every run.
  const rowsOf = own.map((): number[] => []);
  index!.forEach((k, at) => {
    rowsOf[k]!.push(at);
  });
  rowsOf.forEach((rows, k) => {
    for (const at of rows) {
      const row = rowOf.get(place![at]!);
      if (row === undefined) continue;
      likeness[row]! += own[k]!.weight * weight![at]!;
    }
  });
  const near = Array.from(likeness.keys())
    .filter((row) => likeness[row]! > 0)
    .sort((a, b) => likeness[b]! - likeness[a]! || a - b)
    .slice(0, Math.min(MOST, Math.max(FEWEST, Math.floor(SHARE * places.length))));
  if (near.length < FEWEST) return null;
  const among = new Uint8Array(places.length);
  for (const row of near) among[row] = 1;
  rowsOf.forEach((rows, k) => {
    for (const at of rows) {
      const row = rowOf.get(place![at]!);
      if (row !== undefined && among[row] === 1) shared[k]! += own[k]!.weight * weight![at]!;
    }
  });
  const terms = own
    .map(({ term }, k) => ({ term, share: shared[k]! }))
    .filter(({ share }) => share > 0)
    .sort((a, b) => b.share - a.share || (a.term < b.term ? -1 : 1))
    .slice(0, 6)
    .map(({ term }) => term);
  return { among, documents: near.length, terms };
}
