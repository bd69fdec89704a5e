import { type Random, seededRandom, shuffle } from '../../random.js';
import {
  BAG_REACH,
  clauseOf,
  functionCategory,
  MENTION_KINDS,
  mentionKind,
  placeOf,
  polarityCategory,
  writeRoles,
} from '../../stages/sentiment/bag-inputs.js';
import { BagModel, type BagShape, bagLayout } from '../../stages/sentiment/bag-model.js';
import { Grammar } from '../../stages/sentiment/grammar.js';
import { LONGEST_SENTENCE } from '../../stages/sentiment/sentence.js';
import { DIMENSIONS, type WordVectors } from '../../stages/sentiment/word-vectors.js';
import { POS } from '../../stages/tokenising/annotation.js';
import { eachTarget, type Target } from './gold.js';

/** A target as the bag sees it: per token the word vector's number and six categories. */
export interface BagExample {
  readonly words: Int32Array;
  /** Part of speech, polarity, function; place, clause, role: six numbers a token. */
  readonly categories: Uint8Array;
  readonly kind: number;
  readonly label: number;
}

export function bagExamples(targets: readonly Target[], vectors: WordVectors): BagExample[] {
  const grammar = new Grammar();
  const roles = new Uint8Array(LONGEST_SENTENCE);
  const examples: BagExample[] = [];
  eachTarget(targets, (index, s, from, to, vocabulary) => {
    grammar.read(s, from, to);
    roles.fill(0);
    writeRoles(grammar, roles);
    const words: number[] = [];
    const categories: number[] = [];
    for (let i = Math.max(0, from - BAG_REACH); i < Math.min(s.length, to + BAG_REACH); i++) {
      if (i >= from && i < to) continue;
      words.push(s.pos[i] === POS.PROPN ? -1 : vectors.indexOf(vocabulary.wordOf(s.word[i]!)));
      categories.push(s.pos[i]!, polarityCategory(s, i), functionCategory(s.traits[i]!));
      categories.push(placeOf(i, from, to), clauseOf(s, i, from), roles[i]!);
    }
    examples.push({
      words: Int32Array.from(words),
      categories: Uint8Array.from(categories),
      kind: mentionKind(s, from, to),
      label: targets[index]!.label,
    });
  });
  return examples;
}

/** Scores (logits) of the targets at `rows`, by the model as it will run. */
export function bagScores(
  targets: readonly Target[],
  rows: readonly number[],
  shape: BagShape,
  parameters: Float32Array,
  vectors: WordVectors,
): Float64Array {
  const grammar = new Grammar();
  const out = new Float64Array(3);
  const scores = new Float64Array(3 * rows.length);
  let bag: BagModel | undefined;
  eachTarget(
    rows.map((r) => targets[r]!),
    (index, sentence, from, to, vocabulary) => {
      bag ??= new BagModel(shape, parameters, vectors, vocabulary);
      bag.newSentence();
      grammar.read(sentence, from, to);
      bag.score(sentence, grammar, from, to, out);
      scores.set(out, 3 * index);
    },
  );
  return scores;
}

export interface BagTraining {
  readonly shape: BagShape;
  readonly epochs: number;
  readonly learningRate: number;
  readonly weightDecay: number;
  /** Share of the words whose vector is left out, and of the heads' numbers set to 0, while training. */
  readonly wordDropout: number;
  readonly dropout: number;
  readonly seed: number;
}

const BATCH = 32;

/** Trains a bag by Adam (Kingma & Ba 2015, arXiv:1412.6980) with decoupled weight decay and a falling rate. */
export function trainBag(
  examples: readonly BagExample[],
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

/** Forward and backward pass of the bag over a batch. */
class BagGradient {
  readonly p: Float32Array;
  readonly gradient: Float32Array;
  readonly #layout;
  readonly #training: BagTraining;
  readonly #random: Random;
  readonly #vectors: WordVectors;
  readonly #v = new Float32Array(2 * BAG_REACH * 512);
  readonly #alpha = new Float32Array(2 * BAG_REACH * 32);
  /** Projected vectors of the batch's words, and their gradients. */
  #rows = new Float32Array(0);
  #rowGradients = new Float32Array(0);
  readonly #x = new Float32Array(DIMENSIONS);

  constructor(training: BagTraining, vectors: WordVectors, random: Random) {
    const layout = bagLayout(training.shape);
    this.#layout = layout;
    this.#training = training;
    this.#random = random;
    this.#vectors = vectors;
    this.p = new Float32Array(layout.total);
    this.gradient = new Float32Array(layout.total);
    const draw = (from: number, to: number, scale: number): void => {
      for (let i = from; i < to; i++) this.p[i] = (2 * random.next() - 1) * scale;
    };
    draw(layout.projection, layout.token, 0.15);
    draw(layout.token, layout.hiddenWeights, 0.1);
    draw(layout.hiddenWeights, layout.hiddenBias, 0.15);
    draw(layout.outWeights, layout.outBias, 0.25);
  }

  batch(examples: readonly BagExample[]): void {
    const { row, projection } = this.#layout;
    const { p, gradient } = this;
    gradient.fill(0);
    const slotOf = new Map<number, number>([[-1, 0]]);
    for (const { words } of examples)
      for (const word of words) if (!slotOf.has(word)) slotOf.set(word, slotOf.size);
    const size = slotOf.size * row;
    if (this.#rows.length < size) {
      this.#rows = new Float32Array(2 * size);
      this.#rowGradients = new Float32Array(2 * size);
    }
    this.#rows.fill(0, 0, size);
    this.#rowGradients.fill(0, 0, size);
    for (const [word, slot] of slotOf) {
      if (slot === 0) continue;
      this.#vectors.read(word, this.#x);
      const out = slot * row;
      for (let e = 0; e < DIMENSIONS; e++) {
        const x = this.#x[e]!;
        const at = projection + e * row;
        for (let d = 0; d < row; d++) this.#rows[out + d]! += x * p[at + d]!;
      }
    }
    for (const example of examples) this.#example(example, slotOf, 1 / examples.length);
    for (const [word, slot] of slotOf) {
      if (slot === 0) continue;
      this.#vectors.read(word, this.#x);
      const out = slot * row;
      for (let e = 0; e < DIMENSIONS; e++) {
        const x = this.#x[e]!;
        const at = projection + e * row;
        for (let d = 0; d < row; d++) gradient[at + d]! += x * this.#rowGradients[out + d]!;
      }
    }
  }

  #example(example: BagExample, slotOf: ReadonlyMap<number, number>, weight: number): void {
    const { heads, slice, hidden } = this.#training.shape;
    const layout = this.#layout;
    const { row } = layout;
    const { p, gradient } = this;
    const width = heads * slice;
    const inputs = width + MENTION_KINDS;
    const { words, categories } = example;
    const n = words.length;
    const v = this.#v;
    const alpha = this.#alpha;
    const z = new Float32Array(inputs);
    const slots = new Int32Array(n);
    const bases = new Int32Array(6);
    const findBases = (i: number): void => {
      const c = 6 * i;
      for (let k = 0; k < 3; k++) bases[k] = layout.token + categories[c + k]! * row;
      bases[3] = layout.place + categories[c + 3]! * row;
      bases[4] = layout.clause + categories[c + 4]! * row;
      bases[5] = layout.role + categories[c + 5]! * row;
    };
    // Forward: rows, attention, averages.
    for (let i = 0; i < n; i++) {
      const dropped = this.#random.next() < this.#training.wordDropout;
      const slot = dropped ? 0 : slotOf.get(words[i]!)!;
      slots[i] = slot;
      findBases(i);
      const last = categories[6 * i + 5] === 0 ? 5 : 6;
      for (let d = 0; d < row; d++) {
        let sum = this.#rows[slot * row + d]!;
        for (let k = 0; k < last; k++) sum += p[bases[k]! + d]!;
        v[i * row + d] = sum;
      }
    }
    for (let k = 0; k < heads; k++) {
      let total = 0;
      for (let i = 0; i < n; i++) {
        const e = Math.exp(Math.min(30, v[i * row + width + k]!));
        alpha[i * heads + k] = e;
        total += e;
      }
      for (let i = 0; i < n; i++) {
        const a = alpha[i * heads + k]! / total;
        alpha[i * heads + k] = a;
        for (let d = k * slice; d < (k + 1) * slice; d++) {
          const x = v[i * row + d]!;
          if (x > 0) z[d]! += a * x;
        }
      }
    }
    const keep = 1 - this.#training.dropout;
    const mask = new Float32Array(width);
    for (let d = 0; d < width; d++) {
      mask[d] = this.#random.next() < keep ? 1 / keep : 0;
      z[d]! *= mask[d]!;
    }
    z[width + example.kind] = 1;
    const h = new Float32Array(hidden);
    const logits = new Float64Array([p[layout.outBias]!, p[layout.outBias + 1]!, p[layout.outBias + 2]!]);
    for (let m = 0; m < hidden; m++) {
      let sum = p[layout.hiddenBias + m]!;
      const at = layout.hiddenWeights + m * inputs;
      for (let d = 0; d < inputs; d++) sum += p[at + d]! * z[d]!;
      h[m] = Math.max(0, sum);
      for (let k = 0; k < 3; k++) logits[k]! += p[layout.outWeights + k * hidden + m]! * h[m]!;
    }
    // Backward.
    const max = Math.max(logits[0]!, logits[1]!, logits[2]!);
    const e = [0, 1, 2].map((k) => Math.exp(logits[k]! - max));
    const total = e[0]! + e[1]! + e[2]!;
    const dz = new Float32Array(inputs);
    const dl = e.map((x, k) => weight * (x / total - (k === example.label ? 1 : 0)));
    for (let k = 0; k < 3; k++) gradient[layout.outBias + k]! += dl[k]!;
    for (let m = 0; m < hidden; m++) {
      if (h[m] === 0) continue;
      let dh = 0;
      for (let k = 0; k < 3; k++) {
        dh += dl[k]! * p[layout.outWeights + k * hidden + m]!;
        gradient[layout.outWeights + k * hidden + m]! += dl[k]! * h[m]!;
      }
      gradient[layout.hiddenBias + m]! += dh;
      const at = layout.hiddenWeights + m * inputs;
      for (let d = 0; d < inputs; d++) {
        gradient[at + d]! += dh * z[d]!;
        dz[d]! += dh * p[at + d]!;
      }
    }
    for (let d = 0; d < width; d++) dz[d]! *= mask[d]!;
    const dv = new Float32Array(row);
    const mean = new Float32Array(heads);
    for (let k = 0; k < heads; k++)
      for (let d = k * slice; d < (k + 1) * slice; d++)
        if (mask[d]! > 0) mean[k]! += dz[d]! * (z[d]! / mask[d]!);
    for (let i = 0; i < n; i++) {
      for (let k = 0; k < heads; k++) {
        const a = alpha[i * heads + k]!;
        let da = 0;
        for (let d = k * slice; d < (k + 1) * slice; d++) {
          const x = v[i * row + d]!;
          if (x > 0) {
            da += dz[d]! * x;
            dv[d] = a * dz[d]!;
          } else dv[d] = 0;
        }
        dv[width + k] = a * (da - mean[k]!);
      }
      findBases(i);
      const last = categories[6 * i + 5] === 0 ? 5 : 6;
      const slot = slots[i]! * row;
      for (let d = 0; d < row; d++) {
        const g = dv[d]!;
        if (slot > 0) this.#rowGradients[slot + d]! += g;
        for (let k = 0; k < last; k++) gradient[bases[k]! + d]! += g;
      }
    }
  }
}
