import { nearestName, UserError } from '../../base/user-error.js';
import { counted } from '../../base/wording.js';
import type { AnalysisStore } from '../../pipeline/store/analysis-store.js';
import { hedgerowVersion } from '../../pipeline/store/manifest-key.js';
import { sqlName } from '../../pipeline/store/sql.js';
import { NEAR_DUPLICATE_JACCARD, prepareComparisonSet } from '../../queries/comparison-set.js';
import { KEYNESS_KEYS, statisticsCitations, uniqueCitations } from '../citations.js';
import { type BoilerplateCount, outletMethods } from '../methods.js';
import { groupActors, readActors } from './actors.js';
import { groupCollocates } from './collocates.js';
import { readGroupData } from './data.js';
import { groupFrames, readFrames } from './frames.js';
import { outletOpening } from './key-findings.js';
import { hedgeKeyness, prepareKeynessSample, wordKeyness } from './keyness.js';
import { mapOfGroups } from './map.js';
import { groupMeasures } from './measures.js';
import { drawPassages } from './passages.js';
import type { OutletReport } from './report-schema.js';
import { sensitivityOf } from './robustness.js';
import { SUBJECT_COLUMNS, stratify } from './strata.js';
import { monthlyTimelines } from './time.js';

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
const DUPLICATES_LISTED = 50;

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
  const data = await readGroupData(store, names);
  const measured = groupMeasures(data, store.measures());
  const { measures } = measured;
  const actorTable = await readActors(store, data);
  const named = groupActors(data, actorTable);
  const frameTable = await readFrames(store, data);
  const framed = groupFrames(data, frameTable);
  const sampled = await prepareKeynessSample(store, data);
  const words = await wordKeyness(store, data);
  const hedges = await hedgeKeyness(store, data);
  const collocates = await groupCollocates(store, data, actorTable);
  const keyness = { words: words.keyness, hedges: hedges.keyness, collocates: collocates.keyness };
  const sensitivity = await sensitivityOf(store, data, measures, strata);
  const timelines = input.over === 'month' ? await monthlyTimelines(store, data, measures, actorTable) : [];
  const passages = await drawPassages(store, {
    data,
    columns: store.measures(),
    actors: actorTable,
    frames: frameTable,
    words: [...words.wanted, ...hedges.wanted],
    collocates: collocates.wanted,
  });
  const families = [...measured.families, ...named.families, ...framed.families].filter(
    ({ tests }) => tests > 0,
  );
  const duplicates = await listDuplicates(store, by, set.duplicates, input.keepDuplicates ?? false);
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
    mismatch: [],
    hedgerow: manifest.hedgerow,
    key: manifest.key,
  };
  const stages = manifest.stages.map((stage) => ({ ...stage })) as unknown as OutletReport['stages'];
  return {
    format: 'hedgerow-outlet-report/2',
    hedgerow: hedgerowVersion(),
    by,
    over: input.over ?? null,
    corpus,
    groups,
    opening: outletOpening({ by, groups, measures, actors: named.actors, families, sensitivity, keyness }),
    strata: [...strata],
    families,
    measures,
    actors: named.actors,
    frames: framed.frames,
    timelines,
    map: mapOfGroups(names, measures),
    keyness,
    sensitivity,
    duplicates,
    passages,
    methods: outletMethods({
      by,
      corpus,
      stages,
      strata,
      minimum,
      sensitivity,
      families,
      over: input.over ?? null,
      keynessDocuments: sampled.length,
      boilerplate: await boilerplateOf(store),
    }),
    stages,
    citations: uniqueCitations([
      ...manifest.stages.flatMap(({ citations }) => citations),
      ...statisticsCitations([
        'cliff1993',
        'feng2004',
        'mann1947',
        'bonett2002',
        'newcombe1998',
        'wilson1927',
        'student1908',
        'benjamini1995',
        'romano2006',
        'cochran1968',
        'hotelling1933',
        'broder1997',
        'raasveldt2019',
        ...KEYNESS_KEYS,
        ...(sensitivity.checks.some(({ key }) => key === 'lexicon') ? (['hyland2005'] as const) : []),
      ]),
    ]),
    cut,
  };
}

/** The near-duplicates found, most alike first. */
async function listDuplicates(
  store: AnalysisStore,
  by: string,
  documents: number,
  kept: boolean,
): Promise<OutletReport['duplicates']> {
  const listed =
    documents === 0
      ? []
      : await store.query<OutletReport['duplicates']['listed'][number]>(
          `SELECT d.id AS id, ${store.column('title') === undefined ? 'NULL' : 'a.title'} AS title, a.${sqlName(by)}::VARCHAR AS "group",
             d.other AS "of", b.${sqlName(by)}::VARCHAR AS "ofGroup", d.similarity::DOUBLE AS similarity
           FROM (SELECT * FROM digest_duplicates ORDER BY similarity DESC, id, other LIMIT ${DUPLICATES_LISTED}) d
             JOIN documents a ON a.id = d.id JOIN documents b ON b.id = d.other ORDER BY similarity DESC, d.id, d.other`,
        );
  return { threshold: NEAR_DUPLICATE_JACCARD, documents, kept, listed };
}

async function boilerplateOf(store: AnalysisStore): Promise<BoilerplateCount | null> {
  if (store.column('boilerplate') === undefined) return null;
  const [found] = await store.query<BoilerplateCount>(
    `SELECT coalesce(sum(len(boilerplate)), 0)::DOUBLE AS spans, count(*) FILTER (len(boilerplate) > 0) AS documents FROM documents`,
  );
  return found!;
}
