/** The tagger's model file. */
import { fromPackageRoot } from '../../base/package-root.js';
import { encodeModelFile, readModelFile } from '../../models/model-file.js';
import { K } from './labels.js';
import type { FeatureVocabulary } from './word-facts.js';

export const MODEL_PATH = 'stages/attribution/model.bin';

/** What the file says beside the weights: what the features are, and how to read a marginal. */
export interface ModelHeader extends FeatureVocabulary {
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

const KIND = 'attribution/tagger';

/** The bytes of the tagger's file. */
export function encodeModel({ header, weights }: AttributionModel): Uint8Array {
  return encodeModelFile(KIND, header, { weights });
}

export function loadModel(path = fromPackageRoot(MODEL_PATH)): AttributionModel {
  const file = readModelFile<ModelHeader>(path, KIND);
  const header = file.facts;
  const weights = file.tensor('weights', 'int8');
  if (weights.length !== header.sizes.reduce((sum, size) => sum + size * K, 0))
    throw new Error(`${path} does not hold the weights of its tables: train it anew`);
  return { header, weights };
}
