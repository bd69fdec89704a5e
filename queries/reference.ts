import { gzipSync } from 'node:zlib';
import type { AnalysisStore } from '../pipeline/store/analysis-store.js';
import { sqlName } from '../pipeline/store/sql.js';
import { type Plan, planStages } from '../stages/plan.js';
import { meanInterval } from '../statistics/mean.js';
import { type Distribution, QUANTILE_STEPS, sharesAt } from '../statistics/quantiles.js';
import type {
  ActorBaselines,
  ArticleProfile,
  Baseline,
  FrameBaseline,
  HedgeBaseline,
  MeasureBaseline,
  TermBaseline,
} from './baseline.js';
import type { BaselineDescription, NearestRow } from './baseline-schema.js';
import { prepareComparisonSet } from './comparison-set.js';
import { ACTOR_VOICES } from './digest.js';
import { type Genre, genreOf, genreSql } from './genre.js';
import {
  entryOf,
  type GenreReference,
  type Reference,
  readReference,
  type StoredDistribution,
} from './reference-file.js';
import { GENRES, genresOf, resemblanceOf, resembled } from './reference-genres.js';
import { stageMismatch } from './stage-mismatch.js';

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
  const set = await prepareComparisonSet(store, [], ['outlet', 'published', ...(genre?.columns ?? [])]);
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
    `SELECT lower(surface) AS form, count(*) AS count, count(DISTINCT document_id) AS documents FROM hedging_cues
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

/**
 * What of the reference no longer belongs to the stages that are run: one line for each stage, version, option or data
 * file that differs. Empty when it fits.
 */
export function referenceMismatch(plan: Plan, reference: Reference = readReference()): readonly string[] {
  // It is made with the options' defaults.
  const standard = new Map(planStages().stages.map(({ stage, options }) => [stage.name, options]));
  const { columns, measures } = reference;
  return stageMismatch(
    plan,
    reference.stages.map(({ name, version, resources }) => ({
      name,
      version,
      options: standard.get(name) ?? {},
      resources: resources.map((sha256) => ({ path: '', sha256 })),
    })),
    'reference',
    // Before version 0.2 only measures with a value were named.
    ({ name, measure }) => columns?.includes(name) ?? (measure === null || Object.hasOwn(measures, name)),
  );
}

/** The bundled reference as what an article is compared with; it holds no documents, so none is nearest. */
export class ReferenceBaseline implements Baseline {
  readonly #reference: Reference;
  readonly #profile: ArticleProfile;
  readonly #genre: BaselineDescription['genre'];
  /** Measures and frames of the documents that the article is set against. */
  readonly #kind: Pick<GenreReference, 'documents' | 'words' | 'measures' | 'frames'>;

  constructor(reference: Reference, profile: ArticleProfile) {
    this.#reference = reference;
    this.#profile = profile;
    this.#genre = genreFor(reference, profile);
    this.#kind = (this.#genre === null ? undefined : reference.genres?.[this.#genre.name]) ?? reference;
  }

  describe(): BaselineDescription {
    const { title, leftOut, hedgerow, key, genres } = this.#reference;
    const kept =
      'The reference keeps numbers only: percentiles are read off 201 quantiles, exact to half a point; “–” means that a word is not in its list; no nearest documents can be shown.';
    const whole =
      this.#genre === null
        ? genres === undefined
          ? ' Its documents are of all genres, most of them news.'
          : ''
        : ` Measures and frames are set against its ${this.#genre.name} articles (so told by ${this.#genre.by === 'section' ? 'the article’s section or address' : `the article’s measures, which tell ${Math.round(100 * (this.#genre.accuracy ?? 0))}% of documents rightly`}); words and actors against all of it.`;
    return {
      kind: 'reference',
      title: this.#genre === null ? title : `${title}, ${this.#genre.name}`,
      documents: this.#kind.documents,
      tokens: this.#kind.words,
      leftOut: leftOut.map((entry) => ({ ...entry })),
      note: `${kept}${whole}`,
      mismatch: [],
      genre: this.#genre,
      outside: outsideOf(this.#reference, this.#profile),
      hedgerow,
      key,
    };
  }

  termTotals(): { tokens: number; documents: number } {
    return { tokens: this.#reference.words, documents: this.#reference.documents };
  }

  async measures(names: readonly string[]): Promise<ReadonlyMap<string, MeasureBaseline>> {
    const result = new Map<string, MeasureBaseline>();
    for (const name of names) {
      const stored = this.#kind.measures[name];
      if (stored === undefined) continue;
      const distribution = unpack(stored);
      const value = this.#profile.measures.get(name);
      result.set(name, {
        distribution,
        standing: value === undefined ? null : standing(distribution, value),
        matched: null,
      });
    }
    return result;
  }

  async actors(): Promise<ReadonlyMap<string, ActorBaselines>> {
    const result = new Map<string, ActorBaselines>();
    for (const key of this.#profile.actors.keys()) {
      const stored = entryOf(this.#reference, 'actors', key);
      if (stored === undefined) continue;
      const voices = ACTOR_VOICES.flatMap(({ voice }, k) => {
        const [documents = 0, mentions, mean, sd] = stored.slice(4 * k, 4 * k + 4);
        if (documents === 0) return [];
        const interval = meanInterval(mean!, sd!, documents);
        return [
          [
            voice,
            { documents, mentions: mentions!, mean: mean!, sd: sd!, interval, below: null, equal: null },
          ],
        ];
      });
      result.set(key, Object.fromEntries(voices) as ActorBaselines);
    }
    return result;
  }

  async frames(): Promise<ReadonlyMap<string, FrameBaseline>> {
    const result = new Map<string, FrameBaseline>();
    for (const [key, stored] of Object.entries(this.#kind.frames)) {
      const distribution = unpack(stored);
      const score = this.#profile.frames.get(key);
      const place = score === undefined ? null : standing(distribution, score);
      result.set(key, {
        n: stored.n,
        mean: stored.mean,
        sd: stored.sd,
        present: stored.present,
        below: place?.below ?? null,
        equal: place?.equal ?? null,
      });
    }
    return result;
  }

  async terms(): Promise<ReadonlyMap<string, TermBaseline>> {
    const result = new Map<string, TermBaseline>();
    const cut = this.#reference.termsCut ?? (await cutOfOld(this.#reference));
    for (const term of this.#profile.terms) {
      const stored = entryOf(this.#reference, 'terms', term);
      result.set(
        term,
        stored === undefined
          ? { ...cut, dispersion: null, atMost: true }
          : { count: stored[0], documents: stored[1], dispersion: stored[2] },
      );
    }
    return result;
  }

  async hedges(): Promise<HedgeBaseline | null> {
    const { hedges } = this.#reference;
    if (hedges === undefined) return null;
    const known = new Map<string, TermBaseline>();
    for (const form of this.#profile.hedges) {
      const stored = Object.hasOwn(hedges.forms, form) ? hedges.forms[form] : undefined;
      if (stored !== undefined) known.set(form, { count: stored[0], documents: stored[1], dispersion: null });
    }
    return { total: hedges.total, hedges: known };
  }

  /** Its numbers were counted in one way only. */
  async alternatives(values: readonly unknown[]): Promise<readonly null[]> {
    return values.map(() => null);
  }

  async nearest(): Promise<readonly NearestRow[]> {
    return [];
  }
}

/** A reference made before version 0.2 does not say where its list was cut: its rarest word says it. */
async function cutOfOld(reference: Reference): Promise<{ count: number; documents: number }> {
  const least = Object.values(reference.terms).reduce(
    (low, [count]) => Math.min(low, count),
    Number.POSITIVE_INFINITY,
  );
  const count = Number.isFinite(least) ? least : 0;
  return { count, documents: count };
}

/** By the article's own word, else by what it resembles; null where the reference is not divided. */
function genreFor(
  { genres, resemblance }: Reference,
  { facts, measures }: ArticleProfile,
): BaselineDescription['genre'] {
  if (genres === undefined) return null;
  const own = genreOf(facts);
  if (own !== null && genres[own] !== undefined) return { name: own, by: 'section', accuracy: null };
  if (resemblance === undefined) return null;
  const name = resembled(resemblance, measures);
  return genres[name] === undefined ? null : { name, by: 'resemblance', accuracy: resemblance.accuracy };
}

/** Actors that an article must name before it is said that the reference does not know them. */
const ACTORS_JUDGED = 4;

/** In what an article lies outside of the reference. */
function outsideOf(reference: Reference, { facts, actors }: ArticleProfile): string[] {
  const outside: string[] = [];
  const year = (date: string | null | undefined): string | null =>
    /^\d{4}/.test(date ?? '') ? date!.slice(0, 4) : null;
  const [published, first, last] = [facts.published, reference.span?.first, reference.span?.last].map(year);
  if (published != null && first != null && last != null && (published < first || published > last))
    outside.push(`it was published in ${published}, the reference’s articles from ${first} to ${last}`);
  const known = [...actors.keys()].filter((key) => entryOf(reference, 'actors', key) !== undefined).length;
  if (actors.size >= ACTORS_JUDGED && known < actors.size / 2)
    outside.push(
      `of the ${actors.size} actors it names the reference knows ${known}: its subject or country may lie outside of it`,
    );
  return outside;
}

function unpack({ n, mean, sd, q }: StoredDistribution): Distribution {
  return { n, mean, sd, quantiles: q };
}

function standing(distribution: Distribution, value: number): { below: number; equal: number; n: number } {
  const { below, equal } = sharesAt(distribution, value);
  const { n } = distribution;
  const counted = Math.round(below * n);
  return { below: counted, equal: Math.min(n - counted, Math.round(equal * n)), n };
}
