import { type ModelFile, type ModelFrame, packWeights } from '../../stages/framing/linear-model.js';
import { probability } from '../../stages/framing/linear-scorer.js';
import { allowedColumns, bestThreshold, type Recipe, type TrainingSet } from './cross-validation.js';
import { fitVectoriser } from './features.js';
import { fitFrame, plattScaling } from './fit-frame.js';

export interface ModelIdentity {
  readonly name: string;
  readonly title: string;
  readonly singleLabel: boolean;
  readonly minimumWords: number;
  readonly frames: readonly Omit<ModelFrame, 'bias' | 'threshold'>[];
  readonly trainedOn: readonly string[];
}

/**
 * Fits the model on all texts. Probabilities are calibrated, and thresholds chosen, on the out-of-fold margins.
 *
 * @param outOfFold - margins by frame from cross-validation with the same recipe.
 */
export function buildModel(
  set: TrainingSet,
  recipe: Recipe,
  outOfFold: readonly Float64Array[],
  identity: ModelIdentity,
): ModelFile {
  const vectoriser = fitVectoriser(set.features, recipe);
  const x = vectoriser.transform(set.features);
  const rows = set.features.map((_, r) => r);
  const termCount = vectoriser.terms.length;
  const width = set.frames.length;
  const wordCount = termCount - vectoriser.letterCount;
  const weight = new Float64Array(termCount * width);
  const cueWeights = set.cues.map(() => new Array<number>(width).fill(0));
  const frames = set.frames.map((name, f): ModelFrame => {
    const columns = allowedColumns(termCount, set.cues, name, recipe);
    const fitted = fitFrame(x, set.positive[f]!, { ...recipe, columns });
    const [slope, intercept] = plattScaling(outOfFold[f]!, set.positive[f]!);
    for (let t = 0; t < termCount; t++) {
      const scale = t < wordCount ? recipe.wordScale : recipe.letterScale;
      weight[t * width + f] = slope * scale * fitted[t]!;
    }
    set.cues.forEach((_, c) => {
      const value = (slope * recipe.cueScale * fitted[termCount + c]!) / vectoriser.cueDeviation[c]!;
      cueWeights[c]![f] = Number(value.toPrecision(7));
    });
    const threshold = bestThreshold(outOfFold[f]!, set.positive[f]!, rows);
    return {
      ...identity.frames[f]!,
      bias: Number((slope * fitted[x.columns]! + intercept).toPrecision(9)),
      threshold: identity.singleLabel
        ? 0
        : Number(probability(slope * Math.min(threshold, 1e3) + intercept).toPrecision(6)),
    };
  });
  // Terms whose weights all round to nothing are left out.
  const limit = Array.from({ length: width }, (_, f) => {
    let largest = 0;
    for (let t = 0; t < termCount; t++) largest = Math.max(largest, Math.abs(weight[t * width + f]!));
    return largest / 500;
  });
  const kept = [...vectoriser.terms.keys()].filter((t) =>
    limit.some((least, f) => Math.abs(weight[t * width + f]!) > least),
  );
  const keptWeight = new Float64Array(kept.length * width);
  kept.forEach((t, i) => {
    keptWeight.set(weight.subarray(t * width, (t + 1) * width), i * width);
  });
  const { weights, scales } = packWeights(keptWeight, width);
  return {
    format: 'hedgerow-frames/1',
    name: identity.name,
    title: identity.title,
    singleLabel: identity.singleLabel,
    minimumWords: identity.minimumWords,
    pairs: recipe.pairs,
    letters: recipe.letterScale > 0 ? recipe.letters : null,
    frames,
    cues: set.cues
      .map((cue, c) => ({ ...cue, weights: cueWeights[c]! }))
      .filter((cue) => cue.weights.some((value) => value !== 0)),
    terms: kept.map((t) => vectoriser.terms[t]!),
    letterCount: kept.filter((t) => t >= wordCount).length,
    idf: kept.map((t) => Number(vectoriser.idf[t]!.toPrecision(6))),
    weights,
    scales,
    trainedOn: identity.trainedOn,
  };
}
