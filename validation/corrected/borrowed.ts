/** The figures of an analysis whose own units are not coded, with the errors that another coded sample shows. */
import { seededRandom } from '../../base/random.js';
import { UserError } from '../../base/user-error.js';
import type { AnalysisStore } from '../../pipeline/store/analysis-store.js';
import { borrowedFigure, drawnErrors } from '../../statistics/borrowed-errors.js';
import { sharedErrors } from '../../statistics/misclassification.js';
import { DOCUMENTS_MINIMUM, spreadOfDocuments } from '../../statistics/stratified-difference.js';
import { populationOf } from '../draw/population.js';
import { classifiedCells, codedSample } from '../score/sample.js';
import { openStudy } from '../study/study.js';
import { targetNamed } from '../targets/targets.js';
import type { Validation } from './schema.js';
import { openValidation, validationOf } from './validation.js';

/**
 * What a study says of an analysis: its corrected figures where it was drawn from that analysis; else Rogan and Gladen's with its
 * errors, marked as borrowed.
 *
 * @throws UserError where the study is by another column.
 */
export async function validationFor(folder: string, store: AnalysisStore, by: string): Promise<Validation> {
  const study = await openStudy(folder);
  const own = study.plan.analysis.key === store.manifest.key;
  if (store.selected !== null)
    throw new UserError({
      what: 'the figures of a study are of all documents of an analysis, not of some',
      where: folder,
      remedy:
        'Compare without selecting documents, or analyse the selection by itself and draw a study from it.',
    });
  if (own && study.plan.by !== by)
    throw new UserError({
      what: `the study compares by '${study.plan.by}', this report by '${by}'`,
      where: folder,
      remedy: `Compare with --by ${study.plan.by}, or draw a study by ${by}.`,
    });
  if (own) return openValidation(folder);
  const sample = await codedSample(study);
  const validation = validationOf(study, sample);
  const target = targetNamed(study.plan.target.name, store);
  const population = await populationOf(store, target, { by, minimumDocuments: 5 });
  const cells = classifiedCells(sample);
  const classes = sample.classes.length;
  const errors = sharedErrors(cells, classes);
  if (errors === null)
    throw new UserError({
      what: 'the errors of this study cannot be borrowed',
      where: folder,
      why: 'an answer was never coded, or the tool is no better than chance there',
      remedy: 'Code more of it, or draw a sample from this analysis.',
    });
  const drawn = drawnErrors(cells, classes, seededRandom('borrowed errors'));
  const random = seededRandom('borrowed counts');
  return {
    ...validation,
    borrowed: true,
    figures: study.plan.target.figures.map(({ key, title, unit, values }) => ({
      key,
      title,
      unit,
      differences: [],
      groups: population.groups.map(({ group, documents, units, products }) => {
        const predicted = sample.classes.map(
          (name) =>
            (population.strata.find((one) => one.group === group && one.predicted === name)?.units ?? 0) /
            units,
        );
        const spread = (levels: readonly number[]): number =>
          documents < DOCUMENTS_MINIMUM
            ? 0
            : spreadOfDocuments([...levels, 0], documents, products, units)[1];
        const counted = predicted.reduce((sum, share, k) => sum + share * values[k]!, 0);
        const half = spread(values.map((value) => value - counted));
        return {
          group,
          units,
          documents,
          coded: 0,
          counted: {
            value: counted,
            interval:
              documents < DOCUMENTS_MINIMUM ? null : ([counted - half, counted + half] as [number, number]),
          },
          corrected: null,
          shared: borrowedFigure({ predicted, half: spread }, values, errors, drawn, random),
        };
      }),
    })),
  };
}
