/** Cross-validates a way of fitting frames. */
import { type CueName, type FeatureChoice, fitVectoriser, type TextFeatures } from './features.js';
import { type FitOptions, fitFrame, margins } from './fit-frame.js';
import { chosenFrame, fitChoice } from './single-choice.js';

/** Everything that decides how a model is fitted. */
export interface Recipe extends FeatureChoice, FitOptions {}

/** Coded texts, counted once. */
export interface TrainingSet {
  readonly features: readonly TextFeatures[];
  readonly cues: readonly CueName[];
  readonly frames: readonly string[];
  /** By frame, 1 for each text that has it. */
  readonly positive: readonly Uint8Array[];
}

/** The columns that a frame may use: all, or all but the other frames' cue features. */
export function allowedColumns(
  terms: number,
  cues: readonly CueName[],
  frame: string,
  recipe: Recipe,
): Uint8Array | null {
  if (!recipe.ownCuesOnly) return null;
  const allowed = new Uint8Array(terms + cues.length).fill(1);
  cues.forEach((cue, c) => {
    // A feature of no codebook says where a text is from, and serves all.
    if (cue.frame !== frame && cue.codebook !== '') allowed[terms + c] = 0;
  });
  return allowed;
}

/** Margins of the test rows by frame, from a model fitted on the training rows alone. */
export function fitAndScore(
  set: TrainingSet,
  training: readonly number[],
  test: readonly number[],
  recipe: Recipe,
  frames: readonly number[] = set.frames.map((_, f) => f),
): Float64Array[] {
  const vectoriser = fitVectoriser(
    training.map((r) => set.features[r]!),
    recipe,
  );
  const x = vectoriser.transform(training.map((r) => set.features[r]!));
  const t = vectoriser.transform(test.map((r) => set.features[r]!));
  return frames.map((f) => {
    const columns = allowedColumns(vectoriser.terms.length, set.cues, set.frames[f]!, recipe);
    const positive = Uint8Array.from(training, (r) => set.positive[f]![r]!);
    return margins(t, fitFrame(x, positive, { ...recipe, columns }));
  });
}

/** Out-of-fold margins, frame by frame; rows outside `rows` stay NaN. */
export function outOfFold(
  set: TrainingSet,
  rows: readonly number[],
  foldOf: ArrayLike<number>,
  recipe: Recipe,
): Float64Array[] {
  const out = set.frames.map(() => new Float64Array(set.features.length).fill(Number.NaN));
  for (const fold of [...new Set(rows.map((r) => foldOf[r]!))].sort((a, b) => a - b)) {
    const training = rows.filter((r) => foldOf[r] !== fold);
    const test = rows.filter((r) => foldOf[r] === fold);
    fitAndScore(set, training, test, recipe).forEach((scores, f) => {
      test.forEach((r, i) => {
        out[f]![r] = scores[i]!;
      });
    });
  }
  return out;
}

/** The margin from which on calling a frame present gives the highest F1 on these rows. */
export function bestThreshold(margin: Float64Array, positive: Uint8Array, rows: readonly number[]): number {
  const ordered = [...rows].sort((a, b) => margin[b]! - margin[a]!);
  let total = 0;
  for (const r of rows) total += positive[r]!;
  let tp = 0;
  let best = -1;
  let threshold = Number.POSITIVE_INFINITY;
  ordered.forEach((r, i) => {
    tp += positive[r]!;
    const next = ordered[i + 1];
    if (next !== undefined && margin[next] === margin[r]) return;
    const f1 = (2 * tp) / (i + 1 + total);
    if (f1 > best) {
      best = f1;
      // Half way to the next, so that rounding does not decide.
      threshold = next === undefined ? margin[r]! - 0.01 : (margin[r]! + margin[next]!) / 2;
    }
  });
  return threshold;
}

export interface CrossValidated {
  /** Out-of-fold margins by frame. */
  readonly margin: readonly Float64Array[];
  /** Out-of-fold decisions by frame. */
  readonly decided: readonly Uint8Array[];
}

/**
 * Cross-validation. Thresholds, or with `singleLabel` the offsets by which one frame is chosen, come from inner folds of the
 * training part, never from the test part.
 *
 * @param foldOf - at least three folds, so that two are left to choose on.
 * @param keeps - leaves a training text out where false: for learning curves.
 * @param groupOf - texts of one group have thresholds of their own, chosen on training texts of that group.
 */
export function crossValidate(
  set: TrainingSet,
  foldOf: Uint8Array,
  recipe: Recipe,
  singleLabel: boolean,
  keeps: (row: number, testFold: number) => boolean = () => true,
  groupOf: (row: number) => string = () => '',
): CrossValidated {
  const all = set.features.map((_, r) => r);
  const margin = set.frames.map(() => new Float64Array(all.length));
  const decided = set.frames.map(() => new Uint8Array(all.length));
  for (const fold of [...new Set(foldOf)].sort((a, b) => a - b)) {
    const training = all.filter((r) => foldOf[r] !== fold && keeps(r, fold));
    const test = all.filter((r) => foldOf[r] === fold);
    fitAndScore(set, training, test, recipe).forEach((scores, f) => {
      test.forEach((r, i) => {
        margin[f]![r] = scores[i]!;
      });
    });
    const inner = outOfFold(set, training, foldOf, recipe);
    if (singleLabel) {
      const offset = fitChoice(inner, set.positive, training);
      for (const r of test) decided[chosenFrame(margin, offset, r)]![r] = 1;
      continue;
    }
    set.frames.forEach((_, f) => {
      for (const group of new Set(test.map(groupOf))) {
        const threshold = bestThreshold(
          inner[f]!,
          set.positive[f]!,
          training.filter((r) => groupOf(r) === group),
        );
        for (const r of test) if (groupOf(r) === group && margin[f]![r]! >= threshold) decided[f]![r] = 1;
      }
    });
  }
  return { margin, decided };
}
