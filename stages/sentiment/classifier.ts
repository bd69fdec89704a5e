import { readFileSync } from 'node:fs';
import { fromPackageRoot } from '../../package-root.js';
import { FeatureList, MentionFeatures } from './features.js';
import { LINEAR_MODEL, LinearModel } from './linear-model.js';
import type { SentenceView } from './sentence.js';

/** The narrow interface behind which a model stands: a mention in its sentence in, probabilities out. */
export interface MentionClassifier {
  /**
   * Writes P(negative), P(neutral), P(positive) of the mention at tokens [from, to) of the sentence.
   * Calibrated; they add up to 1.
   */
  classify(sentence: SentenceView, from: number, to: number, out: Float64Array): void;
}

/** How scores become probabilities: softmax(score / temperature + offset), fitted on folds not trained on. */
export interface Calibration {
  readonly temperature: number;
  readonly offset: readonly [number, number, number];
}

/** The header of the model: `model.json`. */
export interface ModelHeader {
  readonly calibration: Readonly<Record<string, Calibration>>;
}

export const MODEL_HEADER = 'stages/sentiment/model.json';

export function calibrate(scores: Float64Array, calibration: Calibration): void {
  let max = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < 3; k++) {
    scores[k] = scores[k]! / calibration.temperature + calibration.offset[k]!;
    if (scores[k]! > max) max = scores[k]!;
  }
  let sum = 0;
  for (let k = 0; k < 3; k++) {
    scores[k] = Math.exp(scores[k]! - max);
    sum += scores[k]!;
  }
  for (let k = 0; k < 3; k++) scores[k]! /= sum;
}

/** Loads the models once. */
export function loadClassifier(): MentionClassifier {
  const header = JSON.parse(readFileSync(fromPackageRoot(MODEL_HEADER), 'utf8')) as ModelHeader;
  const linear = LinearModel.load(LINEAR_MODEL);
  const calibration = header.calibration.linear!;
  const writer = new MentionFeatures();
  const features = new FeatureList();
  return {
    classify(sentence, from, to, out) {
      writer.write(sentence, from, to, features);
      linear.score(features, out);
      calibrate(out, calibration);
    },
  };
}
