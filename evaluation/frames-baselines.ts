/** Baselines of framing: TF-IDF, cross-validated. */
import { probability } from '../stages/framing/linear-scorer.js';
import type { LoadedCodebook } from '../stages/framing/load-codebook.js';
import { passageFold } from '../training/framing/coded-commentary.js';
import { crossValidate, type TrainingSet } from '../training/framing/cross-validation.js';
import { countFeatures } from '../training/framing/features.js';
import { plattScaling } from '../training/framing/fit-frame.js';
import { GENERIC_RECIPE } from '../training/framing/recipes.js';
import { groupFolds } from '../training/learners/folds.js';
import { fitLogisticRegression, predictProbabilities } from '../training/learners/logistic-regression.js';
import { fitTfidf } from '../training/learners/tfidf.js';
import type { EvaluationOptions, GoldRow } from './evaluation.js';

/** The folds that a file gives, or five by document. */
function foldsOf(rows: readonly GoldRow[], seed: number): Uint8Array {
  if (rows.every((row) => typeof row.fold === 'number'))
    return Uint8Array.from(rows, (row) => row.fold as number);
  return groupFolds(
    rows.map((row) => row.id),
    Math.min(5, rows.length),
    seed,
  );
}

/** Labels by TF-IDF over words and pairs with balanced logistic regression: what every model is measured against. */
export function tfidfBaseline(
  rows: readonly GoldRow[],
  gold: readonly ReadonlySet<string>[],
  frames: readonly string[],
  singleLabel: boolean,
  options: EvaluationOptions,
  goldOf: (row: GoldRow) => ReadonlySet<string>,
): Set<string>[] {
  const found = rows.map(() => new Set<string>());
  const folds = options.baselineTrain === undefined ? foldsOf(rows, options.seed) : rows.map(() => 0);
  for (const fold of new Set(folds)) {
    const test = rows.flatMap((_, r) => (folds[r] === fold ? [r] : []));
    const training =
      options.baselineTrain === undefined
        ? rows.flatMap((row, r) => (folds[r] === fold ? [] : [{ text: row.text, labels: gold[r]! }]))
        : options.baselineTrain.map((row) => ({
            text: row.text,
            labels: goldOf(row),
          }));
    if (training.length === 0) continue;
    const vectoriser = fitTfidf(training.map(({ text }) => text));
    const x = vectoriser.transform(training.map(({ text }) => text));
    const t = vectoriser.transform(test.map((r) => rows[r]!.text));
    if (singleLabel) {
      const classes = frames.filter((frame) => training.some(({ labels }) => labels.has(frame)));
      const y = training.map(({ labels }) => Math.max(0, classes.indexOf([...labels][0] ?? '')));
      const p = predictProbabilities(
        fitLogisticRegression(x, y, classes.length, { classWeight: 'balanced', iterations: 60 }),
        t,
      );
      test.forEach((r, i) => {
        const row = [...p.subarray(i * classes.length, (i + 1) * classes.length)];
        found[r]!.add(classes[row.indexOf(Math.max(...row))]!);
      });
      continue;
    }
    for (const frame of frames) {
      const y = training.map(({ labels }) => (labels.has(frame) ? 1 : 0));
      if (new Set(y).size < 2) continue;
      const p = predictProbabilities(
        fitLogisticRegression(x, y, 2, { classWeight: 'balanced', iterations: 60 }),
        t,
      );
      test.forEach((r, i) => {
        if (p[2 * i + 1]! > 0.5) found[r]!.add(frame);
      });
    }
  }
  return found;
}

export interface Prediction {
  readonly scores: number[];
  readonly present: Set<string>;
  readonly leading: string | null;
}

/**
 * Predictions for the rows that the shipped generic model was trained on, each by a model fitted on the other folds of the
 * file (its own, else five in its order); null where these are fewer than three.
 */
export function crossValidatedPredictions(
  rows: readonly GoldRow[],
  loaded: LoadedCodebook,
): Prediction[] | null {
  const foldOf = Uint8Array.from(rows, (row, r) =>
    typeof row.fold === 'number' ? row.fold : passageFold(r),
  );
  if (new Set(foldOf).size < 3) return null;
  const frames = loaded.codebook.frames.map((frame) => frame.name);
  const { features, cues } = countFeatures(
    rows.map((row) => row.text),
    [loaded.codebook],
    GENERIC_RECIPE,
  );
  const set: TrainingSet = {
    features,
    cues,
    frames,
    positive: frames.map((frame) =>
      Uint8Array.from(rows, (row) => ((row.labels as string[]).includes(frame) ? 1 : 0)),
    ),
  };
  const { margin, decided } = crossValidate(set, foldOf, GENERIC_RECIPE, false);
  const scale = frames.map((_, f) => plattScaling(margin[f]!, set.positive[f]!));
  return rows.map((_, r) => {
    const scores = frames.map((__, f) => probability(scale[f]![0] * margin[f]![r]! + scale[f]![1]));
    const present = new Set(frames.filter((__, f) => decided[f]![r] === 1));
    const best = frames
      .filter((frame) => present.has(frame))
      .sort((a, b) => scores[frames.indexOf(b)]! - scores[frames.indexOf(a)]!)[0];
    return { scores, present, leading: best ?? null };
  });
}
