import type { AnalysisStore } from '../../pipeline/store/analysis-store.js';
import { sqlName, sqlText } from '../../pipeline/store/sql.js';
import { alternativeSql } from '../alternatives.js';
import { meanInterval } from '../comparison/mean.js';
import { distributionOfSorted, sortedKnown, standingIn } from '../comparison/quantiles.js';
import { type ComparisonSet, prepareComparisonSet, prepareHitTables } from '../comparison-set.js';
import type {
  ActorBaseline,
  AlternativeValue,
  ArticleProfile,
  Baseline,
  FrameBaseline,
  HedgeBaseline,
  MeasureBaseline,
  Standing,
  TermBaseline,
} from './baseline.js';
import type { BaselineDescription, NearestRow } from './model.js';
import { nearestDocuments } from './nearest.js';

export interface AnalysisBaselineOptions {
  /** How the corpus is named in the report. */
  readonly title: string;
  /** Counts near-duplicates too; they are left out by default. */
  readonly keepDuplicates?: boolean;
}

/** An analysis as what an article is compared with; everything is asked of it in SQL. */
export class AnalysisBaseline implements Baseline {
  readonly #store: AnalysisStore;
  readonly #profile: ArticleProfile;
  readonly #set: ComparisonSet;
  readonly #title: string;

  private constructor(store: AnalysisStore, profile: ArticleProfile, set: ComparisonSet, title: string) {
    this.#store = store;
    this.#profile = profile;
    this.#set = set;
    this.#title = title;
  }

  static async prepare(
    store: AnalysisStore,
    profile: ArticleProfile,
    options: AnalysisBaselineOptions,
  ): Promise<AnalysisBaseline> {
    const set = await prepareComparisonSet(store, profile.shingleMinima, [], options.keepDuplicates ?? false);
    await prepareHitTables(store);
    return new AnalysisBaseline(store, profile, set, options.title);
  }

  describe(): BaselineDescription {
    const { manifest } = this.#store;
    return {
      kind: 'analysis',
      title: this.#title,
      documents: this.#set.documents,
      tokens: this.#set.words,
      leftOut: [
        ...this.#set.leftOut,
        ...(manifest.rejected > 0
          ? [{ reason: 'rejected when the corpus was read', documents: manifest.rejected }]
          : []),
      ],
      note: null,
      hedgerow: manifest.hedgerow,
      key: manifest.key,
    };
  }

  async measures(names: readonly string[]): Promise<ReadonlyMap<string, MeasureBaseline>> {
    const known = names.filter((name) => this.#store.column(name) !== undefined);
    if (known.length === 0) return new Map();
    const [words, ...columns] = await this.#store.numbers(
      `SELECT word_count, ${known.map(sqlName).join(', ')} FROM compared`,
    );
    const like = words!.map((n) => (n >= this.#profile.words / 2 && n <= 2 * this.#profile.words ? 1 : 0));
    const result = new Map<string, MeasureBaseline>();
    known.forEach((name, k) => {
      const values = columns[k]!;
      const sorted = sortedKnown(values);
      const distribution = distributionOfSorted(sorted);
      if (distribution === null) return;
      const value = this.#profile.measures.get(name);
      result.set(name, {
        distribution,
        standing: value === undefined ? null : standingIn(sorted, value),
        matched: value === undefined ? null : standingAmong(values, value, like),
      });
    });
    return result;
  }

  async hedges(): Promise<HedgeBaseline | null> {
    if (this.#store.column('hedging_cues') === undefined) return null;
    const hits = `SELECT id, lower(h.surface) AS term FROM (
      SELECT id, unnest(hedging_cues) AS h FROM (SELECT id, hedging_cues FROM documents SEMI JOIN compared USING (id)))
      WHERE h.series = 'hedge'`;
    const wanted = this.#profile.hedges.map(sqlText).join(', ');
    const rows = await this.#store.query<{ term: string | null; count: number; documents: number }>(
      `SELECT CASE WHEN term IN (${wanted || "''"}) THEN term END AS term, count(*) AS count, count(DISTINCT id) AS documents
       FROM (${hits}) GROUP BY 1`,
    );
    return {
      total: rows.reduce((sum, { count }) => sum + count, 0),
      hedges: new Map(
        rows.flatMap(({ term, count, documents }) =>
          term === null ? [] : [[term, { count, documents, dispersion: null }] as const],
        ),
      ),
    };
  }

  async alternatives(values: readonly AlternativeValue[]): Promise<readonly (Standing | null)[]> {
    const standings: (Standing | null)[] = [];
    for (const { column, alternative, value } of values) {
      const sql = alternativeSql(this.#store, column, alternative);
      const found = sql === null ? null : (await this.#store.numbers(sql))[1]!;
      standings.push(found === null ? null : standingIn(sortedKnown(found), value));
    }
    return standings;
  }

  async actors(): Promise<ReadonlyMap<string, ActorBaseline>> {
    const wanted = [...this.#profile.actors];
    if (wanted.length === 0 || this.#store.column('actor_sentiments') === undefined) return new Map();
    const rows = await this.#store.query<Record<string, number> & { actor: string }>(`
      WITH wanted(actor, value) AS (VALUES ${wanted.map(([key, { mean }]) => `(${sqlText(key)}, ${mean}::DOUBLE)`).join(', ')})
      SELECT s.actor, count(*) AS documents, sum(mentions)::DOUBLE AS mentions, avg(mean) AS mean,
        coalesce(stddev_samp(mean), 0) AS sd, count(*) FILTER (mean < value) AS below, count(*) FILTER (mean = value) AS equal
      FROM actor_rows s JOIN wanted USING (actor) GROUP BY s.actor`);
    return new Map(rows.map(({ actor, ...row }) => [actor, actorBaseline(row as unknown as ActorRow)]));
  }

  async frames(): Promise<ReadonlyMap<string, FrameBaseline>> {
    if (this.#profile.frames.size === 0 || this.#store.column('frames') === undefined) return new Map();
    const values = [...this.#profile.frames].map(([key, score]) => `(${sqlText(key)}, ${score}::DOUBLE)`);
    const rows = await this.#store.query<FrameBaseline & { key: string }>(`
      WITH wanted(key, value) AS (VALUES ${values.join(', ')})
      SELECT frame_rows.key AS key, count(score) AS n, avg(score) AS mean,
        coalesce(stddev_samp(score), 0) AS sd, avg(present::INTEGER) FILTER (score IS NOT NULL) AS present,
        count(*) FILTER (score < value) AS below, count(*) FILTER (score = value) AS equal
      FROM frame_rows LEFT JOIN wanted ON wanted.key = frame_rows.key GROUP BY 1 HAVING count(score) > 0`);
    return new Map(rows.map(({ key, ...row }) => [key, row]));
  }

  async terms(): Promise<ReadonlyMap<string, TermBaseline>> {
    const { terms } = this.#profile;
    if (terms.length === 0 || this.#store.column('term_counts') === undefined) return new Map();
    // DP needs each document's share of all words; documents without the term contribute their share.
    const rows = await this.#store.query<TermBaseline & { term: string }>(`
      WITH wanted(term) AS (VALUES ${terms.map((term) => `(${sqlText(term)})`).join(', ')}),
      found AS (
        SELECT term, count AS v, word_count / ${Math.max(1, this.#set.words)} AS s
        FROM (SELECT id, unnest(term_counts, max_depth := 2) FROM documents) JOIN compared USING (id)
        WHERE term IN (SELECT term FROM wanted)),
      totals AS (SELECT term, sum(v) AS f FROM found GROUP BY term)
      SELECT term, any_value(f)::DOUBLE AS count, count(*) AS documents,
        (1 + sum(abs(v / f - s) - s)) / 2 / (1 - (SELECT min(word_count) FROM compared WHERE word_count > 0) / ${Math.max(1, this.#set.words)}) AS dispersion
      FROM found JOIN totals USING (term) GROUP BY term`);
    return new Map(rows.map(({ term, ...row }) => [term, row]));
  }

  nearest(count: number): Promise<readonly NearestRow[]> {
    return nearestDocuments(this.#store, this.#profile, count);
  }
}

function standingAmong(values: Float64Array, value: number, among: Float64Array): Standing {
  let [below, equal, n] = [0, 0, 0];
  values.forEach((other, i) => {
    if (among[i] === 0 || Number.isNaN(other)) return;
    n++;
    if (other < value) below++;
    else if (other === value) equal++;
  });
  return { below, equal, n };
}

interface ActorRow {
  readonly documents: number;
  readonly mentions: number;
  readonly mean: number;
  readonly sd: number;
  readonly below: number;
  readonly equal: number;
}

function actorBaseline(row: ActorRow): ActorBaseline {
  const interval = meanInterval(row.mean, row.sd, row.documents);
  return {
    ...row,
    interval: interval === null ? null : [Math.max(-1, interval[0]), Math.min(1, interval[1])],
  };
}
