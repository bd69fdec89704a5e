/** Scores of classes as probabilities. */

/** Softmax of the first `classes` scores, in place. */
export function softmax(scores: Float64Array, classes = scores.length): void {
  let largest = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < classes; k++) if (scores[k]! > largest) largest = scores[k]!;
  let sum = 0;
  for (let k = 0; k < classes; k++) {
    scores[k] = Math.exp(scores[k]! - largest);
    sum += scores[k]!;
  }
  for (let k = 0; k < classes; k++) scores[k]! /= sum;
}
