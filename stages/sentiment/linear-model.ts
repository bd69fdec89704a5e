/** Sentiment's linear model over hashed features of a mention in its sentence. */
import { fromPackageRoot } from '../../base/package-root.js';
import { HashedLinear } from '../../models/hashed-linear.js';
import { decodeModelFile, encodeModelFile, type ModelFile, readModelFile } from '../../models/model-file.js';
import { quantise } from '../../models/quantise.js';
import type { FeatureList } from './features.js';

/** The classes in the models' order. */
export const LABELS = ['negative', 'neutral', 'positive'] as const;

export const LINEAR_MODEL = 'stages/sentiment/linear-model.bin';
const KIND = 'sentiment/linear';

export class LinearModel {
  readonly #linear: HashedLinear;

  private constructor({ tensor }: ModelFile<object>) {
    this.#linear = new HashedLinear({
      keys: tensor('keys', 'int32'),
      weights: tensor('weights', 'int8'),
      scale: tensor('scale', 'float32'),
      bias: tensor('bias', 'float32'),
    });
  }

  static load(path = LINEAR_MODEL): LinearModel {
    return new LinearModel(readModelFile(fromPackageRoot(path), KIND));
  }

  static from(bytes: Uint8Array): LinearModel {
    return new LinearModel(decodeModelFile(bytes, KIND));
  }

  /** Writes the three scores (logits). */
  score({ hash, value, count }: FeatureList, out: Float64Array): void {
    this.#linear.weightedScores(hash, value, count, out);
  }
}

/** The file's bytes, from weights per feature hash: [negative, neutral, positive]. */
export function encodeLinearModel(
  weights: ReadonlyMap<number, readonly [number, number, number]>,
  bias: readonly [number, number, number],
): Uint8Array {
  let largest = 1e-9;
  for (const row of weights.values()) for (const x of row) largest = Math.max(largest, Math.abs(x));
  const unit = Math.fround(largest / 127);
  const kept = [...weights]
    .sort(([a], [b]) => a - b)
    .map(([key, row]) => {
      const units = new Int8Array(3);
      quantise(row, unit, units);
      return { key, units };
    })
    .filter(({ units }) => units.some((x) => x !== 0));
  return encodeModelFile(
    KIND,
    {},
    {
      keys: Int32Array.from(kept, ({ key }) => key),
      weights: Int8Array.from(kept.flatMap(({ units }) => [...units])),
      scale: new Float32Array(3).fill(unit),
      bias: Float32Array.from(bias),
    },
  );
}
