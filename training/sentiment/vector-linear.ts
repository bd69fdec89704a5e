import { Grammar } from '../../stages/sentiment/grammar.js';
import { VECTOR_FEATURES, VectorFeatures } from '../../stages/sentiment/vector-model.js';
import type { WordVectors } from '../../stages/sentiment/word-vectors.js';
import { doubled } from '../../typed-arrays.js';
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
  let features: VectorFeatures | undefined;
  eachTarget(targets, (row, sentence, from, to, vocabulary) => {
    features ??= new VectorFeatures(vectors, vocabulary);
    grammar.read(sentence, from, to);
    features.write(sentence, grammar, from, to, values);
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
  return new Uint8Array(Float32Array.from([...bias, ...weight]).buffer);
}
