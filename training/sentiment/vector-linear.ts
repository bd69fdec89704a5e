/** Fits the linear sentiment model over word vectors. */
import { doubled } from '../../base/typed-arrays.js';
import type { WordVectors } from '../../models/word-vectors.js';
import { Grammar } from '../../stages/sentiment/grammar.js';
import {
  DIMENSIONS,
  encodeVectorModel,
  Surroundings,
  VECTOR_FEATURES,
} from '../../stages/sentiment/vector-model.js';
import { fitLogisticRegression, type LinearModel } from '../learners/logistic-regression.js';
import type { SparseMatrix } from '../learners/sparse-matrix.js';
import { eachTarget, type Target } from './gold.js';

/** Chosen of .01, .03 and .3 on the held-out fifth. */
const VECTOR_C = 0.03;

/** The word vectors around the targets as a matrix; nothing is stored for what stands around none. */
export function vectorMatrix(targets: readonly Target[], vectors: WordVectors): SparseMatrix {
  const grammar = new Grammar();
  const values = new Float32Array(VECTOR_FEATURES);
  const rowStart = new Uint32Array(targets.length + 1);
  let index = new Uint32Array(1 << 20);
  let value = new Float32Array(1 << 20);
  let at = 0;
  const vector = new Float32Array(DIMENSIONS);
  let around: Surroundings | undefined;
  eachTarget(targets, (row, sentence, from, to, vocabulary) => {
    around ??= new Surroundings(vectors, vocabulary);
    grammar.read(sentence, from, to);
    around.read(sentence, grammar, from, to);
    values.fill(0);
    for (let i = 0; i < around.count; i++) {
      vectors.read(around.word[i]!, vector);
      const block = around.block[i]! * DIMENSIONS;
      for (let d = 0; d < DIMENSIONS; d++) values[block + d]! += around.weight[i]! * vector[d]!;
    }
    if (at + VECTOR_FEATURES > index.length) {
      index = doubled(index);
      value = doubled(value);
    }
    for (let f = 0; f < VECTOR_FEATURES; f++) {
      if (values[f] === 0) continue;
      index[at] = f;
      value[at++] = values[f]!;
    }
    rowStart[row + 1] = at;
  });
  return { rows: targets.length, columns: VECTOR_FEATURES, rowStart, index, value };
}

export function fitVectors(matrix: SparseMatrix, labels: ArrayLike<number>): LinearModel {
  return fitLogisticRegression(matrix, labels, 3, { c: VECTOR_C, iterations: 80 });
}

/** The bytes of the model's file. */
export function exportVectorModel({ bias, weight }: LinearModel): Uint8Array {
  return encodeVectorModel(bias, weight);
}
