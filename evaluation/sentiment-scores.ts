/** Scores of sentiment: F1, calibration. */
import { ABSTAIN_BELOW } from '../stages/sentiment/judge-mentions.js';
import { LABELS } from '../stages/sentiment/model-header.js';
import {
  bootstrapFigure,
  type DocumentCounts,
  type EvaluationOptions,
  type ResultRow,
} from './evaluation.js';

const BINS = 10;
const CONFUSION = 9;
/** After these, by bin, the variance of the number of hits if the confidence were exact. */
const VARIANCE = CONFUSION + 3 * BINS;
const WIDTH = VARIANCE + BINS;

/** A system's answers: a class for each row, and probabilities (row after row) where it has them. */
export interface Answers {
  readonly system: string;
  readonly classes: ArrayLike<number>;
  readonly probabilities?: ArrayLike<number>;
}

/** Mean of the F1 of the three classes; a class that neither gold nor answers have counts as 0. */
export function macroF1(counts: ArrayLike<number>): number {
  let sum = 0;
  for (let k = 0; k < 3; k++) {
    let predicted = 0;
    let gold = 0;
    for (let j = 0; j < 3; j++) {
      predicted += counts[3 * j + k]!;
      gold += counts[3 * k + j]!;
    }
    sum += predicted + gold === 0 ? 0 : (2 * counts[3 * k + k]!) / (predicted + gold);
  }
  return sum / 3;
}

/** Expected calibration error, ten bins of equal width (Naeini et al. 2015, doi:10.1609/aaai.v29i1.9602). */
export function calibrationError(counts: ArrayLike<number>): number | null {
  let n = 0;
  let error = 0;
  for (let bin = 0; bin < BINS; bin++) {
    const at = CONFUSION + 3 * bin;
    n += counts[at]!;
    error += Math.abs(counts[at + 1]! - counts[at + 2]!);
  }
  return n === 0 ? null : error / n;
}

/**
 * The calibration error to be expected of so many rows if each confidence were exactly the chance to be right: of few rows not 0.
 * By bin, the mean distance of a normal distribution from its mean.
 */
export function chanceCalibrationError(counts: ArrayLike<number>): number | null {
  let n = 0;
  let error = 0;
  for (let bin = 0; bin < BINS; bin++) {
    n += counts[CONFUSION + 3 * bin]!;
    error += Math.sqrt((2 / Math.PI) * counts[VARIANCE + bin]!);
  }
  return n === 0 ? null : error / n;
}

/** The first bin of confidence in which the tool does not abstain. */
const FIRST_ANSWERED = Math.round(ABSTAIN_BELOW * BINS);

function answered(counts: ArrayLike<number>): { rows: number; hits: number } {
  let rows = 0;
  let hits = 0;
  for (let bin = FIRST_ANSWERED; bin < BINS; bin++) {
    rows += counts[CONFUSION + 3 * bin]!;
    hits += counts[CONFUSION + 3 * bin + 2]!;
  }
  return { rows, hits };
}

/** Share of the rows on which the most probable class is probable enough not to abstain. */
export function answeredShare(counts: ArrayLike<number>): number | null {
  const n = rowsCounted(counts);
  return n === 0 ? null : answered(counts).rows / n;
}

/** Accuracy over those rows alone. */
export function answeredAccuracy(counts: ArrayLike<number>): number | null {
  const { rows, hits } = answered(counts);
  return rows === 0 ? null : hits / rows;
}

/** What the rows of results are of. */
export const MEASURED = 'sentiment toward the target';

/** The counts of each document: confusion (gold by predicted), then rows, confidence and hits by bin. */
export function countsByDocument(
  documents: readonly string[],
  gold: ArrayLike<number>,
  answers: Answers,
): DocumentCounts {
  const counts = new Map<string, Float64Array>();
  documents.forEach((document, i) => {
    let own = counts.get(document);
    if (own === undefined) {
      own = new Float64Array(WIDTH);
      counts.set(document, own);
    }
    const predicted = answers.classes[i]!;
    own[3 * gold[i]! + predicted]!++;
    if (answers.probabilities === undefined) return;
    const confidence = answers.probabilities[3 * i + predicted]!;
    const bin = Math.min(BINS - 1, Math.floor(confidence * BINS));
    own[VARIANCE + bin]! += confidence * (1 - confidence);
    const at = CONFUSION + 3 * bin;
    own[at]!++;
    own[at + 1]! += confidence;
    own[at + 2]! += predicted === gold[i] ? 1 : 0;
  });
  return counts;
}

export function resultRow(
  documents: readonly string[],
  gold: ArrayLike<number>,
  answers: Answers,
  options: EvaluationOptions,
): ResultRow {
  const counts = countsByDocument(documents, gold, answers);
  const n = documents.length;
  const accuracy = (sums: Float64Array): number => (sums[0]! + sums[4]! + sums[8]!) / rowsCounted(sums);
  return {
    system: answers.system,
    measured: MEASURED,
    figures: {
      'macro-F1': bootstrapFigure(counts, macroF1, n, options),
      accuracy: bootstrapFigure(counts, accuracy, n, options),
      ...(answers.probabilities === undefined
        ? {}
        : {
            'calibration error': bootstrapFigure(counts, calibrationError, n, options),
            'expected of exact probabilities': {
              value: chanceCalibrationError(total(counts)),
              interval: null,
              n,
            },
            answered: bootstrapFigure(counts, answeredShare, n, options),
            'accuracy, answered': bootstrapFigure(counts, answeredAccuracy, n, options),
          }),
    },
  };
}

function total(counts: DocumentCounts): Float64Array {
  const sums = new Float64Array(WIDTH);
  for (const own of counts.values()) for (let i = 0; i < WIDTH; i++) sums[i]! += own[i]!;
  return sums;
}

function rowsCounted(sums: ArrayLike<number>): number {
  let n = 0;
  for (let i = 0; i < CONFUSION; i++) n += sums[i]!;
  return n;
}

export function confusionCounts(gold: ArrayLike<number>, classes: ArrayLike<number>): number[][] {
  const counts = LABELS.map(() => LABELS.map(() => 0));
  for (let i = 0; i < gold.length; i++) counts[gold[i]!]![classes[i]!]!++;
  return counts;
}
