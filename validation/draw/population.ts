/** All units of the groups: their number by stratum, and how they vary from document to document. */
import { nearestName, UserError } from '../../base/user-error.js';
import type { AnalysisStore } from '../../pipeline/store/analysis-store.js';
import { sqlList, sqlName } from '../../pipeline/store/sql.js';
import { prepareComparisonSet } from '../../queries/comparison-set.js';
import { groupColumn } from '../../queries/group-column.js';
import type { Target } from '../targets/target.js';

export interface StratumCount {
  readonly group: string;
  readonly predicted: string;
  readonly units: number;
  /** Mean score; null where the tool gives none. */
  readonly score: number | null;
}

export interface GroupCount {
  readonly group: string;
  readonly documents: number;
  readonly units: number;
  readonly products: number[][];
}

export interface Population {
  readonly groups: readonly GroupCount[];
  /** Groups in order, within each the classes in theirs; those without units too. */
  readonly strata: readonly StratumCount[];
  readonly documents: number;
  readonly leftOut: readonly { readonly reason: string; readonly documents: number }[];
}

/** Groups at most. */
const GROUPS = 40;

export interface PopulationOptions {
  readonly by: string;
  readonly groups?: readonly string[] | undefined;
  readonly minimumDocuments: number;
  readonly keepDuplicates?: boolean;
}

/**
 * Makes the temporary table `units` of the store (document_id, place, grp, unit, start, end, predicted, score) and counts it: the same
 * documents that `compare` compares, near-duplicates left out.
 *
 * @throws UserError for a column or group that there is not, or where no group has units.
 */
export async function populationOf(
  store: AnalysisStore,
  target: Target,
  options: PopulationOptions,
): Promise<Population> {
  const { by } = options;
  const sql = target.unitsSql(store);
  groupColumn(by, store.manifest.columns);
  const set = await prepareComparisonSet(store, null, [by], options.keepDuplicates ?? false);
  await store.run('ALTER TABLE compared ADD COLUMN grp VARCHAR');
  await store.run(`UPDATE compared SET grp = nullif(trim(${sqlName(by)}::VARCHAR), '')`);
  const all = await store.query<{ group: string; documents: number }>(
    `SELECT grp AS "group", count(*) AS documents FROM compared WHERE grp IS NOT NULL GROUP BY grp ORDER BY documents DESC, grp`,
  );
  for (const asked of options.groups ?? []) {
    if (all.some(({ group }) => group === asked)) continue;
    const names = all.map(({ group }) => group);
    const near = nearestName(asked, names);
    throw new UserError({
      what: `no document has '${asked}' as its '${by}'`,
      ...(near === undefined ? {} : { why: `did you mean '${near}'?` }),
      remedy: `The groups are: ${names.slice(0, 30).join(', ')}${names.length > 30 ? ' …' : ''}.`,
    });
  }
  const chosen =
    options.groups ??
    all
      .filter(({ documents }) => documents >= options.minimumDocuments)
      .slice(0, GROUPS)
      .map(({ group }) => group);
  await store.run(
    `CREATE OR REPLACE TEMP TABLE units AS SELECT u.*, c.place AS place, c.grp AS grp FROM (${sql}) u
     JOIN (SELECT id, place, grp FROM compared WHERE grp IN (SELECT unnest(${sqlList(chosen)}))) c ON c.id = u.document_id`,
  );
  const counted = await countedGroups(store, target, chosen);
  if (counted.groups.length === 0)
    throw new UserError({
      what: `no group of the column '${by}' has anything to code`,
      why:
        chosen.length === 0
          ? `none has ${options.minimumDocuments} documents`
          : `no ${target.unit} is found in them`,
      remedy: 'Choose another column with --by, fewer --minimum-documents, or give a larger corpus.',
    });
  return {
    ...counted,
    documents: counted.groups.reduce((sum, { documents }) => sum + documents, 0),
    leftOut: set.leftOut.map((entry) => ({ ...entry })),
  };
}

interface DocumentCount {
  readonly place: number;
  readonly group: string;
  readonly predicted: string;
  readonly units: number;
  readonly score: number | null;
}

async function countedGroups(
  store: AnalysisStore,
  target: Target,
  chosen: readonly string[],
): Promise<{ groups: GroupCount[]; strata: StratumCount[] }> {
  const classes = target.classes.map(({ name }) => name);
  // Decimals add to the same sum in any order.
  const rows = await store.query<DocumentCount>(
    `SELECT place, grp AS "group", predicted, count(*)::INTEGER AS units, sum(score::DECIMAL(20, 12))::DOUBLE AS score
     FROM units GROUP BY ALL ORDER BY place, predicted`,
  );
  const width = classes.length + 1;
  const groups = new Map(
    chosen.map((group) => [
      group,
      {
        documents: 0,
        units: classes.map(() => 0),
        scores: classes.map(() => 0),
        scored: classes.map(() => false),
        products: Array.from({ length: width }, () => new Array<number>(width).fill(0)),
      },
    ]),
  );
  let x = new Array<number>(width).fill(0);
  rows.forEach(({ place, group, predicted, units, score }, i) => {
    const sums = groups.get(group)!;
    const k = classes.indexOf(predicted);
    x[k]! += units;
    x[width - 1]! += score ?? 0;
    sums.units[k]! += units;
    sums.scores[k]! += score ?? 0;
    if (score !== null) sums.scored[k] = true;
    if (rows[i + 1]?.place === place) return;
    sums.documents++;
    for (const [a, one] of x.entries())
      for (const [b, other] of x.entries()) sums.products[a]![b]! += one * other;
    x = new Array<number>(width).fill(0);
  });
  const filled = [...groups].filter(([, { documents }]) => documents > 0);
  return {
    groups: filled.map(([group, { documents, units, products }]) => ({
      group,
      documents,
      units: units.reduce((a, b) => a + b, 0),
      products,
    })),
    strata: filled.flatMap(([group, { units, scores, scored }]) =>
      classes.map((predicted, k) => ({
        group,
        predicted,
        units: units[k]!,
        score: scored[k] ? scores[k]! / units[k]! : null,
      })),
    ),
  };
}
