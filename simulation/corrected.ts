/** Coverage and bias of corrected figures in groups whose true shares are known, beside those of the uncorrected figure. */
import { type Random, seededRandom } from '../base/random.js';
import { dirichletDraw } from '../statistics/gamma-draws.js';
import { difference } from '../statistics/mover.js';
import { neymanAllocation } from '../statistics/neyman.js';
import {
  type CodedStratum,
  spreadOfDocuments,
  stratifiedDifference,
} from '../statistics/stratified-difference.js';

export interface ToolErrors {
  readonly recall: number;
  readonly specificity: number;
}

/** Two groups of documents with units that are there or not, found by a tool with errors of its own in each. */
export interface CorrectedDesign {
  readonly name: string;
  readonly prevalence: readonly [number, number];
  readonly errors: readonly [ToolErrors, ToolErrors];
}

export interface CorrectedCoverage {
  readonly design: string;
  readonly coded: number;
  /** Share of the intervals that hold the truth: of a group as counted, corrected; of the difference as counted, corrected. */
  readonly counted: number;
  readonly corrected: number;
  readonly countedDifference: number;
  readonly correctedDifference: number;
  /** Mean error of the group's figure. */
  readonly countedBias: number;
  readonly correctedBias: number;
  /** Root mean squared error of the group's figure. */
  readonly countedError: number;
  readonly correctedError: number;
  /** Mean width of the corrected interval. */
  readonly width: number;
  readonly runs: number;
}

export const DOCUMENTS = 150;

export interface Group {
  readonly strata: readonly CodedStratum[];
  readonly products: readonly (readonly number[])[];
  readonly counted: number;
  readonly units: number;
}

/** Units of a document are alike: its own share is beta distributed around the group's, with an intraclass correlation of .05. */
export function drawGroup(
  prevalence: number,
  { recall, specificity }: ToolErrors,
  coded: number,
  random: Random,
): Group {
  const counts = [0, 0];
  const truth: number[][] = [[], []];
  const products = [0, 1, 2].map(() => [0, 0, 0]);
  for (let d = 0; d < DOCUMENTS; d++) {
    const size = 10 + random.below(30);
    const own = dirichletDraw([prevalence * 19, (1 - prevalence) * 19], random)[0]!;
    const x = [0, 0, 0];
    for (let i = 0; i < size; i++) {
      const there = random.next() < own ? 1 : 0;
      const found = random.next() < (there === 1 ? recall : 1 - specificity) ? 1 : 0;
      counts[found]!++;
      truth[found]!.push(there);
      x[found]!++;
      x[2]! += found;
    }
    for (const [i, a] of x.entries()) for (const [j, b] of x.entries()) products[i]![j]! += a * b;
  }
  const units = counts[0]! + counts[1]!;
  const drawn = neymanAllocation(
    [
      { units: counts[0]!, deviation: 0.22 },
      { units: counts[1]!, deviation: 0.4 },
    ],
    coded,
  );
  const strata = [0, 1].map((found): CodedStratum => {
    const pool = truth[found]!;
    const y: number[] = [];
    for (let i = 0; i < drawn[found]!; i++) {
      const j = i + random.below(pool.length - i);
      [pool[i], pool[j]] = [pool[j]!, pool[i]!];
      y.push(pool[i]!);
    }
    return { units: counts[found]!, predicted: found, y, f: y.map(() => found) };
  });
  return { strata, products, counted: counts[1]! / units, units };
}

export function correctedCoverage(design: CorrectedDesign, coded: number, runs: number): CorrectedCoverage {
  const random = seededRandom(`corrected ${design.name} ${coded}`);
  const hold = [0, 0, 0, 0];
  let [countedBias, correctedBias, countedSquares, correctedSquares, width] = [0, 0, 0, 0, 0];
  const holds = (k: number, [low, high]: readonly [number, number], truth: number): void => {
    if (low <= truth && truth <= high) hold[k]!++;
  };
  const truth = design.prevalence[0];
  for (let run = 0; run < runs; run++) {
    const [a, b] = [0, 1].map((g) => {
      const group = drawGroup(design.prevalence[g]!, design.errors[g]!, coded, random);
      const levels = [-group.counted, 1 - group.counted, 0];
      const spread = spreadOfDocuments(levels, DOCUMENTS, group.products, group.units);
      return {
        counted: {
          value: group.counted,
          interval: [group.counted + spread[0], group.counted + spread[1]] as const,
        },
        corrected: stratifiedDifference(group.strata, [0, 1], {
          documents: DOCUMENTS,
          products: group.products,
        })!,
      };
    });
    holds(0, a!.counted.interval, truth);
    holds(1, a!.corrected.interval, truth);
    const gap = truth - design.prevalence[1];
    holds(2, difference(a!.counted, b!.counted).interval, gap);
    holds(3, difference(a!.corrected, b!.corrected).interval, gap);
    countedBias += a!.counted.value - truth;
    correctedBias += a!.corrected.value - truth;
    countedSquares += (a!.counted.value - truth) ** 2;
    correctedSquares += (a!.corrected.value - truth) ** 2;
    width += a!.corrected.interval[1] - a!.corrected.interval[0];
  }
  return {
    design: design.name,
    coded,
    counted: hold[0]! / runs,
    corrected: hold[1]! / runs,
    countedDifference: hold[2]! / runs,
    correctedDifference: hold[3]! / runs,
    countedBias: countedBias / runs,
    correctedBias: correctedBias / runs,
    countedError: Math.sqrt(countedSquares / runs),
    correctedError: Math.sqrt(correctedSquares / runs),
    width: width / runs,
    runs,
  };
}

const TYPICAL: ToolErrors = { recall: 0.7, specificity: 0.95 };
const WORSE: ToolErrors = { recall: 0.7, specificity: 0.9 };
const BLIND: ToolErrors = { recall: 0.5, specificity: 0.97 };

export const CORRECTED_DESIGNS: readonly CorrectedDesign[] = [0.05, 0.1, 0.25, 0.5].flatMap((share) => [
  { name: `${share}, equal errors`, prevalence: [share, share], errors: [TYPICAL, TYPICAL] },
  { name: `${share}, one group .05 less specific`, prevalence: [share, share], errors: [WORSE, TYPICAL] },
  {
    name: `${share}, groups differ in recall and share`,
    prevalence: [share, share / 2],
    errors: [BLIND, TYPICAL],
  },
]);

export const CODED_SIZES = [50, 100, 200] as const;
