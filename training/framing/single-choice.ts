/** Fits the choice of one frame a text. */
import { minimise } from '../learners/lbfgs.js';
import { softmaxInPlace } from '../learners/logistic-regression.js';

/**
 * What is added to each frame's margin before the highest is chosen, for texts with one label each. Margins of frames that
 * were fitted apart are on no common scale, and rare frames lose close calls: one temperature and an offset for each frame
 * are fitted to the labels by multinomial log loss (vector scaling with a common slope: Guo et al. 2017, Proceedings of
 * ICML), frames weighted by the inverse of the square root of their frequency, half way between counting texts (accuracy)
 * and counting frames (macro-F1).
 *
 * @param margin - by frame, the margins of texts that the models had not seen.
 * @param positive - by frame, 1 for each text that has it.
 * @param rows - the texts to fit on; those without a label are left out.
 * @returns an offset by frame, in the units of the margins.
 */
export function fitChoice(
  margin: readonly Float64Array[],
  positive: readonly Uint8Array[],
  rows: readonly number[],
): Float64Array {
  const width = margin.length;
  const labelOf = (r: number): number => positive.findIndex((has) => has[r] === 1);
  const coded = rows.filter((r) => labelOf(r) >= 0);
  const label = coded.map(labelOf);
  const frequency = new Float64Array(width);
  for (const f of label) frequency[f]!++;
  const weight = label.map((f) => Math.sqrt(coded.length / (width * frequency[f]!)) / coded.length);
  // The temperature first, as its logarithm, so that it stays above 0; then the offsets.
  const parameters = new Float64Array(width + 1);
  const p = new Float64Array(width);
  minimise(
    (x, gradient) => {
      const slope = Math.exp(x[0]!);
      gradient.fill(0);
      let loss = 0;
      coded.forEach((r, i) => {
        for (let f = 0; f < width; f++) p[f] = slope * (margin[f]![r]! + x[f + 1]!);
        softmaxInPlace(p);
        loss -= weight[i]! * Math.log(Math.max(p[label[i]!]!, 1e-300));
        for (let f = 0; f < width; f++) {
          const d = weight[i]! * (p[f]! - (label[i] === f ? 1 : 0));
          gradient[0]! += d * slope * (margin[f]![r]! + x[f + 1]!);
          gradient[f + 1]! += d * slope;
        }
      });
      // Holds the offsets where few texts say anything.
      for (let f = 1; f <= width; f++) {
        loss += (0.5 * PENALTY * x[f]! ** 2) / coded.length;
        gradient[f]! += (PENALTY * x[f]!) / coded.length;
      }
      return loss;
    },
    parameters,
    { iterations: 200, tolerance: 1e-5 },
  );
  return parameters.slice(1);
}

const PENALTY = 0.1;

/** The frame whose margin with its offset is highest, the earlier one at a tie. */
export function chosenFrame(margin: readonly Float64Array[], offset: ArrayLike<number>, row: number): number {
  let best = 0;
  for (let f = 1; f < margin.length; f++)
    if (margin[f]![row]! + offset[f]! > margin[best]![row]! + offset[best]!) best = f;
  return best;
}
