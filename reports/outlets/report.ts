import { hedgerowVersion } from '../../pipeline/manifest-key.js';
import type { AnalysisStore } from '../../pipeline/store/analysis-store.js';
import { sqlName } from '../../pipeline/store/sql.js';
import { nearestName, UserError } from '../../user-error.js';
import { meanInterval } from '../article/analysis-baseline.js';
import { wilson } from '../article/frames.js';
import { uniqueCitations } from '../article/report.js';
import { prepareComparisonSet } from '../comparison-set.js';
import { GROUP_CITATIONS, STATISTICS_CITATIONS, shortCitation } from '../methods.js';
import { count, counted, listing } from '../wording.js';
import { groupMeasures } from './measures.js';
import type { GroupActor, GroupFrame, OutletReport, Timeline } from './model.js';
import { outletOpening } from './opening.js';

export interface OutletReportInput {
  readonly store: AnalysisStore;
  /** How the corpus is named in the report. */
  readonly title?: string;
  /** The column whose values are compared; `outlet` by default. */
  readonly by?: string;
  /** Draws timelines by month of publication. */
  readonly over?: 'month' | undefined;
  /** Groups of fewer documents are not compared one by one, but count among "the others". Default 5. */
  readonly minimumDocuments?: number;
  readonly keepDuplicates?: boolean;
}

const GROUPS_LISTED = 40;
const ACTORS_LISTED = 25;
/** User columns that say what a document is about: held equal in the matched comparison. */
const SUBJECT_COLUMNS = ['topic', 'section'];

/**
 * Compares groups of documents: outlets, or the values of any other column.
 *
 * @throws UserError for a column that does not exist, or one that leaves fewer than two groups.
 */
export async function buildOutletReport(input: OutletReportInput): Promise<OutletReport> {
  const { store } = input;
  const by = input.by ?? 'outlet';
  const candidates = store.manifest.columns.filter(
    ({ name, measure, type }) =>
      measure === null &&
      name !== 'text' &&
      name !== 'id' &&
      ['utf8', 'bool', 'int64', 'int32'].includes(type.kind),
  );
  if (!candidates.some(({ name }) => name === by)) {
    const names = candidates.map(({ name }) => name);
    const near = nearestName(by, names);
    throw new UserError({
      what: `there is no column '${by}' to compare by`,
      ...(near === undefined ? {} : { why: `did you mean '${near}'?` }),
      remedy: `The columns are: ${names.join(', ')}.`,
    });
  }
  const set = await prepareComparisonSet(
    store,
    [],
    [by, 'published', ...SUBJECT_COLUMNS],
    input.keepDuplicates ?? false,
  );
  await store.run(`ALTER TABLE compared ADD COLUMN grp VARCHAR`);
  await store.run(`UPDATE compared SET grp = nullif(trim(${sqlName(by)}::VARCHAR), '')`);
  const all = await store.query<OutletReport['groups'][number]>(
    `SELECT grp AS "group", count(*) AS documents, sum(word_count)::DOUBLE AS words,
       ${store.column('published') === undefined ? 'NULL AS first, NULL AS last' : 'min(published) AS first, max(published) AS last'}
     FROM compared WHERE grp IS NOT NULL GROUP BY grp ORDER BY documents DESC, grp`,
  );
  const minimum = input.minimumDocuments ?? 5;
  const large = all.filter(({ documents }) => documents >= minimum);
  const groups = large.slice(0, GROUPS_LISTED);
  if (groups.length < 2) {
    throw new UserError({
      what: `the column '${by}' gives fewer than two groups of ${minimum} documents or more`,
      why:
        all.length === 0
          ? 'it is empty in every document'
          : `its largest are ${all
              .slice(0, 3)
              .map((g) => `${g.group} (${g.documents})`)
              .join(', ')}`,
      remedy: 'Choose another column with --by, or give a larger corpus.',
    });
  }
  const names = groups.map(({ group }) => group);
  const strata = await stratify(store, by);
  const measures = await groupMeasures(store, names, strata);
  const actors = await groupActors(store, names);
  const frames = await groupFrames(store, names);
  const timelines = input.over === 'month' ? await monthlyTimelines(store, names) : [];
  const cut: string[] = [];
  if (all.length > large.length)
    cut.push(
      `${counted(all.length - large.length, 'group')} of fewer than ${minimum} documents, counted among the others`,
    );
  if (large.length > groups.length)
    cut.push(`${counted(large.length - groups.length, 'smaller group')} not shown one by one`);
  const { manifest } = store;
  const corpus: OutletReport['corpus'] = {
    kind: 'analysis',
    title: input.title ?? 'the corpus',
    documents: set.documents,
    tokens: set.words,
    leftOut: set.leftOut.map((entry) => ({ ...entry })),
    note: null,
    hedgerow: manifest.hedgerow,
    key: manifest.key,
  };
  const stages = manifest.stages.map((stage) => ({ ...stage })) as unknown as OutletReport['stages'];
  return {
    format: 'hedgerow-outlet-report/1',
    hedgerow: hedgerowVersion(),
    by,
    over: input.over ?? null,
    corpus,
    groups,
    opening: outletOpening(by, groups, measures, actors),
    strata: [...strata],
    measures,
    actors,
    frames,
    timelines,
    methods: methods(by, corpus, stages, strata, minimum),
    stages,
    citations: uniqueCitations([
      ...manifest.stages.flatMap(({ citations }) => citations),
      ...GROUP_CITATIONS,
      ...STATISTICS_CITATIONS.filter(({ key }) => key === 'efron1979'),
    ]),
    cut,
  };
}

/** Adds `stratum` to the compared documents: subject, quarter and length where they are known. */
async function stratify(store: AnalysisStore, by: string): Promise<readonly string[]> {
  const parts: string[] = [];
  const names: string[] = [];
  for (const column of SUBJECT_COLUMNS) {
    if (column === by || store.column(column) === undefined || names.length > 0) continue;
    const [known] = await store.query<{ n: number }>(`SELECT count(${sqlName(column)}) AS n FROM compared`);
    if (known!.n === 0) continue;
    parts.push(`${sqlName(column)}::VARCHAR`);
    names.push(column);
  }
  if (store.column('published') !== undefined) {
    parts.push(
      `(substr(published, 1, 4) || 'Q' || ceil(try_cast(substr(published, 6, 2) AS INTEGER) / 3.0)::INTEGER)`,
    );
    names.push('quarter of publication');
  }
  const [quartiles] = await store.query<{ q: number[] }>(
    'SELECT quantile_cont(word_count, [0.25, 0.5, 0.75]) AS q FROM compared',
  );
  parts.push(
    `CASE ${quartiles!.q.map((q, index) => `WHEN word_count <= ${q} THEN '${index}'`).join(' ')} ELSE '3' END`,
  );
  names.push('length (quartiles)');
  await store.run('ALTER TABLE compared ADD COLUMN stratum VARCHAR');
  await store.run(`UPDATE compared SET stratum = ${parts.join(` || '|' || `)}`);
  return names;
}

async function groupActors(store: AnalysisStore, groups: readonly string[]): Promise<GroupActor[]> {
  if (store.column('actor_sentiments') === undefined) return [];
  await store.run(`CREATE OR REPLACE TEMP TABLE actor_groups AS
    SELECT a.actor AS actor, a.name AS name, a.mean AS mean, a.mentions AS mentions, grp
    FROM (SELECT id, unnest(actor_sentiments) AS a FROM documents) JOIN compared USING (id)
    WHERE a.voice = 'all' AND grp IS NOT NULL`);
  const rows = await store.query<{
    actor: string;
    name: string;
    total: number;
    grp: string;
    documents: number;
    mentions: number;
    mean: number;
    sd: number;
  }>(`WITH top AS (SELECT actor, mode(name) AS name, count(*) AS total FROM actor_groups
        GROUP BY actor HAVING count(DISTINCT grp) > 1 ORDER BY total DESC, actor LIMIT ${ACTORS_LISTED})
      SELECT actor, any_value(top.name) AS name, any_value(total) AS total, grp, count(*) AS documents,
        sum(mentions)::DOUBLE AS mentions, avg(mean) AS mean, coalesce(stddev_samp(mean), 0) AS sd
      FROM actor_groups JOIN top USING (actor) GROUP BY actor, grp ORDER BY total DESC, actor`);
  const actors = new Map<string, GroupActor>();
  for (const row of rows) {
    const actor = actors.get(row.actor) ?? {
      actor: row.actor,
      name: row.name,
      documents: row.total,
      groups: [],
    };
    actors.set(row.actor, actor);
    if (!groups.includes(row.grp)) continue;
    const interval = meanInterval(row.mean, row.sd, row.documents);
    actor.groups.push({
      group: row.grp,
      documents: row.documents,
      mentions: row.mentions,
      mean: row.mean,
      interval: interval === null ? null : [Math.max(-1, interval[0]), Math.min(1, interval[1])],
    });
  }
  return [...actors.values()];
}

async function groupFrames(store: AnalysisStore, groups: readonly string[]): Promise<GroupFrame[]> {
  if (store.column('frames') === undefined) return [];
  const rows = await store.query<{
    codebook: string;
    frame: string;
    grp: string;
    n: number;
    present: number;
    mean: number;
  }>(
    `SELECT codebook, frame, grp, count(score) AS n, avg(present::INTEGER) AS present, avg(score) AS mean
     FROM frames JOIN compared ON compared.id = document_id WHERE grp IS NOT NULL AND score IS NOT NULL
     GROUP BY codebook, frame, grp ORDER BY codebook, frame`,
  );
  const frames = new Map<string, GroupFrame>();
  for (const { codebook, frame, grp, n, present, mean } of rows) {
    if (!groups.includes(grp)) continue;
    const key = `${codebook}/${frame}`;
    const entry = frames.get(key) ?? { codebook, frame, groups: [] };
    frames.set(key, entry);
    entry.groups.push({ group: grp, n, present, interval: wilson(present, n), mean });
  }
  return [...frames.values()];
}

async function monthlyTimelines(store: AnalysisStore, groups: readonly string[]): Promise<Timeline[]> {
  if (store.column('published') === undefined) return [];
  const timelines: Timeline[] = [];
  for (const column of store.measures().filter(({ measure }) => measure!.leading)) {
    const c = sqlName(column.name);
    const rows = await store.query<{
      grp: string;
      month: string;
      n: number;
      mean: number;
      sd: number | null;
    }>(
      `SELECT grp, substr(published, 1, 7) AS month, count(${c}) AS n, avg(${c}) AS mean, stddev_samp(${c}) AS sd
       FROM compared WHERE grp IS NOT NULL AND ${c} IS NOT NULL AND regexp_matches(published, '^[0-9]{4}-[0-9]{2}')
       GROUP BY grp, month ORDER BY grp, month`,
    );
    timelines.push({
      name: column.name,
      title: column.measure!.title,
      unit: column.unit ?? '',
      points: rows
        .filter(({ grp }) => groups.includes(grp))
        .map(({ grp, month, n, mean, sd }) => {
          const interval = meanInterval(mean, sd ?? 0, n);
          return {
            group: grp,
            month,
            n,
            mean,
            interval: interval === null ? null : [interval[0], interval[1]],
          };
        }),
    });
  }
  return timelines;
}

function methods(
  by: string,
  corpus: OutletReport['corpus'],
  stages: OutletReport['stages'],
  strata: readonly string[],
  minimum: number,
): string[] {
  const steps = stages.map(
    ({ title, version, citations }) =>
      `${title.toLowerCase()} (version ${version}${citations.length === 0 ? '' : `; ${citations.map(shortCitation).join(', ')}`})`,
  );
  const leftOut = corpus.leftOut.map(
    ({ reason, documents }) => `${counted(documents, 'document')} ${reason}`,
  );
  return [
    `${count(corpus.documents)} documents of ${corpus.title} were analysed with Hedgerow ${corpus.hedgerow} by these stages: ${listing(steps)}${leftOut.length === 0 ? '' : `; left out: ${listing(leftOut)}`}.`,
    `Groups are the values of '${by}' with at least ${minimum} documents. Each is set against all other documents by Cliff's delta with Feng and Cliff's asymmetric 95% interval and by the difference of medians; p-values are adjusted by Benjamini and Hochberg (1995) over all groups and all measures under one heading, which is the family.`,
    `The matched difference compares a group with the others in the same strata (${listing(strata)}), weighted by the group's documents, so that a difference is not one of subject, time or length; strata without others are left out. Its standard error takes the variance within cells as one.`,
    'Means over documents carry normal 95% intervals, shares Wilson intervals, medians distribution-free ones; none is given under five documents.',
  ];
}
