/** What the matched comparison of groups holds equal. */
import type { AnalysisStore } from '../../pipeline/store/analysis-store.js';
import { sqlName, sqlText } from '../../pipeline/store/sql.js';
import { genreSql } from '../../queries/genre.js';
import { byPlace, type GroupData } from './group-data.js';

/** User columns that say what a document is about, the first known of which is held equal. */
export const SUBJECT_COLUMNS = ['topic', 'section'];
/** Columns that may say the genre. */
export const GENRE_COLUMNS = ['opinion', 'genre', 'section', 'type', 'url'];

/** Share of documents that must keep others to be compared with. */
const MATCHED = 2 / 3;

/**
 * Adds `stratum` and `coarse_stratum` to the compared documents: subject, genre (news or opinion), month (quarter, year) of
 * publication and length by quartiles, where they are known; the coarse one without time, so that an undated document is
 * matched on the rest. Time is cut as finely as leaves two documents in three a stratum that holds another group too.
 *
 * @returns what the strata hold equal, in words.
 */
export async function stratify(store: AnalysisStore, by: string): Promise<readonly string[]> {
  const parts: string[] = [];
  const names: string[] = [];
  const known = async (expression: string): Promise<number> =>
    (await store.query<{ n: number }>(`SELECT count(DISTINCT ${expression}) AS n FROM compared`))[0]!.n;
  for (const column of SUBJECT_COLUMNS) {
    if (column === by || store.column(column) === undefined || names.length > 0) continue;
    if ((await known(sqlName(column))) === 0) continue;
    parts.push(`coalesce(${sqlName(column)}::VARCHAR, '')`);
    names.push(column);
  }
  const genre = genreSql(store);
  if (genre !== null && !genre.columns.includes(by) && (await known(genre.sql)) > 1) {
    parts.push(`coalesce(${genre.sql}, '')`);
    names.push('genre (news or opinion)');
  }
  const [quartiles] = await store.query<{ q: number[] }>(
    'SELECT quantile_cont(word_count, [0.25, 0.5, 0.75]) AS q FROM compared',
  );
  const length = `CASE ${quartiles!.q.map((q, index) => `WHEN word_count <= ${q} THEN '${index}'`).join(' ')} ELSE '3' END`;
  const coarse = [...parts, length].join(` || '|' || `);
  let time = `''`;
  if (store.column('published') !== undefined && by !== 'published') {
    const dated = `regexp_matches(published, '^[0-9]{4}-[0-9]{2}')`;
    const cuts = [
      ['month of publication', `substr(published, 1, 7)`],
      [
        'quarter of publication',
        `(substr(published, 1, 4) || 'Q' || ceil(substr(published, 6, 2)::INTEGER / 3.0)::INTEGER)`,
      ],
      ['year of publication', `substr(published, 1, 4)`],
    ] as const;
    for (const [name, expression] of cuts) {
      const whole = [...parts, expression, length].join(` || '|' || `);
      const [cells] = await store.query<{ documents: number; matched: number | null }>(
        `SELECT sum(n) AS documents, sum(n) FILTER (groups > 1) AS matched FROM (
           SELECT count(*) AS n, count(DISTINCT grp) AS groups FROM compared WHERE grp IS NOT NULL AND ${dated} GROUP BY ${whole})`,
      );
      if (!cells!.documents) break;
      if (name !== 'year of publication' && (cells!.matched ?? 0) < MATCHED * cells!.documents) continue;
      time = `CASE WHEN ${dated} THEN ${expression} END`;
      names.push(name);
      break;
    }
  }
  names.push('length (quartiles)');
  await store.run('ALTER TABLE compared ADD COLUMN stratum VARCHAR');
  await store.run('ALTER TABLE compared ADD COLUMN coarse_stratum VARCHAR');
  await store.run(`UPDATE compared SET coarse_stratum = ${coarse}, stratum = ${coarse} || '|' || ${time}`);
  return names;
}

/** What matching should make alike: one column, or one for each value of a subject. */
export interface Covariate {
  readonly name: string;
  /** One entry a document; NaN where unknown. */
  readonly columns: readonly Float64Array[];
}

/** Values of a subject that are looked at, the commonest. */
const SUBJECTS = 12;

/** Length (its logarithm), time, genre and subject of the compared documents, where they are known. */
export async function readCovariates(
  store: AnalysisStore,
  data: GroupData,
  by: string,
): Promise<readonly Covariate[]> {
  const column = (expression: string): Promise<Float64Array> =>
    byPlace(store, data, `SELECT place, (${expression})::DOUBLE FROM compared`);
  const varying = (values: Float64Array): boolean =>
    values.some((value) => !Number.isNaN(value) && value !== values.find((other) => !Number.isNaN(other)));
  const found: Covariate[] = [{ name: 'length', columns: [await column('ln(greatest(word_count, 1))')] }];
  if (store.column('published') !== undefined && by !== 'published')
    found.push({
      name: 'time',
      columns: [await column(`epoch(try_cast(substr(published, 1, 10) AS DATE))`)],
    });
  const genre = genreSql(store);
  if (genre !== null && !genre.columns.includes(by))
    found.push({
      name: 'opinion',
      columns: [await column(`CASE ${genre.sql} WHEN 'opinion' THEN 1 WHEN 'news' THEN 0 END`)],
    });
  const subject = SUBJECT_COLUMNS.find((name) => name !== by && store.column(name) !== undefined);
  if (subject !== undefined) {
    const text = `coalesce(${sqlName(subject)}::VARCHAR, '')`;
    const values = await store.query<{ value: string }>(
      `SELECT ${text} AS value FROM compared GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT ${SUBJECTS}`,
    );
    const columns: Float64Array[] = [];
    for (const { value } of values) columns.push(await column(`(${text} = ${sqlText(value)})::INTEGER`));
    found.push({ name: subject, columns });
  }
  return found
    .map(({ name, columns }) => ({ name, columns: columns.filter(varying) }))
    .filter(({ columns }) => columns.length > 0);
}
