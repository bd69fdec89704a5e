/** The coded sample as cells of group by predicted class, as every estimate takes it. */
import type { ClassifiedCell } from '../../statistics/misclassification.js';
import type { StudyPlan } from '../study/plan.js';
import { type FinalCode, finalCodes, openSealed, type Study } from '../study/study.js';
import type { SealedUnit } from '../study/tables.js';

export interface CodedUnit {
  readonly unit: string;
  /** Index of the class coded. */
  readonly coded: number;
  readonly score: number | null;
}

export interface SampleCell {
  readonly group: number;
  readonly predicted: number;
  /** All units of the stratum. */
  readonly units: number;
  /** Mean score over all of them. */
  readonly score: number | null;
  readonly drawn: number;
  readonly coded: readonly CodedUnit[];
}

export interface CodedSample {
  readonly plan: StudyPlan;
  readonly groups: readonly string[];
  readonly classes: readonly string[];
  readonly cells: readonly SampleCell[];
  readonly codes: readonly FinalCode[];
  readonly sealed: ReadonlyMap<string, SealedUnit>;
  /** Units drawn; of those coded, those that could not be judged, and those whose coders differ and nobody has settled. */
  readonly drawn: number;
  readonly cannotSay: number;
  readonly unsettled: number;
}

/** Units that could not be judged count as not drawn: they are taken to be like the others of their stratum. */
export async function codedSample(study: Study): Promise<CodedSample> {
  const { plan } = study;
  const codes = finalCodes(study);
  const sealed = await openSealed(study);
  const groups = plan.groups.map(({ group }) => group);
  const classes = plan.target.classes.map(({ name }) => name);
  const coded = new Map<string, CodedUnit[]>();
  for (const { unit, answer } of codes) {
    const at = sealed.get(unit)!;
    if (answer === null) continue;
    const key = `${at.group}\u0001${at.predicted}`;
    const list = coded.get(key) ?? [];
    list.push({ unit, coded: classes.indexOf(answer), score: at.score });
    coded.set(key, list);
  }
  return {
    plan,
    groups,
    classes,
    cells: plan.strata.map(({ group, predicted, units, score, before, drawn }) => ({
      group: groups.indexOf(group),
      predicted: classes.indexOf(predicted),
      units,
      score,
      drawn: before + drawn,
      coded: coded.get(`${group}\u0001${predicted}`) ?? [],
    })),
    codes,
    sealed,
    drawn: study.units.length,
    cannotSay: codes.filter(({ answer }) => answer === null).length,
    unsettled: codes.filter(({ by }) => by === 'majority' || by === 'first coder').length,
  };
}

/** How many units of each class a cell's coded ones are. */
export const countsOf = ({ coded }: SampleCell, classes: number): number[] =>
  Array.from({ length: classes }, (_, k) => coded.filter((one) => one.coded === k).length);

export const classifiedCells = (sample: CodedSample): ClassifiedCell[] =>
  sample.cells.map((cell) => ({
    group: cell.group,
    predicted: cell.predicted,
    units: cell.units,
    coded: countsOf(cell, sample.classes.length),
  }));
