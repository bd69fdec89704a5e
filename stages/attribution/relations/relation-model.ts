// The file of the log-linear models that find cues, contents and sources.
import { fromPackageRoot } from '../../../base/package-root.js';
import { encodeModelFile, readModelFile } from '../../../models/model-file.js';
import { TABLE_SIZE } from './sparse-features.js';

export const RELATIONS_PATH = 'stages/attribution/relations.bin';
const KIND = 'attribution/relations';

/** Kinds of attribution that have a threshold of their own. */
export const RELATION_KINDS = ['quoted', 'reported', 'noun', 'passive'] as const;
export type RelationKind = (typeof RELATION_KINDS)[number];

export interface RelationHeader {
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

/** The bytes of the file. */
export function encodeRelationModel({ header, weights }: RelationModel): Uint8Array {
  return encodeModelFile(KIND, header, { weights });
}

export function loadRelationModel(): RelationModel {
  const path = fromPackageRoot(RELATIONS_PATH);
  const file = readModelFile<RelationHeader>(path, KIND);
  const weights = file.tensor('weights', 'int8');
  if (weights.length !== TABLE_SIZE) throw new Error(`${path} has weights for another table: train it anew`);
  return { header: file.facts, weights };
}
