import { type CueName, type FeatureChoice, fitVectoriser, type TextFeatures } from './features.js';
import { type FitOptions, fitFrame, margins } from './fit-frame.js';

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
    if (cue.frame !== frame) allowed[terms + c] = 0;
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
  /** Out-of-fold decisions by frame: thresholds come from inner folds of the training part, never from the test part. */
  readonly decided: readonly Uint8Array[];
}

/** Cross-validation with nested choice of thresholds; with `singleLabel` the frame of the highest margin is chosen. */
export function crossValidate(
  set: TrainingSet,
  foldOf: Uint8Array,
  recipe: Recipe,
  singleLabel: boolean,
): CrossValidated {
  const all = set.features.map((_, r) => r);
  const margin = outOfFold(set, all, foldOf, recipe);
  const decided = set.frames.map(() => new Uint8Array(all.length));
  if (singleLabel) {
    for (const r of all) decided[argmax(margin, r)]![r] = 1;
    return { margin, decided };
  }
  for (const fold of new Set(foldOf)) {
    const training = all.filter((r) => foldOf[r] !== fold);
    const inner = outOfFold(set, training, foldOf, recipe);
    set.frames.forEach((_, f) => {
      const threshold = bestThreshold(inner[f]!, set.positive[f]!, training);
      for (const r of all) if (foldOf[r] === fold && margin[f]![r]! >= threshold) decided[f]![r] = 1;
    });
  }
  return { margin, decided };
}

export function argmax(margin: readonly Float64Array[], row: number): number {
  let best = 0;
  for (let f = 1; f < margin.length; f++) if (margin[f]![row]! > margin[best]![row]!) best = f;
  return best;
}
