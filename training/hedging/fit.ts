/** Fits hashed linear models. */
import { hashText } from '../../base/random.js';
import { HashedLinearModel, type LinearModelHeader } from '../../stages/hedging/linear-model.js';
import { fitLogisticRegression, type LogisticRegressionOptions } from '../learners/logistic-regression.js';
import type { SparseMatrix } from '../learners/sparse-matrix.js';

/** Rows of hashed features with their classes and weights. */
export interface HashedRows {
  readonly features: readonly Int32Array[];
  readonly y: readonly number[];
  readonly weight?: readonly number[];
  /** The value of a feature where it stands; 1 by default. */
  readonly value?: ReadonlyMap<number, number>;
}

export interface FitOptions extends Omit<LogisticRegressionOptions, 'rowWeight'> {
  /** A feature in fewer rows is left out. */
  readonly minimumRows: number;
  /** A feature whose largest weight is less than this is left out afterwards. */
  readonly prune?: number;
}

export interface FittedModel {
  readonly model: HashedLinearModel;
  readonly keys: Int32Array;
  readonly weights: Int8Array;
}

/** Fits a multinomial logistic regression and quantises it to int8, one scale a class. */
export function fitHashedModel(
  rows: HashedRows,
  header: Omit<LinearModelHeader, 'features' | 'bias' | 'scale'>,
  options: FitOptions,
): FittedModel {
  const counts = new Map<number, number>();
  for (const row of rows.features)
    for (const key of new Set(row)) counts.set(key, (counts.get(key) ?? 0) + 1);
  const kept = [...counts]
    .filter(([, n]) => n >= options.minimumRows)
    .map(([key]) => key)
    .sort((a, b) => a - b);
  const columnOf = new Map(kept.map((key, i) => [key, i]));
  const x = toMatrix(rows.features, columnOf, rows.value);
  const classes = header.classes.length;
  const fitted = fitLogisticRegression(x, rows.y, classes, {
    ...options,
    ...(rows.weight === undefined ? {} : { rowWeight: rows.weight }),
  });
  // The value is folded into the weight, so that the shipped model needs only to add weights up.
  if (rows.value !== undefined)
    kept.forEach((key, f) => {
      for (let k = 0; k < classes; k++) fitted.weight[f * classes + k]! *= rows.value!.get(key)!;
    });
  const scale = new Array<number>(classes).fill(0);
  for (let i = 0; i < kept.length * classes; i++)
    scale[i % classes] = Math.max(scale[i % classes]!, Math.abs(fitted.weight[i]!) / 127);
  const prune = options.prune ?? 0;
  const keys: number[] = [];
  const weights: number[] = [];
  kept.forEach((key, f) => {
    const row = Array.from({ length: classes }, (_, k) => fitted.weight[f * classes + k]!);
    if (Math.max(...row.map(Math.abs)) < prune) return;
    const quantised = row.map((weight, k) => Math.round(weight / (scale[k]! || 1)));
    if (quantised.every((weight) => weight === 0)) return;
    keys.push(key);
    weights.push(...quantised);
  });
  const keyArray = Int32Array.from(keys);
  const weightArray = Int8Array.from(weights);
  const full: LinearModelHeader = { ...header, features: keys.length, bias: [...fitted.bias], scale };
  return { model: new HashedLinearModel(full, keyArray, weightArray), keys: keyArray, weights: weightArray };
}

function toMatrix(
  features: readonly Int32Array[],
  columnOf: ReadonlyMap<number, number>,
  valueByKey?: ReadonlyMap<number, number>,
): SparseMatrix {
  const value: number[] = [];
  const rowStart = new Uint32Array(features.length + 1);
  let capacity = 0;
  for (const row of features) capacity += row.length;
  const index = new Uint32Array(capacity);
  let at = 0;
  features.forEach((row, r) => {
    for (const key of row) {
      const column = columnOf.get(key);
      if (column === undefined) continue;
      index[at++] = column;
      value.push(valueByKey?.get(key) ?? 1);
    }
    rowStart[r + 1] = at;
  });
  return {
    rows: features.length,
    columns: columnOf.size,
    rowStart,
    index: index.subarray(0, at),
    value: Float32Array.from(value),
  };
}

/** The hashes of the training texts, sorted. */
export function fingerprintOf(texts: Iterable<string>): number[] {
  return [...new Set([...texts].map(hashText))].sort((a, b) => a - b);
}
