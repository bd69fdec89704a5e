/** Chooses settings by nested cross-validation. */
import type { Vocabulary } from '../../stages/vocabulary.js';
import { groupFolds } from '../learners/folds.js';
import { bestThreshold, conllProbabilities, crossValidate, fitConll } from './conll.js';
import type { TokenisedRow } from './gold.js';

/** Strengths of the penalty to choose from, strongest first. */
export const CONLL_CHOICES: readonly number[] = [0.03, 0.1];

export interface ConllChoice {
  readonly c: number;
  readonly threshold: number;
}

/** Chooses penalty and threshold by cross-validation within the rows given. */
export function chooseConll(
  rows: readonly TokenisedRow[],
  vocabulary: Vocabulary,
  groups: readonly string[],
  folds: number,
  seed: number | string,
): ConllChoice {
  const gold = rows.map(({ row }) => row.uncertain);
  let best = -1;
  let choice: ConllChoice = { c: CONLL_CHOICES[0]!, threshold: 0.3 };
  for (const c of CONLL_CHOICES) {
    const probabilities = crossValidate(rows, vocabulary, groups, folds, seed, { c });
    const threshold = bestThreshold(probabilities, gold);
    const f1 = sentenceF1(
      probabilities.map((p) => p >= threshold),
      gold,
    );
    if (f1 > best) {
      best = f1;
      choice = { c, threshold };
    }
  }
  return choice;
}

export interface NestedResult {
  /** Out-of-fold probability of each row. */
  readonly probability: readonly number[];
  /** Out-of-fold decision of each row, by the threshold chosen without its fold. */
  readonly uncertain: readonly boolean[];
}

/**
 * Nested cross-validation: in each outer fold the penalty and the threshold are chosen by an inner
 * cross-validation over the other folds, so that no row has a part in deciding itself.
 */
export function nestedCrossValidation(
  rows: readonly TokenisedRow[],
  vocabulary: Vocabulary,
  groups: readonly string[],
  { folds = 5, innerFolds = 3, seed = 1 as number | string } = {},
): NestedResult {
  const foldOf = groupFolds(groups, folds, seed);
  const probability = new Array<number>(rows.length).fill(0);
  const uncertain = new Array<boolean>(rows.length).fill(false);
  for (let fold = 0; fold < folds; fold++) {
    const inside = rows.map((_, i) => i).filter((i) => foldOf[i] !== fold);
    const outside = rows.map((_, i) => i).filter((i) => foldOf[i] === fold);
    const train = inside.map((i) => rows[i]!);
    const { c, threshold } = chooseConll(
      train,
      vocabulary,
      inside.map((i) => groups[i]!),
      innerFolds,
      `${seed}/${fold}`,
    );
    const fitted = fitConll(train, vocabulary, threshold, { c });
    const held = conllProbabilities(
      fitted,
      outside.map((i) => rows[i]!),
      vocabulary,
    );
    outside.forEach((i, k) => {
      probability[i] = held[k]!;
      uncertain[i] = held[k]! >= threshold;
    });
  }
  return { probability, uncertain };
}

/** F1 of "uncertain". */
export function sentenceF1(predicted: readonly boolean[], gold: readonly boolean[]): number {
  let tp = 0;
  let wrong = 0;
  predicted.forEach((yes, i) => {
    if (yes && gold[i]) tp++;
    else if (yes || gold[i]) wrong++;
  });
  return tp + wrong === 0 ? 0 : (2 * tp) / (2 * tp + wrong);
}
