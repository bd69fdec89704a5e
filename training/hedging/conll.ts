/** Fits the classifier of uncertain sentences. */
import { conllClassifier, sentenceFeatures } from '../../stages/hedging/conll.js';
import type { Vocabulary } from '../../stages/vocabulary.js';
import { groupFolds } from '../learners/folds.js';
import { type FittedModel, fingerprintOf, fitHashedModel } from './fit.js';
import type { TokenisedRow } from './gold.js';

export interface ConllOptions {
  readonly c?: number;
  readonly iterations?: number;
  /** Add-one smoothing of the naive Bayes ratios. */
  readonly smoothing?: number;
}

/**
 * Fits the sentence classifier: logistic regression over n-grams that are present, each weighed by its naive
 * Bayes log ratio (Wang & Manning 2012, "Baselines and bigrams", ACL, https://aclanthology.org/P12-2018/).
 */
export function fitConll(
  rows: readonly TokenisedRow[],
  vocabulary: Vocabulary,
  threshold: number,
  options: ConllOptions = {},
): FittedModel {
  const { c = 0.1, iterations = 60, smoothing = 1 } = options;
  const featuresOf = sentenceFeatures(vocabulary);
  const features = rows.map(({ document }) => featuresOf(document, 0, document.tokenCount));
  const y = rows.map(({ row }) => (row.uncertain ? 1 : 0));
  const counts = new Map<number, [number, number]>();
  features.forEach((row, r) => {
    for (const key of row) {
      const count = counts.get(key);
      if (count === undefined) counts.set(key, y[r] === 1 ? [0, 1] : [1, 0]);
      else count[y[r]!]!++;
    }
  });
  let certain = 0;
  let uncertain = 0;
  for (const [no, yes] of counts.values()) {
    if (no + yes < 2) continue;
    certain += no + smoothing;
    uncertain += yes + smoothing;
  }
  const value = new Map<number, number>();
  for (const [key, [no, yes]] of counts)
    value.set(key, Math.log((yes + smoothing) / uncertain / ((no + smoothing) / certain)));
  return fitHashedModel(
    { features, y, value },
    {
      classes: ['certain', 'uncertain'],
      threshold,
      words: [],
      phrases: {},
      trainedOn: [{ name: 'conll2010-wiki.train', rows: rows.length }],
      fingerprint: fingerprintOf(rows.map(({ row }) => row.text)),
    },
    { minimumRows: 2, prune: 0.005, c, iterations },
  );
}

/** The probability of being uncertain for each row: the most uncertain of its sentences, as the stage decides. */
export function conllProbabilities(
  fitted: FittedModel,
  rows: readonly TokenisedRow[],
  vocabulary: Vocabulary,
): number[] {
  const classify = conllClassifier(fitted.model, vocabulary);
  return rows.map(({ document }) => {
    let most = 0;
    for (let s = 0; s < document.sentenceCount; s++)
      most = Math.max(most, classify(document, document.sentenceStart[s]!, document.sentenceStart[s + 1]!));
    return most;
  });
}

/** The threshold on probabilities that gives the best F1 of "uncertain". */
export function bestThreshold(probabilities: readonly number[], uncertain: readonly boolean[]): number {
  const order = probabilities.map((_, i) => i).sort((a, b) => probabilities[b]! - probabilities[a]!);
  const positives = uncertain.filter(Boolean).length;
  let best = 0;
  let threshold = 0.5;
  let tp = 0;
  order.forEach((i, rank) => {
    if (uncertain[i]) tp++;
    const next = order[rank + 1];
    if (next !== undefined && probabilities[next] === probabilities[i]) return;
    const f1 = (2 * tp) / (rank + 1 + positives);
    if (f1 > best) {
      best = f1;
      threshold = next === undefined ? probabilities[i]! : (probabilities[i]! + probabilities[next]!) / 2;
    }
  });
  return threshold;
}

/** Out-of-fold probabilities over rows in folds of their own. */
export function crossValidate(
  rows: readonly TokenisedRow[],
  vocabulary: Vocabulary,
  groups: readonly string[],
  folds: number,
  seed: number | string,
  options: ConllOptions = {},
): number[] {
  const foldOf = groupFolds(groups, folds, seed);
  const out = new Array<number>(rows.length).fill(0);
  for (let fold = 0; fold < folds; fold++) {
    const fitted = fitConll(
      rows.filter((_, i) => foldOf[i] !== fold),
      vocabulary,
      0.5,
      options,
    );
    const held = rows.map((_, i) => i).filter((i) => foldOf[i] === fold);
    const probabilities = conllProbabilities(
      fitted,
      held.map((i) => rows[i]!),
      vocabulary,
    );
    held.forEach((i, k) => {
      out[i] = probabilities[k]!;
    });
  }
  return out;
}
