/** Sentiment's linear model over the word vectors around a mention. */
import { fromPackageRoot } from '../../base/package-root.js';
import { decodeModelFile, encodeModelFile, type ModelFile, readModelFile } from '../../models/model-file.js';
import { WordVectors } from '../../models/word-vectors.js';
import { POS } from '../tokenising/annotation.js';
import type { Vocabulary } from '../vocabulary.js';
import type { Grammar } from './grammar.js';
import type { SentenceView } from './sentence.js';

export const VECTOR_MODEL = 'stages/sentiment/vector-model.bin';
export const WORD_VECTORS = 'stages/sentiment/word-vectors.bin';
/** Numbers of a vector of `WORD_VECTORS`. */
export const DIMENSIONS = 100;
const KIND = 'sentiment/vector-linear';

export function loadWordVectors(): WordVectors {
  return WordVectors.load(fromPackageRoot(WORD_VECTORS));
}

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

const BLOCKS = ROLES.length + WINDOWS;
/** A block of `DIMENSIONS` numbers for each role, then for each window. */
export const VECTOR_FEATURES = BLOCKS * DIMENSIONS;
const MOST_WORDS = ROLES.length + 4 * 2 * REACH;

/**
 * The words with a vector that stand around a mention: each with the block that its vector adds to, and how much.
 * Refilled mention after mention.
 */
export class Surroundings {
  count = 0;
  /** Numbers of words among the vectors. */
  readonly word = new Int32Array(MOST_WORDS);
  readonly block = new Uint8Array(MOST_WORDS);
  readonly weight = new Float32Array(MOST_WORDS);
  readonly #indexOf: (word: number) => number;
  readonly #sums = new Float32Array(BLOCKS);

  constructor(vectors: WordVectors, vocabulary: Vocabulary) {
    this.#indexOf = vocabulary.table((word) => vectors.indexOf(word));
  }

  /** Reads what stands around the mention at [from, to), whose grammar has been read. */
  read(s: SentenceView, grammar: Grammar, from: number, to: number): void {
    this.count = 0;
    const sums = this.#sums.fill(0);
    ROLES.forEach((role, k) => {
      const i = grammar[role];
      if (i >= 0) this.#add(this.#vectorOf(s, i), k, 1);
    });
    for (let i = Math.max(0, from - REACH); i < Math.min(s.length, to + REACH); i++) {
      if ((i >= from && i < to) || !isContent(s.pos[i]!)) continue;
      const word = this.#vectorOf(s, i);
      const side = i < from ? 0 : 1;
      const distance = side === 0 ? from - i : i - to + 1;
      this.#add(word, ROLES.length + side, 1 / (1 + distance / HALVED_AT));
      if (s.clause[i] === s.clause[from]) this.#add(word, ROLES.length + 2 + side, 1);
      if (distance <= NEAR) this.#add(word, ROLES.length + 4, 1);
      this.#add(word, ROLES.length + 5, 1);
    }
    for (let k = 0; k < this.count; k++) this.weight[k]! /= Math.max(1, sums[this.block[k]!]!);
  }

  /** The number of the vector of the word at i; -1 for a name or an unknown word. */
  #vectorOf(s: SentenceView, i: number): number {
    return s.pos[i] === POS.PROPN ? -1 : this.#indexOf(s.word[i]!);
  }

  #add(word: number, block: number, weight: number): void {
    if (word < 0) return;
    const at = this.count++;
    this.word[at] = word;
    this.block[at] = block;
    this.weight[at] = weight;
    this.#sums[block]! += weight;
  }
}

const isContent = (pos: number): boolean =>
  pos === POS.VERB || pos === POS.NOUN || pos === POS.ADJ || pos === POS.ADV;

/**
 * A multinomial linear model over the `VECTOR_FEATURES` numbers around a mention: what a word adds to the scores from each
 * block is found once.
 */
export class VectorModel {
  readonly #vectors: WordVectors;
  readonly #around: Surroundings;
  readonly #bias: Float32Array;
  /** Three weights a number. */
  readonly #weights: Float32Array;
  /** By word, three numbers a block. */
  readonly #added: (Float32Array | undefined)[] = [];

  private constructor({ tensor }: ModelFile<object>, vectors: WordVectors, vocabulary: Vocabulary) {
    this.#bias = tensor('bias', 'float32');
    this.#weights = tensor('weights', 'float32');
    if (this.#weights.length !== 3 * VECTOR_FEATURES) throw new Error('the model has other word vectors');
    this.#vectors = vectors;
    this.#around = new Surroundings(vectors, vocabulary);
  }

  static load(vectors: WordVectors, vocabulary: Vocabulary): VectorModel {
    return new VectorModel(readModelFile(fromPackageRoot(VECTOR_MODEL), KIND), vectors, vocabulary);
  }

  static from(bytes: Uint8Array, vectors: WordVectors, vocabulary: Vocabulary): VectorModel {
    return new VectorModel(decodeModelFile(bytes, KIND), vectors, vocabulary);
  }

  /** Writes the three scores (logits) of the mention at [from, to), whose grammar has been read. */
  score(sentence: SentenceView, grammar: Grammar, from: number, to: number, out: Float64Array): void {
    const around = this.#around;
    around.read(sentence, grammar, from, to);
    for (let k = 0; k < 3; k++) out[k] = this.#bias[k]!;
    for (let i = 0; i < around.count; i++) {
      const word = around.word[i]!;
      const added = this.#added[word] ?? this.#project(word);
      const at = 3 * around.block[i]!;
      const weight = around.weight[i]!;
      for (let k = 0; k < 3; k++) out[k]! += weight * added[at + k]!;
    }
  }

  #project(word: number): Float32Array {
    const vector = new Float32Array(DIMENSIONS);
    this.#vectors.read(word, vector);
    const added = new Float32Array(3 * BLOCKS);
    for (let block = 0; block < BLOCKS; block++)
      for (let d = 0; d < DIMENSIONS; d++)
        for (let k = 0; k < 3; k++)
          added[3 * block + k]! += vector[d]! * this.#weights[3 * (block * DIMENSIONS + d) + k]!;
    this.#added[word] = added;
    return added;
  }
}

/** The file's bytes: three biases, and three weights for each of the `VECTOR_FEATURES` numbers. */
export function encodeVectorModel(bias: ArrayLike<number>, weights: ArrayLike<number>): Uint8Array {
  return encodeModelFile(KIND, {}, { bias: Float32Array.from(bias), weights: Float32Array.from(weights) });
}
