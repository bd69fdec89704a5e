import { type Random, seededRandom, shuffle } from '../../base/random.js';
import { BagModel } from '../../stages/sentiment/attention-pooling.js';
import type { BagShape } from '../../stages/sentiment/attention-pooling-layout.js';
import { Grammar } from '../../stages/sentiment/grammar.js';
import type { WordRows } from '../../stages/sentiment/word-rows.js';
import { DIMENSIONS, type WordVectors } from '../../stages/sentiment/word-vectors.js';
import type { LabelledExample } from './attention-pooling-examples.js';
import { BagPass, type Dropout } from './attention-pooling-pass.js';
import { eachTarget, type Target } from './gold.js';

/** Scores (logits) of the targets at `rows`, by the model as it will run. */
export function bagScores(
  targets: readonly Target[],
  rows: readonly number[],
  shape: BagShape,
  parameters: Float32Array,
  words: WordRows,
): Float64Array {
  const grammar = new Grammar();
  const out = new Float64Array(3);
  const scores = new Float64Array(3 * rows.length);
  let bag: BagModel | undefined;
  eachTarget(
    rows.map((r) => targets[r]!),
    (index, sentence, from, to, vocabulary) => {
      bag ??= new BagModel(shape, parameters, words, vocabulary);
      bag.newSentence();
      grammar.read(sentence, from, to);
      bag.score(sentence, grammar, from, to, out);
      scores.set(out, 3 * index);
    },
  );
  return scores;
}

export interface BagTraining extends Dropout {
  readonly shape: BagShape;
  readonly epochs: number;
  readonly learningRate: number;
  readonly weightDecay: number;
  readonly seed: number;
}

const BATCH = 32;

/** Trains a bag by Adam (Kingma & Ba 2015, arXiv:1412.6980) with decoupled weight decay and a falling rate. */
export function trainBag(
  examples: readonly LabelledExample[],
  vectors: WordVectors,
  training: BagTraining,
  /** Called after each epoch, to look on. */
  watch?: (epoch: number, parameters: Float32Array) => void,
): Float32Array {
  const random = seededRandom(training.seed);
  const bag = new BagGradient(training, vectors, random);
  const order = examples.map((_, i) => i);
  const steps = training.epochs * Math.ceil(examples.length / BATCH);
  let step = 0;
  const m = new Float32Array(bag.p.length);
  const v = new Float32Array(bag.p.length);
  for (let epoch = 0; epoch < training.epochs; epoch++) {
    shuffle(order, random);
    for (let at = 0; at < order.length; at += BATCH) {
      const batch = order.slice(at, at + BATCH).map((i) => examples[i]!);
      bag.batch(batch);
      step++;
      const rate = training.learningRate * Math.min(1, step / 100) * (1 - step / (steps + 1));
      const c1 = 1 - 0.9 ** step;
      const c2 = 1 - 0.999 ** step;
      const { p, gradient } = bag;
      for (let i = 0; i < p.length; i++) {
        const g = gradient[i]!;
        m[i] = 0.9 * m[i]! + 0.1 * g;
        v[i] = 0.999 * v[i]! + 0.001 * g * g;
        p[i]! -= rate * (m[i]! / c1 / (Math.sqrt(v[i]! / c2) + 1e-8) + training.weightDecay * p[i]!);
      }
    }
    watch?.(epoch, bag.p);
  }
  return bag.p;
}

const ONE_HOT = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
] as const;

/** A bag whose words' rows are projected word vectors. */
class BagGradient {
  readonly #pass: BagPass;
  readonly #vectors: WordVectors;
  readonly #x = new Float32Array(DIMENSIONS);

  constructor(training: BagTraining, vectors: WordVectors, random: Random) {
    this.#pass = new BagPass(training.shape, DIMENSIONS, training, random);
    this.#vectors = vectors;
    const { layout, p } = this.#pass;
    const draw = (from: number, to: number, scale: number): void => {
      for (let i = from; i < to; i++) p[i] = (2 * random.next() - 1) * scale;
    };
    draw(layout.projection, layout.token, 0.15);
    draw(layout.token, layout.hiddenWeights, 0.1);
    draw(layout.hiddenWeights, layout.hiddenBias, 0.15);
    draw(layout.outWeights, layout.outBias, 0.25);
  }

  get p(): Float32Array {
    return this.#pass.p;
  }

  get gradient(): Float32Array {
    return this.#pass.gradient;
  }

  batch(examples: readonly LabelledExample[]): void {
    const pass = this.#pass;
    const { row, projection } = pass.layout;
    const { p, gradient } = pass;
    gradient.fill(0);
    const slotOf = new Map<number, number>([[-1, 0]]);
    for (const { words } of examples)
      for (const word of words) if (!slotOf.has(word)) slotOf.set(word, slotOf.size);
    const size = slotOf.size * row;
    if (pass.rows.length < size) {
      pass.rows = new Float32Array(2 * size);
      pass.rowGradients = new Float32Array(2 * size);
    }
    pass.rows.fill(0, 0, size);
    pass.rowGradients.fill(0, 0, size);
    for (const [word, slot] of slotOf) {
      if (slot === 0) continue;
      this.#vectors.read(word, this.#x);
      const out = slot * row;
      for (let e = 0; e < DIMENSIONS; e++) {
        const x = this.#x[e]!;
        const at = projection + e * row;
        for (let d = 0; d < row; d++) pass.rows[out + d]! += x * p[at + d]!;
      }
    }
    const slot = (word: number): number => slotOf.get(word)!;
    for (const example of examples)
      pass.example(example, slot, ONE_HOT[example.label as 0 | 1 | 2], 1 / examples.length);
    for (const [word, slot] of slotOf) {
      if (slot === 0) continue;
      this.#vectors.read(word, this.#x);
      const out = slot * row;
      for (let e = 0; e < DIMENSIONS; e++) {
        const x = this.#x[e]!;
        const at = projection + e * row;
        for (let d = 0; d < row; d++) gradient[at + d]! += x * pass.rowGradients[out + d]!;
      }
    }
  }
}
