import type { AnalysisStore } from '../../pipeline/store/analysis-store.js';
import { sqlName, sqlText } from '../../pipeline/store/sql.js';
import { distributionOfSorted, sortedKnown, standingIn } from '../comparison/quantiles.js';
import { type ComparisonSet, prepareComparisonSet, prepareHitTables } from '../comparison-set.js';
import type {
  ActorBaseline,
  ArticleProfile,
  Baseline,
  FrameBaseline,
  MeasureBaseline,
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
    const columns = await this.#store.numbers(`SELECT ${known.map(sqlName).join(', ')} FROM compared`);
    const result = new Map<string, MeasureBaseline>();
    known.forEach((name, k) => {
      const sorted = sortedKnown(columns[k]!);
      const distribution = distributionOfSorted(sorted);
      if (distribution === null) return;
      const value = this.#profile.measures.get(name);
      result.set(name, { distribution, standing: value === undefined ? null : standingIn(sorted, value) });
    });
    return result;
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

interface ActorRow {
  readonly documents: number;
  readonly mentions: number;
  readonly mean: number;
  readonly sd: number;
  readonly below: number;
  readonly equal: number;
}

/** Normal interval of a mean over documents; null under 5, where it would mislead. */
export function meanInterval(mean: number, sd: number, n: number): readonly [number, number] | null {
  if (n < 5) return null;
  const half = (1.959963984540054 * sd) / Math.sqrt(n);
  return [mean - half, mean + half];
}

function actorBaseline(row: ActorRow): ActorBaseline {
  const interval = meanInterval(row.mean, row.sd, row.documents);
  return {
    ...row,
    interval: interval === null ? null : [Math.max(-1, interval[0]), Math.min(1, interval[1])],
  };
}
