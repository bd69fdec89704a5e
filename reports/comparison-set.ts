import type { AnalysisStore } from '../pipeline/store/analysis-store.js';
import { sqlName } from '../pipeline/store/sql.js';

/** Texts whose shingles agree at least so much are near-duplicates: wire copy, reprints, updates. */
export const NEAR_DUPLICATE_JACCARD = 0.5;

/** Bins that make a band: two texts that agree at 0.5 meet in one of 21 bands with probability 0.94, at 0.6 0.99. */
const BAND_BINS = 3;
const BANDS = 21;

export interface ComparisonSet {
  readonly documents: number;
  readonly words: number;
  readonly leftOut: readonly { readonly reason: string; readonly documents: number }[];
  /** Near-duplicates of an earlier document, whether left out or kept; pairs stand in the table `duplicates`. */
  readonly duplicates: number;
}

const similarity = (a: string, b: string): string =>
  `len(list_filter(range(1, 65), lambda i: ${a}[i] = ${b}[i] AND ${a}[i] >= 0))
   / greatest(1, len(list_filter(range(1, 65), lambda i: ${a}[i] >= 0 OR ${b}[i] >= 0)))`;

/**
 * Makes the temporary table `compared`: id, word_count and every measure of the documents that are compared.
 * Near-duplicates of an earlier document (by date, then id) are found and put into the table `duplicates` (id, other,
 * similarity); they are left out unless kept, and those of the article too.
 *
 * @param extra - further columns to keep, by name.
 */
export async function prepareComparisonSet(
  store: AnalysisStore,
  articleSignature: readonly number[],
  extra: readonly string[] = [],
  keepDuplicates = false,
): Promise<ComparisonSet> {
  const has = (name: string): boolean => store.column(name) !== undefined;
  const kept = [...new Set(['word_count', ...store.measures().map(({ name }) => name), ...extra])].filter(
    has,
  );
  const signed = has('shingle_minima');
  let duplicates = 0;
  await store.run(`CREATE OR REPLACE TEMP TABLE compared AS
    SELECT id, (row_number() OVER (ORDER BY ${has('published') ? 'published NULLS LAST, ' : ''}id))::INTEGER AS place,
      ${kept.map(sqlName).join(', ')} FROM documents`);
  const [total] = await store.query<{ n: number }>('SELECT count(*)::INTEGER AS n FROM compared');
  const leftOut: { reason: string; documents: number }[] = [];
  const drop = async (reason: string, condition: string): Promise<void> => {
    await store.run(`DELETE FROM compared WHERE id IN (${condition})`);
    const [left] = await store.query<{ n: number }>('SELECT count(*)::INTEGER AS n FROM compared');
    const documents = total!.n - left!.n - leftOut.reduce((sum, entry) => sum + entry.documents, 0);
    if (documents > 0) leftOut.push({ reason, documents });
  };
  if (signed && !keepDuplicates && articleSignature.length > 0) {
    const article = `[${articleSignature.join(',')}]`;
    await drop(
      'the article itself or near-duplicates of it',
      `SELECT id FROM (SELECT id, shingle_minima AS s FROM documents WHERE len(shingle_minima) = 64)
       WHERE ${similarity('s', article)} >= ${NEAR_DUPLICATE_JACCARD}`,
    );
  }
  if (signed) {
    const band = Array.from({ length: BAND_BINS }, (_, k) => `s[band * ${BAND_BINS} + ${k + 1}]`);
    await store.run(`CREATE OR REPLACE TEMP TABLE signatures AS
      SELECT place, shingle_minima AS s FROM documents JOIN compared USING (id) WHERE len(shingle_minima) = 64`);
    await store.run(`CREATE OR REPLACE TEMP TABLE duplicates AS
       WITH banded AS (
         SELECT place, band, hash(${band.join(', ')}) AS h
         FROM signatures, range(${BANDS}) AS bands(band) WHERE ${band.map((b) => `${b} >= 0`).join(' AND ')}),
       pairs AS (
         SELECT DISTINCT place, first_place FROM (
           SELECT place, min(place) OVER (PARTITION BY band, h) AS first_place FROM banded)
         WHERE place > first_place)
       SELECT c.id AS id, o.id AS other, ${similarity('a.s', 'b.s')} AS similarity
       FROM pairs JOIN signatures a ON a.place = pairs.place JOIN signatures b ON b.place = pairs.first_place
         JOIN compared c ON c.place = pairs.place JOIN compared o ON o.place = pairs.first_place
       WHERE similarity >= ${NEAR_DUPLICATE_JACCARD}`);
    await store.run('DROP TABLE signatures');
    const [found] = await store.query<{ n: number }>(
      'SELECT count(DISTINCT id)::INTEGER AS n FROM duplicates',
    );
    duplicates = found!.n;
    if (!keepDuplicates)
      await drop('near-duplicates of another document (wire copy, reprints)', 'SELECT id FROM duplicates');
  }
  const [counts] = await store.query<{ documents: number; words: number }>(
    'SELECT count(*)::INTEGER AS documents, coalesce(sum(word_count), 0)::DOUBLE AS words FROM compared',
  );
  return { documents: counts!.documents, words: counts!.words, leftOut, duplicates };
}

/**
 * Makes the temporary tables `frame_rows` (id, key, score, present) and `actor_rows` (id, actor, mean, mentions; all
 * voices) of the compared documents, each list read once however often it is asked.
 */
export async function prepareHitTables(store: AnalysisStore): Promise<void> {
  if (store.column('frames') !== undefined)
    await store.run(`CREATE OR REPLACE TEMP TABLE frame_rows AS
      SELECT id, f.codebook || '/' || f.frame AS key, f.score AS score, f.present AS present
      FROM (SELECT id, unnest(frames) AS f FROM documents) JOIN compared USING (id)`);
  if (store.column('actor_sentiments') !== undefined)
    await store.run(`CREATE OR REPLACE TEMP TABLE actor_rows AS
      SELECT id, a.actor AS actor, a.mean AS mean, a.mentions AS mentions
      FROM (SELECT id, unnest(actor_sentiments) AS a FROM documents) JOIN compared USING (id) WHERE a.voice = 'all'`);
}
