import { readFileSync } from 'node:fs';
import { fromPackageRoot } from '../../base/package-root.js';
import type { Vocabulary } from '../vocabulary.js';
import { BagModel } from './attention-pooling.js';
import { type BagShape, bagLayout } from './attention-pooling-layout.js';
import { FeatureList, MentionFeatures } from './features.js';
import { Grammar } from './grammar.js';
import { LinearModel } from './linear-model.js';
import type { SentenceView } from './sentence.js';
import { VectorModel } from './vector-model.js';
import { ProjectedRows, StoredRows } from './word-rows.js';
import { DIMENSIONS, WordVectors } from './word-vectors.js';

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
 * Which models are asked: `standard`, one attention bag that learned from others; `accurate`, those others, a linear
 * model and several bags, and a linear model over word vectors.
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
  /** The weight of each bag's score. */
  readonly bag: number;
  readonly offset: readonly [number, number, number];
}

/** `model.json`: what the binary files hold and how their scores are combined. */
export interface ModelHeader {
  readonly shape: BagShape;
  readonly bags: number;
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
export const BAG_MODEL = 'stages/sentiment/attention-pooling.bin';
export const STUDENT_MODEL = 'stages/sentiment/distilled.bin';

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

function loadBags(header: ModelHeader, vectors: WordVectors, vocabulary: Vocabulary): BagModel[] {
  const bytes = readFileSync(fromPackageRoot(BAG_MODEL));
  const size = bagLayout(header.shape, DIMENSIONS).total;
  const numbers = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  return Array.from({ length: header.bags }, (_, bag) => {
    const own = numbers.subarray(bag * size, (bag + 1) * size);
    return new BagModel(header.shape, own, new ProjectedRows(header.shape, own, vectors), vocabulary);
  });
}

function loadStudent(header: ModelHeader, vocabulary: Vocabulary): BagModel {
  const rows = new StoredRows(readFileSync(fromPackageRoot(STUDENT_MODEL)));
  return new BagModel(header.shape, rows.parameters, rows, vocabulary);
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
  if (model === 'standard') return new BagClassifier(loadStudent(header, vocabulary), standard);
  const combination = model === 'teacher' ? teacher : readJson<Combination>(ACCURATE_HEADER);
  const vectors = WordVectors.load();
  return new Ensemble(
    LinearModel.load(),
    combination.vectors === undefined ? null : VectorModel.load(vectors, vocabulary),
    loadBags(header, vectors, vocabulary),
    combination,
  );
}

class BagClassifier implements MentionClassifier {
  readonly #grammar = new Grammar();
  readonly #bag: BagModel;
  readonly #combination: Combination;

  constructor(bag: BagModel, combination: Combination) {
    this.#bag = bag;
    this.#combination = combination;
  }

  newSentence(): void {
    this.#bag.newSentence();
  }

  classify(sentence: SentenceView, from: number, to: number, out: Float64Array): void {
    const { bag, offset } = this.#combination;
    this.#grammar.read(sentence, from, to);
    this.#bag.score(sentence, this.#grammar, from, to, out);
    for (let k = 0; k < 3; k++) out[k] = bag * out[k]! + offset[k]!;
    softmax(out);
  }
}

class Ensemble implements MentionClassifier {
  readonly #writer = new MentionFeatures();
  readonly #features = new FeatureList();
  readonly #scores = new Float64Array(3);
  readonly #linear: LinearModel;
  readonly #vectors: VectorModel | null;
  readonly #bags: readonly BagModel[];
  readonly #combination: Combination;

  constructor(
    linear: LinearModel,
    vectors: VectorModel | null,
    bags: readonly BagModel[],
    combination: Combination,
  ) {
    this.#linear = linear;
    this.#vectors = vectors;
    this.#bags = bags;
    this.#combination = combination;
  }

  newSentence(): void {
    for (const bag of this.#bags) bag.newSentence();
  }

  classify(sentence: SentenceView, from: number, to: number, out: Float64Array): void {
    const { linear, vectors = 0, bag: bagWeight, offset } = this.#combination;
    const { grammar } = this.#writer;
    const scores = this.#scores;
    this.#writer.write(sentence, from, to, this.#features);
    this.#linear.score(this.#features, scores);
    for (let k = 0; k < 3; k++) out[k] = linear * scores[k]! + offset[k]!;
    if (this.#vectors !== null) {
      this.#vectors.score(sentence, grammar, from, to, scores);
      for (let k = 0; k < 3; k++) out[k]! += vectors * scores[k]!;
    }
    for (const bag of this.#bags) {
      bag.score(sentence, grammar, from, to, scores);
      for (let k = 0; k < 3; k++) out[k]! += bagWeight * scores[k]!;
    }
    softmax(out);
  }
}
