import { K } from '../../stages/attribution/labels.js';

/**
 * Marginal probabilities of a linear-chain conditional random field (Lafferty, McCallum & Pereira 2001) by the
 * forward-backward algorithm, normalised at each step, with the expected transitions that a trainer needs. The
 * stage's own is models/crf/marginals.wat; a test holds the two together.
 *
 * @param scores - n x K scores; replaced by the marginals.
 * @param factor - K x K exponentiated transition weights, from row to column.
 * @param alpha - scratch space of at least n x K.
 * @param pairs - where given, the expected counts of transitions are added to it.
 */
export function marginals(
  scores: Float32Array,
  n: number,
  factor: Float32Array,
  alpha: Float32Array,
  pairs?: Float64Array,
): void {
  // Written out for four labels: this is the tagger's innermost loop.
  const [f00, f01, f02, f03, f10, f11, f12, f13] = factor as unknown as Eight;
  const [f20, f21, f22, f23, f30, f31, f32, f33] = factor.subarray(8) as unknown as Eight;
  let a0 = 0.25;
  let a1 = 0.25;
  let a2 = 0.25;
  let a3 = 0.25;
  for (let at = 0; at < n * K; at += K) {
    const s0 = scores[at]!;
    const s1 = scores[at + 1]!;
    const s2 = scores[at + 2]!;
    const s3 = scores[at + 3]!;
    const max = Math.max(s0, s1, s2, s3);
    const e0 = Math.exp(s0 - max);
    const e1 = Math.exp(s1 - max);
    const e2 = Math.exp(s2 - max);
    const e3 = Math.exp(s3 - max);
    scores[at] = e0;
    scores[at + 1] = e1;
    scores[at + 2] = e2;
    scores[at + 3] = e3;
    if (at > 0) {
      const b0 = a0 * f00 + a1 * f10 + a2 * f20 + a3 * f30;
      const b1 = a0 * f01 + a1 * f11 + a2 * f21 + a3 * f31;
      const b2 = a0 * f02 + a1 * f12 + a2 * f22 + a3 * f32;
      const b3 = a0 * f03 + a1 * f13 + a2 * f23 + a3 * f33;
      a0 = b0;
      a1 = b1;
      a2 = b2;
      a3 = b3;
    }
    a0 *= e0;
    a1 *= e1;
    a2 *= e2;
    a3 *= e3;
    const scale = 1 / (a0 + a1 + a2 + a3);
    a0 *= scale;
    a1 *= scale;
    a2 *= scale;
    a3 *= scale;
    alpha[at] = a0;
    alpha[at + 1] = a1;
    alpha[at + 2] = a2;
    alpha[at + 3] = a3;
  }
  // Backward; beta of the token to the right is kept in four numbers.
  let b0 = 1;
  let b1 = 1;
  let b2 = 1;
  let b3 = 1;
  for (let at = (n - 1) * K; at >= 0; at -= K) {
    const c0 = scores[at]! * b0;
    const c1 = scores[at + 1]! * b1;
    const c2 = scores[at + 2]! * b2;
    const c3 = scores[at + 3]! * b3;
    const m0 = alpha[at]! * b0;
    const m1 = alpha[at + 1]! * b1;
    const m2 = alpha[at + 2]! * b2;
    const m3 = alpha[at + 3]! * b3;
    const scale = 1 / (m0 + m1 + m2 + m3);
    scores[at] = m0 * scale;
    scores[at + 1] = m1 * scale;
    scores[at + 2] = m2 * scale;
    scores[at + 3] = m3 * scale;
    if (at === 0) break;
    b0 = f00 * c0 + f01 * c1 + f02 * c2 + f03 * c3;
    b1 = f10 * c0 + f11 * c1 + f12 * c2 + f13 * c3;
    b2 = f20 * c0 + f21 * c1 + f22 * c2 + f23 * c3;
    b3 = f30 * c0 + f31 * c1 + f32 * c2 + f33 * c3;
    if (pairs !== undefined) {
      const before = alpha.subarray(at - K, at);
      const carried = [c0, c1, c2, c3];
      const joint = before[0]! * b0 + before[1]! * b1 + before[2]! * b2 + before[3]! * b3;
      for (let j = 0; j < K; j++)
        for (let k = 0; k < K; k++)
          pairs[j * K + k]! += (before[j]! * factor[j * K + k]! * carried[k]!) / joint;
    }
    const per = 1 / (b0 + b1 + b2 + b3);
    b0 *= per;
    b1 *= per;
    b2 *= per;
    b3 *= per;
  }
}

type Eight = readonly [number, number, number, number, number, number, number, number];
