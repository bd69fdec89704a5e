/** False findings of a whole comparison when its documents are dealt to the groups at random. */
import { seededRandom, shuffle } from '../base/random.js';
import type { AnalysisStore } from '../pipeline/store/analysis-store.js';
import { sqlText } from '../pipeline/store/sql.js';
import { prepareComparisonSet } from '../queries/comparison-set.js';
import { groupActors, readActors } from '../reports/sections/group-actors/data.js';
import { type GroupData, readGroupData } from '../reports/sections/group-data.js';
import { groupFrames, readFrames } from '../reports/sections/group-frames/data.js';
import { groupMeasures } from '../reports/sections/group-measures/data.js';
import { findingsOf, isDifference } from '../reports/sections/group-robustness/data.js';
import { GENRE_COLUMNS, SUBJECT_COLUMNS, stratify } from '../reports/sections/strata.js';
import { benjaminiHochberg } from '../statistics/benjamini-hochberg.js';

export interface FalseFindings {
  /** By family: relabellings in which it found something. */
  readonly families: ReadonlyMap<string, number>;
  /** Relabellings in which the opening would name a measure or an actor. */
  readonly opening: number;
  readonly runs: number;
}

/** Adjusted p that the opening asks for. */
const OPENING_LEVEL = 0.03;

/** 27 groups of 5 to 20 documents: as small as groups are compared, and as many as make mistakes likely. */
export const SMALL_GROUPS: readonly number[] = Array.from({ length: 27 }, (_, k) => 5 + ((7 * k) % 16));

/**
 * @param by - a column of the analysis: its groups' sizes are kept.
 * @param sizes - of groups in their place; documents in none count among the others.
 */
export async function relabelled(
  store: AnalysisStore,
  by: string,
  runs: number,
  sizes?: readonly number[],
): Promise<FalseFindings> {
  await prepareComparisonSet(store, null, [by, 'published', ...SUBJECT_COLUMNS, ...GENRE_COLUMNS], false);
  await store.run('ALTER TABLE compared ADD COLUMN grp VARCHAR');
  await store.run(
    `UPDATE compared SET grp = ${sizes === undefined ? `nullif(trim("${by}"::VARCHAR), '')` : `(place % ${sizes.length})::VARCHAR`}`,
  );
  const groups = await store.query<{ group: string }>(
    `SELECT grp AS "group" FROM compared WHERE grp IS NOT NULL GROUP BY grp HAVING count(*) >= 5 ORDER BY count(*) DESC, grp LIMIT 40`,
  );
  await stratify(store, by);
  const data = await readGroupData(
    store,
    sizes === undefined ? groups.map(({ group }) => group) : sizes.map((_, k) => `group ${k}`),
  );
  const owners =
    sizes === undefined
      ? Array.from(data.owner)
      : sizes
          .flatMap((size, k) => new Array<number>(size).fill(k))
          .concat(new Array<number>(data.owner.length).fill(-1))
          .slice(0, data.owner.length);
  const [actors, frames] = [await readActors(store, data), await readFrames(store, data)];
  const families = new Map<string, number>();
  let opening = 0;
  for (let run = 0; run < runs; run++) {
    const owner = Int32Array.from(shuffle([...owners], seededRandom(`labels ${sqlText(by)} ${run}`)));
    const dealt: GroupData = { ...data, owner };
    const measured = groupMeasures(dealt, store.measures());
    const named = groupActors(dealt, actors);
    const all = [...measured.families, ...named.families, ...groupFrames(dealt, frames).families];
    for (const { name, found } of all) families.set(name, (families.get(name) ?? 0) + (found > 0 ? 1 : 0));
    const rows = measured.measures.filter(({ leading }) => leading).flatMap((measure) => measure.groups);
    const q = benjaminiHochberg(rows.map(({ p }) => p));
    const low = new Set(rows.filter((_, k) => (q[k] ?? 1) < OPENING_LEVEL));
    const said =
      findingsOf(measured.measures).some(({ row }) => low.has(row)) ||
      named.actors.some((actor) => actor.groups.some((row) => isDifference(row) && row.q! < OPENING_LEVEL));
    if (said) opening++;
  }
  return { families, opening, runs };
}
