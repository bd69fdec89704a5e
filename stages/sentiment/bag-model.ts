import { POS } from '../tokenising/annotation.js';
import type { Vocabulary } from '../vocabulary.js';
import {
  BAG_REACH,
  CLAUSES,
  clauseOf,
  functionCategory,
  MENTION_KINDS,
  mentionKind,
  PLACES,
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
  #projected = new Float32Array(0);
  #slotOf = new Int32Array(0);
  #slots = 1;
  readonly #tokens: Float32Array;
  #read = -1;
  readonly #placeAndClause: Float32Array;
  readonly #roles = new Uint8Array(LONGEST_SENTENCE);
  readonly #row: Float32Array;
  readonly #attention: Float32Array;
  readonly #inputs: Float32Array;
  readonly #vector = new Float32Array(DIMENSIONS);

  constructor(shape: BagShape, parameters: Float32Array, vectors: WordVectors, vocabulary: Vocabulary) {
    this.#shape = shape;
    this.#layout = bagLayout(shape);
    this.#p = parameters;
    this.#vectors = vectors;
    this.#vectorOf = vocabulary.table((word) => vectors.indexOf(word));
    const { row, place, clause } = this.#layout;
    this.#tokens = new Float32Array(LONGEST_SENTENCE * row);
    this.#row = new Float32Array(row);
    this.#attention = new Float32Array(shape.heads);
    this.#inputs = new Float32Array(shape.heads * shape.slice + MENTION_KINDS);
    this.#projected = new Float32Array(1024 * row);
    this.#placeAndClause = new Float32Array(PLACES * CLAUSES * row);
    for (let a = 0; a < PLACES; a++)
      for (let b = 0; b < CLAUSES; b++)
        for (let d = 0; d < row; d++)
          this.#placeAndClause[(a * CLAUSES + b) * row + d] =
            parameters[place + a * row + d]! + parameters[clause + b * row + d]!;
  }

  /** Call when the sentence view has been refilled. */
  newSentence(): void {
    this.#read = -1;
  }

  /** Writes the three scores (logits) of the mention at [from, to) of the sentence. */
  score(sentence: SentenceView, grammar: Grammar, from: number, to: number, out: Float64Array): void {
    if (this.#read < 0) this.#readTokens(sentence);
    const { heads, slice } = this.#shape;
    const { row, role } = this.#layout;
    const width = heads * slice;
    const p = this.#p;
    const roles = this.#roles;
    const v = this.#row;
    const attention = this.#attention;
    const z = this.#inputs;
    z.fill(0);
    attention.fill(0);
    const low = Math.max(0, from - BAG_REACH);
    const high = Math.min(sentence.length, to + BAG_REACH);
    roles.fill(0, low, high);
    writeRoles(grammar, roles);
    for (let i = low; i < high; i++) {
      if (i === from) {
        i = to - 1;
        continue;
      }
      const base = i * row;
      const related = (placeOf(i, from, to) * CLAUSES + clauseOf(sentence, i, from)) * row;
      for (let d = 0; d < row; d++) v[d] = this.#tokens[base + d]! + this.#placeAndClause[related + d]!;
      if (roles[i] !== 0) {
        const at = role + roles[i]! * row;
        for (let d = 0; d < row; d++) v[d]! += p[at + d]!;
      }
      for (let k = 0; k < heads; k++) {
        // Logits are small by training; the bound keeps exp finite for any input.
        const weight = Math.exp(Math.min(30, v[width + k]!));
        attention[k]! += weight;
        for (let d = k * slice; d < (k + 1) * slice; d++) if (v[d]! > 0) z[d]! += weight * v[d]!;
      }
    }
    for (let k = 0; k < heads; k++) {
      const norm = attention[k]! > 0 ? 1 / attention[k]! : 0;
      for (let d = k * slice; d < (k + 1) * slice; d++) z[d]! *= norm;
    }
    z[width + mentionKind(sentence, from, to)] = 1;
    this.#perceptron(out);
  }

  #perceptron(out: Float64Array): void {
    const { hidden } = this.#shape;
    const { hiddenWeights, hiddenBias, outWeights, outBias } = this.#layout;
    const p = this.#p;
    const z = this.#inputs;
    const inputs = z.length;
    for (let k = 0; k < 3; k++) out[k] = p[outBias + k]!;
    for (let m = 0; m < hidden; m++) {
      let sum = p[hiddenBias + m]!;
      const at = hiddenWeights + m * inputs;
      for (let d = 0; d < inputs; d++) sum += p[at + d]! * z[d]!;
      if (sum <= 0) continue;
      for (let k = 0; k < 3; k++) out[k]! += p[outWeights + k * hidden + m]! * sum;
    }
  }

  #readTokens(sentence: SentenceView): void {
    const { row, token } = this.#layout;
    const p = this.#p;
    for (let i = 0; i < sentence.length; i++) {
      const base = i * row;
      const slot = this.#slot(sentence, i) * row;
      const a = token + sentence.pos[i]! * row;
      const b = token + polarityCategory(sentence, i) * row;
      const c = token + functionCategory(sentence.traits[i]!) * row;
      for (let d = 0; d < row; d++)
        this.#tokens[base + d] = this.#projected[slot + d]! + p[a + d]! + p[b + d]! + p[c + d]!;
    }
    this.#read = 1;
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
