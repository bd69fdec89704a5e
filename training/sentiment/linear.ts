/** Fits the linear sentiment model over hashed features. */
import { FeatureList } from '../../stages/sentiment/features.js';
import { encodeLinearModel } from '../../stages/sentiment/linear-model.js';
import { fitLogisticRegression, type LinearModel } from '../learners/logistic-regression.js';
import { type SparseMatrix, sparseMatrix } from '../learners/sparse-matrix.js';
import { eachFeatures, type Target } from './gold.js';

/** Features in fewer mentions than this are left out. */
const MINIMUM_MENTIONS = 3;
const LINEAR_C = 0.1;

export interface FeatureData {
  readonly matrix: SparseMatrix;
  /** The feature hash of each column. */
  readonly hashes: Int32Array;
}

/** The features of the targets as a matrix. */
export function featureMatrix(targets: readonly Target[]): FeatureData {
  const features = new FeatureList();
  const rows: Map<number, number>[] = [];
  eachFeatures(targets, features, () => {
    const row = new Map<number, number>();
    for (let i = 0; i < features.count; i++) {
      const hash = features.hash[i]!;
      row.set(hash, (row.get(hash) ?? 0) + features.value[i]!);
    }
    rows.push(row);
  });
  const frequency = new Map<number, number>();
  for (const row of rows) for (const hash of row.keys()) frequency.set(hash, (frequency.get(hash) ?? 0) + 1);
  const kept = [...frequency]
    .filter(([hash, n]) => n >= MINIMUM_MENTIONS && hash !== 0)
    .map(([hash]) => hash);
  const hashes = Int32Array.from(kept).sort();
  const columnOf = new Map(Array.from(hashes, (hash, column) => [hash, column]));
  const matrix = sparseMatrix(
    rows.map((row) =>
      [...row].flatMap(([hash, value]) => {
        const column = columnOf.get(hash);
        return column === undefined ? [] : [[column, value] as const];
      }),
    ),
    hashes.length,
  );
  return { matrix, hashes };
}

export function fitLinear(matrix: SparseMatrix, labels: ArrayLike<number>): LinearModel {
  return fitLogisticRegression(matrix, labels, 3, { c: LINEAR_C, iterations: 80 });
}

/** Scores (logits) of each row. */
export function linearScores(model: LinearModel, matrix: SparseMatrix): Float64Array {
  const scores = new Float64Array(3 * matrix.rows);
  for (let r = 0; r < matrix.rows; r++) {
    for (let k = 0; k < 3; k++) scores[3 * r + k] = model.bias[k]!;
    for (let i = matrix.rowStart[r]!; i < matrix.rowStart[r + 1]!; i++) {
      const base = matrix.index[i]! * 3;
      for (let k = 0; k < 3; k++) scores[3 * r + k]! += matrix.value[i]! * model.weight[base + k]!;
    }
  }
  return scores;
}

export function exportLinearModel(model: LinearModel, hashes: Int32Array): Uint8Array {
  const weights = new Map<number, readonly [number, number, number]>();
  hashes.forEach((hash, column) => {
    const at = 3 * column;
    weights.set(hash, [model.weight[at]!, model.weight[at + 1]!, model.weight[at + 2]!]);
  });
  return encodeLinearModel(weights, [model.bias[0]!, model.bias[1]!, model.bias[2]!]);
}
