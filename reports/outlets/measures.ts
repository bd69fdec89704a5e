import type { AnalysisStore } from '../../pipeline/store/analysis-store.js';
import { sqlName } from '../../pipeline/store/sql.js';
import type { Column } from '../../stages/columns.js';
import { meanInterval } from '../article/analysis-baseline.js';
import { benjaminiHochberg } from '../comparison/benjamini-hochberg.js';
import { cliffsDelta } from '../comparison/cliffs-delta.js';
import { medianInterval } from '../comparison/percentile.js';
import { quantile, sortedKnown } from '../comparison/quantiles.js';
import type { GroupFigure, GroupMeasure } from './model.js';

/**
 * Every measure by group: means, medians, Cliff's delta against all other documents, p-values adjusted by
 * Benjamini and Hochberg over all groups and measures of one heading. Reads the table `compared` with its column
 * `grp`.
 */
export async function groupMeasures(
  store: AnalysisStore,
  groups: readonly string[],
  strata: readonly string[],
): Promise<GroupMeasure[]> {
  const measures: GroupMeasure[] = [];
  const columns = store.measures();
  const places = new Map(groups.map((group, index) => [group, index]));
  const owners = await store.query<{ grp: string | null }>('SELECT grp FROM compared ORDER BY place');
  const ownerOf = Int32Array.from(owners, ({ grp }) => (grp === null ? -1 : (places.get(grp) ?? -1)));
  const values = await store.numbers(
    `SELECT ${columns.map(({ name }) => sqlName(name)).join(', ')} FROM compared ORDER BY place`,
  );
  for (const [k, column] of columns.entries())
    measures.push(await groupMeasure(store, column, values[k]!, ownerOf, groups, strata));
  return adjusted(measures);
}

async function groupMeasure(
  store: AnalysisStore,
  column: Column,
  values: Float64Array,
  ownerOf: Int32Array,
  groups: readonly string[],
  strata: readonly string[],
): Promise<GroupMeasure> {
  const all = sortedKnown(values);
  const byGroup = groups.map((_, group) => sortedKnown(values.filter((_value, i) => ownerOf[i] === group)));
  const matched =
    column.measure!.leading && strata.length > 0 ? await matchedDifferences(store, column.name) : new Map();
  const figures = groups.flatMap((group, index): GroupFigure[] => {
    const own = byGroup[index]!;
    if (own.length === 0) return [];
    const rest = without(all, own);
    const effect = cliffsDelta(own, rest);
    const { mean, sd } = moments(own);
    const median = quantile(own, 0.5)!;
    const restMedian = quantile(rest, 0.5);
    return [
      {
        group,
        n: own.length,
        mean,
        meanInterval: pair(meanInterval(mean, sd, own.length)),
        median,
        medianInterval: pair(medianInterval(own.length, (p) => quantile(own, p)!)),
        medianDifference: restMedian === null ? null : median - restMedian,
        delta: effect?.delta ?? null,
        deltaInterval: pair(effect?.interval ?? null),
        p: effect?.p ?? null,
        q: null,
        matched: matched.get(group) ?? null,
      },
    ];
  });
  const { title, group, voice, leading } = column.measure!;
  return {
    name: column.name,
    title,
    group,
    voice,
    unit: column.unit ?? '',
    description: column.description,
    leading,
    groups: figures,
  };
}

/** p-values adjusted over all groups and measures of one heading: one family. */
function adjusted(measures: readonly GroupMeasure[]): GroupMeasure[] {
  const families = [...new Set(measures.map(({ group }) => group))];
  const q = new Map<GroupFigure, number | null>();
  for (const family of families) {
    const figures = measures.filter(({ group }) => group === family).flatMap(({ groups }) => groups);
    benjaminiHochberg(figures.map(({ p }) => p)).forEach((value, index) => {
      q.set(figures[index]!, value);
    });
  }
  return measures.map((measure) => ({
    ...measure,
    groups: measure.groups.map((figure) => ({ ...figure, q: q.get(figure) ?? null })),
  }));
}

interface Matched {
  readonly documents: number;
  readonly difference: number;
  readonly interval: [number, number] | null;
}

/**
 * Mean difference of each group from all others within the same strata:
 * `Σ_s n_s (mean_s - rest_s) / Σ_s n_s`, over strata that hold both, weighted by the group's documents (direct
 * standardisation; Cochran 1968, doi:10.2307/2528036). Its standard error takes the variance within cells of
 * group and stratum as one: `√(v Σ n_s² (1/n_s + 1/m_s)) / Σ n_s`.
 */
async function matchedDifferences(store: AnalysisStore, name: string): Promise<Map<string, Matched>> {
  const c = sqlName(name);
  const rows = await store.query<{ grp: string; documents: number; difference: number; se: number | null }>(`
    WITH cells AS (SELECT grp, stratum, count(*)::DOUBLE AS n, sum(${c}) AS s, sum(${c} * ${c}) AS ss
      FROM compared WHERE ${c} IS NOT NULL AND stratum IS NOT NULL GROUP BY grp, stratum),
    total AS (SELECT stratum, sum(n) AS n, sum(s) AS s FROM cells GROUP BY stratum),
    within AS (SELECT sum(ss - s * s / n) / nullif(sum(n - 1), 0) AS v FROM cells)
    SELECT cells.grp, sum(cells.n) AS documents,
      sum(cells.s - cells.n * (total.s - cells.s) / (total.n - cells.n)) / sum(cells.n) AS difference,
      sqrt(any_value(v) * sum(cells.n + cells.n * cells.n / (total.n - cells.n))) / sum(cells.n) AS se
    FROM cells JOIN total USING (stratum), within
    WHERE total.n > cells.n AND cells.grp IS NOT NULL GROUP BY cells.grp`);
  return new Map(
    rows.map(({ grp, documents, difference, se }) => [
      grp,
      {
        documents,
        difference,
        interval:
          se === null || documents < 5
            ? null
            : [difference - 1.959963984540054 * se, difference + 1.959963984540054 * se],
      },
    ]),
  );
}

function pair(interval: readonly [number, number] | null): [number, number] | null {
  return interval === null ? null : [interval[0], interval[1]];
}

function moments(values: Float64Array): { mean: number; sd: number } {
  let sum = 0;
  for (const value of values) sum += value;
  const mean = sum / values.length;
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  return { mean, sd: values.length < 2 ? 0 : Math.sqrt(squares / (values.length - 1)) };
}

/** Sorted values without some of them, which are sorted and all among them. */
export function without(all: Float64Array, some: Float64Array): Float64Array {
  const rest = new Float64Array(all.length - some.length);
  let k = 0;
  let at = 0;
  for (const value of all) {
    if (k < some.length && some[k] === value) k++;
    else rest[at++] = value;
  }
  return rest;
}
