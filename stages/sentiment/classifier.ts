/** The sentiment models behind one narrow interface: a mention in its sentence in, calibrated probabilities out. */
import { readFileSync } from 'node:fs';
import { fromPackageRoot } from '../../base/package-root.js';
import type { PoolingShape } from '../../models/attention-pooling/layout.js';
import { ProjectedRows, StoredRows } from '../../models/attention-pooling/word-rows.js';
import { encodeModelFile, readModelFile } from '../../models/model-file.js';
import { softmax } from '../../models/softmax.js';
import type { WordVectors } from '../../models/word-vectors.js';
import type { Vocabulary } from '../vocabulary.js';
import { FeatureList, MentionFeatures } from './features.js';
import { Grammar } from './grammar.js';
import { LinearModel } from './linear-model.js';
import { mentionLayout } from './mention-inputs.js';
import { MentionPooling } from './mention-pooling.js';
import type { SentenceView } from './sentence.js';
import { DIMENSIONS, loadWordVectors, VectorModel } from './vector-model.js';

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
 * Which models are asked: `standard`, attention pooling that learned from others; `accurate`, those others: a linear
 * model, several of attention pooling, and a linear model over word vectors.
 */
export const SENTIMENT_MODELS = ['standard', 'accurate'] as const;
export type SentimentModel = (typeof SENTIMENT_MODELS)[number];

/** `teacher`, which training alone asks: what the standard model learned from, without word vectors of their own. */
export type CombinedModel = SentimentModel | 'teacher';

/** How the models' scores become probabilities: softmax of their weighted sum and an offset for each class. */
export interface Combination {
  readonly linear: number;
  /** Of the linear model over word vectors; absent where it is not asked. */
  readonly vectors?: number;
  /** The weight of the score of each model of attention pooling. */
  readonly pooling: number;
  readonly offset: readonly [number, number, number];
}

/** `model.json`: what the binary files hold and how their scores are combined. */
export interface ModelHeader {
  readonly shape: PoolingShape;
  /** Here `accurate` is the teacher: with word vectors, the accurate model's weights are in `ACCURATE_HEADER`. */
  readonly combinations: Readonly<Record<SentimentModel, Combination>>;
  readonly priors: ClassPriors;
}

/** Shares of negative, neutral and positive mentions. */
export type Shares = readonly [number, number, number];

/**
 * How common the classes are in the sentences that the models are trained on, which were chosen for being
 * opinionated, and among all mentions of running text.
 */
export interface ClassPriors {
  readonly training: Shares;
  readonly article: Shares;
  /**
   * How little an actor's shares within one text stray from the article's: the concentration of a Dirichlet
   * distribution; null where it was not estimated, and actors have none of their own.
   */
  readonly concentration: number | null;
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
/** Apart from the other header, so that a change of the accurate model alone leaves what the default rests on as it is. */
export const ACCURATE_HEADER = 'stages/sentiment/accurate.json';
export const POOLING_MODEL = 'stages/sentiment/attention-pooling.bin';
export const DISTILLED_MODEL = 'stages/sentiment/distilled.bin';

const POOLING_KIND = 'sentiment/attention-pooling';

/** The parameters of each model of the ensemble, which learned from other random beginnings. */
export function loadPoolingParameters(): Float32Array[] {
  const { facts, tensor } = readModelFile<{ readonly models: number }>(
    fromPackageRoot(POOLING_MODEL),
    POOLING_KIND,
  );
  const numbers = tensor('parameters', 'float32');
  const size = numbers.length / facts.models;
  return Array.from({ length: facts.models }, (_, m) => numbers.subarray(m * size, (m + 1) * size));
}

/** The bytes of `POOLING_MODEL`. */
export function encodePoolingParameters(models: readonly Float32Array[]): Uint8Array {
  const size = models[0]!.length;
  const parameters = new Float32Array(models.length * size);
  models.forEach((own, m) => {
    parameters.set(own, m * size);
  });
  return encodeModelFile(POOLING_KIND, { models: models.length }, { parameters });
}

function loadPooling({ shape }: ModelHeader, vectors: WordVectors, vocabulary: Vocabulary): MentionPooling[] {
  return loadPoolingParameters().map((own) => {
    if (own.length !== mentionLayout(shape, DIMENSIONS).total)
      throw new Error(`${POOLING_MODEL} and ${MODEL_HEADER} do not belong together: train both anew`);
    return new MentionPooling(shape, own, new ProjectedRows(own, vectors), vocabulary);
  });
}

function loadDistilled({ shape }: ModelHeader, vocabulary: Vocabulary): MentionPooling {
  const rows = StoredRows.load(fromPackageRoot(DISTILLED_MODEL));
  return new MentionPooling(shape, rows.parameters, rows, vocabulary);
}

export function loadHeader(): ModelHeader {
  return readJson<ModelHeader>(MODEL_HEADER);
}

function readJson<Content>(path: string): Content {
  return JSON.parse(readFileSync(fromPackageRoot(path), 'utf8')) as Content;
}

/** Loads the models once. */
export function loadClassifier(model: CombinedModel, vocabulary: Vocabulary): MentionClassifier {
  const header = loadHeader();
  const { standard, accurate: teacher } = header.combinations;
  if (model === 'standard') return new PoolingClassifier(loadDistilled(header, vocabulary), standard);
  const combination = model === 'teacher' ? teacher : readJson<Combination>(ACCURATE_HEADER);
  const vectors = loadWordVectors();
  return new Ensemble(
    LinearModel.load(),
    combination.vectors === undefined ? null : VectorModel.load(vectors, vocabulary),
    loadPooling(header, vectors, vocabulary),
    combination,
  );
}

class PoolingClassifier implements MentionClassifier {
  readonly #grammar = new Grammar();
  readonly #pooling: MentionPooling;
  readonly #combination: Combination;

  constructor(pooling: MentionPooling, combination: Combination) {
    this.#pooling = pooling;
    this.#combination = combination;
  }

  newSentence(): void {
    this.#pooling.newSentence();
  }

  classify(sentence: SentenceView, from: number, to: number, out: Float64Array): void {
    const { pooling, offset } = this.#combination;
    this.#grammar.read(sentence, from, to);
    this.#pooling.score(sentence, this.#grammar, from, to, out);
    for (let k = 0; k < 3; k++) out[k] = pooling * out[k]! + offset[k]!;
    softmax(out);
  }
}

class Ensemble implements MentionClassifier {
  readonly #writer = new MentionFeatures();
  readonly #features = new FeatureList();
  readonly #scores = new Float64Array(3);
  readonly #linear: LinearModel;
  readonly #vectors: VectorModel | null;
  readonly #pooling: readonly MentionPooling[];
  readonly #combination: Combination;

  constructor(
    linear: LinearModel,
    vectors: VectorModel | null,
    pooling: readonly MentionPooling[],
    combination: Combination,
  ) {
    this.#linear = linear;
    this.#vectors = vectors;
    this.#pooling = pooling;
    this.#combination = combination;
  }

  newSentence(): void {
    for (const model of this.#pooling) model.newSentence();
  }

  classify(sentence: SentenceView, from: number, to: number, out: Float64Array): void {
    const { linear, vectors = 0, pooling, offset } = this.#combination;
    const { grammar } = this.#writer;
    const scores = this.#scores;
    this.#writer.write(sentence, from, to, this.#features);
    this.#linear.score(this.#features, scores);
    for (let k = 0; k < 3; k++) out[k] = linear * scores[k]! + offset[k]!;
    if (this.#vectors !== null) {
      this.#vectors.score(sentence, grammar, from, to, scores);
      for (let k = 0; k < 3; k++) out[k]! += vectors * scores[k]!;
    }
    for (const model of this.#pooling) {
      model.score(sentence, grammar, from, to, scores);
      for (let k = 0; k < 3; k++) out[k]! += pooling * scores[k]!;
    }
    softmax(out);
  }
}
