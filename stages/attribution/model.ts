import { readFileSync } from 'node:fs';
import { fromPackageRoot } from '../../package-root.js';
import { K } from './chain.js';
import type { FeatureVocabulary } from './features.js';

export const MODEL_PATH = 'stages/attribution/model.json';
export const WEIGHTS_PATH = 'stages/attribution/model.bin';

/** The header beside the weights: what the features are, and how to read a marginal. */
export interface ModelHeader extends FeatureVocabulary {
  readonly format: 'hedgerow-attribution-1';
  /** Entries of each table; K weights for each entry. */
  readonly sizes: readonly number[];
  /** For each table what its 8-bit weights are multiplied by. */
  readonly scales: readonly number[];
  /** K x K transition weights, from row to column. */
  readonly transition: readonly number[];
  /** Marginals from which a token is taken for source, cue, content. */
  readonly thresholds: readonly number[];
  /** Words one of which a paragraph without quotation marks must have for the model to run there. */
  readonly triggers: readonly string[];
}

export interface AttributionModel {
  readonly header: ModelHeader;
  /** Weights of all tables, K for each entry, in whole steps of 1/STEPS. */
  readonly weight: Int16Array;
}

/** Weights as bytes: each table is scaled by its largest weight, rarely more than a few. */
export function quantise(
  weight: Float32Array,
  sizes: readonly number[],
): { readonly bytes: Int8Array; readonly scales: number[] } {
  const bytes = new Int8Array(weight.length);
  const scales: number[] = [];
  let at = 0;
  for (const size of sizes) {
    const end = at + size * K;
    let largest = 0;
    for (let i = at; i < end; i++) largest = Math.max(largest, Math.abs(weight[i]!));
    // A scale with few digits, so that the file reads the same on any machine.
    const scale = Number((largest / 127).toPrecision(6)) || 1;
    for (let i = at; i < end; i++) bytes[i] = Math.max(-127, Math.min(127, Math.round(weight[i]! / scale)));
    scales.push(scale);
    at = end;
  }
  return { bytes, scales };
}

/** Steps of a score to the unit: sums of whole numbers are exact in any order, and the table stays small. */
export const STEPS = 1024;

/** The weights as whole numbers of 1/STEPS. */
export function dequantise(
  bytes: Int8Array,
  sizes: readonly number[],
  scales: readonly number[],
): Int16Array {
  const weight = new Int16Array(bytes.length);
  let at = 0;
  sizes.forEach((size, t) => {
    const end = at + size * K;
    const scale = scales[t]! * STEPS;
    for (let i = at; i < end; i++)
      weight[i] = Math.max(-32767, Math.min(32767, Math.round(bytes[i]! * scale)));
    at = end;
  });
  return weight;
}

export function loadModel(
  headerPath = fromPackageRoot(MODEL_PATH),
  weightsPath = fromPackageRoot(WEIGHTS_PATH),
): AttributionModel {
  const header = JSON.parse(readFileSync(headerPath, 'utf8')) as ModelHeader;
  const file = readFileSync(weightsPath);
  const bytes = new Int8Array(file.buffer, file.byteOffset, file.byteLength);
  const expected = header.sizes.reduce((sum, size) => sum + size * K, 0);
  if (header.format !== 'hedgerow-attribution-1' || bytes.length !== expected)
    throw new Error(`${headerPath} and ${weightsPath} do not belong together: train both anew`);
  return { header, weight: dequantise(bytes, header.sizes, header.scales) };
}
