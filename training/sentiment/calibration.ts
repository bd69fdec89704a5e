/** Fits how scores become probabilities, and which class is named, on mentions that the model has not seen. */
import type { Calibration, ClassNumbers } from '../../stages/sentiment/model-header.js';
import { minimise } from '../learners/lbfgs.js';

/** Scores (three a mention) and the label of each. */
export interface Scored {
  readonly scores: readonly ArrayLike<number>[];
  readonly labels: readonly number[];
}

/** One scale and an offset for each class, by maximum likelihood (vector scaling; Guo et al. 2017, arXiv:1706.04599). */
export function fitCalibration({ scores, labels }: Scored): Calibration {
  // The scale, then the offsets of the first and the third class; the second's is 0.
  const x = Float64Array.of(1, 0, 0);
  minimise(
    (p, gradient) => {
      gradient.fill(0);
      let loss = 0;
      scores.forEach((own, r) => {
        const s = [p[0]! * own[0]! + p[1]!, p[0]! * own[1]!, p[0]! * own[2]! + p[2]!];
        const max = Math.max(...s);
        const e = s.map((v) => Math.exp(v - max));
        const sum = e[0]! + e[1]! + e[2]!;
        loss -= Math.log(e[labels[r]!]! / sum) / scores.length;
        for (let k = 0; k < 3; k++) {
          const d = (e[k]! / sum - (labels[r] === k ? 1 : 0)) / scores.length;
          gradient[0]! += d * own[k]!;
          if (k !== 1) gradient[k === 0 ? 1 : 2]! += d;
        }
      });
      return loss;
    },
    x,
    { iterations: 100 },
  );
  const round = (v: number): number => Math.round(v * 1e4) / 1e4;
  return { scale: [round(x[0]!), round(x[0]!), round(x[0]!)], bias: [round(x[1]!), 0, round(x[2]!)] };
}

/** How strongly offsets of roles are held near 0. */
const RIDGE = 1e-3;

/**
 * Offsets of the first and the third class for each role, beside what a setting's calibration gives, by maximum likelihood.
 *
 * @param scores - calibrated: the logarithms of probabilities.
 */
export function fitRoleOffsets(
  { scores, labels }: Scored,
  roles: readonly number[],
  count: number,
): readonly ClassNumbers[] {
  const x = new Float64Array(2 * count);
  minimise(
    (p, gradient) => {
      let loss = 0;
      p.forEach((value, i) => {
        loss += RIDGE * value * value;
        gradient[i] = 2 * RIDGE * value;
      });
      scores.forEach((own, r) => {
        const at = 2 * roles[r]!;
        const e = [own[0]! + p[at]!, own[1]!, own[2]! + p[at + 1]!].map(Math.exp);
        const sum = e[0]! + e[1]! + e[2]!;
        loss -= Math.log(e[labels[r]!]! / sum) / scores.length;
        gradient[at]! += (e[0]! / sum - (labels[r] === 0 ? 1 : 0)) / scores.length;
        gradient[at + 1]! += (e[2]! / sum - (labels[r] === 2 ? 1 : 0)) / scores.length;
      });
      return loss;
    },
    x,
    { iterations: 100 },
  );
  const round = (v: number): number => Math.round(v * 1e4) / 1e4;
  return Array.from({ length: count }, (_, k) => [round(x[2 * k]!), 0, round(x[2 * k + 1]!)] as const);
}

/** Macro-F1 over three classes of labels given. */
export function macroF1(labels: readonly number[], given: readonly number[]): number {
  let sum = 0;
  for (let k = 0; k < 3; k++) {
    let both = 0;
    let either = 0;
    labels.forEach((label, r) => {
      if (label === k && given[r] === k) both++;
      if (label === k) either++;
      if (given[r] === k) either++;
    });
    sum += either === 0 ? 0 : (2 * both) / either / 3;
  }
  return sum;
}

/**
 * What the probabilities of the negative and the positive class are multiplied by before the highest is named: the factors with
 * the best macro-F1 to be expected by the probabilities themselves, which are calibrated (Lewis 1995,
 * doi:10.1145/215206.215366). No label decides, so chance in few labels of a rare class does not either.
 */
export function expectedDecision(
  probabilities: readonly ArrayLike<number>[],
  decide: (p: ArrayLike<number>, decision: ClassNumbers) => number,
): ClassNumbers {
  const shares = [0, 1, 2].map((k) => probabilities.reduce((sum, p) => sum + p[k]!, 0));
  let best: ClassNumbers = [1, 1, 1];
  let highest = 0;
  for (let a = 7; a <= 16; a++)
    for (let b = 7; b <= 26; b++) {
      const decision = [a / 10, 1, b / 10] as const;
      const [right, named] = [
        [0, 0, 0],
        [0, 0, 0],
      ];
      for (const p of probabilities) {
        const k = decide(p, decision);
        right[k]! += p[k]!;
        named[k]!++;
      }
      const f1 = [0, 1, 2].reduce((sum, k) => sum + (2 * right[k]!) / (named[k]! + shares[k]!) / 3, 0);
      if (f1 > highest) {
        highest = f1;
        best = decision;
      }
    }
  return best;
}

/** Expected calibration error of the most probable class, ten bins of equal width. */
export function calibrationError(
  probabilities: readonly ArrayLike<number>[],
  labels: readonly number[],
): number {
  const bins = Array.from({ length: 10 }, () => [0, 0] as [number, number]);
  probabilities.forEach((p, r) => {
    const best = [0, 1, 2].reduce((a, k) => (p[k]! > p[a]! ? k : a), 0);
    const bin = bins[Math.min(9, Math.floor(p[best]! * 10))]!;
    bin[0] += p[best]!;
    bin[1] += labels[r] === best ? 1 : 0;
  });
  return bins.reduce((sum, [confidence, hits]) => sum + Math.abs(confidence - hits), 0) / labels.length;
}
