/** Fits the framing model on all texts. */
import { type ModelFile, type ModelFrame, packWeights } from '../../stages/framing/linear-model.js';
import { probability } from '../../stages/framing/linear-scorer.js';
import { allowedColumns, bestThreshold, type Recipe, type TrainingSet } from './cross-validation.js';
import { fitVectoriser } from './features.js';
import { fitFrame, plattScaling } from './fit-frame.js';
import { fitChoice } from './single-choice.js';

export interface ModelIdentity {
  readonly name: string;
  readonly title: string;
  readonly singleLabel: boolean;
  readonly minimumWords: number;
  readonly frames: readonly Omit<ModelFrame, 'bias' | 'threshold' | 'choice'>[];
  readonly trainedOn: readonly string[];
}

/**
 * Fits the model on all texts. Probabilities are calibrated, and thresholds or offsets chosen, on the out-of-fold margins.
 *
 * @param outOfFold - margins by frame from cross-validation with the same recipe.
 * @param calibrateOn - the texts whose margins calibrate probabilities and choose thresholds; all by default.
 */
export function buildModel(
  set: TrainingSet,
  recipe: Recipe,
  outOfFold: readonly Float64Array[],
  identity: ModelIdentity,
  calibrateOn: readonly number[] = set.features.map((_, r) => r),
): ModelFile {
  const vectoriser = fitVectoriser(set.features, recipe);
  const x = vectoriser.transform(set.features);
  const termCount = vectoriser.terms.length;
  const width = set.frames.length;
  const wordCount = termCount - vectoriser.letterCount;
  // What words that the coded texts never show would add stands behind the terms of the texts.
  const known = new Set(vectoriser.terms);
  const unseen = [...vectoriser.vectors.keys()].filter((term) => !known.has(term));
  const all = [...vectoriser.terms, ...unseen];
  const idf = (t: number): number => vectoriser.idf[t] ?? vectoriser.unseenIdf;
  const isLetters = (t: number): boolean => t >= wordCount && t < termCount;
  const weight = new Float64Array(all.length * width);
  const cueWeights = set.cues.map(() => new Array<number>(width).fill(0));
  const offset = identity.singleLabel ? fitChoice(outOfFold, set.positive, calibrateOn) : null;
  const { stateMean, stateFactor } = vectoriser;
  const stateWeights: number[] = [];
  const frames = set.frames.map((name, f): ModelFrame => {
    const columns = allowedColumns(termCount, set.cues, name, recipe);
    const fitted = fitFrame(x, set.positive[f]!, { ...recipe, columns });
    const [slope, intercept] = plattScaling(
      calibrateOn.map((r) => outOfFold[f]![r]!),
      calibrateOn.map((r) => set.positive[f]![r]!),
    );
    for (let t = 0; t < termCount; t++) {
      const scale = isLetters(t) ? recipe.letterScale : recipe.wordScale;
      weight[t * width + f] = slope * scale * fitted[t]!;
    }
    all.forEach((term, t) => {
      const vector = isLetters(t) ? undefined : vectoriser.vectors.get(term);
      if (vector === undefined) return;
      let dot = 0;
      for (let d = 0; d < vectoriser.dimensions; d++)
        dot += vector[d]! * fitted[termCount + set.cues.length + d]!;
      weight[t * width + f]! += slope * recipe.vectorScale * dot;
    });
    set.cues.forEach((_, c) => {
      const value = (slope * recipe.cueScale * fitted[termCount + c]!) / vectoriser.cueDeviation[c]!;
      cueWeights[c]![f] = Number(value.toPrecision(7));
    });
    let ofMeans = 0;
    stateMean.forEach((mean, d) => {
      const own = fitted[termCount + set.cues.length + vectoriser.dimensions + d]! * stateFactor[d]!;
      ofMeans += slope * own * mean;
      stateWeights.push(Number((slope * own).toPrecision(6)));
    });
    const threshold = bestThreshold(outOfFold[f]!, set.positive[f]!, calibrateOn);
    return {
      ...identity.frames[f]!,
      bias: Number((slope * fitted[x.columns]! + intercept - ofMeans).toPrecision(9)),
      threshold: identity.singleLabel
        ? 0
        : Number(probability(slope * Math.min(threshold, 1e3) + intercept).toPrecision(6)),
      // From log-odds back to the margin, on which frames are chosen.
      choice: offset && {
        scale: Number((1 / slope).toPrecision(9)),
        offset: Number((offset[f]! - intercept / slope).toPrecision(9)),
      },
    };
  });
  // Terms whose weights all round to nothing are left out.
  const limit = Array.from({ length: width }, (_, f) => {
    let largest = 0;
    for (let t = 0; t < all.length; t++) largest = Math.max(largest, Math.abs(weight[t * width + f]!));
    return largest / 500;
  });
  // Words before letter sequences, as the model's form wants it.
  const order = [...all.keys()].filter((t) => !isLetters(t)).concat([...all.keys()].filter(isLetters));
  const kept = order.filter((t) => limit.some((least, f) => Math.abs(weight[t * width + f]!) > least));
  const keptWeight = new Float64Array(kept.length * width);
  kept.forEach((t, i) => {
    keptWeight.set(weight.subarray(t * width, (t + 1) * width), i * width);
  });
  const { weights, scales } = packWeights(keptWeight, width);
  return {
    format: 'hedgerow-frames/2',
    name: identity.name,
    title: identity.title,
    singleLabel: identity.singleLabel,
    minimumWords: identity.minimumWords,
    pairs: recipe.pairs,
    letters: recipe.letterScale > 0 ? recipe.letters : null,
    frames,
    cues: set.cues
      .map((cue, c) => ({ ...cue, weights: cueWeights[c]! }))
      .filter((cue) => cue.codebook !== '' && cue.weights.some((value) => value !== 0)),
    terms: kept.map((t) => all[t]!),
    letterCount: kept.filter(isLetters).length,
    idf: kept.map((t) => Number(idf(t).toPrecision(6))),
    weights,
    scales,
    ...(stateMean.length === 0 ? {} : { states: { width: stateMean.length, weights: stateWeights } }),
    trainedOn: identity.trainedOn,
  };
}
