/** Makes the bundled reference of an analysis: distributions of measures, frames, actors, words and hedges, numbers only. */
import { gzipSync } from 'node:zlib';
import type { AnalysisStore } from '../pipeline/store/analysis-store.js';
import { sqlName } from '../pipeline/store/sql.js';
import { QUANTILE_STEPS } from '../statistics/quantiles.js';
import { prepareComparisonSet } from './comparison-set.js';
import { ACTOR_VOICES } from './digest.js';
import { type Genre, genreSql } from './genre.js';
import type { GenreReference, Reference, StoredDistribution } from './reference-file.js';
import { GENRES, genresOf, resemblanceOf } from './reference-genres.js';
import { termKeySql } from './term-key.js';

const TERMS_KEPT = 60_000;
const ACTORS_KEPT = 3_000;
const ACTOR_DOCUMENTS = 10;
const OUTLET_DOCUMENTS = 20;
const OUTLET_STEPS = 20;

const round = (value: number | null): number => (value === null ? 0 : Number(value.toPrecision(5)));

/**
 * Makes the reference of an analysis; write the bytes to `REFERENCE_FILE`, and build again. The same analysis gives the
 * same bytes.
 *
 * @param samples - `sampleValues()` of the stages as they are.
 * @param genreDocuments - documents of either genre under which it is not divided; 200 by default.
 */
export async function buildReference(
  store: AnalysisStore,
  title: string,
  samples: Reference['samples'] = {},
  genreDocuments?: number,
): Promise<Uint8Array> {
  const genre = genreSql(store);
  const set = await prepareComparisonSet(store, null, ['outlet', 'published', ...(genre?.columns ?? [])]);
  const genres = await genresOf(store, genreDocuments);
  const { manifest } = store;
  const names = store.measures().map(({ name }) => name);
  const outlets: Record<string, { documents: number; measures: Record<string, StoredDistribution> }> = {};
  const perOutlet = await store.query<{ outlet: string; documents: number }>(
    `SELECT outlet, count(*) AS documents FROM compared WHERE outlet IS NOT NULL
     GROUP BY outlet HAVING count(*) >= ${OUTLET_DOCUMENTS} ORDER BY outlet`,
  );
  for (const { outlet, documents } of perOutlet) outlets[outlet] = { documents, measures: {} };
  const measures: Record<string, StoredDistribution> = {};
  for (const name of names) {
    const all = await distributions(store, name, QUANTILE_STEPS, '');
    if (all[0] !== undefined) measures[name] = all[0].distribution;
    for (const { group, distribution } of await distributions(store, name, OUTLET_STEPS, 'outlet'))
      if (group !== null && outlets[group] !== undefined) outlets[group].measures[name] = distribution;
  }
  const reference: Reference = {
    format: 'hedgerow-reference/1',
    title,
    hedgerow: manifest.hedgerow,
    key: manifest.key,
    documents: set.documents,
    words: set.words,
    leftOut: set.leftOut,
    stages: stamp(manifest.stages),
    columns: manifest.columns.map(({ name }) => name),
    samples,
    measures,
    outlets,
    frames: await framesOf(store),
    span: await spanOf(store),
    ...(genre === null || genres === null
      ? {}
      : { genres: await byGenre(store, names, genre.sql), resemblance: await resemblanceOf(store, genres) }),
    termsCut: await termsCutOf(store),
    actors: await actorsOf(store),
    terms: await termsOf(store, set.words),
    hedges: await hedgesOf(store),
  };
  // A fixed gzip header, so that equal contents are equal bytes.
  return gzipSync(JSON.stringify(reference), { level: 9 });
}

async function distributions(
  store: AnalysisStore,
  name: string,
  steps: number,
  group: string,
): Promise<{ group: string | null; distribution: StoredDistribution }[]> {
  const c = sqlName(name);
  const points = Array.from({ length: steps + 1 }, (_, k) => k / steps).join(',');
  const rows = await store.query<{
    g: string | null;
    n: number;
    mean: number;
    sd: number | null;
    q: number[];
  }>(
    `SELECT ${group === '' ? 'NULL' : group} AS g, count(${c}) AS n, avg(${c}) AS mean, stddev_samp(${c}) AS sd,
       quantile_cont(${c}, [${points}]) AS q FROM compared_digest GROUP BY 1 HAVING count(${c}) > 0 ORDER BY 1`,
  );
  return rows.map(({ g, n, mean, sd, q }) => ({
    group: g,
    distribution: { n, mean: round(mean), sd: round(sd), q: q.map(round) },
  }));
}

/** Measures and frames of each genre. */
async function byGenre(
  store: AnalysisStore,
  names: readonly string[],
  sql: string,
): Promise<NonNullable<Reference['genres']>> {
  const sizes = await store.query<{ genre: Genre; documents: number; words: number }>(
    `SELECT ${sql} AS genre, count(*) AS documents, sum(word_count)::DOUBLE AS words FROM compared GROUP BY 1`,
  );
  const result: Partial<Record<Genre, GenreReference>> = {};
  for (const genre of GENRES) {
    const size = sizes.find((row) => row.genre === genre);
    if (size === undefined) continue;
    const measures: Record<string, StoredDistribution> = {};
    for (const name of names)
      for (const { group, distribution } of await distributions(store, name, QUANTILE_STEPS, `(${sql})`))
        if (group === genre) measures[name] = distribution;
    const frames = await framesOf(store, `SELECT id FROM compared WHERE ${sql} = '${genre}'`);
    result[genre] = { documents: size.documents, words: size.words, measures, frames };
  }
  return result;
}

async function spanOf(store: AnalysisStore): Promise<NonNullable<Reference['span']>> {
  if (store.column('published') === undefined) return { first: null, last: null };
  const [span] = await store.query<{ first: string | null; last: string | null }>(
    // Without the few dates that are slips: a single article of 2050 would let none lie outside.
    'SELECT quantile_disc(published::VARCHAR, 0.002) AS first, quantile_disc(published::VARCHAR, 0.998) AS last FROM compared',
  );
  return span!;
}

async function framesOf(store: AnalysisStore, ids = 'SELECT id FROM compared'): Promise<Reference['frames']> {
  if (store.column('frames') === undefined) return {};
  const points = Array.from({ length: QUANTILE_STEPS + 1 }, (_, k) => k / QUANTILE_STEPS).join(',');
  const rows = await store.query<{
    key: string;
    n: number;
    mean: number;
    sd: number | null;
    present: number;
    q: number[];
  }>(
    `SELECT codebook || '/' || frame AS key, count(score) AS n, avg(score) AS mean, stddev_samp(score) AS sd,
       avg(present::INTEGER) FILTER (score IS NOT NULL) AS present, quantile_cont(score, [${points}]) AS q
     FROM frames WHERE document_id IN (${ids}) GROUP BY 1 HAVING count(score) > 0 ORDER BY 1`,
  );
  return Object.fromEntries(
    rows.map(({ key, n, mean, sd, present, q }) => [
      key,
      { n, mean: round(mean), sd: round(sd), present: round(present), q: q.map(round) },
    ]),
  );
}

async function actorsOf(store: AnalysisStore): Promise<Reference['actors']> {
  if (store.column('actor_sentiments') === undefined) return {};
  const figures = ACTOR_VOICES.map(
    ({ columns: [mean, mentions] }) =>
      `count(${mean}), coalesce(sum(${mentions}) FILTER (${mean} IS NOT NULL), 0), coalesce(avg(${mean}), 0), coalesce(stddev_samp(${mean}), 0)`,
  );
  const rows = await store.query<{ actor: string; figures: number[] }>(
    `SELECT actor, [${figures.join(', ')}]::DOUBLE[] AS figures
     FROM digest_actors SEMI JOIN compared USING (place)
     GROUP BY actor HAVING count(mean) >= ${ACTOR_DOCUMENTS} ORDER BY count(mean) DESC, actor LIMIT ${ACTORS_KEPT}`,
  );
  return Object.fromEntries(rows.map(({ actor, figures }) => [actor, figures.map(round)]));
}

async function hedgesOf(store: AnalysisStore): Promise<NonNullable<Reference['hedges']>> {
  if (store.column('hedging_cues') === undefined) return { total: 0, forms: {} };
  const rows = await store.query<{ form: string; count: number; documents: number }>(
    `SELECT ${termKeySql('surface')} AS form, count(*) AS count, count(DISTINCT document_id) AS documents FROM hedging_cues
     WHERE series = 'hedge' AND document_id IN (SELECT id FROM compared) GROUP BY 1 ORDER BY count DESC, form`,
  );
  return {
    total: rows.reduce((sum, { count }) => sum + count, 0),
    forms: Object.fromEntries(
      rows
        .filter(({ documents }) => documents >= 3)
        .map(({ form, count, documents }) => [form, [count, documents]]),
    ),
  };
}

/** What a term that is not kept has at most. */
async function termsCutOf(store: AnalysisStore): Promise<NonNullable<Reference['termsCut']>> {
  if (store.column('term_counts') === undefined) return { count: 0, documents: 0 };
  const [cut] = await store.query<{ count: number; documents: number }>(
    `WITH totals AS (SELECT term, sum(count)::DOUBLE AS f, count(*) AS documents
       FROM (SELECT id, unnest(term_counts, max_depth := 2) FROM documents) JOIN compared USING (id) GROUP BY term),
     kept AS (SELECT term FROM totals WHERE documents >= 3 ORDER BY f DESC, term LIMIT ${TERMS_KEPT})
     SELECT coalesce(max(f), 0)::DOUBLE AS count, coalesce(max(documents), 0) AS documents FROM totals ANTI JOIN kept USING (term)`,
  );
  return cut!;
}

async function termsOf(store: AnalysisStore, words: number): Promise<Reference['terms']> {
  if (store.column('term_counts') === undefined) return {};
  const rows = await store.query<{ term: string; count: number; documents: number; dp: number }>(
    `WITH found AS (
       SELECT term, count AS v, word_count / ${Math.max(1, words)} AS s
       FROM (SELECT id, unnest(term_counts, max_depth := 2) FROM documents) JOIN compared USING (id)),
     totals AS (SELECT term, sum(v) AS f, count(*) AS documents FROM found GROUP BY term
       HAVING count(*) >= 3 ORDER BY f DESC, term LIMIT ${TERMS_KEPT})
     SELECT term, any_value(f)::DOUBLE AS count, any_value(documents) AS documents,
       (1 + sum(abs(v / f - s) - s)) / 2 AS dp
     FROM found JOIN totals USING (term) GROUP BY term ORDER BY term`,
  );
  return Object.fromEntries(
    rows.map(({ term, count, documents, dp }) => [term, [count, documents, Number(dp.toFixed(3))]]),
  );
}

/** Stage versions and resource hashes, as the reference keeps them. */
function stamp(
  stages: readonly {
    readonly name: string;
    readonly version: string;
    readonly resources: readonly { readonly sha256: string }[];
  }[],
): Reference['stages'] {
  return stages.map(({ name, version, resources }) => ({
    name,
    version,
    resources: resources.map(({ sha256 }) => sha256),
  }));
}
