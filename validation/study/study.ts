/** A study as it stands: its draws, its coders and what they have answered so far. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../base/user-error.js';
import { ADJUDICATOR, type Code, codesFile, readCodes, standingCodes } from './codes.js';
import { drawFile, readPlans, SEALED_FILE, type StudyPlan, UNITS_FILE, verifyDraw } from './plan.js';
import { readSealed, readUnits, type SealedUnit, type StudyUnit } from './tables.js';

export interface Study {
  readonly folder: string;
  /** One a draw, the first first; all of one target and analysis. */
  readonly plans: readonly StudyPlan[];
  /** The last, whose strata hold what was drawn so far. */
  readonly plan: StudyPlan;
  readonly units: readonly StudyUnit[];
}

/** @throws UserError where there is no study, or it was changed. */
export async function openStudy(folder: string): Promise<Study> {
  const plans = readPlans(folder);
  const plan = plans.at(-1);
  if (plan === undefined)
    throw new UserError({
      what: 'there is no study',
      where: folder,
      remedy: 'Draw one first: hedgerow validate draw ANALYSIS --measure hedges --out STUDY.',
    });
  const units: StudyUnit[] = [];
  for (const one of plans) {
    verifyDraw(folder, one);
    units.push(...(await readUnits(join(folder, drawFile(UNITS_FILE, one.draw)))));
  }
  return { folder, plans, plan, units };
}

/** What the tool said of each unit: read only by what does not show it to a coder. */
export async function openSealed({ folder, plans }: Study): Promise<ReadonlyMap<string, SealedUnit>> {
  const sealed = new Map<string, SealedUnit>();
  for (const { draw } of plans)
    for (const row of await readSealed(join(folder, drawFile(SEALED_FILE, draw)))) sealed.set(row.unit, row);
  return sealed;
}

/** All coders who were asked or have answered, those of the plan first. */
export function codersOf({ folder, plans }: Pick<Study, 'folder' | 'plans'>): readonly string[] {
  const files = existsSync(join(folder, 'codes')) ? readdirSync(join(folder, 'codes')).sort() : [];
  const found = files.flatMap((file) => (file.endsWith('.jsonl') ? [file.slice(0, -'.jsonl'.length)] : []));
  return [...new Set([...plans.flatMap(({ coders }) => coders), ...found])].filter(
    (coder) => coder !== ADJUDICATOR,
  );
}

export type Standing = ReadonlyMap<string, Code & { readonly answer: string }>;

/** @throws UserError where a code is of no unit or class of the study. */
export function codesOf(study: Study, coder: string): Standing {
  const path = codesFile(study.folder, coder);
  const codes = readCodes(path);
  checkCodes(study, codes, path);
  return standingCodes(codes);
}

/** @throws UserError naming the first code that is of no unit or class of the study. */
export function checkCodes(study: Study, codes: readonly Code[], where: string): void {
  const known = new Set(study.units.map(({ unit }) => unit));
  const answers = new Set(['cannot say', ...study.plan.target.classes.map(({ name }) => name)]);
  for (const { unit, answer } of codes) {
    if (!known.has(unit))
      throw new UserError({
        what: `there is no unit '${unit}' in this study`,
        where,
        remedy: 'The codes may be of another study; its units are listed in units.parquet.',
      });
    if (answer !== null && !answers.has(answer))
      throw new UserError({
        what: `'${answer}' is no answer of this study`,
        where: `${where}, unit ${unit}`,
        remedy: `The answers are: ${[...answers].join(', ')}.`,
      });
  }
}

/** The code that counts for a unit, and how it came about. */
export interface FinalCode {
  readonly unit: string;
  /** Null where it cannot be said. */
  readonly answer: string | null;
  readonly by: 'one coder' | 'agreed' | 'adjudicated' | 'majority' | 'first coder';
}

/**
 * One answer a unit: the adjudicator's; else what all coders agree on; else what most chose; else the first coder's, in the order of the
 * plan, until it is adjudicated. "Cannot say" counts only where nobody answers otherwise.
 */
export function finalCodes(study: Study): FinalCode[] {
  const adjudicated = codesOf(study, ADJUDICATOR);
  const coders = codersOf(study).map((coder) => codesOf(study, coder));
  return study.units.flatMap(({ unit }): FinalCode[] => {
    const given = (answer: string): string | null => (answer === 'cannot say' ? null : answer);
    const settled = adjudicated.get(unit);
    if (settled !== undefined) return [{ unit, answer: given(settled.answer), by: 'adjudicated' }];
    const all = coders.flatMap((codes) => codes.get(unit)?.answer ?? []);
    if (all.length === 0) return [];
    const answers = all.filter((answer) => answer !== 'cannot say');
    if (answers.length === 0) return [{ unit, answer: null, by: all.length === 1 ? 'one coder' : 'agreed' }];
    const votes = new Map<string, number>();
    for (const answer of answers) votes.set(answer, (votes.get(answer) ?? 0) + 1);
    const most = Math.max(...votes.values());
    const leading = [...votes].filter(([, n]) => n === most).map(([answer]) => answer);
    const by =
      all.length === 1
        ? 'one coder'
        : votes.size === 1 && answers.length === all.length
          ? 'agreed'
          : leading.length === 1
            ? 'majority'
            : 'first coder';
    return [{ unit, answer: leading.length === 1 ? leading[0]! : answers[0]!, by }];
  });
}

/** Units that two coders or more answered differently. */
export function disputedUnits(study: Study): string[] {
  const coders = codersOf(study).map((coder) => codesOf(study, coder));
  return study.units.flatMap(({ unit }) => {
    const answers = new Set(coders.flatMap((codes) => codes.get(unit)?.answer ?? []));
    return answers.size > 1 ? [unit] : [];
  });
}
