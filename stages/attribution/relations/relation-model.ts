// The file of the log-linear models that find cues, contents and sources.
import { readFileSync } from 'node:fs';
import { fromPackageRoot } from '../../../base/package-root.js';
import { TABLE_SIZE } from './sparse-features.js';

export const RELATIONS_PATH = 'stages/attribution/relations.json';
export const RELATION_WEIGHTS_PATH = 'stages/attribution/relations.bin';
const FORMAT = 'hedgerow-attribution-relations-2';

/** Kinds of attribution that have a threshold of their own. */
export const RELATION_KINDS = ['quoted', 'reported', 'noun', 'passive'] as const;
export type RelationKind = (typeof RELATION_KINDS)[number];

export interface RelationHeader {
  readonly format: typeof FORMAT;
  /** What the 8-bit weights are multiplied by. */
  readonly unit: number;
  /** Probability at first sight below which a word is no cue. */
  readonly gate: number;
  /** Confidence from which an attribution of a kind is reported. */
  readonly thresholds: Readonly<Record<RelationKind, number>>;
}

export interface RelationModel {
  readonly header: RelationHeader;
  readonly weights: Int8Array;
}

export function relationHeader(facts: Omit<RelationHeader, 'format'>): RelationHeader {
  return { format: FORMAT, ...facts };
}

export function loadRelationModel(): RelationModel {
  const header = JSON.parse(readFileSync(fromPackageRoot(RELATIONS_PATH), 'utf8')) as RelationHeader;
  const file = readFileSync(fromPackageRoot(RELATION_WEIGHTS_PATH));
  const weights = new Int8Array(file.buffer, file.byteOffset, file.byteLength);
  if (header.format !== FORMAT || weights.length !== TABLE_SIZE)
    throw new Error(`${RELATIONS_PATH} and ${RELATION_WEIGHTS_PATH} do not belong together: train both anew`);
  return { header, weights };
}
