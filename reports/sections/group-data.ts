/** The compared documents as columns. */
import { seededRandom, shuffle } from '../../base/random.js';
import type { AnalysisStore } from '../../pipeline/store/analysis-store.js';
import { sqlName, sqlText } from '../../pipeline/store/sql.js';
import { comparedNumbers } from '../../queries/comparison-set.js';
import type { Strata } from '../../statistics/matched.js';

/** The compared documents as columns, one entry a document, in the order of `compared.place`. */
export interface GroupData {
  readonly groups: readonly string[];
  /** `compared.place` of each document. */
  readonly places: Int32Array;
  /** Index of its group; -1 for none of those compared. */
  readonly owner: Int32Array;
  /** What is held equal in the matched comparison. */
  readonly strata: Strata;
  /** Index of its cluster, within which documents are alike; null where each stands for itself. */
  readonly cluster: Int32Array | null;
  /** 1 where the date of publication is known; those stand first, in order of date. */
  readonly dated: Uint8Array;
  /** All rows in one random order, the same at every run: passages are drawn by it. */
  readonly drawn: readonly number[];
  readonly measures: ReadonlyMap<string, Float64Array>;
  /** Row of a place. */
  rowOf(place: number): number | undefined;
}

/** Reads the table `compared`, with its columns `grp`, `stratum`, `coarse_stratum` and, where `clustered`, `cluster`. */
export async function readGroupData(
  store: AnalysisStore,
  groups: readonly string[],
  clustered = false,
): Promise<GroupData> {
  const names = store.measures().map(({ name }) => name);
  const list = `[${groups.map(sqlText).join(', ')}]`;
  const dated = store.column('published') === undefined ? '0' : '(published IS NOT NULL)::INTEGER';
  const code = (column: string): string =>
    `CASE WHEN ${column} IS NULL THEN -1 ELSE dense_rank() OVER (ORDER BY ${column} NULLS LAST) - 1 END`;
  const [place, owner, stratum, coarse, known, cluster] = await store.numbers(
    `SELECT place, coalesce(list_position(${list}, grp), 0) - 1,
       ${code('stratum')}, ${code('coarse_stratum')}, ${dated}${clustered ? `, ${code('cluster')}` : ''} FROM compared ORDER BY place`,
  );
  const [, ...values] = await comparedNumbers(store, names.map(sqlName));
  const places = Int32Array.from(place!);
  const rows = new Map(Array.from(places, (value, row) => [value, row]));
  return {
    groups,
    places,
    owner: Int32Array.from(owner!),
    strata: { fine: Int32Array.from(stratum!), coarse: Int32Array.from(coarse!) },
    cluster: clustered ? Int32Array.from(cluster!) : null,
    dated: Uint8Array.from(known!),
    drawn: shuffle([...places.keys()], seededRandom('passages')),
    measures: new Map(names.map((name, k) => [name, values[k]!])),
    rowOf: (value) => rows.get(value),
  };
}

/** A number for each compared document, by `place`; NaN for those that a query does not name. */
export async function byPlace(store: AnalysisStore, data: GroupData, sql: string): Promise<Float64Array> {
  const [place, value] = await store.numbers(sql);
  const result = new Float64Array(data.places.length).fill(Number.NaN);
  place!.forEach((p, i) => {
    const row = data.rowOf(p);
    if (row !== undefined) result[row] = value![i]!;
  });
  return result;
}
