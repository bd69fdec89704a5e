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
import { entryOf, type Reference, readReference, type StoredDistribution } from './reference-file.js';
import { stageMismatch } from './stage-mismatch.js';

const TERMS_KEPT = 20_000;
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
 */
export async function buildReference(
  store: AnalysisStore,
  title: string,
  samples: Reference['samples'] = {},
): Promise<Uint8Array> {
  const set = await prepareComparisonSet(store, [], ['outlet']);
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

async function framesOf(store: AnalysisStore): Promise<Reference['frames']> {
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
     FROM frames WHERE document_id IN (SELECT id FROM compared) GROUP BY 1 HAVING count(score) > 0 ORDER BY 1`,
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

  constructor(reference: Reference, profile: ArticleProfile) {
    this.#reference = reference;
    this.#profile = profile;
  }

  describe(): BaselineDescription {
    const { title, documents, words, leftOut, hedgerow, key } = this.#reference;
    return {
      kind: 'reference',
      title,
      documents,
      tokens: words,
      leftOut: leftOut.map((entry) => ({ ...entry })),
      note: 'The reference keeps numbers only: percentiles are read off 201 quantiles, exact to half a point; words beyond its 20,000 commonest count as absent; no nearest documents can be shown.',
      mismatch: [],
      hedgerow,
      key,
    };
  }

  async measures(names: readonly string[]): Promise<ReadonlyMap<string, MeasureBaseline>> {
    const result = new Map<string, MeasureBaseline>();
    for (const name of names) {
      const stored = this.#reference.measures[name];
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
    for (const [key, stored] of Object.entries(this.#reference.frames)) {
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
    for (const term of this.#profile.terms) {
      const stored = entryOf(this.#reference, 'terms', term);
      if (stored !== undefined)
        result.set(term, { count: stored[0], documents: stored[1], dispersion: stored[2] });
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

function unpack({ n, mean, sd, q }: StoredDistribution): Distribution {
  return { n, mean, sd, quantiles: q };
}

function standing(distribution: Distribution, value: number): { below: number; equal: number; n: number } {
  const { below, equal } = sharesAt(distribution, value);
  const { n } = distribution;
  const counted = Math.round(below * n);
  return { below: counted, equal: Math.min(n - counted, Math.round(equal * n)), n };
}
