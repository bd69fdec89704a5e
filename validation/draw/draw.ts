/** Draws the units of a study: strata of group by predicted class, a known probability for every unit. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder, writeWhole } from '../../base/output-file.js';
import { UserError } from '../../base/user-error.js';
import type { AnalysisStore } from '../../pipeline/store/analysis-store.js';
import { hedgerowVersion } from '../../pipeline/store/manifest-key.js';
import { sqlList, sqlText } from '../../pipeline/store/sql.js';
import { neymanAllocation } from '../../statistics/neyman.js';
import { ADJUDICATOR, CODER_NAME } from '../study/codes.js';
import {
  drawFile,
  fileHash,
  lockedPlan,
  PLAN_FILE,
  SEALED_FILE,
  STUDY_FORMAT,
  type StudyPlan,
  UNITS_FILE,
} from '../study/plan.js';
import { finalCodes, openSealed, openStudy, type Study } from '../study/study.js';
import { type SealedUnit, type StudyUnit, writeSealed, writeUnits } from '../study/tables.js';
import type { Target } from '../targets/target.js';
import { targetNamed } from '../targets/targets.js';
import { contextOf } from './contexts.js';
import { populationOf, type StratumCount } from './population.js';

export interface DrawOptions {
  readonly store: AnalysisStore;
  readonly title: string;
  readonly measure: string;
  readonly by: string;
  readonly groups?: readonly string[] | undefined;
  /** Units to draw in each group. */
  readonly perGroup: number;
  readonly coders: readonly string[];
  /** Share of the units that every coder codes, 0 to 1. */
  readonly double: number;
  readonly seed: string;
  readonly minimumDocuments: number;
  readonly keepDuplicates?: boolean;
  readonly masked?: boolean;
  readonly folder: string;
}

/** Units at least of each stratum, where it has so many. */
export const FLOOR = 20;

/** What the tool gets wrong, before anything is coded: one in five of its hits, one in twenty of the rest. */
const GUESSED = { hit: 0.2, rest: 0.05 };

/**
 * Draws units and writes the files of the draw; a study that is there already gets a further draw, its own files untouched.
 *
 * The units of a stratum stand in an order that the seed, the document and the unit's place decide; a draw takes the next ones. So those
 * drawn so far are a simple random sample of the stratum after every draw, with probability n / N.
 *
 * @throws UserError where the options do not fit the analysis or the study.
 */
export async function drawStudy(options: DrawOptions): Promise<StudyPlan> {
  checkOptions(options);
  const { store, folder } = options;
  const earlier = existsSync(join(folder, PLAN_FILE)) ? await openStudy(folder) : null;
  if (earlier === null && existsSync(folder) && readdirSync(folder).length > 0)
    throw new UserError({
      what: 'the folder for the study holds something else',
      where: folder,
      remedy: 'Choose a folder that is empty or does not exist yet.',
    });
  const target = targetNamed(options.measure, store);
  if (earlier !== null) checkEarlier(earlier.plan, options, target);
  const { masked = true } = options;
  const population = await populationOf(store, target, {
    ...options,
    groups: earlier?.plan.groups.map(({ group }) => group) ?? options.groups,
  });
  const before = population.strata.map((stratum) => drawnBefore(earlier?.plan, stratum));
  const deviations = await deviationsOf(population.strata, target, earlier);
  const drawn = population.groups.flatMap(({ group }) => {
    const cells = population.strata.flatMap(({ units, group: own }, h) =>
      own === group ? [{ units, deviation: deviations[h]!, drawn: before[h]! }] : [],
    );
    return neymanAllocation(cells, options.perGroup, FLOOR);
  });
  const strata = population.strata.map((stratum, h) => ({
    ...stratum,
    deviation: deviations[h]!,
    before: before[h]!,
    drawn: drawn[h]!,
    probability: stratum.units === 0 ? 0 : (before[h]! + drawn[h]!) / stratum.units,
  }));
  const number = (earlier?.plan.draw ?? 0) + 1;
  const rows = await drawnUnits(store, options.seed, strata, number);
  if (rows.length === 0)
    throw new UserError({
      what: 'there is nothing left to draw',
      where: folder,
      why: 'every unit of every group was drawn before',
      remedy: 'Code what was drawn.',
    });
  const { units, sealed } = await unitsOf(store, target, rows, strata, {
    ...options,
    masked,
    first: earlier?.units.length ?? 0,
  });
  const files = [drawFile(UNITS_FILE, number), drawFile(SEALED_FILE, number)] as const;
  makeFolder(folder);
  await writeUnits(join(folder, files[0]), units);
  await writeSealed(join(folder, files[1]), sealed);
  const { unitsSql: _sql, measures, classes, figures, codebook, ...rest } = target;
  const plan: Omit<StudyPlan, 'sha256'> = {
    format: STUDY_FORMAT,
    draw: number,
    hedgerow: hedgerowVersion(),
    analysis: { key: store.manifest.key, title: options.title, documents: population.documents },
    target: {
      ...rest,
      classes: [...classes],
      codebook: [...codebook],
      figures: figures.map((figure) => ({ ...figure, values: [...figure.values] })),
      measures: measures.source,
    },
    by: options.by,
    seed: options.seed,
    perGroup: options.perGroup,
    floor: FLOOR,
    coders: [...options.coders],
    double: options.coders.length === 1 ? 0 : options.double,
    masked,
    groups: population.groups.map((group) => ({ ...group })),
    strata,
    leftOut: population.leftOut.map((entry) => ({ ...entry })),
    files: files.map((file) => ({ file, sha256: fileHash(join(folder, file)) })),
  };
  const text = lockedPlan(plan);
  // Last, so that a study is there whole or not at all.
  writeWhole(join(folder, drawFile(PLAN_FILE, number)), text);
  return JSON.parse(text) as StudyPlan;
}

function checkOptions({ coders, double, perGroup }: DrawOptions): void {
  const bad = coders.find((coder) => !CODER_NAME.test(coder) || coder === ADJUDICATOR);
  if (bad !== undefined || coders.length === 0 || new Set(coders).size < coders.length)
    throw new UserError({
      what: bad === undefined ? 'coders have names of their own' : `'${bad}' cannot be the name of a coder`,
      where: '--coders',
      remedy: `Give names of letters, digits, dots and dashes, each once, as c1,c2; '${ADJUDICATOR}' is taken.`,
    });
  if (!(double >= 0 && double <= 1))
    throw new UserError({
      what: '--double is a share from 0 to 1',
      remedy: 'Give 0.3 for three units in ten.',
    });
  if (!Number.isInteger(perGroup) || perGroup < 1)
    throw new UserError({ what: '--per-group is a whole number of units', remedy: 'Give 100, say.' });
}

function checkEarlier(plan: StudyPlan, options: DrawOptions, target: Target): void {
  const differs = [
    plan.target.name === target.name ? null : `it is of --measure ${plan.target.name}`,
    plan.by === options.by ? null : `it is --by ${plan.by}`,
    plan.seed === options.seed ? null : `its --seed is ${plan.seed}`,
    plan.analysis.key === options.store.manifest.key ? null : 'it was drawn from another analysis',
    options.groups === undefined ||
    options.groups.every((group) => plan.groups.some((own) => own.group === group))
      ? null
      : 'it has other groups',
  ].filter((reason) => reason !== null);
  if (differs.length > 0)
    throw new UserError({
      what: 'a further draw does not fit this study',
      where: options.folder,
      why: differs.join('; '),
      remedy: 'Draw with the same options, or a new study into another folder.',
    });
}

const drawnBefore = (plan: StudyPlan | undefined, { group, predicted }: StratumCount): number => {
  const own = plan?.strata.find((stratum) => stratum.group === group && stratum.predicted === predicted);
  return own === undefined ? 0 : own.before + own.drawn;
};

/** Guessed before anything is coded; afterwards what the codes show, with one error added to each stratum. */
async function deviationsOf(
  strata: readonly StratumCount[],
  target: Target,
  earlier: Study | null,
): Promise<number[]> {
  const hits = target.classes.length === 2 ? 1 : target.classes.length;
  const sealed = earlier === null ? new Map<string, SealedUnit>() : await openSealed(earlier);
  const codes = earlier === null ? [] : finalCodes(earlier);
  return strata.map(({ group, predicted }) => {
    const own = codes.filter(({ unit, answer }) => {
      const at = sealed.get(unit);
      return answer !== null && at?.group === group && at.predicted === predicted;
    });
    const first = target.classes.findIndex(({ name }) => name === predicted);
    const guess = target.classes.length > 2 || first < hits ? GUESSED.hit : GUESSED.rest;
    const wrong = own.filter(({ answer }) => answer !== predicted).length;
    const share = own.length === 0 ? guess : (wrong + 1) / (own.length + 2);
    return Math.round(1e6 * Math.sqrt(share * (1 - share))) / 1e6;
  });
}

interface DrawnRow {
  readonly document_id: string;
  readonly number: number;
  readonly start: number;
  readonly end: number;
  readonly group: string;
  readonly predicted: string;
  readonly score: number | null;
}

/** The next units of every stratum, all in one random order. */
async function drawnUnits(
  store: AnalysisStore,
  seed: string,
  strata: readonly (StratumCount & { readonly before: number; readonly drawn: number })[],
  draw: number,
): Promise<DrawnRow[]> {
  const wanted = strata.filter(({ drawn }) => drawn > 0);
  await store.run(
    'CREATE OR REPLACE TEMP TABLE wanted (grp VARCHAR, predicted VARCHAR, low INTEGER, high INTEGER)',
  );
  for (const { group, predicted, before, drawn } of wanted)
    await store.run(
      `INSERT INTO wanted VALUES (${sqlText(group)}, ${sqlText(predicted)}, ${before}, ${before + drawn})`,
    );
  return store.query<DrawnRow>(
    `SELECT document_id, unit AS number, start, "end", grp AS "group", predicted, score FROM (
       SELECT u.*, w.low AS low, row_number() OVER (PARTITION BY u.grp, u.predicted
         ORDER BY md5_number_lower(${sqlText(`${seed}\u0001`)} || u.document_id || '\u0001' || u.unit::VARCHAR), u.document_id, u.unit) AS rank, w.high AS high
       FROM units u JOIN wanted w ON w.grp = u.grp AND w.predicted = u.predicted)
     WHERE rank > low AND rank <= high
     ORDER BY md5_number_lower(${sqlText(`${seed}\u0001${draw}\u0001order\u0001`)} || document_id || '\u0001' || number::VARCHAR), document_id, number`,
  );
}

async function unitsOf(
  store: AnalysisStore,
  target: Target,
  rows: readonly DrawnRow[],
  strata: readonly (StratumCount & { readonly probability: number })[],
  options: DrawOptions & { readonly first: number; readonly masked: boolean },
): Promise<{ units: StudyUnit[]; sealed: SealedUnit[] }> {
  const ids = [...new Set(rows.map(({ document_id }) => document_id))].sort();
  const texts = new Map(
    (
      await store.query<{ id: string; text: string; sentences: { start: number; end: number }[] }>(
        `SELECT id, text, list_transform(sentences, lambda s: {'start': s.start, 'end': s."end"}) AS sentences
         FROM documents WHERE id IN (SELECT unnest(${sqlList(ids)}))`,
      )
    ).map((row) => [row.id, row]),
  );
  const { coders, double } = options;
  let alone = 0;
  const units: StudyUnit[] = [];
  const sealed: SealedUnit[] = [];
  rows.forEach((row, i) => {
    const unit = `u${String(options.first + i + 1).padStart(4, '0')}`;
    const { text, sentences } = texts.get(row.document_id)!;
    const shown = contextOf(target, text, sentences, row, options.masked ? row.group : null);
    // The order is random, so each of these is a random part of the draw.
    const all = Math.floor((i + 1) * double) > Math.floor(i * double);
    units.push({
      unit,
      before: shown.before,
      text: shown.text,
      after: shown.after,
      mark_start: shown.mark?.[0] ?? null,
      mark_end: shown.mark?.[1] ?? null,
      coders: (all ? coders : [coders[alone++ % coders.length]!]).join(' '),
    });
    const { probability } = strata.find(
      (stratum) => stratum.group === row.group && stratum.predicted === row.predicted,
    )!;
    sealed.push({ unit, ...row, probability });
  });
  return { units, sealed };
}
