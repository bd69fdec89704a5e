/** The baseline of an article: an analysis, asked in SQL. */
import type { AnalysisStore } from '../pipeline/store/analysis-store.js';
import { exactSum, sqlName, sqlText } from '../pipeline/store/sql.js';
import { meanInterval } from '../statistics/mean.js';
import { type Distribution, distributionOfSorted, sortedKnown } from '../statistics/quantiles.js';
import type {
  ActorBaseline,
  ActorBaselines,
  ActorVoice,
  AlternativeValue,
  ArticleProfile,
  Baseline,
  FrameBaseline,
  HedgeBaseline,
  MeasureBaseline,
  Standing,
  TermBaseline,
  Topic,
} from './baseline.js';
import type { BaselineDescription, NearestRow } from './baseline-schema.js';
import { type ComparisonSet, comparedNumbers, prepareComparisonSet, renamedNote } from './comparison-set.js';
import { ACTOR_VOICES, alternativeColumn, framesSql } from './digest.js';
import { frameColumns, frameKey, framesOf } from './frame-columns.js';
import { type CorpusNumbers, nearestDocuments } from './nearest.js';
import { termKeySql } from './term-key.js';
import { type TopicNeighbours, topicNeighbours } from './topic.js';

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
  #read: CorpusNumbers | null = null;
  #known: ReadonlyMap<string, Distribution> | null = null;
  #near: Promise<TopicNeighbours | null> | null = null;

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
    const set = await prepareComparisonSet(store, profile.shingles, [], options.keepDuplicates ?? false);
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
      note: renamedNote(this.#store),
      mismatch: [],
      genre: null,
      outside: [],
      hedgerow: manifest.hedgerow,
      key: manifest.key,
    };
  }

  termTotals(): { tokens: number; documents: number } {
    return { tokens: this.#set.words, documents: this.#set.documents };
  }

  async measures(names: readonly string[]): Promise<ReadonlyMap<string, MeasureBaseline>> {
    const known = names.filter((name) => this.#store.column(name) !== undefined);
    if (known.length === 0) return new Map();
    const { words, values } = await this.#numbers();
    const like = Uint8Array.from(words, (n) =>
      n >= this.#profile.words / 2 && n <= 2 * this.#profile.words ? 1 : 0,
    );
    const distributions = await this.#distributions();
    const near = await this.#neighbours();
    const result = new Map<string, MeasureBaseline>();
    for (const name of known) {
      const distribution = distributions.get(name);
      if (distribution === undefined) continue;
      const own = values.get(name)!;
      const value = this.#profile.measures.get(name);
      result.set(name, {
        distribution,
        standing: value === undefined ? null : standingAmong(own, value),
        matched: value === undefined ? null : standingAmong(own, value, like),
        topic: value === undefined || near === null ? null : standingAmong(own, value, near.among),
      });
    }
    return result;
  }

  async topic(): Promise<Topic | null> {
    const near = await this.#neighbours();
    return near === null ? null : { documents: near.documents, terms: near.terms };
  }

  #neighbours(): Promise<TopicNeighbours | null> {
    this.#near ??= this.#numbers().then(({ places }) =>
      topicNeighbours(this.#store, this.#profile.termCounts, places),
    );
    return this.#near;
  }

  /** The distribution of every measure that has values, by name. */
  async #distributions(): Promise<ReadonlyMap<string, Distribution>> {
    this.#known ??= await this.#readDistributions();
    return this.#known;
  }

  async #readDistributions(): Promise<ReadonlyMap<string, Distribution>> {
    if (this.#set.whole) {
      const rows = await this.#store.query<Distribution & { measure: string }>(
        'SELECT * FROM digest_distributions',
      );
      return new Map(rows.map(({ measure, ...distribution }) => [measure, distribution]));
    }
    const { values } = await this.#numbers();
    return new Map(
      [...values].flatMap(([name, column]) => {
        const distribution = distributionOfSorted(sortedKnown(column));
        return distribution === null ? [] : [[name, distribution] as const];
      }),
    );
  }

  /** The numbers of the compared documents in the order of their place, read once. */
  async #numbers(): Promise<CorpusNumbers> {
    if (this.#read === null) {
      const names = this.#store.measures().map(({ name }) => name);
      const [places, words, norms, ...columns] = await comparedNumbers(this.#store, [
        'word_count',
        'actor_norm',
        ...names.map(sqlName),
      ]);
      this.#read = {
        places: places!,
        words: words!,
        norms: norms!,
        values: new Map(names.map((name, k) => [name, columns[k]!])),
      };
    }
    return this.#read;
  }

  async hedges(): Promise<HedgeBaseline | null> {
    if (this.#store.column('hedging_cues') === undefined) return null;
    // Near-duplicates of the article are counted out only where they are known to be none.
    const forms = this.#set.whole
      ? 'digest_hedges'
      : `(SELECT ${termKeySql('h.surface')} AS form, count(*) AS count, count(DISTINCT id) AS documents FROM (
          SELECT id, unnest(hedging_cues) AS h FROM (SELECT id, hedging_cues FROM documents SEMI JOIN compared USING (id)))
          WHERE h.series = 'hedge' GROUP BY 1)`;
    const rows = await this.#store.query<{ form: string; count: number; documents: number }>(
      `SELECT form, count, documents FROM ${forms}`,
    );
    const wanted = new Set(this.#profile.hedges);
    return {
      total: rows.reduce((sum, { count }) => sum + count, 0),
      hedges: new Map(
        rows
          .filter(({ form }) => wanted.has(form))
          .map(({ form, count, documents }) => [form, { count, documents, dispersion: null }]),
      ),
    };
  }

  async alternatives(values: readonly AlternativeValue[]): Promise<readonly (Standing | null)[]> {
    if (values.length === 0) return [];
    const described = await this.#store.query<{ column_name: string }>('DESCRIBE compared_digest');
    const known = new Set(described.map(({ column_name }) => column_name));
    const names = values.map(({ column, alternative }) => alternativeColumn(column.name, alternative.key));
    const asked = [...new Set(names)].filter((name) => known.has(name));
    if (asked.length === 0) return values.map(() => null);
    const columns = await this.#store.numbers(`SELECT ${asked.map(sqlName).join(', ')} FROM compared_digest`);
    return values.map(({ value }, k) => {
      const column = columns[asked.indexOf(names[k]!)];
      return column === undefined ? null : standingAmong(column, value);
    });
  }

  async actors(): Promise<ReadonlyMap<string, ActorBaselines>> {
    const wanted = [...this.#profile.actors];
    if (wanted.length === 0 || this.#store.column('actor_sentiments') === undefined) return new Map();
    const values = wanted.map(
      ([key, { means }]) =>
        `(${sqlText(key)}, ${ACTOR_VOICES.map(({ voice }) => `${means[voice] ?? 'NULL'}::DOUBLE`).join(', ')})`,
    );
    const figures = ACTOR_VOICES.map(({ voice, columns: [mean, mentions] }) => {
      const value = `wanted.own_${voice}`;
      return `{documents: count(${mean}), mentions: coalesce(sum(${mentions}) FILTER (${mean} IS NOT NULL), 0)::DOUBLE, sum: ${exactSum(mean)},
        squares: ${exactSum(`${mean} * ${mean}`)}, below: CASE WHEN any_value(${value}) IS NOT NULL THEN count(*) FILTER (${mean} < ${value}) END,
        equal: CASE WHEN any_value(${value}) IS NOT NULL THEN count(*) FILTER (${mean} = ${value}) END} AS ${sqlName(voice)}`;
    });
    const rows = await this.#store.query<Record<ActorVoice, ActorFigures> & { actor: string }>(`
      WITH wanted(actor, ${ACTOR_VOICES.map(({ voice }) => `own_${voice}`).join(', ')}) AS (VALUES ${values.join(', ')})
      SELECT s.actor AS actor, ${figures.join(', ')}
      FROM (SELECT * FROM digest_actors SEMI JOIN compared USING (place)) s JOIN wanted USING (actor) GROUP BY s.actor`);
    return new Map(
      rows.map((row) => [
        row.actor,
        Object.fromEntries(
          ACTOR_VOICES.flatMap(({ voice }) =>
            row[voice].documents === 0 ? [] : [[voice, actorBaseline(row[voice])]],
          ),
        ),
      ]),
    );
  }

  async frames(): Promise<ReadonlyMap<string, FrameBaseline>> {
    if (this.#profile.frames.size === 0 || this.#store.column('frames') === undefined) return new Map();
    const { values, places } = await this.#numbers();
    const near = await this.#neighbours();
    const nearby = near === null ? [] : Array.from(places).filter((_place, row) => near.among[row] === 1);
    const presentNear = await this.#framePresence(nearby);
    const columns = frameColumns(this.#store);
    const frames = await framesOf(this.#store);
    const distributions = await this.#distributions();
    const counts = await this.#store.query<{ k: number; present: number; judged: number }>(
      this.#set.whole ? 'SELECT * FROM digest_frames' : framesSql('SELECT frame_flags FROM compared_digest'),
    );
    const result = new Map<string, FrameBaseline>();
    frames.forEach(({ codebook, frame }, k) => {
      const key = frameKey(codebook, frame);
      const name = columns.get(key) ?? '';
      const distribution = distributions.get(name);
      if (distribution === undefined) return;
      const { present = 0, judged = 0 } = counts.find((row) => row.k === k) ?? {};
      const value = this.#profile.frames.get(key);
      const standing = value === undefined ? null : standingAmong(values.get(name)!, value);
      result.set(key, {
        n: distribution.n,
        mean: distribution.mean,
        sd: distribution.sd,
        present: judged === 0 ? 0 : present / judged,
        below: standing?.below ?? null,
        equal: standing?.equal ?? null,
        topic:
          near === null || value === undefined
            ? null
            : { ...standingAmong(values.get(name)!, value, near.among), present: presentNear(k) },
      });
    });
    return result;
  }

  /** Share of some documents in which a frame is present, by the frame's place in `frame_flags`. */
  async #framePresence(places: readonly number[]): Promise<(k: number) => number> {
    if (places.length === 0) return () => 0;
    const counts = await this.#store.query<{ k: number; present: number; judged: number }>(
      framesSql(`SELECT frame_flags FROM compared_digest WHERE place IN (${places.join(', ')})`),
    );
    return (k) => {
      const row = counts.find((one) => one.k === k);
      return row === undefined || row.judged === 0 ? 0 : row.present / row.judged;
    };
  }

  async terms(): Promise<ReadonlyMap<string, TermBaseline>> {
    const { terms } = this.#profile;
    if (terms.length === 0 || this.#store.column('term_counts') === undefined) return new Map();
    const words = Math.max(1, this.#set.words);
    const least = `(1 - (SELECT min(word_count) FROM compared WHERE word_count > 0) / ${words})`;
    const wanted = `wanted(term) AS (VALUES ${terms.map((term) => `(${sqlText(term)})`).join(', ')})`;
    const rows = await this.#store.query<TermBaseline & { term: string }>(
      this.#set.whole
        ? `WITH ${wanted} SELECT term, count, documents, dp / ${least} AS dispersion FROM digest_terms JOIN wanted USING (term)`
        : // DP needs each document's share of all words; documents without the term contribute their share.
          `WITH ${wanted}, found AS (
             SELECT term, count AS v, word_count / ${words} AS s
             FROM (SELECT id, unnest(term_counts, max_depth := 2) FROM documents) JOIN compared USING (id)
             WHERE term IN (SELECT term FROM wanted)),
           totals AS (SELECT term, sum(v) AS f FROM found GROUP BY term)
           SELECT term, any_value(f)::DOUBLE AS count, count(*) AS documents, (1 + ${exactSum('abs(v / f - s) - s')}) / 2 / ${least} AS dispersion
           FROM found JOIN totals USING (term) GROUP BY term`,
    );
    return new Map(rows.map(({ term, ...row }) => [term, row]));
  }

  async nearest(count: number): Promise<readonly NearestRow[]> {
    return nearestDocuments(
      this.#store,
      this.#profile,
      { ...(await this.#numbers()), distributions: await this.#distributions() },
      count,
    );
  }
}

/** How many known values lie below a value and at it, among those marked 1; among all where none are marked. */
function standingAmong(values: Float64Array, value: number, among: Uint8Array | null = null): Standing {
  let [below, equal, n] = [0, 0, 0];
  for (let i = 0; i < values.length; i++) {
    const other = values[i]!;
    // NaN is neither.
    if (among !== null && among[i] === 0) continue;
    if (other < value) below++;
    else if (other === value) equal++;
    else if (!(other > value)) continue;
    n++;
  }
  return { below, equal, n };
}

type ActorFigures = Omit<ActorBaseline, 'interval' | 'mean' | 'sd'> & {
  readonly sum: number;
  readonly squares: number;
};

function actorBaseline({ sum, squares, ...row }: ActorFigures): ActorBaseline {
  const n = row.documents;
  const mean = sum / n;
  const sd = n < 2 ? 0 : Math.sqrt(Math.max(0, squares - n * mean * mean) / (n - 1));
  const interval = meanInterval(mean, sd, n);
  return {
    ...row,
    mean,
    sd,
    interval: interval === null ? null : [Math.max(-1, interval[0]), Math.min(1, interval[1])],
  };
}
