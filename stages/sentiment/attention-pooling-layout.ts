import { CLAUSES, MENTION_KINDS, PLACES, ROLES, TOKEN_CATEGORIES } from './attention-pooling-inputs.js';

/** Numbers of a head: two vectors of the kernel. */
export const SLICE = 8;

/** The sizes of an attention bag: `heads` heads of eight numbers each, a hidden layer of `hidden`. */
export interface BagShape {
  /** A multiple of four. */
  readonly heads: number;
  /** A multiple of sixteen. */
  readonly hidden: number;
}

/** A bag's parameters, one block after the other in one array. */
export interface BagLayout {
  /** Numbers a token: eight rectified ones for each head, then a logit for each head. */
  readonly row: number;
  readonly projection: number;
  readonly token: number;
  readonly place: number;
  readonly clause: number;
  readonly role: number;
  readonly hiddenWeights: number;
  readonly hiddenBias: number;
  readonly outWeights: number;
  readonly outBias: number;
  readonly total: number;
}

/** `dimensions`: of the word vectors that the projection takes; 0 where the words' rows come ready. */
export function bagLayout({ heads, hidden }: BagShape, dimensions: number): BagLayout {
  const row = heads * SLICE + heads;
  const inputs = heads * SLICE + MENTION_KINDS;
  const sizes = [
    dimensions * row,
    TOKEN_CATEGORIES * row,
    PLACES * row,
    CLAUSES * row,
    ROLES * row,
    hidden * inputs,
    hidden,
    3 * hidden,
    3,
  ];
  const at: number[] = [];
  let total = 0;
  for (const size of sizes) {
    at.push(total);
    total += size;
  }
  return {
    row,
    projection: at[0]!,
    token: at[1]!,
    place: at[2]!,
    clause: at[3]!,
    role: at[4]!,
    hiddenWeights: at[5]!,
    hiddenBias: at[6]!,
    outWeights: at[7]!,
    outBias: at[8]!,
    total,
  };
}
