/** What marginals.wat does, in TypeScript: a test holds the two equal to the bit. */
import { MARGIN } from './marginals.js';

const { fround } = Math;
const K = 4;
const LOG2_E = fround(Math.LOG2E);
/** The logarithm of 2 in two parts, so that the remainder is exact. */
const LN2 = [fround(0.693359375), fround(-2.1219444e-4)] as const;
const POLYNOMIAL = [
  1.98756915e-4, 1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1,
].map(fround);

/** e to the power of x, from -87 to 87: range reduction and polynomial of Cephes' expf. */
function exp(x: number): number {
  const n = roundHalfEven(fround(x * LOG2_E));
  const r = fround(fround(x - fround(n * LN2[0])) - fround(n * LN2[1]));
  let c = POLYNOMIAL[0]!;
  for (const next of POLYNOMIAL.slice(1)) c = fround(fround(c * r) + next);
  c = fround(fround(c * fround(r * r)) + r);
  return fround(fround(c + 1) * 2 ** n);
}

function roundHalfEven(x: number): number {
  const down = Math.floor(x);
  const rest = x - down;
  return rest < 0.5 || (rest === 0.5 && down % 2 === 0) ? down : down + 1;
}

const sumOf = ([a, b, c, d]: readonly number[]): number => fround(fround(a! + c!) + fround(b! + d!));

/** The vector a times the rows of a matrix. */
const times = (a: readonly number[], m: readonly (readonly number[])[], k: number): number =>
  fround(
    fround(fround(a[0]! * m[0]![k]!) + fround(a[1]! * m[1]![k]!)) +
      fround(fround(a[2]! * m[2]![k]!) + fround(a[3]! * m[3]![k]!)),
  );

const LABELS = [0, 1, 2, 3] as const;

/** The marginals of one sequence, `K` a token; `rows` and `features` as `ChainMarginals` has them. */
export function marginalsTwin(
  weights: Int8Array,
  unit: number,
  transition: readonly number[],
  tables: number,
  rows: Int32Array,
  features: Int32Array,
  tokens: number,
): Float32Array {
  const own = fround(unit);
  const factor = LABELS.map((j) => LABELS.map((k) => fround(Math.exp(transition[j * K + k]!))));
  const columns = LABELS.map((k) => LABELS.map((j) => factor[j]![k]!));
  const scores: number[][] = [];
  const alpha: number[][] = [];
  for (let t = 0; t < tokens; t++) {
    let c = LABELS.map((k) => {
      let sum = 0;
      for (let w = 0; w <= 2 * MARGIN; w++) sum += weights[rows[t + w]! + w * K + k]!;
      for (let f = t * tables; f < (t + 1) * tables; f++) sum += weights[features[f]! + k]!;
      return exp(fround(sum * own));
    });
    scores.push(c);
    if (t > 0) c = LABELS.map((k) => fround(c[k]! * times(alpha[t - 1]!, factor, k)));
    const sum = sumOf(c);
    alpha.push(c.map((x) => fround(x / sum)));
  }
  const out = new Float32Array(tokens * K);
  let beta: readonly number[] = [1, 1, 1, 1];
  for (let t = tokens - 1; t >= 0; t--) {
    const joint = LABELS.map((k) => fround(alpha[t]![k]! * beta[k]!));
    const total = sumOf(joint);
    for (const k of LABELS) out[t * K + k] = joint[k]! / total;
    const carried = LABELS.map((k) => fround(scores[t]![k]! * beta[k]!));
    const before = LABELS.map((k) => times(carried, columns, k));
    const sum = sumOf(before);
    beta = before.map((x) => fround(x / sum));
  }
  return out;
}
