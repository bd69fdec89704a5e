/** The reference by genre: opinion and news are written otherwise, so that an article is set against its own kind. */
import type { AnalysisStore } from '../pipeline/store/analysis-store.js';
import { sqlName } from '../pipeline/store/sql.js';
import { fitLogistic, type Logistic, logisticProbability } from '../statistics/logistic.js';
import { comparedNumbers } from './comparison-set.js';
import { type Genre, genreSql } from './genre.js';

export const GENRES: readonly Genre[] = ['opinion', 'news'];

/** How like opinion an article is, by its measures; `accuracy` is the mean of both genres' shares told rightly, cross-validated. */
export interface Resemblance extends Logistic {
  readonly measures: readonly string[];
  readonly accuracy: number;
}

/** Documents of each genre under which the reference is not divided. */
export const GENRE_DOCUMENTS = 200;
/** Documents of each genre that the model is fitted on, at most: it has few weights. */
const FITTED = 4_000;
const FOLDS = 5;

/** The genre of every compared document, in the order of place: 1 opinion, 0 news, -1 not known; null where it is known of too few. */
export async function genresOf(store: AnalysisStore, least = GENRE_DOCUMENTS): Promise<Int8Array | null> {
  const genre = genreSql(store);
  if (genre === null) return null;
  const [codes] = await store
    .numbers(
      `SELECT CASE genre WHEN 'opinion' THEN 1 WHEN 'news' THEN 0 ELSE -1 END AS code
       FROM (SELECT place, ${genre.sql} AS genre FROM compared) ORDER BY place`,
    )
    .then((columns) => columns.map((column) => Int8Array.from(column)));
  const count = (code: number): number => codes!.reduce((sum, value) => sum + (value === code ? 1 : 0), 0);
  return count(1) >= least && count(0) >= least ? codes! : null;
}

/** Fits the resemblance on every nth document of either genre, in order of date, and tries it on folds that it was not fitted on. */
export async function resemblanceOf(store: AnalysisStore, genres: Int8Array): Promise<Resemblance> {
  const measures = store
    .measures()
    .filter(({ measure }) => measure!.leading)
    .map(({ name }) => name);
  const [, ...columns] = await comparedNumbers(store, measures.map(sqlName));
  const rows = [1, 0].flatMap((code) => {
    const all = [...genres.keys()].filter((i) => genres[i] === code);
    const step = Math.max(1, all.length / FITTED);
    return Array.from({ length: Math.min(all.length, FITTED) }, (_, k) => all[Math.floor(k * step)]!);
  });
  const fitted = (chosen: readonly number[]): Logistic =>
    fitLogistic(
      columns.map((column) => Float64Array.from(chosen, (i) => column[i]!)),
      Uint8Array.from(chosen, (i) => (genres[i] === 1 ? 1 : 0)),
    );
  const right = [0, 0];
  const tried = [0, 0];
  for (let fold = 0; fold < FOLDS; fold++) {
    const model = fitted(rows.filter((_, k) => k % FOLDS !== fold));
    rows.forEach((i, k) => {
      if (k % FOLDS !== fold) return;
      const opinion = genres[i] === 1 ? 1 : 0;
      const p = logisticProbability(
        model,
        columns.map((column) => column[i]!),
      );
      tried[opinion]!++;
      if (p >= 0.5 === (opinion === 1)) right[opinion]!++;
    });
  }
  const short = (value: number): number => Number(value.toPrecision(6));
  const model = fitted(rows);
  return {
    measures,
    means: model.means.map(short),
    sds: model.sds.map(short),
    weights: model.weights.map(short),
    bias: short(model.bias),
    accuracy: short((right[0]! / Math.max(1, tried[0]!) + right[1]! / Math.max(1, tried[1]!)) / 2),
  };
}

/** The genre that an article's measures resemble. */
export function resembled(resemblance: Resemblance, measures: ReadonlyMap<string, number>): Genre {
  const p = logisticProbability(
    resemblance,
    resemblance.measures.map((name) => measures.get(name) ?? Number.NaN),
  );
  return p >= 0.5 ? 'opinion' : 'news';
}
