/** Calibrates codebooks that score by cues alone: scores as probabilities, and which frame leads. */
import type { LeadClaim } from '../../stages/framing/codebook.js';
import { cueDensity, leadStrength } from '../../stages/framing/frame-scores.js';
import type { CodebookCalibration, FrameCalibration } from '../../stages/framing/model-pack.js';
import { minimise } from '../learners/lbfgs.js';
import { softmaxInPlace } from '../learners/logistic-regression.js';
import { bestThreshold } from './cross-validation.js';
import { plattScaling } from './fit-frame.js';

/** Coded texts as a codebook of cues sees them. */
export interface CodedDensities {
  readonly frames: readonly string[];
  /** By text, the density of each frame's cue weight. */
  readonly density: readonly Float64Array[];
  /** By frame, 1 for each text that has it. */
  readonly positive: readonly Uint8Array[];
  /** By text, the index of its primary frame; -1 where none was coded. */
  readonly primary: Int32Array;
}

/** The density of every frame of a text. */
export function densitiesOf(weights: readonly number[], words: number, priorWords: number): Float64Array {
  return Float64Array.from(weights, (weight) => cueDensity(weight, words, priorWords));
}

/**
 * Penalty on a frame's own offset. It draws the offsets to those of news, where a frame at its usual density claims as much as
 * any other: coded passages are few, and of one genre.
 */
const OFFSET_PENALTY = 10;

/** So many of the coded texts are to have a lead. */
const LED = 0.76;

/** What is usual of each frame: the geometric mean of its densities over texts where it has a cue; 1 where it never has. */
export function usualDensities(frames: number, densities: readonly Float64Array[]): Float64Array {
  return Float64Array.from({ length: frames }, (_, f) => {
    const logs = densities.flatMap((d) => (d[f]! > 0 ? [Math.log(d[f]!)] : []));
    const mean = logs.reduce((a, b) => a + b, 0) / Math.max(1, logs.length);
    return Number(Math.exp(mean).toPrecision(6));
  });
}

/**
 * Claims to the lead, fitted by multinomial log loss: one slope for all frames, and offsets held near 0 (slopes of their own
 * made cross-validated leads worse).
 */
export function fitLead(
  coded: CodedDensities,
  rows: readonly number[],
  usual: ArrayLike<number>,
): LeadClaim[] {
  const width = coded.frames.length;
  const used = rows.filter((r) => coded.primary[r]! >= 0);
  const x = used.map((r) => Float64Array.from(coded.density[r]!, (d, f) => Math.log1p(d / usual[f]!)));
  const parameters = new Float64Array(1 + width);
  parameters[0] = 1;
  const p = new Float64Array(width);
  minimise(
    (w, gradient) => {
      gradient.fill(0);
      let loss = 0;
      used.forEach((r, i) => {
        for (let f = 0; f < width; f++) p[f] = w[0]! * x[i]![f]! + w[1 + f]!;
        softmaxInPlace(p);
        const right = coded.primary[r]!;
        loss -= Math.log(Math.max(p[right]!, 1e-300));
        for (let f = 0; f < width; f++) {
          const d = p[f]! - (f === right ? 1 : 0);
          gradient[0]! += d * x[i]![f]!;
          gradient[1 + f]! += d;
        }
      });
      for (let f = 1; f <= width; f++) {
        loss += 0.5 * OFFSET_PENALTY * w[f]! ** 2;
        gradient[f]! += OFFSET_PENALTY * w[f]!;
      }
      return loss;
    },
    parameters,
    { iterations: 300, tolerance: 1e-5 },
  );
  return coded.frames.map((_, f) => ({
    usual: usual[f]!,
    slope: Number(parameters[0]!.toPrecision(6)),
    offset: Number(parameters[1 + f]!.toPrecision(6)),
  }));
}

/** Claims of one text: shares of 1, null for a frame without a cue. */
function claimsOf(density: Float64Array, lead: readonly LeadClaim[]): (number | null)[] {
  const p = Float64Array.from(lead, (one, f) => leadStrength(one, density[f]!));
  softmaxInPlace(p);
  return Array.from(p, (share, f) => (density[f]! > 0 ? share : null));
}

/** Of each text the frame with the strongest claim and how far it is ahead; -1 where no frame has a cue. */
export function leadsOf(
  coded: CodedDensities,
  rows: readonly number[],
  lead: readonly LeadClaim[],
): { first: number; second: number; margin: number }[] {
  return rows.map((r) => {
    const claims = claimsOf(coded.density[r]!, lead);
    const order = claims
      .flatMap((claim, f) => (claim === null ? [] : [f]))
      .sort((a, b) => claims[b]! - claims[a]! || a - b);
    const [first = -1, second = -1] = order;
    return { first, second, margin: first < 0 ? 0 : claims[first]! - (second < 0 ? 0 : claims[second]!) };
  });
}

/**
 * Fits all of a codebook's calibration on the rows.
 *
 * @param usual - what is usual of each frame in news; null fits no lead.
 * @param recall - the threshold leaves this share of the texts that have a frame; null chooses by F1.
 */
export function fitCalibration(
  coded: CodedDensities,
  rows: readonly number[],
  margin: number,
  usual: ArrayLike<number> | null,
  recall: number | null = null,
): Pick<CodebookCalibration, 'frames' | 'leadMargin'> {
  const lead = usual === null ? coded.frames.map(() => null) : fitLead(coded, rows, usual);
  const frames = coded.frames.map((frame, f): FrameCalibration => {
    const has = coded.positive[f]!;
    const shown = rows.filter((r) => coded.density[r]![f]! > 0);
    const logs = Float64Array.from(coded.density, (d) =>
      d[f]! > 0 ? Math.log(d[f]!) : Number.NEGATIVE_INFINITY,
    );
    // Too few to fit: scored as the codebook says.
    if (shown.length < 20 || !shown.some((r) => has[r] === 1))
      return { frame, half: null, steepness: null, threshold: null, lead: lead[f]! };
    const [slope, intercept] = plattScaling(
      shown.map((r) => logs[r]!),
      shown.map((r) => has[r]!),
    );
    // A frame whose cues hardly tell would never reach its half: it is held where texts are.
    const steepness = Math.max(slope, 0.3);
    const threshold =
      recall === null
        ? bestThreshold(logs, has, shown)
        : quantile(
            rows.filter((r) => has[r] === 1).map((r) => logs[r]!),
            1 - recall,
          );
    return {
      frame,
      half: Number(Math.exp(-intercept / steepness).toPrecision(5)),
      steepness: Number(steepness.toPrecision(5)),
      threshold: Number((1 / (1 + Math.exp(-(steepness * threshold + intercept)))).toPrecision(5)),
      lead: lead[f]!,
    };
  });
  return { frames, leadMargin: margin };
}

function quantile(values: readonly number[], at: number): number {
  const ordered = [...values].sort((a, b) => a - b);
  return ordered[Math.floor(at * (ordered.length - 1))]!;
}

/** The margin that leaves the share of texts wanted with a lead. */
export function marginFor(margins: readonly number[]): number {
  const ordered = [...margins].sort((a, b) => b - a);
  return Number(ordered[Math.ceil(LED * ordered.length) - 1]!.toFixed(2));
}

export interface LeadFigures {
  readonly texts: number;
  /** Share of the texts with a lead, and of these the share where it is the primary frame. */
  readonly led: number;
  readonly rightOfLed: number;
  /** Share of all texts whose strongest claim is the primary frame, and whose two strongest hold it. */
  readonly right: number;
  readonly rightInTwo: number;
  /** By text: the strongest claim, its margin, and whether the calibrated score says present, all out of fold. */
  readonly first: Int32Array;
  readonly margin: Float64Array;
  readonly bound: number;
}

/** Cross-validated leads: each text by a calibration fitted on the other folds, the bound from the folds fitted on. */
export function crossValidateLead(
  coded: CodedDensities,
  foldOf: ArrayLike<number>,
  usual: ArrayLike<number>,
): LeadFigures {
  const all = coded.density.map((_, r) => r).filter((r) => coded.primary[r]! >= 0);
  const first = new Int32Array(coded.density.length).fill(-1);
  const second = new Int32Array(coded.density.length).fill(-1);
  const margin = new Float64Array(coded.density.length);
  for (const fold of new Set(all.map((r) => foldOf[r]!))) {
    const test = all.filter((r) => foldOf[r] === fold);
    const lead = fitLead(
      coded,
      all.filter((r) => foldOf[r] !== fold),
      usual,
    );
    leadsOf(coded, test, lead).forEach((one, i) => {
      first[test[i]!] = one.first;
      second[test[i]!] = one.second;
      margin[test[i]!] = one.margin;
    });
  }
  const bound = marginFor(all.map((r) => margin[r]!));
  const led = all.filter((r) => margin[r]! >= bound);
  const share = (rows: readonly number[], of: (r: number) => boolean): number =>
    rows.filter(of).length / Math.max(1, rows.length);
  const right = (r: number): boolean => first[r] === coded.primary[r];
  return {
    texts: all.length,
    led: led.length / all.length,
    rightOfLed: share(led, right),
    right: share(all, right),
    rightInTwo: share(all, (r) => right(r) || second[r] === coded.primary[r]),
    first,
    margin,
    bound,
  };
}
