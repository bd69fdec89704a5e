/** What `model.json` says of the fast model: how scores become probabilities, and probabilities a class. */
import { readFileSync } from 'node:fs';
import { fromPackageRoot } from '../../base/package-root.js';
import type { PoolingShape } from '../../models/attention-pooling/layout.js';

export const LABELS = ['negative', 'neutral', 'positive'] as const;

/** A number for each class: negative, neutral, positive. */
export type ClassNumbers = readonly [number, number, number];

const NOTHING: ClassNumbers = [0, 0, 0];

/** How scores become probabilities: softmax of `scale` times the score and an offset for each class. */
export interface Calibration {
  readonly scale: ClassNumbers;
  readonly bias: ClassNumbers;
}

/** `model.json`. */
export interface ModelHeader {
  readonly shape: PoolingShape;
  /** By setting: sentences chosen for study and running text, each in the author's voice and in a source's. */
  readonly calibration: readonly Calibration[];
  /** By role (`MENTION_ROLES`): what is added to the classes' offsets, since the words around who speaks or suffers are another's. */
  readonly roles: readonly ClassNumbers[];
  /**
   * The label is the class with the highest product of probability and this, so that rare classes are found as surely as
   * common ones; probabilities stay what they are.
   */
  readonly decision: { readonly sentences: ClassNumbers; readonly running: ClassNumbers };
  /** Shares of the classes among mentions of running text. */
  readonly shares: ClassNumbers;
  /** How little an actor's shares within one text stray from these: see `actor-priors.ts`. */
  readonly concentration: number | null;
  /** The cascade asks the encoder where this many errors of the fast model are expected by a hundred word pieces. */
  readonly cascade: number;
}

export const MODEL_HEADER = 'stages/sentiment/model.json';
export const FAST_MODEL = 'stages/sentiment/fast-model.bin';

export function loadHeader(): ModelHeader {
  return JSON.parse(readFileSync(fromPackageRoot(MODEL_HEADER), 'utf8')) as ModelHeader;
}

/** Writes the probabilities of three scores; `more`: added to the offsets. */
export function probabilitiesOf(
  scores: ArrayLike<number>,
  { scale, bias }: Calibration,
  out: Float64Array,
  more: ClassNumbers = NOTHING,
): void {
  for (let k = 0; k < 3; k++) out[k] = scale[k]! * scores[k]! + bias[k]! + more[k]!;
  const max = Math.max(out[0]!, out[1]!, out[2]!);
  let sum = 0;
  for (let k = 0; k < 3; k++) {
    out[k] = Math.exp(out[k]! - max);
    sum += out[k]!;
  }
  for (let k = 0; k < 3; k++) out[k]! /= sum;
}

/** The class that is named: that of the highest product; of equals the first. */
export function decide(probabilities: ArrayLike<number>, decision: ClassNumbers): 0 | 1 | 2 {
  const negative = probabilities[0]! * decision[0];
  const neutral = probabilities[1]! * decision[1];
  const positive = probabilities[2]! * decision[2];
  if (negative >= neutral && negative >= positive) return 0;
  return positive > neutral ? 2 : 1;
}
