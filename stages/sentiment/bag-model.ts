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
 * word once for all.
 */
export class BagModel {
  readonly #shape: BagShape;
  readonly #layout: BagLayout;
  readonly #p: Float32Array;
  readonly #vectors: WordVectors;
  readonly #vectorOf: (word: number) => number;
  /** Projected word vectors by slot; slot 0 is all zero. */
  #projected: Float32Array;
  #slotOf = new Int32Array(8192);
  #slots = 1;
  /** The sentence's tokens: the part of their rows that all mentions share, and exp of its logits. */
  readonly #tokens: Float64Array;
  readonly #tokenWeights: Float64Array;
  #sentenceRead = false;
  readonly #kinds: Float64Array;
  readonly #kindKnown = new Uint8Array(FIRST_POLARITY * POLARITIES * FUNCTIONS);
  /** The same for every relation to a mention: place by clause, and role. */
  readonly #related: Float64Array;
  readonly #relatedWeights: Float64Array;
  readonly #role: Float64Array;
  readonly #roleWeights: Float64Array;
  readonly #roles = new Uint8Array(LONGEST_SENTENCE);
  readonly #attention: Float64Array;
  readonly #inputs: Float64Array;
  readonly #perceptron: Float64Array;
  readonly #vector = new Float32Array(DIMENSIONS);

  constructor(shape: BagShape, parameters: Float32Array, vectors: WordVectors, vocabulary: Vocabulary) {
    this.#shape = shape;
    this.#layout = bagLayout(shape);
    this.#p = parameters;
    this.#vectors = vectors;
    this.#vectorOf = vocabulary.table((word) => vectors.indexOf(word));
    const { heads, slice } = shape;
    const { row, place, clause, role, hiddenWeights, total } = this.#layout;
    const width = heads * slice;
    this.#projected = new Float32Array(1024 * row);
    this.#kinds = new Float64Array(this.#kindKnown.length * row);
    this.#tokens = new Float64Array(LONGEST_SENTENCE * width);
    this.#tokenWeights = new Float64Array(LONGEST_SENTENCE * heads);
    this.#attention = new Float64Array(heads);
    this.#inputs = new Float64Array(width + MENTION_KINDS);
    this.#perceptron = Float64Array.from(parameters.subarray(hiddenWeights, total));
    this.#related = new Float64Array(PLACES * CLAUSES * width);
    this.#relatedWeights = new Float64Array(PLACES * CLAUSES * heads);
    this.#role = new Float64Array(ROLES * width);
    this.#roleWeights = new Float64Array(ROLES * heads);
    const sum = new Float64Array(row);
    for (let a = 0; a < PLACES; a++)
      for (let b = 0; b < CLAUSES; b++) {
        for (let d = 0; d < row; d++)
          sum[d] = parameters[place + a * row + d]! + parameters[clause + b * row + d]!;
        this.#split(sum, a * CLAUSES + b, this.#related, this.#relatedWeights);
      }
    for (let r = 0; r < ROLES; r++) {
      for (let d = 0; d < row; d++) sum[d] = r === 0 ? 0 : parameters[role + r * row + d]!;
      this.#split(sum, r, this.#role, this.#roleWeights);
    }
  }

  /** Puts a row's numbers and the exp of its logits where they belong: exp(a + b) = exp(a) exp(b). */
  #split(sum: Float64Array, index: number, numbers: Float64Array, weights: Float64Array): void {
    const { heads, slice } = this.#shape;
    const width = heads * slice;
    for (let d = 0; d < width; d++) numbers[index * width + d] = sum[d]!;
    // Logits are small by training; the bound keeps exp finite for any input.
    for (let k = 0; k < heads; k++) weights[index * heads + k] = Math.exp(Math.min(30, sum[width + k]!));
  }

  /** Call when the sentence view has been refilled. */
  newSentence(): void {
    this.#sentenceRead = false;
  }

  /** Writes the three scores (logits) of the mention at [from, to) of the sentence. */
  score(sentence: SentenceView, grammar: Grammar, from: number, to: number, out: Float64Array): void {
    if (!this.#sentenceRead) this.#readTokens(sentence);
    const { heads, slice } = this.#shape;
    const width = heads * slice;
    const low = Math.max(0, from - BAG_REACH);
    const high = Math.min(sentence.length, to + BAG_REACH);
    const roles = this.#roles;
    roles.fill(0, low, high);
    writeRoles(grammar, roles);
    const z = this.#inputs;
    const attention = this.#attention;
    z.fill(0);
    attention.fill(0);
    for (let i = low; i < high; i++) {
      if (i === from) i = to;
      if (i >= high) break;
      this.#addToken(i, placeOf(i, from, to) * CLAUSES + clauseOf(sentence, i, from), roles[i]!);
    }
    for (let k = 0; k < heads; k++) {
      const norm = attention[k]! > 0 ? 1 / attention[k]! : 0;
      for (let d = k * slice; d < (k + 1) * slice; d++) z[d]! *= norm;
    }
    z[width + mentionKind(sentence, from, to)] = 1;
    this.#judge(out);
  }

  #addToken(token: number, relation: number, role: number): void {
    const { heads, slice } = this.#shape;
    const tokens = this.#tokens;
    const related = this.#related;
    const tokenWeights = this.#tokenWeights;
    const relatedWeights = this.#relatedWeights;
    const attention = this.#attention;
    const z = this.#inputs;
    const width = heads * slice;
    let a = token * width;
    let b = relation * width;
    let d = 0;
    if (role === 0) {
      for (let k = 0; k < heads; k++) {
        const weight = tokenWeights[token * heads + k]! * relatedWeights[relation * heads + k]!;
        attention[k]! += weight;
        // max(x, 0) without a branch, which would be mispredicted every other time.
        const half = 0.5 * weight;
        for (const end = d + slice; d < end; d++) {
          const x = tokens[a++]! + related[b++]!;
          z[d]! += half * (x + Math.abs(x));
        }
      }
      return;
    }
    const ofRole = this.#role;
    let c = role * width;
    for (let k = 0; k < heads; k++) {
      const weight =
        tokenWeights[token * heads + k]! *
        relatedWeights[relation * heads + k]! *
        this.#roleWeights[role * heads + k]!;
      attention[k]! += weight;
      const half = 0.5 * weight;
      for (const end = d + slice; d < end; d++) {
        const x = tokens[a++]! + related[b++]! + ofRole[c++]!;
        z[d]! += half * (x + Math.abs(x));
      }
    }
  }

  #judge(out: Float64Array): void {
    const { hidden } = this.#shape;
    const p = this.#perceptron;
    const z = this.#inputs;
    const inputs = z.length;
    const bias = hidden * inputs;
    const outWeights = bias + hidden;
    const outBias = outWeights + 3 * hidden;
    let negative = p[outBias]!;
    let neutral = p[outBias + 1]!;
    let positive = p[outBias + 2]!;
    let at = 0;
    for (let m = 0; m < hidden; m++) {
      // Four sums side by side: one alone would wait for each addition to end.
      let sum = p[bias + m]!;
      let second = 0;
      let third = 0;
      let fourth = 0;
      let d = 0;
      for (; d + 3 < inputs; d += 4, at += 4) {
        sum += p[at]! * z[d]!;
        second += p[at + 1]! * z[d + 1]!;
        third += p[at + 2]! * z[d + 2]!;
        fourth += p[at + 3]! * z[d + 3]!;
      }
      for (; d < inputs; d++, at++) sum += p[at]! * z[d]!;
      sum += second + third + fourth;
      if (sum <= 0) continue;
      negative += p[outWeights + m]! * sum;
      neutral += p[outWeights + hidden + m]! * sum;
      positive += p[outWeights + 2 * hidden + m]! * sum;
    }
    out[0] = negative;
    out[1] = neutral;
    out[2] = positive;
  }

  #readTokens(sentence: SentenceView): void {
    const { heads, slice } = this.#shape;
    const { row } = this.#layout;
    const width = heads * slice;
    const tokens = this.#tokens;
    const weights = this.#tokenWeights;
    for (let i = 0; i < sentence.length; i++) {
      const slot = this.#slot(sentence, i) * row;
      const kind = this.#kind(
        sentence.pos[i]!,
        polarityCategory(sentence, i),
        functionCategory(sentence.traits[i]!),
      );
      const projected = this.#projected;
      const kinds = this.#kinds;
      const at = i * width;
      for (let d = 0; d < width; d++) tokens[at + d] = projected[slot + d]! + kinds[kind + d]!;
      for (let k = 0; k < heads; k++)
        weights[i * heads + k] = Math.exp(
          Math.min(30, projected[slot + width + k]! + kinds[kind + width + k]!),
        );
    }
    this.#sentenceRead = true;
  }

  /** Where the sum of a token's three categories stands in `#kinds`; made when first asked for. */
  #kind(pos: number, polarity: number, fn: number): number {
    const { row, token } = this.#layout;
    const index = (pos * POLARITIES + polarity - FIRST_POLARITY) * FUNCTIONS + fn - FIRST_FUNCTION;
    const at = index * row;
    if (this.#kindKnown[index] === 0) {
      this.#kindKnown[index] = 1;
      for (let d = 0; d < row; d++)
        this.#kinds[at + d] =
          this.#p[token + pos * row + d]! +
          this.#p[token + polarity * row + d]! +
          this.#p[token + fn * row + d]!;
    }
    return at;
  }

  /** Where the word's projected vector stands; 0 (all zero) for names and unknown words. */
  #slot(sentence: SentenceView, i: number): number {
    if (sentence.pos[i] === POS.PROPN) return 0;
    const vector = this.#vectorOf(sentence.word[i]!);
    if (vector < 0) return 0;
    if (vector >= this.#slotOf.length) {
      const grown = new Int32Array(Math.max(vector + 1, 2 * this.#slotOf.length, 8192));
      grown.set(this.#slotOf);
      this.#slotOf = grown;
    }
    const known = this.#slotOf[vector]!;
    return known !== 0 ? known : this.#project(vector);
  }

  #project(vector: number): number {
    const { row, projection } = this.#layout;
    const slot = this.#slots++;
    this.#slotOf[vector] = slot;
    if ((slot + 1) * row > this.#projected.length) {
      const grown = new Float32Array(2 * this.#projected.length);
      grown.set(this.#projected);
      this.#projected = grown;
    }
    this.#vectors.read(vector, this.#vector);
    const out = this.#projected.subarray(slot * row, (slot + 1) * row);
    for (let e = 0; e < DIMENSIONS; e++) {
      const x = this.#vector[e]!;
      const at = projection + e * row;
      for (let d = 0; d < row; d++) out[d]! += x * this.#p[at + d]!;
    }
    return slot;
  }
}
