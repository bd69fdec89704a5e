/** What the tagging tower says of word pieces, as log-odds of a document's own tokens. */
import type { TaggedPieces } from './encoder.js';

/** Log-odds beyond this are no surer: a few pieces must not decide over a whole span. */
const SUREST = 6;

/** One output of the tower by token, as natural log-odds between -6 and 6. */
export interface TokenOdds {
  /** That the token stands in a span at all; -6 for a token without a piece. */
  readonly inside: Float64Array;
  /** That a span begins at it, given that it stands in one. */
  readonly begins: Float64Array;
  /** The likeliest class of span, by number from 0, in the order of the output's types. */
  readonly type: Uint8Array;
}

/**
 * The mean of a token's pieces; where a span begins is said by its first piece.
 *
 * @param starts - where each token begins, UTF-16 code units, in order.
 * @param ends - where each ends.
 * @throws RangeError where the tower has no such output.
 */
export function tokenOdds(
  { starts: from, ends: until, outputs }: TaggedPieces,
  output: string,
  starts: ArrayLike<number>,
  ends: ArrayLike<number>,
  tokens: number,
): TokenOdds {
  const given = outputs[output];
  if (given === undefined) throw new RangeError(`the encoder has no output '${output}'`);
  const { classes, logits } = given;
  const inside = new Float64Array(tokens).fill(-SUREST);
  const begins = new Float64Array(tokens);
  const type = new Uint8Array(tokens);
  let piece = 0;
  for (let t = 0; t < tokens; t++) {
    while (piece < from.length && until[piece]! <= starts[t]!) piece++;
    let sum = 0;
    let n = 0;
    for (let p = piece; p < from.length && from[p]! < ends[t]!; p++, n++) {
      const row = logits.subarray(classes * p, classes * (p + 1));
      const [begin, within] = [logSum(row, 1), logSum(row, 2)];
      sum += clipped(logAdd(begin, within) - row[0]!);
      if (n === 0) {
        begins[t] = clipped(begin - within);
        type[t] = likeliest(row);
      }
    }
    if (n > 0) inside[t] = sum / n;
  }
  return { inside, begins, type };
}

const clipped = (x: number): number => Math.max(-SUREST, Math.min(SUREST, x));

function logAdd(a: number, b: number): number {
  const most = Math.max(a, b);
  return most + Math.log(Math.exp(a - most) + Math.exp(b - most));
}

/** The logarithm of the sum of every second class's odds: those of B (from 1) or of I (from 2). */
function logSum(row: Float32Array, first: number): number {
  let sum = row[first]!;
  for (let k = first + 2; k < row.length; k += 2) sum = logAdd(sum, row[k]!);
  return sum;
}

/** Which pair of B and I is the likeliest. */
function likeliest(row: Float32Array): number {
  let best = 0;
  let most = Number.NEGATIVE_INFINITY;
  for (let k = 1; k + 1 < row.length; k += 2) {
    const odds = logAdd(row[k]!, row[k + 1]!);
    if (odds > most) {
      most = odds;
      best = (k - 1) / 2;
    }
  }
  return best;
}

/** Stretches of tokens whose log-odds are at least `least`, parted where one begins anew; within [first, after). */
export function runsOf(
  { inside, begins }: TokenOdds,
  least: number,
  first: number,
  after: number,
): [first: number, after: number][] {
  const found: [number, number][] = [];
  let open = -1;
  for (let t = first; t <= after; t++) {
    const marked = t < after && inside[t]! >= least;
    if (open >= 0 && (!marked || begins[t]! > 0)) {
      found.push([open, t]);
      open = -1;
    }
    if (marked && open < 0) open = t;
  }
  return found;
}
