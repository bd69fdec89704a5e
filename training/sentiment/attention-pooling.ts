/** Trains attention pooling over word vectors. */
import { type Random, seededRandom, shuffle } from '../../base/random.js';
import type { PoolingShape } from '../../models/attention-pooling/layout.js';
import type { WordVectors } from '../../models/word-vectors.js';
import { type Dropout, PoolingPass } from './attention-pooling-pass.js';
import type { LabelledExample } from './mention-examples.js';
import { DIMENSIONS } from './word-vectors.js';

export interface PoolingTraining extends Dropout {
  readonly shape: PoolingShape;
  readonly epochs: number;
  readonly learningRate: number;
  readonly weightDecay: number;
  readonly seed: number;
}

const BATCH = 32;

/** Trains a bag by Adam (Kingma & Ba 2015, arXiv:1412.6980) with decoupled weight decay and a falling rate. */
export function trainPooling(
  examples: readonly LabelledExample[],
  vectors: WordVectors,
  training: PoolingTraining,
  /** Called after each epoch, to look on. */
  watch?: (epoch: number, parameters: Float32Array) => void,
): Float32Array {
  const random = seededRandom(training.seed);
  const bag = new PoolingGradient(training, vectors, random);
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
class PoolingGradient {
  readonly #pass: PoolingPass;
  readonly #vectors: WordVectors;
  readonly #x = new Float32Array(DIMENSIONS);

  constructor(training: PoolingTraining, vectors: WordVectors, random: Random) {
    this.#pass = new PoolingPass(training.shape, DIMENSIONS, training, random);
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
