/** Forward and backward pass of attention pooling. */
import type { Random } from '../../base/random.js';
import { type PoolingLayout, type PoolingShape, SLICE } from '../../models/attention-pooling/layout.js';
import { MENTION_KINDS, mentionLayout, REACH, SETTINGS } from '../../stages/sentiment/mention-inputs.js';
import type { MentionExample } from './mention-examples.js';

export interface Dropout {
  /** Share of the words whose row is left out, and of the heads' numbers set to 0, while training. */
  readonly wordDropout: number;
  readonly dropout: number;
}

/** Where an example's rows of categories begin: token, place, clause and role. */
type Bases = [number, number, number, number, number, number];

/**
 * Forward and backward pass of a bag. Words' rows stand in `rows`, one after the other by slot (slot 0: no word);
 * all other parameters in `p`, by the layout.
 */
export class PoolingPass {
  readonly p: Float32Array;
  readonly gradient: Float32Array;
  readonly layout: PoolingLayout;
  rows: Float32Array = new Float32Array(0);
  rowGradients: Float32Array = new Float32Array(0);
  /** The scores of the last example. */
  readonly logits = new Float64Array(3);
  readonly #shape: PoolingShape;
  readonly #dropout: Dropout;
  readonly #random: Random;
  readonly #v = new Float32Array(2 * REACH * 512);
  readonly #alpha = new Float32Array(2 * REACH * 32);
  readonly #slots = new Int32Array(2 * REACH);
  /** Of each word's row for its role; 0 for none. */
  readonly roleSlots = new Int32Array(2 * REACH);
  readonly #bases: Bases = [0, 0, 0, 0, 0, 0];

  constructor(shape: PoolingShape, dimensions: number, dropout: Dropout, random: Random) {
    this.layout = mentionLayout(shape, dimensions);
    this.#shape = shape;
    this.#dropout = dropout;
    this.#random = random;
    this.p = new Float32Array(this.layout.total);
    this.gradient = new Float32Array(this.layout.total);
  }

  /** Adds the gradient of the weighted cross-entropy between the target and the answer; returns that entropy. */
  example(
    example: MentionExample,
    slotOf: (word: number) => number,
    target: ArrayLike<number>,
    weight: number,
    roleSlotOf: (word: number, role: number) => number = () => 0,
  ): number {
    const { heads, hidden } = this.#shape;
    const slice = SLICE;
    const { layout, p, gradient, rows, rowGradients } = this;
    const { row } = layout;
    const width = heads * slice;
    const inputs = width + MENTION_KINDS + SETTINGS;
    const { words, categories } = example;
    const n = words.length;
    const v = this.#v;
    const alpha = this.#alpha;
    const z = new Float32Array(inputs);
    const slots = this.#slots;
    const bases = this.#bases;
    const findBases = (i: number): void => {
      const c = 6 * i;
      for (let k = 0; k < 3; k++) bases[k] = layout.token + categories[c + k]! * row;
      bases[3] = layout.place + categories[c + 3]! * row;
      bases[4] = layout.clause + categories[c + 4]! * row;
      bases[5] = layout.role + categories[c + 5]! * row;
    };
    // Forward: rows, attention, averages.
    for (let i = 0; i < n; i++) {
      const dropped = this.#random.next() < this.#dropout.wordDropout;
      const role = categories[6 * i + 5]!;
      const slot = dropped ? 0 : slotOf(words[i]!);
      slots[i] = slot;
      const roleSlot = dropped || role === 0 ? 0 : roleSlotOf(words[i]!, role);
      this.roleSlots[i] = roleSlot;
      findBases(i);
      const [b0, b1, b2, b3, b4, b5] = bases;
      const hasRole = role !== 0;
      for (let d = 0; d < row; d++) {
        const sum = rows[slot * row + d]! + p[b0 + d]! + p[b1 + d]! + p[b2 + d]! + p[b3 + d]! + p[b4 + d]!;
        v[i * row + d] = hasRole ? sum + p[b5 + d]! : sum;
        if (roleSlot > 0) v[i * row + d]! += rows[roleSlot * row + d]!;
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
    const keep = 1 - this.#dropout.dropout;
    const mask = new Float32Array(width);
    for (let d = 0; d < width; d++) {
      mask[d] = this.#random.next() < keep ? 1 / keep : 0;
      z[d]! *= mask[d]!;
    }
    z[width + example.kind] = 1;
    z[width + MENTION_KINDS + example.setting] = 1;
    const h = new Float32Array(hidden);
    const logits = this.logits;
    for (let k = 0; k < 3; k++) logits[k] = p[layout.outBias + k]!;
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
    const dl = e.map((x, k) => weight * (x / total - target[k]!));
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
      const hasRole = categories[6 * i + 5] !== 0;
      const slot = slots[i]! * row;
      const roleSlot = this.roleSlots[i]! * row;
      const [b0, b1, b2, b3, b4, b5] = bases;
      for (let d = 0; d < row; d++) {
        const g = dv[d]!;
        if (g === 0) continue;
        if (slot > 0) rowGradients[slot + d]! += g;
        if (roleSlot > 0) rowGradients[roleSlot + d]! += g;
        gradient[b0 + d]! += g;
        gradient[b1 + d]! += g;
        gradient[b2 + d]! += g;
        gradient[b3 + d]! += g;
        gradient[b4 + d]! += g;
        if (hasRole) gradient[b5 + d]! += g;
      }
    }
    return -e.reduce((sum, x, k) => sum + target[k]! * Math.log(x / total), 0);
  }

  /** The example's words' slots, as used last; only their rows have gradients. */
  get slots(): Int32Array {
    return this.#slots;
  }
}
