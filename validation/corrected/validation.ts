/** Everything that a study says, from its codes as they stand. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../base/user-error.js';
import { equalErrors } from '../../statistics/equal-errors.js';
import { accuracies, calibration } from '../score/accuracy.js';
import { coderAgreement } from '../score/agreement.js';
import { costlyErrors } from '../score/costly-errors.js';
import { type CodedSample, classifiedCells, codedSample } from '../score/sample.js';
import { openStudy, type Study } from '../study/study.js';
import { figureResults } from './figures.js';
import { type Validation, validationSchema } from './schema.js';

/** Of the test of equal errors: above it a figure with shared errors is given. */
export const EQUAL_LEVEL = 0.05;

/** Coded units under which the uncorrected figure can have the smaller error. */
export const FEW_CODED = 100;

/** @throws UserError where there is no study, or nothing is coded. */
export async function openValidation(folder: string): Promise<Validation> {
  const study = await openStudy(folder);
  const sample = await codedSample(study);
  if (sample.codes.every(({ answer }) => answer === null))
    throw new UserError({
      what: 'nothing of this study is coded yet',
      where: folder,
      remedy: `Code it: hedgerow validate code ${folder} --coder ${study.plan.coders[0]}.`,
    });
  return validationOf(study, sample);
}

export function validationOf(study: Study, sample: CodedSample): Validation {
  const { plan } = study;
  const cells = classifiedCells(sample);
  const equal = equalErrors(cells, sample.groups.length, sample.classes.length);
  const { target } = plan;
  return validationSchema.parse({
    study: {
      target: target.name,
      title: target.title,
      unit: target.unit,
      question: target.question,
      by: plan.by,
      draws: study.plans.length,
      plan: study.plans[0]!.sha256,
      analysis: plan.analysis.key,
      corpus: plan.analysis.title,
      drawn: sample.drawn,
      coded: sample.codes.length,
      cannotSay: sample.cannotSay,
      unsettled: sample.unsettled,
      adjudicated: sample.codes.filter(({ by }) => by === 'adjudicated').length,
      corrections: correctionsOf(study.folder),
      measures: target.measures,
    },
    borrowed: false,
    agreement: coderAgreement(study),
    accuracy: accuracies(sample),
    calibration: calibration(sample),
    equalErrors: equal,
    figures: figureResults(sample, equal !== null && equal.p >= EQUAL_LEVEL),
    errors: costlyErrors(sample, study.units),
  });
}

function correctionsOf(folder: string): number {
  const path = join(folder, 'corrections.jsonl');
  return existsSync(path)
    ? readFileSync(path, 'utf8')
        .split('\n')
        .filter((line) => line !== '').length
    : 0;
}
