import { readFileSync } from 'node:fs';
import { fromPackageRoot } from '../../package-root.js';
import { POS } from '../tokenising/annotation.js';
import type { Vocabulary } from '../vocabulary.js';
import type { Grammar } from './grammar.js';
import type { SentenceView } from './sentence.js';
import { DIMENSIONS, type WordVectors } from './word-vectors.js';

export const VECTOR_MODEL = 'stages/sentiment/vector-model.bin';

/** Words that stand to the mention as its grammar says. */
const ROLES = [
  'subjectOf',
  'subjectObject',
  'complement',
  'objectOf',
  'agentOf',
  'prepositionHead',
  'possessed',
  'possessedAdjective',
  'modifier',
] as const satisfies readonly (keyof Grammar)[];

/** Means of content words: before and after it, near weighing more; before and after in its clause; near; all. */
const WINDOWS = 6;
const REACH = 40;
const NEAR = 5;
const HALVED_AT = 6;

export const VECTOR_FEATURES = (ROLES.length + WINDOWS) * DIMENSIONS;

/** Word vectors of what stands around a mention. Holds scratch space, so one instance serves one thread. */
export class VectorFeatures {
  readonly #vectors: WordVectors;
  readonly #indexOf: (word: number) => number;
  readonly #vector = new Float32Array(DIMENSIONS);
  readonly #weights = new Float32Array(WINDOWS);

  constructor(vectors: WordVectors, vocabulary: Vocabulary) {
    this.#vectors = vectors;
    this.#indexOf = vocabulary.table((word) => vectors.indexOf(word));
  }

  /** Writes the `VECTOR_FEATURES` numbers of the mention at [from, to), whose grammar has been read. */
  write(s: SentenceView, grammar: Grammar, from: number, to: number, out: Float32Array): void {
    out.fill(0);
    ROLES.forEach((role, k) => {
      if (this.#read(s, grammar[role])) out.set(this.#vector, k * DIMENSIONS);
    });
    const weights = this.#weights.fill(0);
    const add = (window: number, weight: number): void => {
      weights[window]! += weight;
      const at = (ROLES.length + window) * DIMENSIONS;
      for (let d = 0; d < DIMENSIONS; d++) out[at + d]! += weight * this.#vector[d]!;
    };
    for (let i = Math.max(0, from - REACH); i < Math.min(s.length, to + REACH); i++) {
      if ((i >= from && i < to) || !isContent(s.pos[i]!) || !this.#read(s, i)) continue;
      const side = i < from ? 0 : 1;
      const distance = side === 0 ? from - i : i - to + 1;
      add(side, 1 / (1 + distance / HALVED_AT));
      if (s.clause[i] === s.clause[from]) add(2 + side, 1);
      if (distance <= NEAR) add(4, 1);
      add(5, 1);
    }
    for (let window = 0; window < WINDOWS; window++) {
      const at = (ROLES.length + window) * DIMENSIONS;
      const weight = Math.max(1, weights[window]!);
      for (let d = 0; d < DIMENSIONS; d++) out[at + d]! /= weight;
    }
  }

  /** Reads the vector of the word at i; false for none, a name, or an unknown word. */
  #read(s: SentenceView, i: number): boolean {
    if (i < 0 || s.pos[i] === POS.PROPN) return false;
    const index = this.#indexOf(s.word[i]!);
    if (index < 0) return false;
    this.#vectors.read(index, this.#vector);
    return true;
  }
}

const isContent = (pos: number): boolean =>
  pos === POS.VERB || pos === POS.NOUN || pos === POS.ADJ || pos === POS.ADV;

/** A multinomial linear model over `VectorFeatures`. In the file: three biases, then three weights a feature; 32-bit floats. */
export class VectorModel {
  readonly #features: VectorFeatures;
  readonly #values = new Float32Array(VECTOR_FEATURES);
  readonly #numbers: Float32Array;

  constructor(bytes: Uint8Array, vectors: WordVectors, vocabulary: Vocabulary) {
    this.#numbers = new Float32Array(bytes.slice().buffer);
    if (this.#numbers.length !== 3 + 3 * VECTOR_FEATURES) throw new Error('not a model over word vectors');
    this.#features = new VectorFeatures(vectors, vocabulary);
  }

  static load(vectors: WordVectors, vocabulary: Vocabulary): VectorModel {
    return new VectorModel(readFileSync(fromPackageRoot(VECTOR_MODEL)), vectors, vocabulary);
  }

  /** Writes the three scores (logits) of the mention at [from, to), whose grammar has been read. */
  score(sentence: SentenceView, grammar: Grammar, from: number, to: number, out: Float64Array): void {
    const values = this.#values;
    const numbers = this.#numbers;
    this.#features.write(sentence, grammar, from, to, values);
    for (let k = 0; k < 3; k++) out[k] = numbers[k]!;
    for (let f = 0; f < VECTOR_FEATURES; f++) {
      const x = values[f]!;
      if (x === 0) continue;
      for (let k = 0; k < 3; k++) out[k]! += x * numbers[3 + 3 * f + k]!;
    }
  }
}
