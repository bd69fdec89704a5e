import { readFileSync } from 'node:fs';
import { fromPackageRoot } from '../../package-root.js';
import type { Vocabulary } from '../vocabulary.js';
import { BagModel, type BagShape, bagLayout } from './bag-model.js';
import { FeatureList, MentionFeatures } from './features.js';
import { LinearModel } from './linear-model.js';
import type { SentenceView } from './sentence.js';
import { WordVectors } from './word-vectors.js';

/** The narrow interface behind which a model stands: a mention in its sentence in, probabilities out. */
export interface MentionClassifier {
  /** Call when the sentence view has been refilled. */
  newSentence(): void;
  /**
   * Writes P(negative), P(neutral), P(positive) of the mention at tokens [from, to) of the sentence.
   * Calibrated; they add up to 1.
   */
  classify(sentence: SentenceView, from: number, to: number, out: Float64Array): void;
}

/**
 * Which models are asked, cheapest first: `linear` alone; `standard` with one attention bag; `accurate` with
 * all of them.
 */
export const SENTIMENT_MODELS = ['linear', 'standard', 'accurate'] as const;
export type SentimentModel = (typeof SENTIMENT_MODELS)[number];

/** How the models' scores become probabilities: softmax of their weighted sum and an offset for each class. */
export interface Combination {
  readonly linear: number;
  /** The weight of each bag's score. */
  readonly bag: number;
  readonly offset: readonly [number, number, number];
}

/** `model.json`: what the binary files hold and how their scores are combined. */
export interface ModelHeader {
  readonly shape: BagShape;
  readonly bags: number;
  readonly combinations: Readonly<Record<SentimentModel, Combination>>;
  readonly priors: ClassPriors;
}

/** Shares of negative, neutral and positive mentions. */
export type Shares = readonly [number, number, number];

/**
 * How common the classes are in the sentences that the models are trained on, which were chosen for being
 * opinionated, and among all mentions of running text, by voice.
 */
export interface ClassPriors {
  readonly training: Shares;
  readonly article: { readonly author: Shares; readonly source: Shares };
}

/** Adjusts probabilities to other class priors (Saerens et al. 2002, doi:10.1162/089976602753284446), in place. */
export function adjustToPriors(probabilities: Float64Array, training: Shares, target: Shares): void {
  let sum = 0;
  for (let k = 0; k < 3; k++) {
    probabilities[k]! *= target[k]! / training[k]!;
    sum += probabilities[k]!;
  }
  for (let k = 0; k < 3; k++) probabilities[k]! /= sum;
}

export const MODEL_HEADER = 'stages/sentiment/model.json';
export const BAG_MODEL = 'stages/sentiment/bag-model.bin';

/** Softmax, in place. */
export function softmax(scores: Float64Array): void {
  const max = Math.max(scores[0]!, scores[1]!, scores[2]!);
  let sum = 0;
  for (let k = 0; k < 3; k++) {
    scores[k] = Math.exp(scores[k]! - max);
    sum += scores[k]!;
  }
  for (let k = 0; k < 3; k++) scores[k]! /= sum;
}

function loadBags(header: ModelHeader, count: number, vocabulary: Vocabulary): BagModel[] {
  if (count === 0) return [];
  const vectors = WordVectors.load();
  const bytes = readFileSync(fromPackageRoot(BAG_MODEL));
  const size = bagLayout(header.shape).total;
  const numbers = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  return Array.from(
    { length: count },
    (_, bag) =>
      new BagModel(header.shape, numbers.subarray(bag * size, (bag + 1) * size), vectors, vocabulary),
  );
}

export function loadHeader(): ModelHeader {
  return JSON.parse(readFileSync(fromPackageRoot(MODEL_HEADER), 'utf8')) as ModelHeader;
}

/** Loads the models once. */
export function loadClassifier(model: SentimentModel, vocabulary: Vocabulary): MentionClassifier {
  const header = loadHeader();
  const bags = loadBags(header, { linear: 0, standard: 1, accurate: header.bags }[model], vocabulary);
  const linear = LinearModel.load();
  const { linear: linearWeight, bag: bagWeight, offset } = header.combinations[model];
  const writer = new MentionFeatures();
  const features = new FeatureList();
  const scores = new Float64Array(3);
  return {
    newSentence() {
      for (const bag of bags) bag.newSentence();
    },
    classify(sentence, from, to, out) {
      writer.write(sentence, from, to, features);
      linear.score(features, scores);
      for (let k = 0; k < 3; k++) out[k] = linearWeight * scores[k]! + offset[k]!;
      for (const bag of bags) {
        bag.score(sentence, writer.grammar, from, to, scores);
        for (let k = 0; k < 3; k++) out[k]! += bagWeight * scores[k]!;
      }
      softmax(out);
    },
  };
}
