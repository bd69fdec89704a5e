/** The tagger's labels: outside, source, cue, content. */
export const LABELS = ['outside', 'source', 'cue', 'content'] as const;
export const K = LABELS.length;

/**
 * Marginal probabilities of a linear-chain conditional random field (Lafferty, McCallum & Pereira 2001) by the
 * forward-backward algorithm, normalised at each step.
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
  for (let i = 0; i < n; i++) {
    const at = i * K;
    const max = Math.max(scores[at]!, scores[at + 1]!, scores[at + 2]!, scores[at + 3]!);
    for (let k = 0; k < K; k++) {
      scores[at + k] = Math.exp(scores[at + k]! - max);
    }
    let sum = 0;
    for (let k = 0; k < K; k++) {
      let into = 0.25;
      if (i > 0) {
        into = 0;
        for (let j = 0; j < K; j++) into += alpha[at - K + j]! * factor[j * K + k]!;
      }
      const a = into * scores[at + k]!;
      alpha[at + k] = a;
      sum += a;
    }
    const scale = 1 / sum;
    for (let k = 0; k < K; k++) alpha[at + k]! *= scale;
  }
  // Backward; beta of the token to the right is kept in four numbers.
  const beta = [1, 1, 1, 1];
  const carried = [0, 0, 0, 0];
  for (let i = n - 1; i >= 0; i--) {
    const at = i * K;
    let sum = 0;
    for (let k = 0; k < K; k++) {
      carried[k] = scores[at + k]! * beta[k]!;
      sum += alpha[at + k]! * beta[k]!;
    }
    const scale = 1 / sum;
    for (let k = 0; k < K; k++) scores[at + k] = alpha[at + k]! * beta[k]! * scale;
    if (i === 0) break;
    let total = 0;
    let joint = 0;
    for (let j = 0; j < K; j++) {
      let b = 0;
      for (let k = 0; k < K; k++) b += factor[j * K + k]! * carried[k]!;
      beta[j] = b;
      total += b;
      joint += alpha[at - K + j]! * b;
    }
    if (pairs !== undefined) {
      const per = 1 / joint;
      for (let j = 0; j < K; j++)
        for (let k = 0; k < K; k++)
          pairs[j * K + k]! += alpha[at - K + j]! * factor[j * K + k]! * carried[k]! * per;
    }
    const per = 1 / total;
    for (let j = 0; j < K; j++) beta[j]! *= per;
  }
}
