/** Builds the comparison of groups, section by section. */
import type { z } from 'zod';
import { checkOptions } from '../../base/options.js';
import { nearestName, UserError } from '../../base/user-error.js';
import { counted } from '../../base/wording.js';
import type { AnalysisStore } from '../../pipeline/store/analysis-store.js';
import { hedgerowVersion } from '../../pipeline/store/manifest-key.js';
import { sqlName } from '../../pipeline/store/sql.js';
import { clusterDocuments } from '../../queries/clusters.js';
import { prepareComparisonSet, renamedNote } from '../../queries/comparison-set.js';
import { groupColumn } from '../../queries/group-column.js';
import type { Validation } from '../../validation/corrected/schema.js';
import { KEYNESS_KEYS, statisticsCitations, uniqueCitations } from '../citations.js';
import { type BoilerplateCount, groupMethods } from '../methods.js';
import { COMPARISON_OPTIONS } from '../options.js';
import { buildSections } from '../section.js';
import { readActors } from '../sections/group-actors/data.js';
import { readGroupData } from '../sections/group-data.js';
import { readFrames } from '../sections/group-frames/data.js';
import type { GroupBase } from '../sections/group-section.js';
import { GENRE_COLUMNS, SUBJECT_COLUMNS, stratify } from '../sections/strata.js';
import { validationCitations } from '../sections/validation/section.js';
import { OUTLET_SECTIONS, type OutletReport } from './sections.js';

export interface OutletReportInput extends z.input<typeof COMPARISON_OPTIONS> {
  readonly store: AnalysisStore;
  /** How the corpus is named in the report. */
  readonly title?: string;
  /** Two groups to be set side by side first; both are compared one by one even under the minimum. */
  readonly chosen?: readonly [string, string];
  /** Of a coded sample: adds corrected figures. */
  readonly validation?: Validation | undefined;
  /** The command that makes it, as it was typed: said in the methods. */
  readonly command?: string;
  /** Commands that list every passage behind a figure (`passages.listing`): said where a page shows only some. */
  readonly listing?: OutletReport['passages']['listing'];
}

const GROUPS_LISTED = 40;

/**
 * Compares groups of documents: outlets, or the values of any other column.
 *
 * @throws UserError for a column that does not exist, or one that leaves fewer than two groups.
 */
export async function buildOutletReport(input: OutletReportInput): Promise<OutletReport> {
  const { store } = input;
  const options = checkOptions(COMPARISON_OPTIONS, { ...input });
  const { by, keepDuplicates, minimumDocuments: minimum } = options;
  groupColumn(by, store.manifest.columns);
  if (options.cluster !== undefined) groupColumn(options.cluster, store.manifest.columns, 'of clusters');
  const set = await prepareComparisonSet(
    store,
    null,
    [by, 'published', options.cluster ?? 'outlet', ...SUBJECT_COLUMNS, ...GENRE_COLUMNS],
    keepDuplicates,
  );
  await store.run(`ALTER TABLE compared ADD COLUMN grp VARCHAR`);
  await store.run(`UPDATE compared SET grp = nullif(trim(${sqlName(by)}::VARCHAR), '')`);
  const all = await store.query<OutletReport['groups'][number]>(
    `SELECT grp AS "group", count(*) AS documents, sum(word_count)::DOUBLE AS words,
       ${store.column('published') === undefined ? 'NULL AS first, NULL AS last, 0 AS dated' : 'min(published) AS first, max(published) AS last, count(published) AS dated'}
     FROM compared WHERE grp IS NOT NULL GROUP BY grp ORDER BY documents DESC, grp`,
  );
  for (const name of input.chosen ?? [])
    if (!all.some(({ group }) => group === name)) {
      const names = all.map(({ group }) => group);
      const near = nearestName(name, names);
      throw new UserError({
        what: `no document has '${name}' as its '${by}'`,
        ...(near === undefined ? {} : { why: `did you mean '${near}'?` }),
        remedy: `The groups are: ${names.slice(0, 30).join(', ')}${names.length > 30 ? ' …' : ''}.`,
      });
    }
  const asked = (group: string): boolean => input.chosen?.includes(group) === true;
  const large = all.filter(({ documents, group }) => documents >= minimum || asked(group));
  const groups = large.filter(({ group }, index) => index < GROUPS_LISTED || asked(group));
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
      remedy: 'Choose another column with the option `by`, or give a larger corpus.',
    });
  }
  const strata = await stratify(store, by);
  const clusters = await clusterDocuments(store, by, options.cluster);
  const data = await readGroupData(
    store,
    groups.map(({ group }) => group),
    clusters !== null,
  );
  const { manifest } = store;
  const stages = manifest.stages.map((stage) => ({ ...stage })) as OutletReport['stages'];
  const corpus: OutletReport['corpus'] = {
    kind: 'analysis',
    title: input.title ?? 'the corpus',
    documents: set.documents,
    tokens: set.words,
    leftOut: set.leftOut.map((entry) => ({ ...entry })),
    note: renamedNote(store),
    mismatch: [],
    genre: null,
    outside: [],
    hedgerow: manifest.hedgerow,
    key: manifest.key,
  };
  const base: GroupBase = {
    by,
    over: options.over ?? null,
    minimumDocuments: minimum,
    corpus,
    groups,
    chosen:
      input.chosen === undefined
        ? null
        : [
            groups.findIndex(({ group }) => group === input.chosen![0]),
            groups.findIndex(({ group }) => group === input.chosen![1]),
          ],
    strata: [...strata],
    cluster: clusters,
    stages,
  };
  const built = (await buildSections(
    OUTLET_SECTIONS,
    {
      store,
      options,
      data,
      actors: await readActors(store, data),
      frames: await readFrames(store, data),
      duplicates: { documents: set.duplicates, kept: keepDuplicates },
      families: [],
      words: [],
      collocates: [],
      listing: input.listing ?? null,
      validation: input.validation,
    },
    { format: 'hedgerow-outlet-report/2', hedgerow: hedgerowVersion(), ...base },
  )) as OutletReport;
  const cut: string[] = [];
  if (all.length > large.length)
    cut.push(
      `${counted(all.length - large.length, 'group')} of fewer than ${minimum} documents, counted among the others`,
    );
  if (large.length > groups.length)
    cut.push(`${counted(large.length - groups.length, 'smaller group')} not shown one by one`);
  return {
    ...built,
    methods: [
      ...(input.command === undefined ? [] : [`Made by: ${input.command}`]),
      ...groupMethods(stages, corpus, await boilerplateOf(store)),
      ...OUTLET_SECTIONS.flatMap(({ methods }) => methods?.(built) ?? []),
    ],
    citations: uniqueCitations([
      ...manifest.stages.flatMap(({ citations }) => citations),
      ...statisticsCitations([
        'cliff1993',
        'feng2004',
        'brunner2000',
        'neubert2007',
        'besag1991',
        'lydersen2009',
        'bonett2002',
        'hettmansperger1986',
        'newcombe1998',
        'wilson1927',
        'hall1992',
        'student1908',
        'satterthwaite1946',
        ...(clusters === null ? [] : (['cameron2015'] as const)),
        'benjamini1995',
        'romano2006',
        'cochran1968',
        'hotelling1933',
        'broder1997',
        'raasveldt2019',
        ...KEYNESS_KEYS,
        ...validationCitations(input.validation),
        ...(built.sensitivity.checks.some(({ key }) => key === 'lexicon') ? (['hyland2005'] as const) : []),
      ]),
    ]),
    cut,
  };
}

async function boilerplateOf(store: AnalysisStore): Promise<BoilerplateCount | null> {
  if (store.column('boilerplate') === undefined) return null;
  const [found] = await store.query<BoilerplateCount>(
    `SELECT coalesce(sum(len(boilerplate)), 0)::DOUBLE AS spans, count(*) FILTER (len(boilerplate) > 0) AS documents FROM documents`,
  );
  return found!;
}
