import { readFileSync } from 'node:fs';
import { fromPackageRoot } from '../../base/package-root.js';
import { K } from './labels.js';
import type { FeatureVocabulary } from './word-facts.js';

export const MODEL_PATH = 'stages/attribution/model.json';
export const WEIGHTS_PATH = 'stages/attribution/model.bin';

/** The header beside the weights: what the features are, and how to read a marginal. */
export interface ModelHeader extends FeatureVocabulary {
  readonly format: 'hedgerow-attribution-2';
  /** Entries of each table; K weights for each entry. */
  readonly sizes: readonly number[];
  /** What the 8-bit weights are multiplied by. */
  readonly unit: number;
  /** K x K transition weights, from row to column. */
  readonly transition: readonly number[];
  /** Marginals from which a token is taken for source, cue, content. */
  readonly thresholds: readonly number[];
}

export interface AttributionModel {
  readonly header: ModelHeader;
  /** Weights of all tables, K for each entry, in whole units. */
  readonly weights: Int8Array;
}

/** Weights as bytes: all in units of a 127th of the largest, so that their sums are sums of whole numbers. */
export function quantise(weight: Float32Array): { readonly bytes: Int8Array; readonly unit: number } {
  let largest = 0;
  for (const w of weight) largest = Math.max(largest, Math.abs(w));
  // A unit with few digits, so that the file reads the same on any machine.
  const unit = Number((largest / 127).toPrecision(6)) || 1;
  const bytes = new Int8Array(weight.length);
  for (let i = 0; i < weight.length; i++)
    bytes[i] = Math.max(-127, Math.min(127, Math.round(weight[i]! / unit)));
  return { bytes, unit };
}

export function loadModel(
  headerPath = fromPackageRoot(MODEL_PATH),
  weightsPath = fromPackageRoot(WEIGHTS_PATH),
): AttributionModel {
  const header = JSON.parse(readFileSync(headerPath, 'utf8')) as ModelHeader;
  const file = readFileSync(weightsPath);
  const weights = new Int8Array(file.buffer, file.byteOffset, file.byteLength);
  const expected = header.sizes.reduce((sum, size) => sum + size * K, 0);
  if (header.format !== 'hedgerow-attribution-2' || weights.length !== expected)
    throw new Error(`${headerPath} and ${weightsPath} do not belong together: train both anew`);
  return { header, weights };
}
