/** How the parameters of attention pooling stand in one array. */

/** Numbers of a head: two vectors of the kernel. */
export const SLICE = 8;

/** The sizes of a model: `heads` heads of eight numbers each, a hidden layer of `hidden`. */
export interface PoolingShape {
  /** A multiple of four. */
  readonly heads: number;
  /** A multiple of sixteen. */
  readonly hidden: number;
}

/** How many different things the inputs can say; each has a row of its own. */
export interface PoolingInputs {
  /** Categories of a token by itself; a token has three, whose rows are added. */
  readonly categories: number;
  /** Relations of a token to the mention: where it stands, in which clause, in which role. */
  readonly places: number;
  readonly clauses: number;
  readonly roles: number;
  /** Kinds of mention: inputs of the hidden layer. */
  readonly mentions: number;
}

/** Where each block of parameters begins. */
export interface PoolingLayout {
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

/** @param dimensions - of the word vectors that the projection takes; 0 where the words' rows come ready. */
export function poolingLayout(
  { heads, hidden }: PoolingShape,
  { categories, places, clauses, roles, mentions }: PoolingInputs,
  dimensions: number,
): PoolingLayout {
  const row = heads * SLICE + heads;
  let total = 0;
  const take = (size: number): number => {
    const at = total;
    total += size;
    return at;
  };
  const layout = {
    row,
    projection: take(dimensions * row),
    token: take(categories * row),
    place: take(places * row),
    clause: take(clauses * row),
    role: take(roles * row),
    hiddenWeights: take(hidden * (heads * SLICE + mentions)),
    hiddenBias: take(hidden),
    outWeights: take(3 * hidden),
    outBias: take(3),
  };
  return { ...layout, total };
}
