import { POS } from '../tokenising/annotation.js';
import type { Vocabulary } from '../vocabulary.js';
import {
  BAG_REACH,
  CLAUSES,
  clauseOf,
  FIRST_FUNCTION,
  FIRST_POLARITY,
  FUNCTIONS,
  functionCategory,
  MENTION_KINDS,
  mentionKind,
  PLACES,
  POLARITIES,
  placeOf,
  polarityCategory,
  ROLES,
  TOKEN_CATEGORIES,
  writeRoles,
} from './bag-inputs.js';
import { BagKernel } from './bag-kernel.js';
import type { Grammar } from './grammar.js';
import { LONGEST_SENTENCE, type SentenceView } from './sentence.js';
import { DIMENSIONS, type WordVectors } from './word-vectors.js';

/** The sizes of an attention bag: `heads` heads of `slice` numbers each, a hidden layer of `hidden`. */
export interface BagShape {
  readonly heads: number;
  readonly slice: number;
  readonly hidden: number;
}

/** A bag's parameters, one block after the other in one array. */
export interface BagLayout {
  /** Numbers a token: heads * slice rectified ones, then a logit for each head. */
  readonly row: number;
  readonly projection: number;
  readonly token: number;
  readonly place: number;
  readonly clause: number;
  readonly role: number;
  readonly hiddenWeights: number;
  readonly hiddenBias: number;
  readonly outWeights: number;
  readonly outBias: number;
  readonly total: number;
}

export function bagLayout({ heads, slice, hidden }: BagShape): BagLayout {
  const row = heads * slice + heads;
  const inputs = heads * slice + MENTION_KINDS;
  const sizes = [
    DIMENSIONS * row,
    TOKEN_CATEGORIES * row,
    PLACES * row,
    CLAUSES * row,
    ROLES * row,
    hidden * inputs,
    hidden,
    3 * hidden,
    3,
  ];
  const at: number[] = [];
  let total = 0;
  for (const size of sizes) {
    at.push(total);
    total += size;
  }
  return {
    row,
    projection: at[0]!,
    token: at[1]!,
    place: at[2]!,
    clause: at[3]!,
    role: at[4]!,
    hiddenWeights: at[5]!,
    hiddenBias: at[6]!,
    outWeights: at[7]!,
    outBias: at[8]!,
    total,
  };
}

/**
 * A small attention bag: each token is a rectified sum of its projected word vector and of what it is and how
 * it stands to the mention; each head averages its slice of them by attention; a small perceptron judges.
 * The part of the sum that does not depend on the mention is found once for a sentence, the projection of a
 * word once for all. All tables hold rows of `heads * slice` numbers and then, for each head, exp of the
 * logit: weights are multiplied where numbers are added.
 */
export class BagModel {
  readonly #shape: BagShape;
  readonly #layout: BagLayout;
  readonly #p: Float32Array;
  readonly #vectors: WordVectors;
  readonly #vectorOf: (word: number) => number;
  readonly #kernel: BagKernel;
  /** Addresses in the kernel's memory, in bytes. */
  readonly #at: ReturnType<typeof addresses>;
  readonly #rowBytes: number;
  #slotOf = new Int32Array(8192);
  #slots = 1;
  readonly #kindKnown = new Uint8Array(KINDS);
  #sentenceRead = false;
  readonly #roles = new Uint8Array(LONGEST_SENTENCE);
  readonly #vector = new Float32Array(DIMENSIONS);
  readonly #sums: Float32Array;

  constructor(shape: BagShape, parameters: Float32Array, vectors: WordVectors, vocabulary: Vocabulary) {
    if (shape.heads % 4 !== 0 || shape.slice % 4 !== 0 || shape.hidden % 4 !== 0)
      throw new Error('heads, slice and hidden layer of a bag must be multiples of four');
    this.#shape = shape;
    this.#layout = bagLayout(shape);
    this.#p = parameters;
    this.#vectors = vectors;
    this.#vectorOf = vocabulary.table((word) => vectors.indexOf(word));
    const { row, place, clause, role } = this.#layout;
    this.#rowBytes = 4 * row;
    this.#sums = new Float32Array(row);
    this.#at = addresses(shape, row);
    this.#kernel = new BagKernel(this.#at.projected + 2048 * this.#rowBytes);
    for (let a = 0; a < PLACES; a++)
      for (let b = 0; b < CLAUSES; b++)
        this.#writeRow(this.#at.related + (a * CLAUSES + b) * this.#rowBytes, [
          place + a * row,
          clause + b * row,
        ]);
    for (let r = 0; r < ROLES; r++)
      this.#writeRow(this.#at.role + r * this.#rowBytes, r === 0 ? [] : [role + r * row]);
    this.#writeRow(this.#at.projected, []);
    this.#writePerceptron();
  }

  /** Writes the sum of rows of the parameters; exp(a + b) = exp(a) exp(b). */
  #writeRow(address: number, rows: readonly number[]): void {
    const sums = this.#sums.fill(0);
    for (const at of rows) for (let d = 0; d < sums.length; d++) sums[d]! += this.#p[at + d]!;
    this.#store(address, sums);
  }

  #store(address: number, sums: Float32Array): void {
    const width = this.#shape.heads * this.#shape.slice;
    const { floats } = this.#kernel;
    const at = address >>> 2;
    for (let d = 0; d < width; d++) floats[at + d] = sums[d]!;
    // Logits are small by training; the bound keeps products of exp finite for any input.
    for (let d = width; d < sums.length; d++)
      floats[at + d] = Math.exp(Math.max(-LARGEST_LOGIT, Math.min(LARGEST_LOGIT, sums[d]!)));
  }

  /** The biases, then for each input its weights to the hidden layer. */
  #writePerceptron(): void {
    const { hidden, heads, slice } = this.#shape;
    const { hiddenWeights, hiddenBias } = this.#layout;
    const inputs = heads * slice + MENTION_KINDS;
    const at = this.#at.perceptron >>> 2;
    for (let m = 0; m < hidden; m++) {
      this.#kernel.floats[at + m] = this.#p[hiddenBias + m]!;
      for (let d = 0; d < inputs; d++)
        this.#kernel.floats[at + (d + 1) * hidden + m] = this.#p[hiddenWeights + m * inputs + d]!;
    }
  }

  /** Call when the sentence view has been refilled. */
  newSentence(): void {
    this.#sentenceRead = false;
  }

  /** Writes the three scores (logits) of the mention at [from, to) of the sentence. */
  score(sentence: SentenceView, grammar: Grammar, from: number, to: number, out: Float64Array): void {
    if (!this.#sentenceRead) this.#readTokens(sentence);
    const { heads, slice, hidden } = this.#shape;
    const { outWeights, outBias } = this.#layout;
    const { list, tokens, related, role, pooled, hiddenLayer, perceptron } = this.#at;
    const { floats, integers, run } = this.#kernel;
    const bytes = this.#rowBytes;
    const low = Math.max(0, from - BAG_REACH);
    const high = Math.min(sentence.length, to + BAG_REACH);
    const roles = this.#roles;
    roles.fill(0, low, high);
    writeRoles(grammar, roles);
    let at = list >>> 2;
    for (let i = low; i < high; i++) {
      if (i === from) i = to;
      if (i >= high) break;
      integers[at] = tokens + i * bytes;
      integers[at + 1] = related + (placeOf(i, from, to) * CLAUSES + clauseOf(sentence, i, from)) * bytes;
      integers[at + 2] = role + roles[i]! * bytes;
      at += 3;
    }
    const width = heads * slice;
    const z = pooled >>> 2;
    floats.fill(0, z, z + width + Math.max(heads, MENTION_KINDS));
    run.pool((at - (list >>> 2)) / 3, list, pooled, width, slice);
    for (let k = 0; k < heads; k++) {
      const weight = floats[z + width + k]!;
      const norm = weight > 0 ? 1 / weight : 0;
      for (let d = z + k * slice; d < z + (k + 1) * slice; d++) floats[d]! *= norm;
    }
    floats.fill(0, z + width, z + width + MENTION_KINDS);
    floats[z + width + mentionKind(sentence, from, to)] = 1;
    run.perceptron(pooled, width + MENTION_KINDS, perceptron, hiddenLayer, hidden);
    const p = this.#p;
    const h = hiddenLayer >>> 2;
    for (let k = 0; k < 3; k++) {
      let sum = p[outBias + k]!;
      for (let m = 0; m < hidden; m++) sum += p[outWeights + k * hidden + m]! * floats[h + m]!;
      out[k] = sum;
    }
  }

  #readTokens(sentence: SentenceView): void {
    const { heads, slice } = this.#shape;
    const { list, tokens } = this.#at;
    for (let i = 0; i < sentence.length; i++) {
      const projected = this.#slot(sentence, i);
      const kind = this.#kind(
        sentence.pos[i]!,
        polarityCategory(sentence, i),
        functionCategory(sentence.traits[i]!),
      );
      const { integers } = this.#kernel;
      integers[(list >>> 2) + 2 * i] = projected;
      integers[(list >>> 2) + 2 * i + 1] = kind;
    }
    this.#kernel.run.join(sentence.length, list, tokens, heads * slice, heads);
    this.#sentenceRead = true;
  }

  /** Where the sum of a token's three categories stands; made when first asked for. */
  #kind(pos: number, polarity: number, fn: number): number {
    const { row, token } = this.#layout;
    const index = (pos * POLARITIES + polarity - FIRST_POLARITY) * FUNCTIONS + fn - FIRST_FUNCTION;
    const address = this.#at.kinds + index * this.#rowBytes;
    if (this.#kindKnown[index] === 0) {
      this.#kindKnown[index] = 1;
      this.#writeRow(address, [token + pos * row, token + polarity * row, token + fn * row]);
    }
    return address;
  }

  /** Where the word's projected vector stands; the first row, which adds nothing, for names and unknown words. */
  #slot(sentence: SentenceView, i: number): number {
    const { projected } = this.#at;
    if (sentence.pos[i] === POS.PROPN) return projected;
    const vector = this.#vectorOf(sentence.word[i]!);
    if (vector < 0) return projected;
    if (vector >= this.#slotOf.length) {
      const grown = new Int32Array(Math.max(vector + 1, 2 * this.#slotOf.length));
      grown.set(this.#slotOf);
      this.#slotOf = grown;
    }
    const known = this.#slotOf[vector]!;
    return projected + (known !== 0 ? known : this.#project(vector)) * this.#rowBytes;
  }

  #project(vector: number): number {
    const { row, projection } = this.#layout;
    const slot = this.#slots++;
    this.#slotOf[vector] = slot;
    const address = this.#at.projected + slot * this.#rowBytes;
    this.#kernel.reserve(address + this.#rowBytes);
    this.#vectors.read(vector, this.#vector);
    const sums = this.#sums.fill(0);
    const p = this.#p;
    for (let e = 0; e < DIMENSIONS; e++) {
      const x = this.#vector[e]!;
      const at = projection + e * row;
      for (let d = 0; d < row; d++) sums[d]! += x * p[at + d]!;
    }
    this.#store(address, sums);
    return slot;
  }
}

const LARGEST_LOGIT = 20;
const KINDS = FIRST_POLARITY * POLARITIES * FUNCTIONS;

/** Where each table stands in the kernel's memory: bytes, multiples of 16. */
function addresses({ heads, slice, hidden }: BagShape, row: number) {
  const bytes = 4 * row;
  const list = 0;
  const pooled = 12 * LONGEST_SENTENCE;
  const hiddenLayer = pooled + bytes + 4 * MENTION_KINDS + 12;
  const tokens = hiddenLayer + 4 * hidden;
  const related = tokens + LONGEST_SENTENCE * bytes;
  const role = related + PLACES * CLAUSES * bytes;
  const kinds = role + ROLES * bytes;
  const perceptron = kinds + KINDS * bytes;
  const projected = perceptron + 4 * hidden * (heads * slice + MENTION_KINDS + 1);
  return { list, pooled, hiddenLayer, tokens, related, role, kinds, perceptron, projected };
}
